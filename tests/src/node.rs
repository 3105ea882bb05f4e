//! An element of a page.

use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::{Element, ElementRef};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::command::Command;
use crate::{Browser, Engine, Key, Page, axe};

/// The name under which WebDriver passes an element (W3C WebDriver §12.2).
const REFERENCE: &str = "element-6066-11e4-a52e-4f735466cecf";

/// An element of the open page.
#[derive(Clone)]
pub struct Node<'b> {
    browser: &'b Browser,
    element: Element,
}

/// Where an element is in the viewport, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[allow(missing_docs, reason = "as in the DOM")]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl<'b> Node<'b> {
    pub(crate) fn read(browser: &'b Browser, reference: &Value) -> Option<Self> {
        let id = reference.get(REFERENCE)?.as_str()?.to_owned();
        let element = Element::from_element_id(browser.session().client.clone(), ElementRef::from(id));
        Some(Self { browser, element })
    }

    fn argument(&self) -> Value {
        json!({ REFERENCE: self.element.element_id().as_ref() })
    }

    /// The value of an expression about `element`.
    #[track_caller]
    pub fn js(&self, expression: &str) -> Value {
        let body = format!("const [element] = arguments; return ({expression});");
        Page::of(self.browser).run(&body, vec![self.argument()])
    }

    #[track_caller]
    fn js_text(&self, expression: &str) -> String {
        self.js(expression).as_str().unwrap_or_default().to_owned()
    }

    /// The text as a person reads it: what is hidden is left out.
    #[track_caller]
    pub fn text(&self) -> String {
        self.js_text("element.innerText ?? element.textContent")
    }

    /// The value of an attribute.
    #[track_caller]
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.js(&format!("element.getAttribute({})", json!(name))).as_str().map(str::to_owned)
    }

    /// The computed value of a CSS property.
    #[track_caller]
    pub fn style(&self, property: &str) -> String {
        self.js_text(&format!("getComputedStyle(element).getPropertyValue({})", json!(property)))
    }

    /// Where it is.
    #[track_caller]
    pub fn rect(&self) -> Rect {
        let rect = self
            .js("(({ x, y, width, height }) => ({ x, y, width, height }))(element.getBoundingClientRect())");
        serde_json::from_value(rect).unwrap_or_else(|error| panic!("its rectangle: {error}"))
    }

    /// Whether it takes room and is not hidden.
    #[track_caller]
    pub fn is_visible(&self) -> bool {
        self.js("element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) \
                 && element.getClientRects().length > 0")
            == true
    }

    /// The name that assistive technology hears.
    #[track_caller]
    pub fn accessible_name(&self) -> String {
        match self.computed("computedlabel") {
            // WebKitGTK leaves it to the screen reader to put a grid cell's content together.
            name if name.is_empty() && self.browser.engine() == Engine::Webkit => {
                axe::accessible_name(&Page::of(self.browser), self)
            }
            name => name,
        }
    }

    /// The role that assistive technology hears.
    #[track_caller]
    pub fn role(&self) -> String {
        self.computed("computedrole")
    }

    #[track_caller]
    fn computed(&self, what: &str) -> String {
        let id = self.element.element_id();
        let answer = self.browser.session().issue(Command::get(format!("element/{}/{what}", id.as_ref())));
        match answer {
            Ok(value) => value.as_str().unwrap_or_default().to_owned(),
            Err(error) => panic!("{what}: {error}"),
        }
    }

    /// Brings it into view, moves the mouse to its middle and clicks.
    #[track_caller]
    pub fn click(&self) {
        self.point(&[
            PointerAction::Down { button: MOUSE_BUTTON_LEFT },
            PointerAction::Up { button: MOUSE_BUTTON_LEFT },
        ]);
    }

    /// Brings it into view and moves the mouse to its middle.
    #[track_caller]
    pub fn hover(&self) {
        self.point(&[]);
    }

    #[track_caller]
    fn point(&self, then: &[PointerAction]) {
        self.js("element.scrollIntoView({ block: 'center', behavior: 'instant' })");
        let element = self.element.clone();
        let there = PointerAction::MoveToElement { element, duration: None, x: 0.0, y: 0.0 };
        let mouse =
            then.iter().cloned().fold(MouseActions::new("mouse".into()).then(there), InputSource::then);
        Page::of(self.browser).act("the mouse", mouse);
    }

    /// Gives it the focus, as a script would.
    #[track_caller]
    pub fn focus(&self) {
        self.js("element.focus()");
    }

    /// Focuses it and presses a key.
    #[track_caller]
    pub fn press(&self, key: Key) {
        self.focus();
        Page::of(self.browser).press(key);
    }

    /// Sets an attribute, as a page's script would.
    #[track_caller]
    pub fn set_attribute(&self, name: &str, value: &str) {
        self.js(&format!("element.setAttribute({}, {})", json!(name), json!(value)));
    }

    /// Whether both are the same element.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        self.element.element_id() == other.element.element_id()
    }
}
