//! `<ran-event-calendar>`
mod days;
mod entry;
mod filters;
mod keys;
mod month;
mod state;
