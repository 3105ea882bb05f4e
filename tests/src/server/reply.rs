//! An answer, and how it goes wrong.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::response::Response;
use http_body::{Frame, SizeHint};
use hyper::{StatusCode, header};

/// What a path answers.
#[derive(Debug, Clone)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Bytes,
    ending: Ending,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Whole,
    CutOff,
    NoAnswer,
}

impl Reply {
    pub(super) fn new(status: u16, kind: &str, body: impl Into<Bytes>) -> Self {
        let headers = vec![
            ("content-type".to_owned(), kind.to_owned()),
            ("cache-control".to_owned(), "no-cache".to_owned()),
            ("access-control-allow-origin".to_owned(), "*".to_owned()),
        ];
        Self { status, headers, body: body.into(), ending: Ending::Whole }
    }

    /// A WebAssembly module.
    #[must_use]
    pub fn wasm(body: impl Into<Bytes>) -> Self {
        Self::new(200, "application/wasm", body)
    }

    /// JSON, or what is said to be JSON.
    #[must_use]
    pub fn json(body: impl Into<Bytes>) -> Self {
        Self::new(200, "application/json", body)
    }

    /// HTML, for example in place of the JSON that was asked for.
    #[must_use]
    pub fn html(body: impl Into<Bytes>) -> Self {
        Self::new(200, "text/html; charset=utf-8", body)
    }

    /// A script of the page.
    #[must_use]
    pub fn script(body: impl Into<Bytes>) -> Self {
        Self::new(200, "text/javascript; charset=utf-8", body)
    }

    /// A style sheet of the page.
    #[must_use]
    pub fn style(body: impl Into<Bytes>) -> Self {
        Self::new(200, "text/css; charset=utf-8", body)
    }

    /// A status with a word about it, as servers send it.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self::new(status, "text/plain", format!("status {status}"))
    }

    /// The same with another status.
    #[must_use]
    pub fn with_status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// The connection ends without an answer: what a page sees when the network is gone.
    #[must_use]
    pub fn no_answer() -> Self {
        Self { ending: Ending::NoAnswer, ..Self::status(200) }
    }

    /// The connection ends in the middle of the body.
    #[must_use]
    pub fn cut_off(self) -> Self {
        Self { ending: Ending::CutOff, ..self }
    }

    /// The same with a header set to this value.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(own, _)| own != name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same without a header.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(own, _)| own != name);
        self
    }

    /// Strong, and another one for another body.
    fn tag(&self) -> String {
        let mut hasher = DefaultHasher::new();
        self.body.hash(&mut hasher);
        format!("\"{:016x}\"", hasher.finish())
    }

    /// As it goes out; a request that has it already gets 304.
    pub(super) fn respond(&self, known: Option<&str>) -> io::Result<Response> {
        if self.ending == Ending::NoAnswer {
            return Err(io::Error::other("told not to answer"));
        }
        let tag = self.tag();
        let unchanged = self.status == 200 && known == Some(tag.as_str());
        let status = if unchanged { StatusCode::NOT_MODIFIED.as_u16() } else { self.status };
        let mut response = Response::builder().status(status).header(header::ETAG, tag);
        for (name, value) in &self.headers {
            response = response.header(name, value);
        }
        let body = match self.ending {
            _ if unchanged => Body::empty(),
            Ending::CutOff => Body::new(CutOff::of(&self.body)),
            _ => Body::from(self.body.clone()),
        };
        response.body(body).map_err(io::Error::other)
    }
}

/// A body that promises all, sends half, and ends.
struct CutOff {
    half: Option<Bytes>,
    promised: u64,
    flushed: bool,
}

impl CutOff {
    fn of(body: &Bytes) -> Self {
        Self { half: Some(body.slice(..body.len() / 2)), promised: body.len() as u64, flushed: false }
    }
}

impl http_body::Body for CutOff {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if let Some(half) = self.half.take() {
            return Poll::Ready(Some(Ok(Frame::data(half))));
        }
        if !self.flushed {
            // hyper sends what it has when a body makes it wait; an error at once would take the half along.
            self.flushed = true;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(io::Error::other("told to end in the middle"))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.promised)
    }
}
