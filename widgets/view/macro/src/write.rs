//! From what a view holds to the calls that build it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, Lit, LitStr};

use crate::parse::{Attribute, Child, Element, If, Otherwise, Tag};

/// The attributes whose presence is their value, as far as a widget uses them (HTML, "Boolean attributes").
const FLAGS: [&str; 10] = [
    "autofocus",
    "disabled",
    "hidden",
    "inert",
    "multiple",
    "novalidate",
    "open",
    "readonly",
    "required",
    "selected",
];

/// An empty view.
pub(crate) fn nothing() -> TokenStream {
    quote! { ::ran_view::yew::virtual_dom::VNode::default() }
}

/// An expression that is one node.
pub(crate) fn node(child: &Child) -> TokenStream {
    match child {
        Child::Element(element) => self::element(element),
        Child::List(children) => list(children),
        Child::Text(text) => quote! { ::ran_view::Nodes::into_node(#text) },
        Child::Nodes(expression) => {
            quote_spanned! { expression.span() => ::ran_view::Nodes::into_node(#expression) }
        }
        Child::Each(_) => list(std::slice::from_ref(child)),
        Child::If(condition) => branches(condition),
    }
}

fn element(element: &Element) -> TokenStream {
    let name = match &element.tag {
        Tag::Name(name) => Some(name.value()),
        Tag::Computed(_) => None,
    };
    let is_field = matches!(name.as_deref(), Some("input" | "textarea"));
    let node = building();
    let (mut keys, mut pairs, mut values, mut calls) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for own in &element.attributes {
        if let Some(call) = call(own, is_field) {
            calls.push(call);
            continue;
        }
        let Attribute { name, value } = own;
        match attribute(name, &name.value(), value) {
            Value::Fixed(text) => {
                keys.push(name);
                pairs.push(
                    quote! { (#name, ::ran_view::yew::virtual_dom::AttributeOrProperty::Static(#text)) },
                );
                values.push(quote! { #node.word(#text); });
            }
            Value::Computed(call) => {
                keys.push(name);
                values.push(quote_spanned! { value.span() => #node.#call; });
            }
            Value::Absent => {}
        }
    }
    // Known while compiling as a whole, or value by value.
    let (start, values) = if keys.is_empty() {
        (quote! { ::ran_view::Node::default() }, Vec::new())
    } else if pairs.len() == keys.len() {
        (quote! { ::ran_view::Node::fixed(&[#(#pairs),*]) }, Vec::new())
    } else {
        (quote! { ::ran_view::Node::keyed(&[#(#keys),*]) }, values)
    };
    let children = match &element.children[..] {
        [one @ (Child::Element(_) | Child::Text(_) | Child::Nodes(_) | Child::If(_))] => {
            let inside = self::node(one);
            quote! { #node.only(#inside); }
        }
        several => self::children(several),
    };
    let end = match (&element.tag, name.as_deref()) {
        (_, Some("input")) => quote! { input() },
        (_, Some("textarea")) => quote! { textarea() },
        (Tag::Name(name), _) => quote! { element(#name) },
        (Tag::Computed(tag), _) => quote! { element(#tag) },
    };
    if values.is_empty() && calls.is_empty() && children.is_empty() {
        return quote! { #start.#end };
    }
    quote! { { let mut #node = #start; #(#values)* #(#calls)* #children #node.#end } }
}

/// The call for what becomes no attribute: what Yew keeps for itself, what a field is at, and listeners.
fn call(Attribute { name, value }: &Attribute, is_field: bool) -> Option<TokenStream> {
    let (node, span) = (building(), value.span());
    Some(match name.value().as_str() {
        "key" => quote_spanned! { span => #node.key(::ran_view::yew::virtual_dom::Key::from(#value)); },
        "ref" => quote_spanned! { span => #node.refer(#value); },
        "value" if is_field => quote_spanned! { span => #node.value(::ran_view::attribute(#value)); },
        "checked" if is_field => quote_spanned! { span => #node.checked(#value); },
        word if word.starts_with("on") => {
            let event = Ident::new(word, name.span());
            quote_spanned! { span =>
                #node.listen(::ran_view::yew::html::#event::Wrapper::__macro_new(#value));
            }
        }
        _ => return None,
    })
}

enum Value {
    /// A text that is known while compiling.
    Fixed(LitStr),
    /// The call that sets it.
    Computed(TokenStream),
    /// A flag that is known to be off.
    Absent,
}

fn attribute(name: &LitStr, word: &str, value: &Expr) -> Value {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Value::Fixed(text.clone()),
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => {
            Value::Fixed(LitStr::new(number.base10_digits(), number.span()))
        }
        Expr::Lit(ExprLit { lit: Lit::Bool(flag), .. }) if FLAGS.contains(&word) => {
            if flag.value {
                Value::Fixed(name.clone())
            } else {
                Value::Absent
            }
        }
        value if FLAGS.contains(&word) => Value::Computed(quote! { flag(#name, #value) }),
        value => Value::Computed(quote! { set(::ran_view::attribute(#value)) }),
    }
}

fn list(children: &[Child]) -> TokenStream {
    let (node, calls) = (building(), self::children(children));
    quote! { { let mut #node = ::ran_view::Node::default(); #calls #node.list() } }
}

fn children(children: &[Child]) -> TokenStream {
    let node = building();
    let calls = children.iter().map(|child| match child {
        Child::Text(text) => quote! { #node.text(#text); },
        Child::Nodes(nodes) => quote_spanned! { nodes.span() => #node.add(#nodes); },
        Child::Each(nodes) => quote_spanned! { nodes.span() => #node.extend(#nodes); },
        Child::Element(_) | Child::List(_) | Child::If(_) => {
            let inside = self::node(child);
            quote! { #node.push(#inside); }
        }
    });
    quote! { #(#calls)* }
}

/// One node, whichever way it goes: what comes after it keeps its place.
fn branches(If { condition, then, otherwise }: &If) -> TokenStream {
    let then = branch(then);
    let otherwise = match otherwise {
        None => nothing(),
        Some(Otherwise::Else(children)) => branch(children),
        Some(Otherwise::If(condition)) => branches(condition),
    };
    quote! { if #condition { #then } else { #otherwise } }
}

fn branch(children: &[Child]) -> TokenStream {
    match children {
        [] => nothing(),
        [one] => node(one),
        several => list(several),
    }
}

/// The variable of the node that is being built: no name of the view's own.
fn building() -> Ident {
    Ident::new("node", Span::mixed_site())
}
