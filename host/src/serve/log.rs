//! A line for each request, for the person who runs the server.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::Response;

/// Writes a line of `name=value` pairs to the standard error for each request.
///
/// It names neither the visitor's address nor the query, which may hold what somebody searched for.
pub fn logged(router: Router) -> Router {
    router.layer(from_fn(log))
}

async fn log(request: Request, next: Next) -> Response {
    let start = Instant::now();
    let unix = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let response = next.run(request).await;
    let (status, ms) = (response.status().as_u16(), start.elapsed().as_millis());
    // A path holds no space and no line break: RFC 3986 has them percent-encoded, and hyper refuses others.
    eprintln!("unix={unix} method={method} path={path} status={status} ms={ms}");
    response
}
