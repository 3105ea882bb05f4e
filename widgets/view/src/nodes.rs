//! What may stand in braces.

use yew::AttrValue;
use yew::virtual_dom::{VList, VNode, VText};

/// What a view may show: nodes, texts, numbers, and `Option`s and lists of them.
pub trait Nodes: Sized {
    /// Adds what there is to the nodes of an element.
    fn add_to(self, nodes: &mut Vec<VNode>);

    /// The same as one node, for an element that holds nothing else.
    fn into_node(self) -> VNode {
        let mut nodes = Vec::new();
        self.add_to(&mut nodes);
        VList::with_children(nodes, None).into()
    }
}

impl Nodes for VNode {
    #[inline(never)]
    fn add_to(self, nodes: &mut Vec<VNode>) {
        nodes.push(self);
    }

    fn into_node(self) -> VNode {
        self
    }
}

impl<T: Nodes> Nodes for Option<T> {
    fn add_to(self, nodes: &mut Vec<VNode>) {
        if let Some(one) = self {
            one.add_to(nodes);
        }
    }

    fn into_node(self) -> VNode {
        self.map_or_else(VNode::default, Nodes::into_node)
    }
}

impl<T: Nodes> Nodes for Vec<T> {
    fn add_to(self, nodes: &mut Vec<VNode>) {
        for one in self {
            one.add_to(nodes);
        }
    }
}

impl Nodes for AttrValue {
    #[inline(never)]
    fn add_to(self, nodes: &mut Vec<VNode>) {
        nodes.push(self.into_node());
    }

    #[inline(never)]
    fn into_node(self) -> VNode {
        VText::new(self).into()
    }
}

macro_rules! texts {
    ($($text:ty: $value:ident => $into:expr;)*) => {$(
        impl Nodes for $text {
            fn add_to(self, nodes: &mut Vec<VNode>) {
                nodes.push(self.into_node());
            }

            fn into_node(self) -> VNode {
                let $value = self;
                AttrValue::from($into).into_node()
            }
        }
    )*};
}

texts! {
    &'static str: text => text;
    String: text => text;
    u8: number => number.to_string();
    u16: number => number.to_string();
    u32: number => number.to_string();
    usize: number => number.to_string();
}
