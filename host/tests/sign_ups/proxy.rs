//! A line to PostgreSQL that can fall silent: what is on it stays open, and nobody answers any more.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;
use std::time::{Duration, Instant};

use crate::postgres::database;
use crate::service::{Page, Place, Service, name, wait_for, wait_long_for};

/// A running proxy. Its threads end with the process.
#[derive(Clone)]
struct Proxy {
    address: SocketAddr,
    state: Arc<State>,
}

struct State {
    /// Connections of an earlier age are silent.
    age: AtomicUsize,
    /// Silent connections that the client has not closed.
    silent: AtomicUsize,
    /// All connections.
    open: AtomicUsize,
    server: String,
    /// All fall silent when a client says this.
    last_word: Option<&'static str>,
}

impl Proxy {
    /// A proxy before the server of an address, and the address through it.
    fn before(address: &str, last_word: Option<&'static str>) -> (Self, Place) {
        let (start, database) = address.rsplit_once('/').expect("an address");
        let proxy = Self::start(start.rsplit_once('@').expect("a user").1, last_word);
        let place = Place::at(format!("postgres://ran@{}/{database}", proxy.address));
        (proxy, place)
    }

    fn start(server: &str, last_word: Option<&'static str>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = listener.local_addr().expect("an address");
        let [age, silent, open] = [0; 3].map(AtomicUsize::new);
        let state = State { age, silent, open, server: server.to_owned(), last_word };
        let proxy = Self { address, state: Arc::new(state) };
        let state = Arc::clone(&proxy.state);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let state = Arc::clone(&state);
                thread::spawn(move || {
                    state.open.fetch_add(1, SeqCst);
                    let _ = Arc::clone(&state).connect(client);
                    state.open.fetch_sub(1, SeqCst);
                });
            }
        });
        proxy
    }

    fn fall_silent(&self) {
        self.state.age.fetch_add(1, SeqCst);
    }
}

impl State {
    fn connect(self: Arc<Self>, mut client: TcpStream) -> std::io::Result<()> {
        let age = self.age.load(SeqCst);
        let mut server = TcpStream::connect(&self.server)?;
        let (mut back, mut from_server, this) = (client.try_clone()?, server.try_clone()?, Arc::clone(&self));
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = from_server.read(&mut bytes) {
                if age == this.age.load(SeqCst) && back.write_all(&bytes[..count]).is_err() {
                    break;
                }
            }
            if age == this.age.load(SeqCst) {
                let _ = back.shutdown(Shutdown::Both);
            }
        });
        let (mut bytes, mut is_silent) = ([0; 4096], false);
        while let Ok(count @ 1..) = client.read(&mut bytes) {
            let is_said = |word: &str| bytes[..count].windows(word.len()).any(|said| said == word.as_bytes());
            if self.last_word.is_some_and(is_said) {
                self.age.fetch_add(1, SeqCst);
            }
            if age == self.age.load(SeqCst) {
                server.write_all(&bytes[..count])?;
            } else if !std::mem::replace(&mut is_silent, true) {
                self.silent.fetch_add(1, SeqCst);
            }
        }
        if is_silent {
            self.silent.fetch_sub(1, SeqCst);
        }
        Ok(())
    }
}

#[test]
fn a_line_that_falls_silent_is_given_up() {
    let (proxy, place) = Proxy::before(&database(), None);
    let service = Service::start(&place, &[]);
    let page = Page::of(&service);
    thread::scope(|scope| {
        let senders: Vec<_> = (0..24)
            .map(|_| {
                scope.spawn(|| {
                    for _ in 0..8 {
                        page.send(&name(), &page.ready(&[])).receipt();
                    }
                })
            })
            .collect();
        wait_for("sign-ups under way", || {
            let metrics = page.get("/metrics").ok()?.body;
            (!metrics.contains("{outcome=\"accepted\"} 0\n")).then_some(())
        });
        proxy.fall_silent();
        wait_for("questions that nobody answers", || (proxy.state.silent.load(SeqCst) > 0).then_some(()));
        for sender in senders {
            sender.join().expect("receipts");
        }
    });
    // What fell silent is in nobody's way any more.
    for _ in 0..24 {
        page.send(&name(), &page.ready(&[])).receipt();
    }
    assert_eq!(page.get("/healthz").expect("an answer").status, 200);
    assert_eq!(place.count(), 24 * 8 + 24);
}

/// A command at a terminal waits no longer than somebody at the terminal does.
#[test]
fn a_command_whose_line_falls_silent_comes_to_an_end() {
    let address = database();
    Service::start(&Place::at(address.clone()), &[]).stop();
    let check = |last_word: &'static str, expected: &str| {
        let (proxy, place) = Proxy::before(&address, Some(last_word));
        let begun = Instant::now();
        let output = place.ran(&["list"]);
        let (said, time) = (String::from_utf8_lossy(&output.stderr), begun.elapsed());
        assert_eq!(output.status.code(), Some(2), "{last_word}: {said}");
        assert!(said.contains(expected), "{last_word}: {said}");
        assert!(time < Duration::from_secs(40), "{last_word}: {time:?}");
        wait_for("a closed connection", || (proxy.state.silent.load(SeqCst) == 0).then_some(()));
    };
    thread::scope(|scope| {
        scope.spawn(|| check("user", "it does not answer. Look at host and port"));
        scope.spawn(|| check("_sqlx_migrations", "the database's tables cannot be read."));
        scope.spawn(|| check("FROM sign_ups", "the database failed (it does not answer)"));
    });
}

/// A connection at rest is asked nothing, so that nobody notices that it fell silent.
#[test]
fn a_connection_that_nobody_needs_is_closed() {
    let (proxy, place) = Proxy::before(&database(), None);
    let service = Service::start(&place, &[]);
    let page = Page::of(&service);
    let open = || proxy.state.open.load(SeqCst);
    thread::scope(|scope| {
        for _ in 0..12 {
            scope.spawn(|| page.send(&name(), &page.ready(&[])).receipt());
        }
    });
    assert!(open() > 2, "{}", open());
    // The one that looks for letters each moment stays.
    wait_long_for(Duration::from_secs(90), "closed connections", || (open() <= 2).then_some(()));
}
