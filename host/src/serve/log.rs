//! A line for each request, for the person who runs the server.

use std::time::Instant;

use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::Response;

use crate::journal;

/// Writes a line of JSON to the standard error for each request.
///
/// It names neither the visitor's address nor the query, which may hold what somebody searched for.
pub(crate) fn logged(router: Router) -> Router {
    router.layer(from_fn(log))
}

async fn log(request: Request, next: Next) -> Response {
    let start = Instant::now();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let response = next.run(request).await;
    let ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    journal::line(
        "request",
        &[
            ("method", method.as_str().into()),
            ("path", path.into()),
            ("status", response.status().as_u16().into()),
            ("ms", ms.into()),
        ],
    );
    response
}
