//! An element or a list under construction.

use std::mem::take;
use std::rc::Rc;

use yew::html::IntoPropValue;
use yew::virtual_dom::listeners::{Listener, Listeners};
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, VList, VNode, VTag, VText};
use yew::{AttrValue, NodeRef};

use crate::Nodes;

/// What [`html!`](crate::html) fills call by call. None of the calls is inlined, and none takes it by value, which would
/// copy it: that is what the crate is for. What ends it leaves it empty.
#[derive(Debug, Default)]
pub struct Node {
    attributes: Attributes,
    values: Vec<Option<AttributeOrProperty>>,
    keys: &'static [&'static str],
    listeners: Vec<Option<Rc<dyn Listener>>>,
    node_ref: Option<NodeRef>,
    key: Option<Key>,
    value: Option<AttrValue>,
    checked: Option<bool>,
    children: Vec<VNode>,
    /// The one node inside, where the text of the view says that there is one: it needs no list.
    only: Option<VNode>,
}

impl Node {
    /// A node whose attributes are known while compiling.
    #[must_use]
    #[inline(never)]
    pub fn fixed(attributes: &'static [(&'static str, AttributeOrProperty)]) -> Self {
        Self { attributes: Attributes::Static(attributes), ..Self::default() }
    }

    /// A node with these attributes, of which the values follow in the same order by [`word`](Self::word) and
    /// [`set`](Self::set).
    #[must_use]
    #[inline(never)]
    pub fn keyed(keys: &'static [&'static str]) -> Self {
        Self { keys, values: Vec::with_capacity(keys.len()), ..Self::default() }
    }

    /// The next attribute's value, known while compiling.
    #[inline(never)]
    pub fn word(&mut self, value: &'static str) {
        self.set(Some(AttrValue::Static(value)));
    }

    /// The next attribute's value; without one, the attribute is left out.
    #[inline(never)]
    pub fn set(&mut self, value: Option<AttrValue>) {
        self.values.push(value.map(AttributeOrProperty::Attribute));
    }

    /// The next attribute, which is there or not.
    #[inline(never)]
    pub fn flag(&mut self, name: &'static str, is_set: bool) {
        self.set(is_set.then_some(AttrValue::Static(name)));
    }

    /// Listens to an event.
    #[inline(never)]
    pub fn listen(&mut self, listener: Option<Rc<dyn Listener>>) {
        self.listeners.push(listener);
    }

    /// Lets the widget find the element.
    #[inline(never)]
    pub fn refer(&mut self, node_ref: NodeRef) {
        self.node_ref = Some(node_ref);
    }

    /// What tells the node from its siblings.
    #[inline(never)]
    pub fn key(&mut self, key: Key) {
        self.key = Some(key);
    }

    /// The value that a person may change, of an `input` or a `textarea`.
    #[inline(never)]
    pub fn value(&mut self, value: Option<AttrValue>) {
        self.value = value;
    }

    /// Whether an `input` is checked.
    #[inline(never)]
    pub fn checked(&mut self, checked: bool) {
        self.checked = Some(checked);
    }

    /// The next node inside.
    #[inline(never)]
    pub fn push(&mut self, node: VNode) {
        self.children.push(node);
    }

    /// The next text inside.
    #[inline(never)]
    pub fn text(&mut self, text: &'static str) {
        self.push(VText::new(text).into());
    }

    /// The next nodes inside: none, one or more.
    pub fn add(&mut self, nodes: impl Nodes) {
        nodes.add_to(&mut self.children);
    }

    /// The next nodes inside, one after the other.
    pub fn extend(&mut self, nodes: impl IntoIterator<Item = impl Nodes>) {
        for node in nodes {
            node.add_to(&mut self.children);
        }
    }

    /// The one node inside.
    #[inline(never)]
    pub fn only(&mut self, node: VNode) {
        self.only = Some(node);
    }

    /// The list without an element around it.
    #[inline(never)]
    pub fn list(&mut self) -> VNode {
        VList::with_children(take(&mut self.children), self.key.take()).into()
    }

    /// The element of a name, neither `input` nor `textarea`.
    #[inline(never)]
    pub fn element(&mut self, tag: &'static str) -> VNode {
        let children = match self.only.take() {
            Some(node) => node,
            None if self.children.is_empty() => VNode::default(),
            None => VList::with_children(take(&mut self.children), None).into(),
        };
        let (node_ref, key) = (self.node_ref.take().unwrap_or_default(), self.key.take());
        let (attributes, listeners) = (self.attributes(), self.listeners());
        VTag::__new_other(AttrValue::Static(tag), node_ref, key, attributes, listeners, children).into()
    }

    /// The element `input`.
    #[inline(never)]
    pub fn input(&mut self) -> VNode {
        let (value, node_ref, key) =
            (self.value.take(), self.node_ref.take().unwrap_or_default(), self.key.take());
        let (attributes, listeners) = (self.attributes(), self.listeners());
        VTag::__new_input(value, self.checked, node_ref, key, attributes, listeners).into()
    }

    /// The element `textarea`.
    #[inline(never)]
    pub fn textarea(&mut self) -> VNode {
        let (value, node_ref, key) =
            (self.value.take(), self.node_ref.take().unwrap_or_default(), self.key.take());
        let (attributes, listeners) = (self.attributes(), self.listeners());
        VTag::__new_textarea(value, None, node_ref, key, attributes, listeners).into()
    }

    fn attributes(&mut self) -> Attributes {
        if self.keys.is_empty() {
            return take(&mut self.attributes);
        }
        Attributes::Dynamic { keys: self.keys, values: take(&mut self.values).into_boxed_slice() }
    }

    fn listeners(&mut self) -> Listeners {
        if self.listeners.is_empty() {
            Listeners::None
        } else {
            Listeners::Pending(take(&mut self.listeners).into_boxed_slice())
        }
    }
}

/// A value as the attribute takes it.
pub fn attribute(value: impl IntoPropValue<Option<AttrValue>>) -> Option<AttrValue> {
    value.into_prop_value()
}

/// The texts that are there, with spaces between them; none, if there are none.
#[must_use]
#[inline(never)]
pub fn join(names: &[Option<AttrValue>]) -> Option<AttrValue> {
    let mut joined = String::new();
    for name in names.iter().flatten().filter(|name| !name.is_empty()) {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(name);
    }
    (!joined.is_empty()).then(|| joined.into())
}
