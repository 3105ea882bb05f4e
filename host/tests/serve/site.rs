//! A server over a folder of its own, and a client that shows everything.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;

use ran_host::serve::{Content, Server, router};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// A running server. It ends with the value.
pub(crate) struct Site {
    folder: TempDir,
    address: SocketAddr,
    _runtime: Runtime,
}

/// An answer, as it came.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

const FILES: &[(&str, &str)] = &[
    ("kit/ran.js", "// loader"),
    ("kit/ran.js.br", "BR"),
    ("kit/ran.js.gz", "GZ"),
    ("kit/embed.html", "<!doctype html>"),
    ("kit/feed.schema.json", "{}"),
    ("kit/.cache", "hidden"),
    ("kit/0123456789abcdef/core.wasm", "\0asm"),
    ("feed.txt", "{\"version\":1}"),
    ("pages/index.html", "index"),
    ("pages/town/index.html", "町のページ"),
    ("pages/town/.secret", "hidden"),
    ("pages/style.css", "a {}"),
    ("pages/empty/readme.txt", "a folder without an index"),
    ("pages/.git/config", "hidden"),
    ("pages/.well-known/security.txt", "Contact: mailto:ran@example.jp"),
];

impl Site {
    pub(crate) fn start() -> Self {
        let folder = TempDir::new().expect("a folder");
        for (path, text) in FILES {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        let content = Content {
            kit: folder.path().join("kit"),
            feed: folder.path().join("feed.txt"),
            pages: Some(folder.path().join("pages")),
        };
        let runtime = Runtime::new().expect("a runtime");
        let server = runtime.block_on(Server::bind(([127, 0, 0, 1], 0).into())).expect("a free port");
        let address = server.address();
        let router = router(&content, None).expect("a router");
        runtime.spawn(server.run(router, std::future::pending()));
        Self { folder, address, _runtime: runtime }
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        fs::write(self.folder.path().join(path), text).expect("a file");
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.folder.path().join(path)).expect("a file");
    }

    /// Sends `METHOD PATH` and header lines just as they are: no client library in between that tidies them.
    pub(crate) fn ask(&self, request: &str) -> Answer {
        let (line, headers) = request.split_once('\n').unwrap_or((request, ""));
        let mut text = format!("{line} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n");
        for header in headers.lines() {
            text.push_str(&format!("{header}\r\n"));
        }
        text.push_str("\r\n");
        self.send(&text)
    }

    /// Sends a whole request, after which the server has to close.
    pub(crate) fn send(&self, text: &str) -> Answer {
        let mut stream = TcpStream::connect(self.address).expect("a connection");
        stream.write_all(text.as_bytes()).expect("a request");
        let mut bytes = Vec::new();
        // The server may close before it has read all of a request that it refuses.
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes);
        let (head, body) = text.split_once("\r\n\r\n").expect("an HTTP answer");
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).expect("a status");
        let headers = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        Answer { status: status.parse().expect("a number"), headers, body: body.to_owned() }
    }
}
