//! A chat on the loopback that takes messages as Slack does.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// What came, and under which key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) key: String,
    pub(crate) text: String,
}

/// A running server. Its threads end with the process.
#[derive(Clone)]
pub(crate) struct Chat {
    address: SocketAddr,
    messages: Arc<Mutex<Vec<Message>>>,
    status: Arc<Mutex<&'static str>>,
}

impl Chat {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = listener.local_addr().expect("an address");
        let chat = Self { address, messages: Arc::default(), status: Arc::new(Mutex::new("200 OK")) };
        let this = chat.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let this = this.clone();
                thread::spawn(move || this.answer(stream).ok());
            }
        });
        chat
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/services/T0/B0/secret", self.address)
    }

    /// What it answers from now on; nothing at all if it is empty.
    pub(crate) fn say(&self, status: &'static str) {
        *self.status.lock().unwrap_or_else(PoisonError::into_inner) = status;
    }

    pub(crate) fn messages(&self) -> Vec<Message> {
        self.messages.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn answer(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let mut reader = BufReader::new(stream.try_clone()?);
        let (mut length, mut key) = (0, String::new());
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            match line.trim_end().split_once(": ") {
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                    length = value.parse().unwrap_or(0);
                }
                Some((name, value)) if name.eq_ignore_ascii_case("idempotency-key") => key = value.to_owned(),
                None if line.trim_end().is_empty() => break,
                _ => (),
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        let status = *self.status.lock().unwrap_or_else(PoisonError::into_inner);
        if status.is_empty() {
            // Says nothing until the client gives up.
            reader.read_line(&mut String::new())?;
            return Ok(());
        }
        if status.starts_with("200") {
            let json: serde_json::Value = serde_json::from_slice(&body).unwrap_or_default();
            let text = json["text"].as_str().unwrap_or_default().to_owned();
            self.messages.lock().unwrap_or_else(PoisonError::into_inner).push(Message { key, text });
        }
        write!(stream, "HTTP/1.1 {status}\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok")
    }
}
