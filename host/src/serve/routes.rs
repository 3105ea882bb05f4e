//! Which address is answered from where.

use std::ffi::OsString;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::extract::{RawQuery, Request};
use axum::http::uri::{Authority, PathAndQuery};
use axum::http::{HeaderValue, StatusCode, Uri, Version, header};
use axum::middleware::{Next, from_fn};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{any_service, get};
use percent_encoding::percent_decode_str;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::services::ServeFile;
use tower_http::timeout::TimeoutLayer;

use super::events::{self, Events};
use super::files::Apart;
use super::{files, headers, limits, parts};
use crate::Error;
use crate::sign_up::{DATABASE, Receiver};

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
/// When the kit's folder holds no `ran.js`, the feed is no file, the folder of pages is none, or the receiver's database
/// lies in one of these folders.
pub fn router(content: &Content, receiver: Option<&Receiver>) -> Result<Router, Error> {
    content.check()?;
    let database = receiver.and_then(Receiver::file);
    if let Some(file) = database {
        content.check_apart(file)?;
    }
    let database = files_of(database.map(places).unwrap_or_default());
    let private = Arc::new(private(&database));
    let apart = Apart(database.into());

    let shared = Router::new()
        .merge(kit(EVERGREEN, &content.kit, &apart).layer(from_fn(headers::evergreen)))
        .merge(kit(PINNED, &content.kit, &apart).layer(from_fn(headers::pinned)))
        .merge(feed(&content.feed))
        .merge(events(&content.feed))
        .route("/embed.html", get(to_embed_page).layer(from_fn(headers::made)))
        .layer(headers::cors());

    let pages = match &content.pages {
        Some(folder) => Router::new()
            .fallback_service(files::folder(folder, &apart).fallback(get(not_found)))
            .layer(from_fn(parts::one_of_the_same)),
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
        .layer(from_fn(move |request, next| hide(Arc::clone(&private), request, next)))
        .layer(from_fn(heed_one_host))
        .layer(from_fn(headers::common))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, limits::ANSWER_TIME)))
}

fn kit(address: &str, folder: &Path, apart: &Apart) -> Router {
    Router::new()
        .nest_service(address, files::folder(folder, apart).append_index_html_on_directories(false))
        .layer(from_fn(parts::one_of_the_same))
}

/// The feed changes from day to day, so it is compressed as it is asked for.
fn feed(file: &Path) -> Router {
    Router::new()
        .route("/feed.json", any_service(ServeFile::new(file)))
        .layer(from_fn(parts::one_of_the_same))
        .layer(CompressionLayer::new())
        .layer(from_fn(headers::feed))
}

/// Its events, to subscribe to.
fn events(feed: &Path) -> Router {
    Router::new()
        .route("/events.ics", get(events::answer))
        .with_state(Events::new(feed.to_owned()))
        .layer(CompressionLayer::new())
        .layer(from_fn(headers::made))
}

/// The page for frames asks for its neighbours in the kit's folder, so it is shown there.
async fn to_embed_page(RawQuery(query): RawQuery) -> Redirect {
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    Redirect::temporary(&format!("{EVERGREEN}/embed.html{query}"))
}

async fn not_found() -> Response {
    (StatusCode::NOT_FOUND, Html(NOT_FOUND)).into_response()
}

/// The names of the database's files, under which nothing is served, whatever is in them yet: a link may lead from the pages
/// to its folder. So that a database is safe while no receiver runs, the usual name is among them.
fn private(database: &[PathBuf]) -> Vec<OsString> {
    let usual = files_of(DATABASE.strip_prefix("sqlite:").map(PathBuf::from).into_iter().collect());
    usual.iter().chain(database).filter_map(|path| Some(path.file_name()?.to_owned())).collect()
}

/// The files of which SQLite's databases consist.
fn files_of(databases: Vec<PathBuf>) -> Vec<PathBuf> {
    let files = |database: PathBuf| {
        ["", "-wal", "-shm", "-journal"].map(|ending| {
            let mut file = database.clone().into_os_string();
            file.push(ending);
            file.into()
        })
    };
    databases.into_iter().flat_map(files).collect()
}

/// Asks for what is never there in place of what must not be found, so that nobody can tell one from the other; and of this
/// server, whichever one the address names: folders are led on from by the whole of it.
async fn hide(private: Arc<Vec<OsString>>, mut request: Request, next: Next) -> Response {
    let asked = request.uri().path_and_query().map_or("/", PathAndQuery::as_str);
    let path = hidden(request.uri().path(), &private).unwrap_or_else(|| asked.to_owned());
    if let Ok(uri) = Uri::try_from(path) {
        *request.uri_mut() = uri;
    }
    next.run(request).await
}

/// A path with another name in place of each that must not be found; none if there is no such name.
///
/// Names that start with a dot (`.git`, `.env`) are never meant for visitors, RFC 8615's folder is; nor are those of the
/// database. What no file can be called would be answered as a failure of the server, and what begins with two slashes led on
/// to another server.
fn hidden(path: &str, private: &[OsString]) -> Option<String> {
    /// No text, and so no name that is looked for.
    const NOTHING: &str = "%FF";
    /// Linux takes 255 bytes; the name of a file that is compressed already has three more than its own.
    const LONGEST_NAME: usize = 252;
    /// Linux takes 4,096 bytes, with those of the folder that is served.
    const LONGEST_PATH: usize = 2048;
    let is_hidden = |name: &[u8]| {
        name.starts_with(b".") && name != b".well-known"
            || name.contains(&0)
            || name.len() > LONGEST_NAME
            || private.iter().any(|private| private.as_bytes() == name)
    };
    let mut names: Vec<&str> = path.split('/').collect();
    for name in &mut names {
        let decoded: Vec<u8> = percent_decode_str(name).collect();
        if decoded.split(|byte| *byte == b'/').any(is_hidden) {
            *name = NOTHING;
        }
    }
    if path.starts_with("//") || percent_decode_str(path).count() > LONGEST_PATH {
        *names.last_mut()? = NOTHING;
    }
    Some(names.join("/")).filter(|hidden| hidden != path)
}

/// Whoever speaks HTTP/1.1 names the host, once (RFC 9112 §3.2): else a proxy and this server may each hear another one.
async fn heed_one_host(request: Request, next: Next) -> Response {
    const SAID: &str = "A request of HTTP/1.1 has one Host header, with a host and nothing else.\n";
    // Of an address that has none it is empty.
    let is_host = |value: &HeaderValue| {
        let is_alone = !value.as_bytes().contains(&b'@');
        value.is_empty() || is_alone && Authority::try_from(value.as_bytes()).is_ok()
    };
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let is_heard = hosts.next().is_some_and(is_host) && hosts.next().is_none();
    if request.version() == Version::HTTP_11 && !is_heard {
        return (StatusCode::BAD_REQUEST, [(header::CONNECTION, "close")], SAID).into_response();
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

    /// Whether the database lies outside of what is served, by the path that was given and where its links lead. It need
    /// not be there yet.
    pub(crate) fn check_apart(&self, database: &Path) -> Result<(), Error> {
        let places = places(database);
        let folders = [(Some(&self.kit), "--kit"), (self.pages.as_ref(), "--pages")];
        for (folder, option) in folders {
            let Some(folder) = folder else { continue };
            let Ok(real) = folder.canonicalize() else { continue };
            if places.iter().any(|place| place.starts_with(&real)) {
                return Err(Error::new(format!(
                    "the database {} lies in the folder {} of {option}, which everybody can read. Keep it elsewhere: \
                     --database sqlite:PATH.",
                    database.display(),
                    folder.display()
                )));
            }
        }
        Ok(())
    }
}

/// Where a file stands that may have to be made: as the path names it, and wherever the links lead that stand there. The
/// folders are without links.
fn places(path: &Path) -> Vec<PathBuf> {
    /// As Linux follows them (path_resolution(7)).
    const MOST_LINKS: usize = 40;
    let mut places = Vec::new();
    let mut next = Some(path.to_owned());
    while let Some(path) = next.take_if(|_| places.len() <= MOST_LINKS) {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let (Ok(folder), Some(name)) = (folder.unwrap_or(Path::new(".")).canonicalize(), path.file_name())
        else {
            break;
        };
        let place = folder.join(name);
        next = place.read_link().ok().map(|target| folder.join(target));
        places.push(place);
    }
    places
}
