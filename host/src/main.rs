//! The program `ran`.
fn main() {}
