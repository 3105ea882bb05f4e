use wasm_bindgen::prelude::*;
use yew::prelude::*;
use wasm_split_helpers::wasm_split;

#[derive(Properties, PartialEq, Clone)]
pub struct P { pub n: u32 }
#[component]
fn Badge(p: &P) -> Html {
    let c = use_state(|| 0);
    let on = { let c = c.clone(); Callback::from(move |_| { if *c > 1 { panic!("on purpose") } c.set(*c + 1) }) };
    if p.n == 13 { panic!("render panic"); }
    html! { <button onclick={on}>{ format!("badge {} {}", p.n, *c) }</button> }
}
#[component]
fn Profile(p: &P) -> Html { let items = (0..p.n).map(|i| html!{<li key={i}>{i}</li>}); html! { <ul>{for items}</ul> } }

#[wasm_split(badge)]
fn mount_badge(root: web_sys::Element, n: u32) -> Handle {
    let mut h = yew::Renderer::<Badge>::with_root_and_props(root, P { n }).render();
    Handle(Box::new(move |n| { h.update(P{n}) }))
}
#[wasm_split(profile)]
fn mount_profile(root: web_sys::Element, n: u32) -> Handle {
    let mut h = yew::Renderer::<Profile>::with_root_and_props(root, P { n }).render();
    Handle(Box::new(move |n| h.update(P{n})))
}
#[wasm_bindgen]
pub struct Handle(Box<dyn FnMut(u32)>);
#[wasm_bindgen]
impl Handle { pub fn update(&mut self, n: u32) { (self.0)(n) } }
#[wasm_bindgen]
pub async fn mount(kind: String, root: web_sys::Element, n: u32) -> Handle {
    match kind.as_str() { "badge" => mount_badge(root, n).await, _ => mount_profile(root, n).await }
}
