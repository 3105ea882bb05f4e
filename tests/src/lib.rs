//! The browser harness and the tests that run over it.
