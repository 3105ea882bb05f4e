//! The feed: model, tolerant reading, diagnostics, search. No DOM: it runs natively and in Wasm.
