//! The connections of the test server.

use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper::{Request, header};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use super::html::RECORDER_TAG;
use super::{Reply, Seen, Shared};
use crate::record::RECORDER;

/// How long the server waits when it cannot accept a connection.
const PAUSE: Duration = Duration::from_millis(100);

/// What a page of the demo has in its head, behind which the recorder is put.
const CHARSET: &str = "<meta charset=\"utf-8\">";

/// Answers until the server's value is gone.
pub(super) async fn accept(listener: TcpListener, shared: Arc<Shared>, mut stopped: watch::Receiver<()>) {
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                match accepted {
                    Ok((stream, _)) => {
                        tokio::spawn(serve(stream, Arc::clone(&shared), stopped.clone()));
                    }
                    // There is no file left for it: to ask at once would keep those busy who may close one.
                    Err(error) => {
                        eprintln!("the test server accepts no connection: {error}");
                        tokio::time::sleep(PAUSE).await;
                    }
                }
            }
            _ = stopped.changed() => return,
        }
    }
}

async fn serve(stream: TcpStream, shared: Arc<Shared>, mut stopped: watch::Receiver<()>) {
    let answer = service_fn(move |request| answer(Arc::clone(&shared), request));
    let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), answer);
    tokio::select! {
        // An answer that is told to fail ends the connection with an error: that is its purpose.
        _ = connection => {}
        _ = stopped.changed() => {}
    }
}

/// An error ends the connection without an answer.
async fn answer(shared: Arc<Shared>, request: Request<Incoming>) -> io::Result<Response> {
    let path = request.uri().path().to_owned();
    let (head, body) = request.into_parts();
    let body = to_bytes(Body::new(body), usize::MAX).await.map_err(io::Error::other)?;
    let request = Request::from_parts(head, body);
    let (gate, reply) = {
        let mut state = shared.state();
        state.seen.push(seen(&request));
        let reply = state.replies.get_mut(&path).and_then(|replies| match replies.len() {
            0 | 1 => replies.front().cloned(),
            _ => replies.pop_front(),
        });
        (state.gates.get(&path).cloned(), reply)
    };
    if let Some(mut gate) = gate {
        // A gate that was dropped is open.
        let _ = gate.wait_for(|open| *open).await;
    }
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    match reply {
        Some(reply) => reply.respond(known),
        None if path == "/recorder.js" => Reply::script(RECORDER).respond(known),
        None => {
            let Ok(response) = answer_in_earnest(&shared, request.map(Body::from)).await;
            with_recorder(response).await
        }
    }
}

async fn answer_in_earnest(shared: &Shared, mut request: Request<Body>) -> Result<Response, Infallible> {
    let headers = request.headers_mut();
    let accepts = headers.get(header::ACCEPT).and_then(|accepted| accepted.to_str().ok()).unwrap_or_default();
    if accepts.contains("text/html") {
        // A page is changed on its way, which a compressed or remembered one cannot be.
        headers.remove(header::ACCEPT_ENCODING);
        headers.remove(header::IF_NONE_MATCH);
        headers.remove(header::IF_MODIFIED_SINCE);
    }
    TowerToHyperService::new(shared.router.clone()).call(request).await
}

/// Pages of the demo are recorded like all others. One in which there is no place for the recorder is an error of the
/// server, which no test takes for the page.
async fn with_recorder(response: Response) -> io::Result<Response> {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !kind.is_some_and(|kind| kind.starts_with("text/html")) {
        return Ok(response);
    }
    let (mut head, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.map_err(io::Error::other)?;
    let page = String::from_utf8_lossy(&bytes);
    let Some((before, after)) = page.split_once(CHARSET) else {
        return Reply::new(500, "text/plain", format!("No recorder: the page has no {CHARSET}."))
            .respond(None);
    };
    head.headers.remove(header::CONTENT_LENGTH);
    Ok(Response::from_parts(head, Body::from([before, CHARSET, RECORDER_TAG, after].concat())))
}

fn seen(request: &Request<Bytes>) -> Seen {
    let headers = request.headers().iter().map(|(name, value)| {
        (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    });
    Seen {
        method: request.method().to_string(),
        path: request.uri().path().to_owned(),
        headers: headers.collect(),
        body: String::from_utf8_lossy(request.body()).into_owned(),
    }
}
