//! WebDriver commands that fantoccini has no method for.

use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::Value;

/// A command by its address under the session.
#[derive(Debug)]
pub(crate) struct Command {
    path: String,
    body: Option<String>,
}

impl Command {
    pub(crate) fn get(path: String) -> Self {
        Self { path, body: None }
    }

    pub(crate) fn post(path: &str, body: &Value) -> Self {
        Self { path: path.to_owned(), body: Some(body.to_string()) }
    }
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (hyper::Method, Option<String>) {
        match &self.body {
            None => (hyper::Method::GET, None),
            Some(body) => (hyper::Method::POST, Some(body.clone())),
        }
    }
}
