//! From tokens to what a view holds.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Result};
use syn::{Expr, LitStr, Token, braced, token};

/// All of a view. None, if there is nothing in it.
pub(crate) struct Root(pub(crate) Option<Child>);

/// What may stand where a node stands.
pub(crate) enum Child {
    Element(Element),
    List(Vec<Child>),
    Text(LitStr),
    /// `{expression}`
    Nodes(Expr),
    /// `{for expression}`
    Each(Expr),
    If(If),
}

pub(crate) struct Element {
    pub(crate) tag: Tag,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) children: Vec<Child>,
}

pub(crate) enum Tag {
    Name(LitStr),
    /// `<@{expression}>`
    Computed(Expr),
}

pub(crate) struct Attribute {
    pub(crate) name: LitStr,
    pub(crate) value: Expr,
}

pub(crate) struct If {
    pub(crate) condition: Expr,
    pub(crate) then: Vec<Child>,
    pub(crate) otherwise: Option<Otherwise>,
}

pub(crate) enum Otherwise {
    Else(Vec<Child>),
    If(Box<If>),
}

impl Parse for Root {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.is_empty() {
            return Ok(Self(None));
        }
        let child = input.parse()?;
        if input.is_empty() {
            Ok(Self(Some(child)))
        } else {
            Err(input.error("a view is one node: put `<>` and `</>` around several"))
        }
    }
}

impl Parse for Child {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(Token![if]) {
            return Ok(Self::If(input.parse()?));
        }
        if input.peek(LitStr) {
            return Ok(Self::Text(input.parse()?));
        }
        if input.peek(token::Brace) {
            let content;
            braced!(content in input);
            let each = content.parse::<Option<Token![for]>>()?;
            let expression = whole(&content)?;
            return Ok(match (each, expression) {
                (Some(_), expression) => Self::Each(expression),
                (None, Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. })) => Self::Text(text),
                (None, expression) => Self::Nodes(expression),
            });
        }
        if input.peek(Token![<]) && input.peek2(Token![>]) {
            input.parse::<Token![<]>()?;
            input.parse::<Token![>]>()?;
            let children = until_end(input)?;
            input.parse::<Token![<]>()?;
            input.parse::<Token![/]>()?;
            input.parse::<Token![>]>()?;
            return Ok(Self::List(children));
        }
        if input.peek(Token![<]) {
            return Ok(Self::Element(input.parse()?));
        }
        Err(input.error("here stands an element, `<>`, `{…}`, `\"text\"` or `if`"))
    }
}

impl Parse for Element {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        input.parse::<Token![<]>()?;
        let tag = tag(input)?;
        let mut attributes: Vec<Attribute> = Vec::new();
        while !input.peek(Token![>]) && !input.peek(Token![/]) {
            let attribute = input.parse::<Attribute>()?;
            if attributes.iter().any(|other| other.name.value() == attribute.name.value()) {
                return Err(syn::Error::new(attribute.name.span(), "the attribute is there twice"));
            }
            attributes.push(attribute);
        }
        if input.parse::<Option<Token![/]>>()?.is_some() {
            input.parse::<Token![>]>()?;
            return Ok(Self { tag, attributes, children: Vec::new() });
        }
        input.parse::<Token![>]>()?;
        let children = until_end(input)?;
        input.parse::<Token![<]>()?;
        input.parse::<Token![/]>()?;
        match &tag {
            Tag::Name(name) => {
                let end = dashed(input)?;
                if end.value() != name.value() {
                    return Err(syn::Error::new(end.span(), format!("here ends `{}`", name.value())));
                }
            }
            Tag::Computed(_) => {
                input.parse::<Token![@]>()?;
            }
        }
        input.parse::<Token![>]>()?;
        Ok(Self { tag, attributes, children })
    }
}

impl Parse for Attribute {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(token::Brace) {
            let content;
            braced!(content in input);
            let name = Ident::parse_any(&content)?;
            let value = syn::parse_quote!(#name);
            return Ok(Self { name: literal(&name.unraw()), value });
        }
        let name = dashed(input)?;
        input.parse::<Token![=]>()?;
        let value = if input.peek(token::Brace) {
            let content;
            braced!(content in input);
            whole(&content)?
        } else {
            Expr::Lit(input.parse()?)
        };
        Ok(Self { name, value })
    }
}

impl Parse for If {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        input.parse::<Token![if]>()?;
        let condition = Expr::parse_without_eager_brace(input)?;
        let then = block(input)?;
        let otherwise = match input.parse::<Option<Token![else]>>()? {
            None => None,
            Some(_) if input.peek(Token![if]) => Some(Otherwise::If(Box::new(input.parse()?))),
            Some(_) => Some(Otherwise::Else(block(input)?)),
        };
        Ok(Self { condition, then, otherwise })
    }
}

fn block(input: ParseStream<'_>) -> Result<Vec<Child>> {
    let content;
    braced!(content in input);
    let mut children = Vec::new();
    while !content.is_empty() {
        children.push(content.parse()?);
    }
    Ok(children)
}

/// The expression that is all that is there.
fn whole(content: ParseStream<'_>) -> Result<Expr> {
    let expression = content.parse()?;
    if content.is_empty() { Ok(expression) } else { Err(content.error("here the expression ends")) }
}

fn until_end(input: ParseStream<'_>) -> Result<Vec<Child>> {
    let mut children = Vec::new();
    while !(input.peek(Token![<]) && input.peek2(Token![/])) {
        children.push(input.parse()?);
    }
    Ok(children)
}

fn tag(input: ParseStream<'_>) -> Result<Tag> {
    if input.parse::<Option<Token![@]>>()?.is_none() {
        return Ok(Tag::Name(dashed(input)?));
    }
    let content;
    braced!(content in input);
    Ok(Tag::Computed(whole(&content)?))
}

/// A name like `aria-label`, which to Rust is three tokens.
fn dashed(input: ParseStream<'_>) -> Result<LitStr> {
    let first = Ident::parse_any(input)?;
    let mut name = first.unraw().to_string();
    while input.parse::<Option<Token![-]>>()?.is_some() {
        name.push('-');
        name.push_str(&Ident::parse_any(input)?.to_string());
    }
    Ok(LitStr::new(&name, first.span()))
}

fn literal(name: &Ident) -> LitStr {
    LitStr::new(&name.to_string(), name.span())
}
