//! The addresses of the receiver, and who may use them.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Extension, Path, Request};
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HOST, ORIGIN, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, request};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use ran_form::wire::{FormToken, MOST_BYTES, Submission};
use serde::Serialize;
use serde_json::{Value, json};
use tower_http::cors::{AllowOrigin, CorsLayer};
use tower_http::limit::RequestBodyLimitLayer;

use super::receive::{Arrival, Outcome, receive, unix_ms};
use super::state::State;
use super::store::Record;
use super::visitor::{self, Peer};

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// When the database is down; the page doubles it itself.
const COME_BACK: Duration = Duration::from_secs(5);

pub(crate) type Health = Pin<Box<dyn Future<Output = Response> + Send>>;

pub(crate) fn routes(state: &Arc<State>) -> Router {
    let allowed = Arc::clone(state);
    let cors = CorsLayer::new()
        .allow_origin(AllowOrigin::predicate(move |origin, parts: &request::Parts| {
            allowed.allows(origin, &parts.headers)
        }))
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([CONTENT_TYPE, IDEMPOTENCY_KEY])
        .expose_headers([RETRY_AFTER])
        .max_age(Duration::from_secs(600));
    let (guard, counted) = (Arc::clone(state), Arc::clone(state));
    Router::new()
        .route("/api/forms/{form}/token", get(token))
        .route("/api/forms/{form}/submissions", post(submit))
        .layer(RequestBodyLimitLayer::new(MOST_BYTES))
        .layer(from_fn(move |request, next| in_json(Arc::clone(&counted), request, next)))
        .layer(from_fn(move |request, next| only_allowed(Arc::clone(&guard), request, next)))
        .layer(cors)
        .route("/metrics", get(metrics))
        .layer(Extension(Arc::clone(state)))
        .layer(from_fn(never_stored))
}

async fn never_stored(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Says in JSON, as all else, what the routes' own limits say in plain text.
async fn in_json(state: Arc<State>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let said = match response.status() {
        StatusCode::PAYLOAD_TOO_LARGE => "the submission is too long",
        StatusCode::METHOD_NOT_ALLOWED => "a token is asked for with GET, and a submission sent with POST",
        StatusCode::BAD_REQUEST => "the address or the body cannot be read",
        _ => return response,
    };
    if response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind == "application/json") {
        return response;
    }
    state.metrics.malformed.add();
    let mut other = told(response.status(), said);
    if let Some(allowed) = response.headers().get(ALLOW) {
        other.headers_mut().insert(ALLOW, allowed.clone());
    }
    other
}

/// A page of an origin that is not on the list could not read the answer, but it could send.
async fn only_allowed(state: Arc<State>, request: Request, next: Next) -> Response {
    let origin = request.headers().get(ORIGIN);
    // Browsers name the origin of every submission; of a question to their own origin they need not.
    let allowed = match origin {
        Some(origin) => state.allows(origin, request.headers()),
        None => matches!(*request.method(), Method::GET | Method::HEAD),
    };
    if allowed {
        return next.run(request).await;
    }
    state.metrics.forbidden.add();
    let said = match origin.and_then(|origin| origin.to_str().ok()) {
        Some(origin) => format!("pages of {origin} may not send forms here: see --allow-origin of ran serve"),
        None => "a form is sent by a page, and a page names its origin".to_owned(),
    };
    told(StatusCode::FORBIDDEN, &said)
}

impl State {
    /// Whether pages of an origin may send forms: those on the list, and those of this server itself.
    fn allows(&self, origin: &HeaderValue, headers: &HeaderMap) -> bool {
        let Ok(origin) = origin.to_str() else { return false };
        let own = headers.get(HOST).and_then(|host| host.to_str().ok());
        let host = origin.split_once("://").map(|(_, host)| host);
        self.origins.iter().any(|allowed| allowed == origin) || (host.is_some() && host == own)
    }
}

type Shared = Extension<Arc<State>>;

/// A server without connections of its own, as in tests, has visitors without an address.
fn visitor(state: &State, peer: Option<Extension<Peer>>, headers: &HeaderMap) -> std::net::IpAddr {
    let peer = peer.map_or(std::net::Ipv4Addr::UNSPECIFIED.into(), |Extension(Peer(address))| address);
    visitor::address(peer, headers, &state.proxies)
}

async fn token(
    Extension(state): Shared,
    peer: Option<Extension<Peer>>,
    Path(form): Path<String>,
    headers: HeaderMap,
) -> Response {
    if let Err(wait) = state.tokens_given.take(visitor(&state, peer, &headers)) {
        state.metrics.tokens_limited.add();
        return too_often(wait);
    }
    let Some(rules) = state.forms.rules().await else { return unavailable() };
    if rules.feed.form(&form).is_none() {
        return no_form();
    }
    state.metrics.tokens_given.add();
    let token = state.tokens.issue(&form, unix_ms());
    let not_before_ms = u32::try_from(state.tokens.minimum.as_millis()).unwrap_or(u32::MAX);
    json(StatusCode::OK, &FormToken { token, difficulty: state.difficulty, not_before_ms })
}

async fn submit(
    Extension(state): Shared,
    peer: Option<Extension<Peer>>,
    Path(form): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if let Err(wait) = state.submissions.take(visitor(&state, peer, &headers)) {
        state.metrics.limited.add();
        return too_often(wait);
    }
    let malformed = |status, said: &str| {
        state.metrics.malformed.add();
        told(status, said)
    };
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    // A type that pages may send without being asked for first (text/plain) would pass by the list of origins.
    if !kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json") {
        return malformed(StatusCode::UNSUPPORTED_MEDIA_TYPE, "a submission is application/json");
    }
    let Some(name) = name_of(&headers) else {
        let said = "Idempotency-Key is missing, or not 16 to 64 letters, digits and hyphens (a UUID)";
        return malformed(StatusCode::BAD_REQUEST, said);
    };
    let submission = match Submission::from_json(&body) {
        Ok(submission) => submission,
        Err(error) => return malformed(StatusCode::BAD_REQUEST, &error.to_string()),
    };
    match receive(&state, Arrival { form, name, submission }).await {
        Outcome::Kept(record) | Outcome::Repeated(record) => accepted(&record),
        Outcome::Refused(refused) => json(StatusCode::UNPROCESSABLE_ENTITY, &refused),
        Outcome::Conflict => {
            told(StatusCode::CONFLICT, "another submission was taken under the same Idempotency-Key")
        }
        Outcome::NoForm => no_form(),
        Outcome::Unavailable => unavailable(),
    }
}

/// The draft of the header (draft-ietf-httpapi-idempotency-key-header) writes the key in quotation marks; few do.
fn name_of(headers: &HeaderMap) -> Option<String> {
    let name = headers.get(IDEMPOTENCY_KEY)?.to_str().ok()?.trim_matches('"');
    let known = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    ((16..=64).contains(&name.len()) && name.bytes().all(known)).then(|| name.to_owned())
}

/// Made from the record alone, so that a repetition is answered as the first time.
fn accepted(record: &Record) -> Response {
    // A newer version may have kept it: that one must answer.
    let Ok(consent) = serde_json::from_str::<Value>(&record.consent) else { return unavailable() };
    let answer = json!({ "receipt": record.receipt, "consent_receipt": consent });
    json(StatusCode::CREATED, &answer)
}

fn told(status: StatusCode, said: &str) -> Response {
    json(status, &json!({ "error": said }))
}

fn json(status: StatusCode, body: &impl Serialize) -> Response {
    match serde_json::to_string(body) {
        Ok(body) => (status, [(CONTENT_TYPE, "application/json")], body).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn no_form() -> Response {
    told(StatusCode::NOT_FOUND, "the feed has no form of this id")
}

fn unavailable() -> Response {
    come_back(StatusCode::SERVICE_UNAVAILABLE, "sign-ups cannot be taken just now", COME_BACK)
}

fn too_often(wait: Duration) -> Response {
    come_back(StatusCode::TOO_MANY_REQUESTS, "too many requests from one address", wait)
}

fn come_back(status: StatusCode, said: &str, wait: Duration) -> Response {
    let mut response = told(status, said);
    let seconds = wait.as_millis().div_ceil(1_000);
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(u32::try_from(seconds).unwrap_or(u32::MAX)));
    response
}

async fn metrics(Extension(state): Shared) -> Response {
    let page = state.metrics.page(state.waiting().await, state.forms.look().await.1);
    ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], page).into_response()
}

/// Whether a sign-up can be taken and told of, for whoever sends visitors here.
pub(crate) fn health(state: Arc<State>, courier_is_gone: bool) -> Health {
    Box::pin(async move {
        let (rules, is_current) = state.forms.look().await;
        let trouble = StatusCode::SERVICE_UNAVAILABLE;
        let (status, said) = if !state.can_keep().await {
            (trouble, "the database cannot be written to\n")
        } else if rules.is_none() {
            (trouble, "the feed cannot be read\n")
        } else if courier_is_gone {
            (trouble, "nothing is delivered any more\n")
        } else if !is_current {
            // Sign-ups are taken: whoever sends no visitors here any more would do what this is to prevent.
            (StatusCode::OK, "ok, but the feed cannot be used; forms are those of its last good state\n")
        } else {
            (StatusCode::OK, "ok\n")
        };
        (status, [(CACHE_CONTROL, "no-store")], said).into_response()
    })
}
