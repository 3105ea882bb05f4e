//! The files beside the kit, for widgets that read one when somebody asks for what is in it: what
//! [`ran_parts::browser::Files`] promises.
//!
//! A page with such a widget need not load what a form wants of the [browser](crate::browser).

use std::rc::Rc;

use ran_parts::browser::{Files, Host};
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use crate::fetch::{self, Freshness};
use crate::{hooks, turnstile};

/// The files for the element of this number.
pub(crate) fn host(element: u32) -> Host {
    Host::Files(Rc::new(Beside { element }))
}

struct Beside {
    element: u32,
}

impl Files for Beside {
    fn read(&self, path: &str, then: Callback<Option<Vec<u8>>>) {
        let (element, address) = (self.element, hooks::beside_kit(path));
        spawn_local(async move {
            let bytes = fetch::get(&address, Freshness::AsCached).await.ok().map(|bytes| bytes.to_vec());
            turnstile::queue(element, move || then.emit(bytes));
        });
    }
}
