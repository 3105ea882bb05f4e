//! The member badge: that a member belongs to the alliance.
