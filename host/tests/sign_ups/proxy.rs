//! A line to PostgreSQL that can fall silent: what is on it stays open, and nobody answers any more.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;

use crate::postgres::database;
use crate::service::{Page, Place, Service, name, wait_for};

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
    server: String,
}

impl Proxy {
    fn start(server: &str) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = listener.local_addr().expect("an address");
        let state =
            State { age: AtomicUsize::new(0), silent: AtomicUsize::new(0), server: server.to_owned() };
        let proxy = Self { address, state: Arc::new(state) };
        let state = Arc::clone(&proxy.state);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let state = Arc::clone(&state);
                thread::spawn(move || state.connect(client).ok());
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
    let address = database();
    let (start, database) = address.rsplit_once('/').expect("an address");
    let proxy = Proxy::start(start.rsplit_once('@').expect("a user").1);
    let place = Place::at(format!("postgres://ran@{}/{database}", proxy.address));
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
