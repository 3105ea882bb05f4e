//! The same text, by Yew's macro and by ours, makes the same page.

use ran_view::{attribute, join};
use yew::virtual_dom::VNode;
use yew::{AttrValue, Callback, Html, LocalServerRenderer, MouseEvent, NodeRef, Properties, component};

#[derive(PartialEq, Properties)]
struct Props {
    view: Html,
}

#[component]
fn Page(props: &Props) -> Html {
    props.view.clone()
}

async fn page(view: Html) -> String {
    LocalServerRenderer::<Page>::with_props(Props { view }).hydratable(false).render().await
}

/// Renders each view with both macros.
macro_rules! same {
    ($($view:tt)*) => {
        assert_eq!(page(ran_view::html! { $($view)* }).await, page(yew::html! { $($view)* }).await);
    };
}

#[tokio::test(flavor = "current_thread")]
async fn elements() {
    same! {}
    same! { <br /> }
    same! { <p></p> }
    same! { <p id="a" role="status">{"text & <markup>"}</p> }
    same! { <ul><li>{"one"}</li><li>{"two"}</li></ul> }
    same! { <><p>{"one"}</p>{"two"}<p>{"three"}</p></> }
    same! { <svg viewBox="0 0 1 1"><path d="M0 0" /></svg> }
    same! { <custom-element data-some-name="x" /> }
    for tag in ["h2", "h3"] {
        same! { <@{tag} id="t">{"title"}</@> }
    }
}

#[tokio::test(flavor = "current_thread")]
async fn values() {
    let (own, id, none, some) = ("own".to_owned(), "short", None::<&'static str>, Some("s"));
    let shared = AttrValue::from("shared \" quoted");
    let number = 7_usize;
    same! { <p id={own.clone()} title={none} lang={some} data-x={shared.clone()}>{number}</p> }
    same! { <p {id} aria-label={"literal"}>{shared.clone()}{some}{none}{number.to_string()}</p> }
    for is_set in [false, true] {
        same! { <button aria-pressed={is_set.to_string()} disabled={is_set} hidden={false} /> }
        same! { <input type="checkbox" checked={is_set} value="x" /> }
        same! { <option value="1" selected={is_set}>{"one"}</option> }
    }
    same! { <form novalidate={true}><textarea name="t" value={"a\nb"} /></form> }
}

#[tokio::test(flavor = "current_thread")]
async fn nodes() {
    let words = ["one", "two"];
    let node = || yew::html! { <b>{"node"}</b> };
    same! { <ul>{for words.iter().map(|word| yew::html! { <li>{*word}</li> })}</ul> }
    same! { <p>{node()}</p> }
    same! { <p>{Some(node())}{None::<Html>}{vec![node(), node()]}</p> }
    same! { {node()} }
    for some in [None, Some("s")] {
        for flag in [false, true] {
            same! {
                <p>
                    if let Some(word) = some { <i>{word}</i>{" "} } else if flag { {"flag"} } else { {"neither"} }
                    if flag { <u /> }
                </p>
            }
            same! { <p>if flag { <u>{"only"}</u> }</p> }
        }
    }
}

#[tokio::test(flavor = "current_thread")]
async fn what_a_server_does_not_write() {
    let (node_ref, onclick) = (NodeRef::default(), Callback::<MouseEvent>::noop());
    same! { <p key="k" ref={node_ref.clone()} onclick={onclick.clone()}>{"x"}</p> }
    same! { <p key={3_u64} onclick={onclick.clone()}>{"x"}</p> }
}

/// What a page cannot show: lists keep their keys, and nodes their place.
#[test]
fn nodes_keep_keys_and_places() {
    let items = [1_u64, 2];
    let list =
        ran_view::html! { <ul>{for items.iter().map(|key| ran_view::html! { <li key={*key} /> })}</ul> };
    assert_eq!(list, yew::html! { <ul>{for items.iter().map(|key| yew::html! { <li key={*key} /> })}</ul> });
    for flag in [false, true] {
        let node = ran_view::html! { <p>if flag { <b /> }<i id="after" /></p> };
        let VNode::VTag(node) = node else { unreachable!() };
        let Some(VNode::VList(children)) = node.children() else { unreachable!() };
        assert_eq!((children.len(), &children[1]), (2, &yew::html! { <i id="after" /> }));
    }
}

#[test]
fn classes_leave_out_what_is_not_there() {
    let check = |names: &[Option<&'static str>], expected: Option<&str>| {
        let names: Vec<_> = names.iter().map(|name| attribute(*name)).collect();
        assert_eq!(join(&names).as_deref(), expected);
    };
    check(&[], None);
    check(&[None, Some("")], None);
    check(&[Some("a"), None, Some("b"), Some("")], Some("a b"));
    assert_eq!(ran_view::classes!("a", "", Some("b")).as_deref(), Some("a b"));
}
