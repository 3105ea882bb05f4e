//! Everything that is tried in a real browser.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::process::ExitCode;

use ran_tests::Suite;

/// Registers the tests of a room by its subjects' modules, each by its own name.
macro_rules! tests {
    ($suite:ident, $room:literal: $($subject:ident { $($test:ident),+ $(,)? })+) => {
        $($($suite.test(concat!($room, "::", stringify!($test)), $subject::$test);)+)+
    };
}

mod bad_feeds;
mod calendar;
mod contract;
mod demo;
mod element;
mod elements;
mod harness;
mod links;
mod loader;
mod member_map;
mod nested_yew;
mod panics;
mod profile;
mod sign_up;

fn main() -> ExitCode {
    let mut suite = Suite::default();
    harness::register(&mut suite);
    links::register(&mut suite);
    profile::register(&mut suite);
    loader::register(&mut suite);
    bad_feeds::register(&mut suite);
    panics::register(&mut suite);
    nested_yew::register(&mut suite);
    calendar::register(&mut suite);
    demo::register(&mut suite);
    member_map::register(&mut suite);
    sign_up::register(&mut suite);
    for element in elements::ALL {
        contract::register(&mut suite, element);
    }
    suite.run()
}
