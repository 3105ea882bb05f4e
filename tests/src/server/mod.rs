//! The other side: a server that answers as it is told, fails in every way, and remembers who asked.
//!
//! What it is not told to answer, `ran serve`'s own routes answer: the kit comes to the tests as it comes to partners.

mod connection;
mod html;
mod reply;

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::{fs, io};

use axum::Router;
use ran_host::serve::{Content, router};
use tokio::net::TcpListener;
use tokio::sync::watch;

pub use html::{Html, strict_policy};
pub use reply::Reply;

use crate::session::runtime;
use crate::workspace;

/// A server on a port that no test of this run has had, and so on an origin of its own: what the browser keeps for an
/// origin, the kit's last good copy of a feed for one, never reaches another test. It ends with the value.
pub struct TestServer {
    address: SocketAddr,
    kit: PathBuf,
    shared: Arc<Shared>,
    _running: watch::Sender<()>,
}

/// A request that has come.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The method.
    pub method: String,
    /// The path, without the query.
    pub path: String,
    /// The headers, in lower case.
    pub headers: Vec<(String, String)>,
    /// The body, as far as it is text.
    pub body: String,
}

impl Seen {
    /// The value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// A path whose requests wait until this is let go.
#[must_use = "requests wait only as long as the gate is held"]
pub struct Gate(watch::Sender<bool>);

impl Gate {
    /// Lets all requests through, those to come too.
    pub fn release(self) {
        self.0.send_replace(true);
    }
}

pub(crate) struct Shared {
    router: Router,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// What is answered next at a path; the last one stays.
    replies: HashMap<String, VecDeque<Reply>>,
    gates: HashMap<String, watch::Receiver<bool>>,
    seen: Vec<Seen>,
    pages: usize,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Listens on a port that this process has not listened on before. The system gives freed ports out again.
fn fresh_port() -> io::Result<(SocketAddr, TcpListener)> {
    static HAD: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    loop {
        let listener = runtime().block_on(TcpListener::bind("127.0.0.1:0"))?;
        let address = listener.local_addr()?;
        if HAD.lock().unwrap_or_else(PoisonError::into_inner).insert(address.port()) {
            return Ok((address, listener));
        }
    }
}

impl TestServer {
    /// Starts a server with the kit and nothing else.
    #[must_use]
    #[track_caller]
    pub fn start() -> Self {
        Self::with(None)
    }

    /// The same with the demo's pages and feed. A recorder is put into each page.
    #[must_use]
    #[track_caller]
    pub fn with_demo() -> Self {
        Self::with(Some(&workspace::root().join("demo")))
    }

    #[track_caller]
    fn with(demo: Option<&Path>) -> Self {
        let kit = workspace::kit();
        let feed = match demo {
            Some(demo) => demo.join("feed.json"),
            None => workspace::tests().join("feeds/small.json"),
        };
        let content = Content { kit: kit.clone(), feed, pages: demo.map(Path::to_owned) };
        let router = router(&content, None).unwrap_or_else(|error| panic!("the test server: {error}"));
        let shared = Arc::new(Shared { router, state: Mutex::default() });
        let (address, listener) =
            fresh_port().unwrap_or_else(|error| panic!("no port for the test server: {error}"));
        let (running, stopped) = watch::channel(());
        runtime().spawn(connection::accept(listener, Arc::clone(&shared), stopped));
        Self { address, kit, shared, _running: running }
    }

    /// The address of a path that starts with a slash.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The text of a file of the kit, by its path under `/kit/v1/`.
    #[must_use]
    #[track_caller]
    pub fn kit_file(&self, path: &str) -> String {
        String::from_utf8(self.kit_bytes(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The bytes of a file of the kit, by its path under `/kit/v1/`.
    #[must_use]
    #[track_caller]
    pub fn kit_bytes(&self, path: &str) -> Vec<u8> {
        let file = self.kit.join(path);
        fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    }

    /// The paths of the kit's files that are named by their content, under `/kit/v1/`.
    #[must_use]
    #[track_caller]
    pub fn kit_paths(&self) -> Vec<String> {
        let files = |folder: &Path| -> std::io::Result<Vec<PathBuf>> {
            fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect()
        };
        let folders =
            files(&self.kit).map(|all| all.into_iter().filter(|path| path.is_dir()).collect::<Vec<_>>());
        let inside =
            folders.and_then(|all| all.iter().map(|folder| files(folder)).collect::<Result<Vec<_>, _>>());
        let paths = inside.unwrap_or_else(|error| panic!("{}: {error}", self.kit.display())).concat();
        paths
            .iter()
            .filter_map(|path| Some(path.strip_prefix(&self.kit).ok()?.to_str()?.to_owned()))
            .collect()
    }

    /// Answers a path so from now on.
    pub fn put(&self, path: &str, reply: Reply) {
        self.put_in_turn(path, [reply]);
    }

    /// Answers a path so in turn; the last answer stays.
    pub fn put_in_turn(&self, path: &str, replies: impl IntoIterator<Item = Reply>) {
        self.shared.state().replies.insert(path.to_owned(), replies.into_iter().collect());
    }

    /// Serves a page under a new path and returns its address.
    #[must_use]
    pub fn page(&self, html: &Html) -> String {
        let path = {
            let mut state = self.shared.state();
            state.pages += 1;
            format!("/pages/{}.html", state.pages)
        };
        self.put(&path, html.reply());
        self.url(&path)
    }

    /// Lets the requests of a path wait until the gate is released or dropped.
    pub fn hold(&self, path: &str) -> Gate {
        let (open, wait) = watch::channel(false);
        self.shared.state().gates.insert(path.to_owned(), wait);
        Gate(open)
    }

    /// How often a path has been asked for.
    #[must_use]
    pub fn count(&self, path: &str) -> usize {
        self.requests(path).len()
    }

    /// The requests for a path, in the order in which they came.
    #[must_use]
    pub fn requests(&self, path: &str) -> Vec<Seen> {
        self.shared.state().seen.iter().filter(|seen| seen.path == path).cloned().collect()
    }

    /// The paths of all requests, in the order in which they came.
    #[must_use]
    pub fn paths(&self) -> Vec<String> {
        self.shared.state().seen.iter().map(|seen| seen.path.clone()).collect()
    }
}
