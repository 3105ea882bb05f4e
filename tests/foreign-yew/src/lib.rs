//! A page with buttons that count, and an element of the kit between them.
//!
//! Yew answers a click anywhere below its root by the numbers that it has put on the nodes. If the kit's nodes carried
//! numbers of the same kind, a click on them would be counted here.

use wasm_bindgen::prelude::wasm_bindgen;
use yew::prelude::*;

#[component]
fn Page() -> Html {
    let clicks = use_state(|| 0);
    let count = {
        let clicks = clicks.clone();
        Callback::from(move |_: MouseEvent| clicks.set(*clicks + 1))
    };
    // Handlers of many numbers, from the first one on, so that some number of the kit's is among them whatever it is.
    let buttons = (0..12).map(|number| {
        html! { <button id={format!("host-{number}")} onclick={count.clone()}>{format!("ボタン {number}")}</button> }
    });
    html! {
        <section>
            <output id="clicks">{*clicks}</output>
            {for buttons}
            <ran-member-badge feed="/feed.json" member="meguru" loading="eager"></ran-member-badge>
        </section>
    }
}

/// Starts the page in the element with the id `app`.
#[wasm_bindgen(start)]
fn start() {
    let root = gloo::utils::document().get_element_by_id("app");
    if let Some(root) = root {
        yew::Renderer::<Page>::with_root(root).render();
    }
}
