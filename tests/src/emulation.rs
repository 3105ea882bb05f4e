//! What a page is made to see: its size, its media, its time zone.
//!
//! Chromium is asked over the DevTools protocol. Firefox has no command for it, but lets its driver run scripts in the
//! browser's own window. WebKit has a window of a size and nothing else.

use std::time::Duration;

use serde_json::{Value, json};

use crate::Engine;
use crate::command::Command;
use crate::session::{Session, VIEWPORT};
use crate::wait::{deadline, poll};

/// A page hears of its window's new size well within this time; only a wrong guess at the frame takes all of it.
const NEWS_OF_SIZE: Duration = Duration::from_millis(500);

impl Session {
    /// Shows the page as on a medium (`print`, or nothing for a screen) with these media features, and no others.
    ///
    /// # Errors
    /// Where the engine cannot, or does not know a feature.
    pub(crate) fn emulate_media(&self, medium: &str, features: &[(&str, &str)]) -> Result<(), String> {
        if self.engine == Engine::Firefox {
            let value =
                |name: &str| features.iter().find(|(own, _)| *own == name).map_or("none", |(_, value)| value);
            let known = ["prefers-color-scheme", "prefers-reduced-motion", "forced-colors"];
            if let Some((other, _)) = features.iter().find(|(name, _)| !known.contains(name)) {
                return Err(format!("firefox emulates no {other}"));
            }
            let script = "const context = window.gBrowser.selectedBrowser.browsingContext;
                [context.mediumOverride, context.prefersColorSchemeOverride,
                 context.prefersReducedMotionOverride, context.forcedColorsOverride] = arguments;";
            let values = [medium, value(known[0]), value(known[1]), value(known[2])];
            return self.in_the_window(script, values.into_iter().map(Value::from).collect());
        }
        let features: Vec<Value> =
            features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        let media = json!({ "media": medium, "features": features });
        self.devtools("Emulation.setEmulatedMedia", &media).map(drop)
    }

    /// Moves the browser to a time zone by its IANA name; without one, back home.
    ///
    /// # Errors
    /// Where the engine cannot.
    pub(crate) fn emulate_time_zone(&self, zone: &str) -> Result<(), String> {
        if self.engine == Engine::Firefox {
            let script = "window.gBrowser.selectedBrowser.browsingContext.timezoneOverride = arguments[0];";
            return self.in_the_window(script, vec![zone.into()]);
        }
        self.devtools("Emulation.setTimezoneOverride", &json!({ "timezoneId": zone })).map(drop)
    }

    /// Takes the network away, or gives it back.
    ///
    /// # Errors
    /// Where the engine cannot.
    pub(crate) fn emulate_offline(&self, offline: bool) -> Result<(), String> {
        if self.engine == Engine::Firefox {
            let script = "window.gBrowser.selectedBrowser.browsingContext.forceOffline = arguments[0];";
            return self.in_the_window(script, vec![offline.into()]);
        }
        let conditions =
            json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.devtools("Network.enable", &json!({}))?;
        self.devtools("Network.emulateNetworkConditions", &conditions).map(drop)
    }

    /// Hides the page, or shows it again: a minimised window does, but Firefox without a screen has none to minimise.
    ///
    /// # Errors
    /// When the driver refuses.
    pub(crate) fn show(&self, shown: bool) -> Result<(), String> {
        match (self.engine, shown) {
            (Engine::Firefox, _) => {
                let script = "window.gBrowser.selectedBrowser.browsingContext.isActive = arguments[0];";
                self.in_the_window(script, vec![shown.into()])
            }
            (_, false) => self.run(self.client.minimize_window()),
            // As the standard says, a window that is given a size is no longer minimised.
            (_, true) => self.run(self.client.set_window_size(VIEWPORT.0, VIEWPORT.1)),
        }
    }

    /// Nothing emulated.
    pub(crate) fn emulate_nothing(&self) -> Result<(), String> {
        if self.engine == Engine::Webkit {
            return Ok(());
        }
        self.emulate_media("", &[])?;
        self.emulate_time_zone("")?;
        self.emulate_offline(false)?;
        if self.engine.has_devtools() {
            self.devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": 1 }))?;
        }
        Ok(())
    }

    /// Gives the page this many CSS pixels.
    ///
    /// # Errors
    /// When it does not get them: a window of WebKit has 290 at least.
    pub(crate) fn resize(&self, width: u32, height: u32) -> Result<(), String> {
        match self.engine {
            Engine::Chromium => {
                // A window cannot be as narrow as a phone; an emulated screen can.
                let screen =
                    json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
                return self.devtools("Emulation.setDeviceMetricsOverride", &screen).map(drop);
            }
            Engine::Firefox => {
                let script =
                    "const [width, height] = arguments; const { style } = window.gBrowser.selectedBrowser;
                    for (const bound of ['min', 'max']) {
                        style.setProperty(`${bound}-width`, `${width}px`);
                        style.setProperty(`${bound}-height`, `${height}px`);
                    }";
                self.in_the_window(script, vec![width.into(), height.into()])?;
            }
            Engine::Webkit => {
                return poll(deadline(), || {
                    let frame = self.frame.get();
                    self.run(self.client.set_window_size(width + frame.0, height + frame.1))?;
                    let fits = poll(NEWS_OF_SIZE, || self.has_size(width, height));
                    if fits.is_err() {
                        self.frame.set(self.measured_frame()?);
                    }
                    fits
                });
            }
        }
        poll(deadline(), || self.has_size(width, height))
    }

    fn has_size(&self, width: u32, height: u32) -> Result<(), String> {
        match self.inner_size()? {
            size if size == (width, height) => Ok(()),
            (own_width, own_height) => Err(format!(
                "a page of {} has {own_width} × {own_height} pixels and not {width} × {height}",
                self.engine.name()
            )),
        }
    }

    /// What the window has around the page just now. The page hears of a new size later than the driver: measured too
    /// early this is wrong, so it is measured again whenever a page does not get its size.
    fn measured_frame(&self) -> Result<(u32, u32), String> {
        let (width, height) = self.run(self.client.get_window_size())?;
        let (own_width, own_height) = self.inner_size()?;
        let side = |outer: u64, inner: u32| u32::try_from(outer).unwrap_or_default().saturating_sub(inner);
        Ok((side(width, own_width), side(height, own_height)))
    }

    fn inner_size(&self) -> Result<(u32, u32), String> {
        let inner = self.run(self.client.execute("return [innerWidth, innerHeight]", Vec::new()))?;
        let side =
            |index: usize| inner.get(index).and_then(Value::as_u64).and_then(|side| side.try_into().ok());
        side(0).zip(side(1)).ok_or_else(|| format!("the page has no size: {inner}"))
    }

    /// Runs a script in Firefox's own window, around the page.
    fn in_the_window(&self, script: &str, arguments: Vec<Value>) -> Result<(), String> {
        let switch = |to: &str| self.issue(Command::post("moz/context", &json!({ "context": to })));
        switch("chrome")?;
        let result = self.run(self.client.execute(script, arguments));
        switch("content")?;
        result.map(drop)
    }
}
