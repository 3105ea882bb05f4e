//! The member profile: who, where, themes, programmes and next events.
