//! The one Wasm program: split points, mounting, the panic boundary and the feed in the browser.
