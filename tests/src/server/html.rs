//! Test pages, given as strings.

use super::Reply;

/// The policy that the kit promises to work under.
#[must_use]
pub fn strict_policy() -> String {
    policy("'self'")
}

fn policy(connect: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src {connect}; style-src 'self'; \
         img-src 'self' data:; require-trusted-types-for 'script'; trusted-types 'none'"
    )
}

/// A page: valid, titled, with a `main`, the recorder first, and the strict policy unless it says otherwise.
#[derive(Debug, Clone)]
pub struct Html {
    head: String,
    body: String,
    policy: Option<String>,
    lang: &'static str,
    charset: &'static str,
}

impl Html {
    /// A page without the kit.
    #[must_use]
    pub fn plain(body: &str) -> Self {
        Self {
            head: String::new(),
            body: body.to_owned(),
            policy: Some(strict_policy()),
            lang: "ja",
            charset: "utf-8",
        }
    }

    /// A page with the kit's script tag, as a partner pastes it.
    #[must_use]
    pub fn with_kit(body: &str) -> Self {
        Self::plain(body).head(r#"<script async src="/kit/v1/ran.js"></script>"#)
    }

    /// The same with more in its head.
    #[must_use]
    pub fn head(mut self, head: &str) -> Self {
        self.head.push_str(head);
        self.head.push('\n');
        self
    }

    /// The same with another policy; none for `None`.
    #[must_use]
    pub fn policy(self, policy: Option<&str>) -> Self {
        Self { policy: policy.map(str::to_owned), ..self }
    }

    /// The strict policy with further addresses that scripts may ask.
    #[must_use]
    pub fn connect(self, sources: &str) -> Self {
        Self { policy: Some(policy(sources)), ..self }
    }

    /// The same in another language.
    #[must_use]
    pub fn lang(self, lang: &'static str) -> Self {
        Self { lang, ..self }
    }

    /// The same read in another encoding than it is written in, UTF-8: only what it loads reads well.
    #[must_use]
    pub fn read_as(self, charset: &'static str) -> Self {
        Self { charset, ..self }
    }

    pub(super) fn reply(&self) -> Reply {
        let Self { head, body, policy, lang, charset } = self;
        let reply = Reply::html(format!(
            "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"{charset}\">\n{RECORDER_TAG}\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>テストページ</title>\n<link rel=\"icon\" href=\"data:,\">\n{head}</head>\n<body>\n\
             <main>\n<h1>テストページ</h1>\n{body}\n</main>\n</body>\n</html>\n"
        ));
        let reply =
            reply.without("content-type").header("content-type", &format!("text/html; charset={charset}"));
        match policy {
            Some(policy) => reply.header("content-security-policy", policy),
            None => reply,
        }
    }
}

pub(super) const RECORDER_TAG: &str = r#"<script src="/recorder.js"></script>"#;
