//! Which address is answered from where.

use std::path::{Path, PathBuf};

use axum::Router;
use axum::extract::{RawQuery, Request};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{any_service, get};
use percent_encoding::percent_decode_str;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::timeout::TimeoutLayer;

use super::events::{self, Events};
use super::{headers, limits};
use crate::Error;
use crate::sign_up::Receiver;

/// The evergreen address, as partners have pasted it: its number changes when they would have to change their pages.
const EVERGREEN: &str = "/kit/v1";
/// The kit is released together with this program.
const PINNED: &str = concat!("/kit/", env!("CARGO_PKG_VERSION"));

const NOT_FOUND: &str = include_str!("not_found.html");

/// What is served, and from where.
#[derive(Debug, Clone)]
pub struct Content {
    /// The folder of the built kit, with `ran.js` in it.
    pub kit: PathBuf,
    /// The feed. It is read at each request, so that a change shows at once.
    pub feed: PathBuf,
    /// The folder of the pages, with an `index.html`, if there are pages.
    pub pages: Option<PathBuf>,
}

/// Every route of the server, with its limits and headers; with those of a receiver, if there is one.
///
/// # Errors
/// When the kit's folder holds no `ran.js`, the feed is no file, or the folder of pages is none.
pub fn router(content: &Content, receiver: Option<&Receiver>) -> Result<Router, Error> {
    content.check()?;

    let shared = Router::new()
        .merge(kit(EVERGREEN, &content.kit).layer(from_fn(headers::evergreen)))
        .merge(kit(PINNED, &content.kit).layer(from_fn(headers::pinned)))
        .merge(feed(&content.feed))
        .merge(events(&content.feed))
        .route("/embed.html", get(to_embed_page).layer(from_fn(headers::redirect)))
        .layer(headers::cors());

    let pages = match &content.pages {
        Some(folder) => Router::new().fallback_service(
            // Nobody is asked to compress pages; where it was done, it is used.
            ServeDir::new(folder).precompressed_br().precompressed_gzip().fallback(get(not_found)),
        ),
        None => Router::new().fallback(get(not_found)),
    };

    // Its limit is its own: a filled-in form is larger than any other request.
    let (sign_ups, health) = match receiver {
        Some(receiver) => (receiver.routes(), get(receiver.health())),
        None => (Router::new(), get(|| async { ([(header::CACHE_CONTROL, "no-store")], "ok\n") })),
    };

    Ok(Router::new()
        .merge(pages.layer(from_fn(headers::page)))
        .merge(shared)
        .route("/healthz", health)
        .layer(RequestBodyLimitLayer::new(limits::BODY_BYTES))
        .merge(sign_ups)
        .layer(from_fn(refuse_hidden))
        .layer(from_fn(headers::common))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, limits::ANSWER_TIME)))
}

fn kit(address: &str, folder: &Path) -> Router {
    let files = ServeDir::new(folder).append_index_html_on_directories(false);
    Router::new().nest_service(address, files.precompressed_br().precompressed_gzip())
}

/// The feed changes from day to day, so it is compressed as it is asked for.
fn feed(file: &Path) -> Router {
    Router::new()
        .route("/feed.json", any_service(ServeFile::new(file)))
        .layer(CompressionLayer::new())
        .layer(from_fn(headers::feed))
}

/// Its events, to subscribe to.
fn events(feed: &Path) -> Router {
    Router::new()
        .route("/events.ics", get(events::answer))
        .with_state(Events::new(feed.to_owned()))
        .layer(CompressionLayer::new())
        .layer(from_fn(headers::events))
}

/// The page for frames asks for its neighbours in the kit's folder, so it is shown there.
async fn to_embed_page(RawQuery(query): RawQuery) -> Redirect {
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    Redirect::temporary(&format!("{EVERGREEN}/embed.html{query}"))
}

async fn not_found() -> Response {
    (StatusCode::NOT_FOUND, Html(NOT_FOUND)).into_response()
}

/// Names that start with a dot (`.git`, `.env`) are never meant for visitors; RFC 8615's folder is.
async fn refuse_hidden(request: Request, next: Next) -> Response {
    let path = percent_decode_str(request.uri().path()).decode_utf8_lossy();
    if path.split('/').any(|name| name.starts_with('.') && name != ".well-known") {
        return not_found().await;
    }
    next.run(request).await
}

impl Content {
    /// A mistake in a path is told at the start, not to the first visitor.
    pub(crate) fn check(&self) -> Result<(), Error> {
        if !self.kit.join("ran.js").is_file() {
            return Err(Error::new(format!(
                "{} is not a built kit: there is no ran.js in it. Build it with `cargo xtask build`, \
                 or name its folder with --kit DIR.",
                self.kit.display()
            )));
        }
        let feed = std::fs::File::open(&self.feed).and_then(|file| file.metadata());
        let message =
            |what: &str| format!("the feed {} {what}. Name it with --feed FILE.", self.feed.display());
        match feed {
            Err(error) => return Err(Error::with_source(message("cannot be read"), error)),
            Ok(found) if !found.is_file() => return Err(Error::new(message("is not a file"))),
            Ok(_) => {}
        }
        match &self.pages {
            Some(folder) if !folder.is_dir() => Err(Error::new(format!(
                "{} is not a folder. Name the pages' folder with --pages DIR, or leave the option out.",
                folder.display()
            ))),
            _ => Ok(()),
        }
    }
}
