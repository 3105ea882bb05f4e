//! A page that is open, and everything a person or a program can do to it.

use std::fs;
use std::time::Duration;

use fantoccini::actions::{
    Actions, InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction, WheelAction,
    WheelActions,
};
use fantoccini::wd::{PrintConfiguration, PrintOrientation};
use serde_json::{Value, json};

use crate::record::Expected;
use crate::{Browser, Engine, Key, Node, Record, pdf, wait, wait_for, workspace};

/// A picture beyond this many pixels is no longer looked at.
const MOST_HEIGHT: u32 = 12_000;

const FIND: &str = include_str!("find.js");

/// The open page of a browser.
pub struct Page<'b> {
    browser: &'b Browser,
}

impl<'b> Page<'b> {
    pub(crate) fn of(browser: &'b Browser) -> Self {
        Self { browser }
    }

    /// Which engine shows it.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.browser.engine()
    }

    // ---- JavaScript

    /// The value of an expression; a promise is waited for.
    #[track_caller]
    pub fn js(&self, expression: &str) -> Value {
        self.run(&format!("return ({expression});"), Vec::new())
    }

    /// Runs the body of a function, in which `find(selector)` finds as [`find_all`](Self::find_all) does.
    #[track_caller]
    pub fn run(&self, body: &str, arguments: Vec<Value>) -> Value {
        self.try_run(body, arguments).unwrap_or_else(|error| panic!("{body}\n{error}"))
    }

    fn try_run(&self, body: &str, arguments: Vec<Value>) -> Result<Value, String> {
        let session = self.browser.session();
        session.run(session.client.execute(&format!("{FIND}\n{body}"), arguments))
    }

    // ---- Waiting

    /// Waits until an expression is true, and tells its last value if it never is.
    #[track_caller]
    pub fn wait_for_js(&self, expression: &str) {
        let body = format!("return ({expression});");
        wait_for(expression, || match self.try_run(&body, Vec::new())? {
            Value::Bool(true) => Ok(()),
            other => Err(other.to_string()),
        });
    }

    /// Waits until the text that a person reads in an element contains `expected`.
    #[track_caller]
    pub fn wait_for_text(&self, selector: &str, expected: &str) {
        let body = "return find(arguments[0]).map((element) => element.innerText)";
        wait_for(&format!("{expected:?} in {selector}"), || {
            let texts = self.try_run(body, vec![json!(selector)])?;
            let found = texts
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .any(|text| text.contains(expected));
            if found { Ok(()) } else { Err(texts.to_string()) }
        });
    }

    /// Waits until this many elements match.
    #[track_caller]
    pub fn wait_for_count(&self, selector: &str, expected: usize) {
        wait_for(&format!("{expected} of {selector}"), || match self.count(selector) {
            count if count == expected => Ok(()),
            count => Err(count.to_string()),
        });
    }

    /// Waits until this many events of the kit have reached the document, and returns them all.
    #[track_caller]
    pub fn wait_for_events(&self, name: &str, count: usize) -> Vec<crate::Fired> {
        wait_for(&format!("{count} of the event {name}"), || {
            let record = self.record();
            let (fired, others): (Vec<_>, Vec<_>) =
                record.events.into_iter().partition(|event| event.name == name);
            if fired.len() >= count {
                return Ok(fired);
            }
            if let Some(dead) = others.iter().find(|event| event.detail["code"] == "kit-unavailable") {
                panic!("waited for {name}, and the kit cannot start: {}", dead.detail["message"]);
            }
            Err(format!("{fired:?}; console: {:?}; errors: {:?}", record.console, record.errors))
        })
    }

    // ---- Elements

    /// The one element that matches, in the page or in any open shadow root, waited for.
    ///
    /// `a >>> b` looks for `b` in the shadow roots of `a` only.
    #[track_caller]
    pub fn find(&self, selector: &str) -> Node<'b> {
        let mut nodes = wait_for(&format!("one of {selector}"), || {
            let nodes = self.find_all(selector);
            if nodes.len() == 1 { Ok(nodes) } else { Err(format!("{} of them", nodes.len())) }
        });
        nodes.swap_remove(0)
    }

    /// Every element that matches just now.
    #[track_caller]
    pub fn find_all(&self, selector: &str) -> Vec<Node<'b>> {
        self.nodes("return find(arguments[0])", vec![json!(selector)])
    }

    /// The elements that the body of a function returns.
    #[track_caller]
    pub fn nodes(&self, body: &str, arguments: Vec<Value>) -> Vec<Node<'b>> {
        let found = self.run(body, arguments);
        found
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|reference| Node::read(self.browser, reference))
            .collect()
    }

    /// How many elements match just now.
    #[track_caller]
    pub fn count(&self, selector: &str) -> usize {
        let count = self.run("return find(arguments[0]).length", vec![json!(selector)]);
        count.as_u64().and_then(|count| usize::try_from(count).ok()).unwrap_or_default()
    }

    /// The element that has the focus, the innermost one through shadow roots.
    #[track_caller]
    pub fn focused(&self) -> Option<Node<'b>> {
        let focused = self.run(
            "let active = document.activeElement;
             while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
             return active === document.body ? null : active;",
            Vec::new(),
        );
        Node::read(self.browser, &focused)
    }

    // ---- Acting

    /// Presses a key and lets it go.
    #[track_caller]
    pub fn press(&self, key: Key) {
        self.chord(&[key]);
    }

    /// Presses keys one after the other and lets all go: `[Key::Shift, Key::Tab]`.
    #[track_caller]
    pub fn chord(&self, keys: &[Key]) {
        let down = keys.iter().map(|key| KeyAction::Down { value: key.code() });
        let up = keys.iter().rev().map(|key| KeyAction::Up { value: key.code() });
        self.keys(down.chain(up));
    }

    /// Types text into whatever has the focus.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        self.keys(text.chars().flat_map(|value| [KeyAction::Down { value }, KeyAction::Up { value }]));
    }

    /// Turns the wheel at a place of the viewport, by CSS pixels downwards, while a key is held.
    #[track_caller]
    pub fn wheel(&self, (x, y): (f64, f64), down: i64, held: Option<Key>) {
        #[expect(clippy::cast_possible_truncation, reason = "places on a screen")]
        let scroll =
            WheelAction::Scroll { duration: None, x: x as i64, y: y as i64, delta_x: 0, delta_y: down };
        let wheel = WheelActions::new("wheel".into());
        let Some(value) = held.map(Key::code) else { return self.act("the wheel", wheel.then(scroll)) };
        let keyboard = KeyActions::new("keyboard".into())
            .then(KeyAction::Down { value })
            .pause(Duration::ZERO)
            .then(KeyAction::Up { value });
        self.act("the wheel", Actions::from(keyboard).and(wheel.pause(Duration::ZERO).then(scroll)));
    }

    /// Presses the mouse at a place of the viewport, moves it over the others, and lets it go.
    #[track_caller]
    pub fn drag(&self, places: &[(f64, f64)]) {
        let moves = places.iter().map(|&(x, y)| PointerAction::MoveTo { duration: None, x, y });
        let mut actions: Vec<PointerAction> = moves.collect();
        actions.insert(actions.len().min(1), PointerAction::Down { button: MOUSE_BUTTON_LEFT });
        actions.push(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        let mouse = actions.into_iter().fold(MouseActions::new("mouse".into()), InputSource::then);
        self.act("the mouse", mouse);
    }

    #[track_caller]
    pub(crate) fn act(&self, what: &str, actions: impl Into<Actions>) {
        let session = self.browser.session();
        if let Err(error) = session.run(session.client.perform_actions(actions)) {
            panic!("{what}: {error}");
        }
    }

    #[track_caller]
    fn keys(&self, actions: impl Iterator<Item = KeyAction>) {
        let keyboard = actions.fold(KeyActions::new("keyboard".into()), InputSource::then);
        self.act("the keyboard", keyboard);
    }

    /// Gives the page this many CSS pixels.
    #[track_caller]
    pub fn resize(&self, width: u32, height: u32) {
        self.browser.session().resize(width, height).unwrap_or_else(|error| panic!("{error}"));
    }

    /// Emulates media features, for example `[("prefers-color-scheme", "dark")]` (not in WebKit).
    #[track_caller]
    pub fn emulate(&self, features: &[(&str, &str)]) {
        self.browser.session().emulate_media("", features).unwrap_or_else(|error| panic!("{error}"));
    }

    /// Shows the page as on paper (not in WebKit).
    #[track_caller]
    pub fn emulate_paper(&self) {
        self.browser.session().emulate_media("print", &[]).unwrap_or_else(|error| panic!("{error}"));
    }

    /// Moves the browser to a time zone by its IANA name, for the pages to come (not in WebKit).
    #[track_caller]
    pub fn travel(&self, zone: &str) {
        self.browser.session().emulate_time_zone(zone).unwrap_or_else(|error| panic!("{error}"));
    }

    /// Takes the network away, or gives it back (not in WebKit).
    #[track_caller]
    pub fn offline(&self, offline: bool) {
        self.browser.session().emulate_offline(offline).unwrap_or_else(|error| panic!("{error}"));
    }

    /// Prints the page on A4 with 1 cm of margin, as most printers leave it, and counts the sheets (not in WebKit).
    #[track_caller]
    pub fn sheets(&self, landscape: bool) -> usize {
        let orientation = if landscape { PrintOrientation::Landscape } else { PrintOrientation::Portrait };
        let paper = PrintConfiguration::builder().orientation(orientation).build();
        let session = self.browser.session();
        let printed = paper
            .map_err(|error| error.to_string())
            .and_then(|paper| session.run(session.client.print(paper)));
        pdf::pages(&printed.unwrap_or_else(|error| panic!("printing: {error}")))
    }

    /// A command of the DevTools protocol (Chromium only).
    #[track_caller]
    pub fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.browser.session().devtools(command, parameters).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Saves what is seen as `target/screenshots/NAME.png`.
    #[track_caller]
    pub fn screenshot(&self, name: &str) {
        self.try_screenshot(name).unwrap_or_else(|error| panic!("the screenshot {name}: {error}"));
    }

    /// Saves the whole length of the page as `target/screenshots/NAME.png` (elsewhere than in Chromium what is seen).
    #[track_caller]
    pub fn screenshot_whole(&self, name: &str) {
        let width = self.js("innerWidth").as_u64().and_then(|width| u32::try_from(width).ok());
        let height = self.js("document.documentElement.scrollHeight").as_u64();
        let height =
            height.and_then(|height| u32::try_from(height).ok()).map(|height| height.min(MOST_HEIGHT));
        let (Some(width), Some(height)) = (width, height) else { panic!("the page has no size") };
        let seen =
            self.js("innerHeight").as_u64().and_then(|height| u32::try_from(height).ok()).unwrap_or(height);
        self.resize(width, height.max(seen));
        self.screenshot(name);
        self.resize(width, seen);
    }

    pub(crate) fn try_screenshot(&self, name: &str) -> Result<(), String> {
        let session = self.browser.session();
        let picture = session.run(session.client.screenshot())?;
        let file = workspace::screenshots().join(format!("{name}.png"));
        let folder = file.parent().unwrap_or(&file);
        fs::create_dir_all(folder).and_then(|()| fs::write(&file, picture)).map_err(|error| error.to_string())
    }

    // ---- What the page has done

    /// Everything that the recorder has seen up to now.
    #[track_caller]
    pub fn record(&self) -> Record {
        self.try_record().unwrap_or_else(|error| panic!("the record: {error}"))
    }

    pub(crate) fn try_record(&self) -> Result<Record, String> {
        let read = self.try_run("return __ranRecorder.read()", Vec::new())?;
        serde_json::from_value(read).map_err(|error| error.to_string())
    }

    /// Lets the page ask another origin.
    pub fn allow_origin(&self, address: &str) {
        self.browser.expectations.borrow_mut().origins.push(crate::browser::origin_of(address));
    }

    /// Lets the page write lines that contain this to the console.
    pub fn allow_console(&self, text: &str) {
        let expected = Expected { text: text.to_owned(), required: false };
        self.browser.expectations.borrow_mut().console.push(expected);
    }

    /// Expects a line on the console that contains this.
    pub fn expect_console(&self, text: &str) {
        let expected = Expected { text: text.to_owned(), required: true };
        self.browser.expectations.borrow_mut().console.push(expected);
    }

    /// Expects a violation of the page's policy whose `directive address` contains this.
    pub fn expect_violation(&self, text: &str) {
        let expected = Expected { text: text.to_owned(), required: true };
        self.browser.expectations.borrow_mut().violations.push(expected);
    }

    /// Fails unless the page is clean: nothing on the console, nothing uncaught, no policy violated, no foreign
    /// request, except what was named before. Called by itself at the end of each test.
    #[track_caller]
    pub fn assert_clean(&self) {
        self.check_record();
    }

    #[track_caller]
    pub(crate) fn check_record(&self) {
        let expectations = self.browser.expectations.borrow();
        let look = || {
            let complaints = expectations.complaints(&self.try_record()?);
            if complaints.is_empty() { Ok(()) } else { Err(complaints.join("\n  ")) }
        };
        // What is expected may be a moment late; what is wrong does not go away.
        let patience = if expectations.is_waiting() { wait::deadline() } else { Duration::ZERO };
        if let Err(complaints) = wait::poll(patience, look) {
            panic!("the page is not clean:\n  {complaints}");
        }
    }
}
