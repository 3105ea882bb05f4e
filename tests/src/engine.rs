//! The three engines: what drives each, what it needs, and how it is started.

use std::path::Path;

use fantoccini::wd::Capabilities;
use serde_json::{Value, json};

/// A browser engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Chromium over chromedriver. The default, and the only one with memory figures.
    Chromium,
    /// Firefox over geckodriver.
    Firefox,
    /// WebKitGTK's MiniBrowser over WebKitWebDriver, under Xvfb.
    Webkit,
}

impl Engine {
    /// The engine that `RAN_BROWSER` names; Chromium without it.
    ///
    /// # Errors
    /// When it names another one.
    pub fn from_environment() -> Result<Self, String> {
        match std::env::var("RAN_BROWSER").as_deref() {
            Err(_) | Ok("" | "chromium") => Ok(Self::Chromium),
            Ok("firefox") => Ok(Self::Firefox),
            Ok("webkit") => Ok(Self::Webkit),
            Ok(other) => Err(format!("RAN_BROWSER={other} is no engine. Use chromium, firefox or webkit.")),
        }
    }

    /// The name as `RAN_BROWSER` takes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    /// Whether the DevTools protocol is there: memory figures, a slow processor, no network.
    #[must_use]
    pub fn has_devtools(self) -> bool {
        self == Self::Chromium
    }

    /// Whether a session keeps answers to ask for them by ETag: those of WebKit's driver have no HTTP cache.
    #[must_use]
    pub fn has_http_cache(self) -> bool {
        self != Self::Webkit
    }

    /// The programs that must be there, each with how to install it.
    pub(crate) fn programs(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Chromium => &[
                ("chromedriver", "apt-get install chromium chromium-driver"),
                ("chromium", "apt-get install chromium chromium-driver"),
            ],
            Self::Firefox => {
                &[("geckodriver", "cargo install geckodriver"), ("firefox", "apt-get install firefox-esr")]
            }
            Self::Webkit => {
                &[("WebKitWebDriver", "apt-get install webkit2gtk-driver"), ("Xvfb", "apt-get install xvfb")]
            }
        }
    }

    /// The command line that starts the driver on a port.
    pub(crate) fn driver(self, port: u16) -> Vec<String> {
        match self {
            Self::Chromium => vec!["chromedriver".into(), format!("--port={port}")],
            Self::Firefox => {
                // `--allow-system-access`: scripts in the browser's own window, see `emulation.rs`.
                vec!["geckodriver".into(), "--allow-system-access".into(), "--port".into(), port.to_string()]
            }
            Self::Webkit => vec!["WebKitWebDriver".into(), format!("--port={port}")],
        }
    }

    /// Whether it can only be seen on a screen: WebKitGTK has no headless mode.
    pub(crate) fn needs_screen(self) -> bool {
        self == Self::Webkit
    }

    /// What the driver waits for before each command. Pages are ready for a test when their HTML is read: the kit loads
    /// after that.
    ///
    /// With `eager`, WebKit waits for `DOMContentLoaded` as long as the page is loading, even if that event has been:
    /// a command in the time between it and `load` is answered after five minutes (seen with 2.50.6). So there
    /// [`Browser::open`](crate::Browser::open) alone waits.
    fn page_load_strategy(self) -> &'static str {
        match self {
            Self::Chromium | Self::Firefox => "eager",
            Self::Webkit => "none",
        }
    }

    /// What a new session asks for.
    pub(crate) fn capabilities(self, profile: &Path) -> Capabilities {
        let mut wanted = Capabilities::new();
        wanted.insert("pageLoadStrategy".into(), json!(self.page_load_strategy()));
        let (name, options) = match self {
            Self::Chromium => ("goog:chromeOptions", json!({ "args": chromium_arguments(profile) })),
            Self::Firefox => {
                ("moz:firefoxOptions", json!({ "args": ["-headless"], "prefs": firefox_preferences() }))
            }
            Self::Webkit => ("webkitgtk:browserOptions", json!({ "args": ["--automation"] })),
        };
        wanted.insert(name.into(), options);
        wanted
    }
}

fn chromium_arguments(profile: &Path) -> Vec<String> {
    let mut arguments: Vec<String> = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-proxy-server",
        // A page that is not in front must not become slow: that would be another test.
        "--disable-background-timer-throttling",
        "--disable-backgrounding-occluded-windows",
        "--disable-renderer-backgrounding",
        // Nothing leaves this machine, whatever a page asks for.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
        // The suites read exact heap figures.
        "--enable-precise-memory-info",
        "--lang=ja",
    ]
    .map(String::from)
    .into();
    arguments.push(format!("--user-data-dir={}", profile.display()));
    arguments
}

fn firefox_preferences() -> Value {
    json!({
        "intl.accept_languages": "ja",
        "network.proxy.type": 0,
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
        "datareporting.policy.dataSubmissionEnabled": false,
        "browser.safebrowsing.downloads.enabled": false,
    })
}
