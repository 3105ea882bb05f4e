//! `ran serve` as a process that can be killed, and a page's side of the conversation.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use ran_feed::model::{Feed, Form, Lang};
use ran_form::wire::{ConsentGiven, FormToken, Submission};
use ran_form::{Answer, Answers, consent, proof};
use serde_json::Value;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Executor as _};
use tempfile::TempDir;
use ureq::Agent;

/// The form that most tests fill in.
pub(crate) const FORM: &str = "ran-member";

/// Where sign-ups are kept, and what must live as long.
pub(crate) struct Place {
    pub(crate) address: String,
    pub(crate) folder: TempDir,
}

impl Place {
    pub(crate) fn sqlite() -> Self {
        let folder = TempDir::new().expect("a folder");
        // A path as people have it.
        let address = format!("sqlite:{}", folder.path().join("申し込み #1.db").display());
        Self { address, folder }
    }

    pub(crate) fn postgres() -> Self {
        Self::at(crate::postgres::database())
    }

    pub(crate) fn at(address: String) -> Self {
        Self { address, folder: TempDir::new().expect("a folder") }
    }

    /// Runs `ran sign-ups …`.
    pub(crate) fn ran(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_ran"))
            .arg("sign-ups")
            .args(arguments)
            .args(["--database", &self.address])
            .output()
            .expect("the program")
    }

    /// What `ran sign-ups …` prints, if it ends well.
    #[track_caller]
    pub(crate) fn printed(&self, arguments: &[&str]) -> String {
        let output = self.ran(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// Runs a statement on the database.
    pub(crate) fn execute(&self, sql: &str) {
        sqlx::any::install_default_drivers();
        let address = self.address.replace('%', "%25").replace('#', "%23").replace(' ', "%20");
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(async {
            let mut connection = AnyConnection::connect(&address).await.expect("a connection");
            connection.execute(AssertSqlSafe(sql.to_owned())).await.expect("a statement that works");
            connection.close().await.expect("an end");
        });
    }

    /// How many sign-ups there are.
    pub(crate) fn count(&self) -> usize {
        self.printed(&["list"]).lines().count()
    }
}

pub(crate) fn demo_feed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../demo/feed.json")
}

pub(crate) fn feed() -> &'static Feed {
    static FEED: OnceLock<Feed> = OnceLock::new();
    FEED.get_or_init(|| {
        let bytes = std::fs::read(demo_feed()).expect("the demo's feed");
        ran_feed::read(bytes, &ran_feed::Limits::default()).expect("a feed").feed
    })
}

/// A port for a server that is started, and started again.
pub(crate) fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("an address").port()
}

/// A running server. It is killed with the value.
pub(crate) struct Service {
    child: Child,
    pub(crate) url: String,
    arguments: Vec<String>,
    folder: TempDir,
}

impl Service {
    /// Starts it as a test wants it: without a wait, and with hardly any work for the page.
    pub(crate) fn start(place: &Place, further: &[&str]) -> Self {
        let port = free_port().to_string();
        let kit = TempDir::new().expect("a folder");
        std::fs::write(kit.path().join("ran.js"), "").expect("a file");
        let mut arguments: Vec<String> =
            ["serve", "--port", &port, "--database", &place.address, "--kit"].map(str::to_owned).to_vec();
        arguments.push(kit.path().display().to_string());
        arguments.extend(further.iter().map(|text| (*text).to_owned()));
        for (name, value) in [
            ("--feed", demo_feed().display().to_string()),
            ("--difficulty", "4".to_owned()),
            ("--minimum-seconds", "0".to_owned()),
            ("--rate", "0".to_owned()),
            ("--mail-rate", "0".to_owned()),
            ("--delivery-wait-ms", "250".to_owned()),
        ] {
            if !further.contains(&name) {
                arguments.extend([name.to_owned(), value]);
            }
        }
        let child = spawn(&arguments, kit.path());
        Self { child, url: format!("http://127.0.0.1:{port}"), arguments, folder: kit }
    }

    /// `kill -9`, as the kernel does it when memory runs out.
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("a process");
        self.child.wait().expect("an end");
    }

    /// From the next start on.
    pub(crate) fn log_to_a_full_disk(&self) {
        let log = self.folder.path().join(LOG);
        std::fs::remove_file(&log).expect("a log");
        std::os::unix::fs::symlink("/dev/full", &log).expect("a link");
    }

    /// Starts again on the same port.
    pub(crate) fn resume(&mut self) {
        self.child = spawn(&self.arguments, self.folder.path());
    }

    /// What it has written to its standard error up to now.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join(LOG)).expect("UTF-8")
    }

    /// Asks it to stop, and gives what it wrote to its standard error.
    pub(crate) fn stop(mut self) -> String {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().expect("kill").success());
        let code = self.child.wait().expect("an end").code();
        let log = self.log();
        assert_eq!(code, Some(0), "{log}");
        log
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Its standard error goes to a file: nobody empties a pipe while it runs.
const LOG: &str = "log.txt";

fn spawn(arguments: &[String], folder: &Path) -> Child {
    let log = File::options().create(true).append(true).open(folder.join(LOG)).expect("a file");
    let mut child = Command::new(env!("CARGO_BIN_EXE_ran"))
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(log)
        .spawn()
        .expect("the program");
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().expect("a pipe")).read_line(&mut line).expect("a line");
    if !line.starts_with("Serving on ") {
        let error = std::fs::read_to_string(folder.join(LOG)).unwrap_or_default();
        panic!("the server does not start: {error}");
    }
    child
}

/// An answer to a request.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("JSON in {self:?}"))
    }

    #[track_caller]
    pub(crate) fn receipt(&self) -> String {
        assert_eq!(self.status, 201, "{self:?}");
        self.json()["receipt"].as_str().expect("a receipt").to_owned()
    }

    /// The fields with the codes of their errors: `email bad-email`.
    #[track_caller]
    pub(crate) fn errors(&self) -> Vec<String> {
        assert_eq!(self.status, 422, "{self:?}");
        let json = self.json();
        let errors = json["errors"].as_array().expect("a list");
        let text = |error: &Value, name: &str| error[name].as_str().expect("a text").to_owned();
        errors.iter().map(|error| format!("{} {}", text(error, "field"), text(error, "code"))).collect()
    }
}

/// A page that fills in forms.
#[derive(Clone)]
pub(crate) struct Page {
    agent: Agent,
    url: String,
    pub(crate) headers: Vec<(&'static str, String)>,
}

impl Page {
    /// A page of the server's own origin.
    pub(crate) fn of(service: &Service) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            // The server hangs up on whoever is refused before all is sent; a browser would try again by itself.
            .max_idle_connections(0)
            .build()
            .new_agent();
        let headers = vec![("origin", service.url.clone()), ("content-type", "application/json".to_owned())];
        Self { agent, url: service.url.clone(), headers }
    }

    pub(crate) fn with(&self, name: &'static str, value: &str) -> Self {
        let mut other = self.clone();
        other.headers.retain(|(own, _)| *own != name);
        if !value.is_empty() {
            other.headers.push((name, value.to_owned()));
        }
        other
    }

    pub(crate) fn get(&self, path: &str) -> Result<Reply, ureq::Error> {
        let mut request = self.agent.get(format!("{}{path}", self.url));
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        request.call().map(reply)
    }

    /// Without an origin.
    pub(crate) fn head(&self, path: &str) -> Result<Reply, ureq::Error> {
        self.agent.head(format!("{}{path}", self.url)).call().map(reply)
    }

    pub(crate) fn post(&self, form: &str, name: &str, body: &str) -> Result<Reply, ureq::Error> {
        let mut request = self.agent.post(format!("{}/api/forms/{form}/submissions", self.url));
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        if !name.is_empty() {
            request = request.header("idempotency-key", name);
        }
        request.send(body).map(reply)
    }

    /// Sends, and as a page does again when the receiver is too busy: a slow machine is no failure.
    pub(crate) fn send(&self, name: &str, submission: &Submission) -> Reply {
        let body = submission.to_json();
        wait_for("an answer", || {
            let reply = self.post(FORM, name, &body).expect("an answer");
            (reply.status != 503).then_some(reply)
        })
    }

    /// Gets a token for a submission, and works for it.
    pub(crate) fn try_prepare(&self, form: &str, submission: &mut Submission) -> Result<(), ureq::Error> {
        let reply = self.get(&format!("/api/forms/{form}/token"))?;
        assert_eq!(reply.status, 200, "{reply:?}");
        let token = FormToken::from_json(reply.body.as_bytes()).expect("a token");
        submission.proof =
            proof::Search::new(&token.token, token.difficulty).advance(u32::MAX).expect("a proof");
        submission.token = token.token;
        Ok(())
    }

    /// A form that is filled in and ready to be sent.
    pub(crate) fn ready(&self, answers: &[(&str, &str)]) -> Submission {
        let mut submission = filled(answers);
        self.try_prepare(FORM, &mut submission).expect("a token");
        submission
    }
}

fn reply(mut response: ureq::http::Response<ureq::Body>) -> Reply {
    let headers = response
        .headers()
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_owned()))
        .collect();
    let status = response.status().as_u16();
    // An answer that breaks off half-way is none.
    let body = response.body_mut().read_to_string().unwrap_or_default();
    Reply { status, headers, body }
}

/// The form of most tests, filled in as somebody would; with some answers in place of those.
pub(crate) fn filled(answers: &[(&str, &str)]) -> Submission {
    filled_in(Lang::Ja, answers)
}

pub(crate) fn filled_in(lang: Lang, answers: &[(&str, &str)]) -> Submission {
    let feed = feed();
    let form = feed.form(FORM).expect("the form");
    let mut all = Answers::default();
    let usual = [
        ("applicant", "person"),
        ("name", "見本 はな子"),
        ("name-kana", "みほん はなこ"),
        ("email", "hanako@example.jp"),
        ("prefecture", "20"),
        ("join-slack", "yes"),
        ("slack-rules", Answer::YES),
    ];
    for (field, answer) in usual.iter().chain(answers) {
        all.set(field, Answer::Text((*answer).to_owned()));
    }
    Submission { answers: all, consent: agreed(form, lang), ..Submission::default() }
}

pub(crate) fn agreed(form: &Form, lang: Lang) -> ConsentGiven {
    ConsentGiven {
        agreed: true,
        sharing: false,
        version: consent::consent_version(form).to_owned(),
        lang: lang.tag().to_owned(),
        sha256: consent::sha256_of(form, lang),
    }
}

/// A name for a submission that no other has.
pub(crate) fn name() -> String {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    format!("00000000-0000-4000-8000-{:012}", NUMBER.fetch_add(1, Ordering::Relaxed))
}

/// Waits for something that happens in another process.
#[track_caller]
pub(crate) fn wait_for<T>(what: &str, look: impl FnMut() -> Option<T>) -> T {
    wait_long_for(Duration::from_secs(60), what, look)
}

/// The same for what takes its time.
#[track_caller]
pub(crate) fn wait_long_for<T>(longest: Duration, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + longest;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < deadline, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
