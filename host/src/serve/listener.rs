//! The socket, its connections, and an orderly end.

use std::io;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use axum::Router;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulConnection, GracefulShutdown};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::Semaphore;
use tokio::time::{Sleep, sleep, timeout};

use super::limits;
use crate::sign_up::Peer;
use crate::{Error, journal};

/// A bound socket: connections wait in it until [`run`](Self::run) answers them.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
}

impl Server {
    /// Takes the address; port 0 takes any free one.
    ///
    /// # Errors
    /// When the port is taken, needs more rights, or the address is not one of this machine's.
    pub async fn bind(address: SocketAddr) -> Result<Self, Error> {
        let bound = async {
            let listener = TcpListener::bind(address).await?;
            let address = listener.local_addr()?;
            Ok(Self { listener, address })
        };
        bound.await.map_err(|error| explain(address, error))
    }

    /// The address that was taken.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address as a browser on this machine opens it, with a slash at the end.
    #[must_use]
    pub fn url(&self) -> String {
        let port = self.address.port();
        if self.address.ip().is_unspecified() {
            // Listening everywhere is no address to go to.
            format!("http://127.0.0.1:{port}/")
        } else {
            format!("http://{}/", self.address)
        }
    }

    /// Answers until `stop` is done, then finishes the answers under way for at most eight seconds.
    pub async fn run(self, router: Router, stop: impl Future<Output = ()>) {
        let places = Arc::new(Semaphore::new(limits::CONNECTIONS));
        let graceful = GracefulShutdown::new();
        let mut stop = pin!(stop);
        let mut told = None;
        loop {
            let arrival = async {
                let place = Arc::clone(&places).acquire_owned().await;
                (self.listener.accept().await, place)
            };
            let (accepted, place) = tokio::select! {
                arrived = arrival => arrived,
                () = &mut stop => break,
            };
            match accepted {
                Ok((stream, peer)) => {
                    let connection = graceful.watch(connection(
                        stream,
                        Peer(peer.ip()),
                        router.clone(),
                        limits::WRITE_TIME,
                    ));
                    tokio::spawn(async move {
                        let _place = place;
                        // A visitor who goes away in the middle is nobody's error.
                        let _ = connection.await;
                    });
                }
                // The visitor has gone already, or this process has no file left: others must not suffer for it.
                Err(error) => {
                    tell_of_no_room(&error, &mut told);
                    sleep(Duration::from_millis(50)).await;
                }
            }
        }
        drop(self.listener);
        let _ = timeout(limits::STOP_TIME, graceful.shutdown()).await;
    }
}

/// Tells, at most once a minute, that nobody is let in: visitors see a page that loads for ever, and the operator nothing.
fn tell_of_no_room(error: &io::Error, told: &mut Option<Instant>) {
    /// `ENFILE` and `EMFILE`: the system, or this process, has no file left (POSIX gives names, Linux these numbers).
    const NO_FILE_LEFT: [i32; 2] = [23, 24];
    const PAUSE: Duration = Duration::from_secs(60);
    let is_ours = error.raw_os_error().is_some_and(|code| NO_FILE_LEFT.contains(&code));
    if !is_ours || told.is_some_and(|told| told.elapsed() < PAUSE) {
        return;
    }
    *told = Some(Instant::now());
    let trouble = format!("visitors wait and are not let in: {error}");
    let remedy = format!(
        "let it open more files: ulimit -n, or LimitNOFILE= of systemd. It holds {} connections, and opens files for them",
        limits::CONNECTIONS
    );
    journal::line("listener", &[("trouble", trouble.into()), ("remedy", remedy.into())]);
}

fn connection(
    stream: TcpStream,
    peer: Peer,
    router: Router,
    write_time: Duration,
) -> impl GracefulConnection<Error = hyper::Error> {
    let _ = stream.set_nodelay(true);
    let router = TowerToHyperService::new(router);
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(peer);
        router.call(request)
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits::HEAD_TIME)
        .max_headers(limits::HEADERS)
        .max_buf_size(limits::HEAD_BYTES)
        .serve_connection(TokioIo::new(Patient { stream, limit: write_time, waits: None }), service)
}

/// A connection that ends when nothing of what is written to it is taken for a while. Else whoever asks and never reads
/// keeps one of the places for ever.
struct Patient {
    stream: TcpStream,
    limit: Duration,
    /// Since a write could not go on.
    waits: Option<Pin<Box<Sleep>>>,
}

impl Patient {
    fn in_time<T>(&mut self, context: &mut Context<'_>, written: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.waits = None;
            return written;
        }
        let waits = self.waits.get_or_insert_with(|| Box::pin(sleep(self.limit)));
        waits.as_mut().poll(context).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Patient {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Patient {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.in_time(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        self.in_time(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

fn explain(address: SocketAddr, error: io::Error) -> Error {
    let port = address.port();
    let message = match error.kind() {
        io::ErrorKind::AddrInUse => format!(
            "port {port} is taken by another program. Stop that program, or choose another port with --port N."
        ),
        io::ErrorKind::PermissionDenied => {
            format!("this user may not listen on port {port}. Choose a port from 1024 on with --port N.")
        }
        io::ErrorKind::AddrNotAvailable => format!(
            "{} is not an address of this machine. Choose one that is with --host ADDRESS.",
            address.ip()
        ),
        _ => format!("the server cannot listen on {address}."),
    };
    Error::with_source(message, error)
}

/// The signals that ask the process to stop: Ctrl+C, and that of a service manager.
#[derive(Debug)]
pub(crate) struct StopSignals {
    interrupt: Signal,
    terminate: Signal,
}

impl StopSignals {
    /// # Errors
    /// When the system lets this process take no signals.
    pub(crate) fn take() -> Result<Self, Error> {
        let take =
            |kind| signal(kind).map_err(|error| Error::with_source("the stop signal cannot be taken", error));
        Ok(Self { interrupt: take(SignalKind::interrupt())?, terminate: take(SignalKind::terminate())? })
    }

    /// Is done with the next one; its number.
    pub(crate) async fn next(&mut self) -> u8 {
        // The numbers of POSIX.
        tokio::select! {
            _ = self.interrupt.recv() => 2,
            _ = self.terminate.recv() => 15,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use axum::routing::get;

    use super::*;

    /// What the system keeps for a visitor who does not read is less than this.
    const LARGE: usize = 64 << 20;

    #[tokio::test]
    async fn who_never_reads_is_cut_off() {
        let server = Server::bind(([127, 0, 0, 1], 0).into()).await.unwrap();
        let mut visitor = std::net::TcpStream::connect(server.address()).unwrap();
        visitor.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
        let (stream, peer) = server.listener.accept().await.unwrap();
        let router = Router::new().route("/", get(|| async { vec![0_u8; LARGE] }));
        let connection = connection(stream, Peer(peer.ip()), router, Duration::from_millis(100));
        let end = timeout(Duration::from_secs(20), connection).await.expect("an end");
        assert!(end.is_err(), "it was not written to its end");
    }
}
