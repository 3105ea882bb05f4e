//! A mail server on the loopback (RFC 5321), as obedient or as stubborn as a test wants it.

use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::service::free_port;

/// What it says to a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mood {
    /// Takes it.
    Obedient,
    /// Knows no such address, and says so for good.
    Stubborn,
    /// Takes it, and never says that it has.
    Silent,
    /// Takes it, thinks about it for longer than a claim holds, and never answers the farewell.
    Slow,
    /// Wants nothing of this sender until a password is mended.
    Locked,
}

/// A message as it came.
#[derive(Clone, Debug)]
pub(crate) struct Letter {
    pub(crate) to: String,
    pub(crate) data: Vec<u8>,
}

impl Letter {
    /// A header, decoded.
    #[track_caller]
    pub(crate) fn header(&self, name: &str) -> String {
        let mail = mailparse::parse_mail(&self.data).expect("a mail");
        let found = mailparse::MailHeaderMap::get_all_values(&mail.headers[..], name);
        assert_eq!(found.len(), 1, "{name} in {}", String::from_utf8_lossy(&self.data));
        found[0].clone()
    }

    /// The names of all headers.
    pub(crate) fn header_names(&self) -> Vec<String> {
        let mail = mailparse::parse_mail(&self.data).expect("a mail");
        mail.headers.iter().map(|header| header.get_key().to_ascii_lowercase()).collect()
    }

    /// The text, decoded.
    pub(crate) fn text(&self) -> String {
        let mail = mailparse::parse_mail(&self.data).expect("a mail");
        assert_eq!((mail.ctype.mimetype.as_str(), mail.subparts.len()), ("text/plain", 0));
        assert_eq!(mail.ctype.charset.to_ascii_lowercase(), "utf-8");
        mail.get_body().expect("text").replace("\r\n", "\n")
    }
}

/// Longer than some claims of a receiver whose failed deliveries wait 250 ms.
const SLOWNESS: Duration = Duration::from_secs(4);

/// A running server. Its threads end with the process.
#[derive(Clone)]
pub(crate) struct MailServer {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

struct State {
    mood: Mood,
    letters: Vec<Letter>,
    greetings: Vec<String>,
}

impl MailServer {
    pub(crate) fn start(mood: Mood) -> Self {
        Self::start_at(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), mood)
    }

    pub(crate) fn start_at(address: SocketAddr, mood: Mood) -> Self {
        Self::start_over(address, mood, Ok)
    }

    /// One whose conversations go over what `wrap` makes of a connection.
    pub(crate) fn start_over<S: Read + Write>(
        address: SocketAddr,
        mood: Mood,
        wrap: impl Fn(TcpStream) -> std::io::Result<S> + Clone + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind(address).expect("a free port");
        let address = listener.local_addr().expect("an address");
        let server = Self {
            address,
            state: Arc::new(Mutex::new(State { mood, letters: Vec::new(), greetings: Vec::new() })),
        };
        let this = server.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (this, wrap) = (this.clone(), wrap.clone());
                // A client that goes away in the middle ends the conversation.
                thread::spawn(move || this.converse(wrap(stream)?));
            }
        });
        server
    }

    /// A port where a server can be later.
    pub(crate) fn later() -> SocketAddr {
        SocketAddr::from((Ipv4Addr::LOCALHOST, free_port()))
    }

    pub(crate) fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    pub(crate) fn set(&self, mood: Mood) {
        self.state().mood = mood;
    }

    pub(crate) fn letters(&self) -> Vec<Letter> {
        self.state().letters.clone()
    }

    /// The names that clients have given themselves.
    pub(crate) fn greetings(&self) -> Vec<String> {
        self.state().greetings.clone()
    }

    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn converse(&self, stream: impl Read + Write) -> std::io::Result<()> {
        let mut lines = BufReader::new(stream);
        lines.get_mut().write_all(b"220 mail.example.jp ESMTP\r\n")?;
        let mut to = String::new();
        loop {
            let mut line = Vec::new();
            if lines.read_until(b'\n', &mut line)? == 0 {
                return Ok(());
            }
            let line = String::from_utf8_lossy(&line).trim_end().to_owned();
            let word = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            let mood = self.state().mood;
            let stream = lines.get_mut();
            match word.as_str() {
                "EHLO" => {
                    self.state().greetings.push(line.split(' ').nth(1).unwrap_or_default().to_owned());
                    stream.write_all(b"250-mail.example.jp\r\n250 8BITMIME\r\n")?;
                }
                "MAIL" if mood == Mood::Locked => stream.write_all(b"530 5.7.0 log in first\r\n")?,
                "RCPT" if mood == Mood::Stubborn => {
                    // Real servers repeat the address, which must not come into a log.
                    stream.write_all(format!("550 5.1.1 {line}: no such user\r\n").as_bytes())?;
                }
                "RCPT" => {
                    to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                    stream.write_all(b"250 ok\r\n")?;
                }
                "DATA" => {
                    stream.write_all(b"354 go on\r\n")?;
                    let data = data(&mut lines)?;
                    self.state().letters.push(Letter { to: to.clone(), data });
                    if mood == Mood::Silent {
                        // Says nothing until the client gives up.
                        lines.read_until(b'\n', &mut Vec::new())?;
                        return Ok(());
                    }
                    if mood == Mood::Slow {
                        thread::sleep(SLOWNESS);
                    }
                    lines.get_mut().write_all(b"250 taken\r\n")?;
                }
                "QUIT" if mood == Mood::Slow => (),
                "QUIT" => return stream.write_all(b"221 bye\r\n"),
                _ => stream.write_all(b"250 ok\r\n")?,
            }
        }
    }
}

/// Up to the line with a dot alone; a dot at the beginning of a line is doubled (§4.5.2).
fn data(lines: &mut BufReader<impl Read>) -> std::io::Result<Vec<u8>> {
    let mut data = Vec::new();
    loop {
        let mut line = Vec::new();
        if lines.read_until(b'\n', &mut line)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if line == b".\r\n" {
            return Ok(data);
        }
        data.extend(line.strip_prefix(b".").unwrap_or(&line));
    }
}
