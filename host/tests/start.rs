//! How `ran serve` starts and stops as a process.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

fn ran(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ran"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn site() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    std::fs::create_dir(folder.path().join("kit")).expect("a folder");
    let cut_off = "{\"version\":1,\"events\":[";
    for (name, text) in
        [("kit/ran.js", ""), ("feed.json", "{}"), ("page.json", "<html>"), ("half.json", cut_off)]
    {
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    for (name, target) in
        [("kit/link.db", "../half.json"), ("in.db", "to-kit.db"), ("to-kit.db", "kit/made.db")]
    {
        std::os::unix::fs::symlink(target, folder.path().join(name)).expect("a link");
    }
    folder
}

/// Runs in the site's folder, where `kit` is the kit, and expects the exit code 2 with these words.
#[track_caller]
fn check_refused(arguments: &[&str], expected: &str) {
    check_refused_with(&[], arguments, expected);
}

/// The same with variables of the environment.
#[track_caller]
fn check_refused_with(variables: &[(&str, &str)], arguments: &[&str], expected: &str) {
    let folder = site();
    let mut command = ran(arguments);
    let mut child =
        command.envs(variables.iter().copied()).current_dir(&folder).spawn().expect("the program");
    let deadline = Instant::now() + Duration::from_secs(60);
    while child.try_wait().expect("a process").is_none() {
        if Instant::now() > deadline {
            // It serves, and would do so for ever.
            child.kill().expect("a process");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let output = child.wait_with_output().expect("an end");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(error.contains(expected), "{arguments:?}: no {expected:?} in\n{error}");
    assert!(!error.contains("secret"), "{error}");
    assert_eq!(output.status.code(), Some(2), "{arguments:?}\n{error}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
}

/// A command line in order, up to here.
const SERVE: &[&str] = &["serve", "--kit", "kit", "--feed", "feed.json", "--port", "0"];

/// With mail, up to here.
const MAIL: &[&str] = &["--database", "--smtp", "smtps://localhost", "--mail-from", "ran@example.jp"];

#[test]
fn mistakes_are_told_at_the_start() {
    for (arguments, expected) in [
        (
            &["serve", "--kit", "kit", "--feed", "no.json"][..],
            "the feed no.json cannot be read. Name it with --feed FILE.",
        ),
        (&["serve", "--kit", "kit", "--feed", "."], "the feed . is not a file. Name it with --feed FILE."),
        (
            &["serve", "--kit", "no", "--feed", "feed.json"],
            "no is not a built kit: there is no ran.js in it.",
        ),
        (
            &["serve", "--kit", "kit", "--feed", "feed.json", "--pages", "feed.json"],
            "feed.json is not a folder. Name the pages' folder with --pages DIR",
        ),
        (
            &["serve", "--kit", "kit", "--feed", "feed.json", "--host", "192.0.2.1", "--port", "0"],
            "192.0.2.1 is not an address of this machine.",
        ),
        (
            &["serve", "--kit", "kit", "--feed", "page.json"],
            "the feed page.json cannot be used (html). See `ran feed check page.json`.",
        ),
        (
            &["serve", "--kit", "kit", "--feed", "half.json", "--database"],
            "the feed half.json cannot be used (cut-off). See `ran feed check half.json`.",
        ),
        (&["serve", "--kit", "kit"], "--feed <FILE>"),
        (&["serve", "--kit", "kit", "--feed", "feed.json", "--port", "65536"], "65536 is not in 0..=65535"),
        (&[SERVE, &["--allow-origin", "https://town.example.jp"]].concat(), "--database [<ADDRESS>]"),
        (&[SERVE, &["--database", "mysql://localhost"]].concat(), "neither sqlite:PATH nor postgres://"),
        (
            &[SERVE, &["--database", "sqlite:no/such/folder.db"]].concat(),
            "the database no/such/folder.db cannot be opened.",
        ),
        (
            &[SERVE, &["--pages", ".", "--database"]].concat(),
            "the database sign-ups.db lies in the folder . of --pages, which everybody can read. Keep it elsewhere",
        ),
        (
            &[SERVE, &["--pages", "kit/..", "--database", "sqlite:kit/../sign-ups.db"]].concat(),
            "lies in the folder kit/.. of --pages",
        ),
        (
            &[SERVE, &["--database", "sqlite:kit/sign-ups.db"]].concat(),
            "the database kit/sign-ups.db lies in the folder kit of --kit",
        ),
        (
            &[SERVE, &["--database", "sqlite:kit/link.db"]].concat(),
            "the database kit/link.db lies in the folder kit of --kit",
        ),
        (
            &[SERVE, &["--database", "sqlite:in.db"]].concat(),
            "the database in.db lies in the folder kit of --kit",
        ),
        (
            &[SERVE, &["--database", "sqlite://sign-ups.db"]].concat(),
            "is sqlite:PATH, without // before the path.",
        ),
        (
            &[SERVE, &["--database", "sqlite:a.db?mode=rwc"]].concat(),
            "is sqlite:PATH, without settings (?…) after the path",
        ),
        (&["sign-ups", "list", "--database", "sqlite:a.db?mode=ro"], "without settings (?…) after the path"),
        (&[SERVE, &["--database", "sqlite::memory:"]].concat(), "is sqlite:PATH, with the path of a file"),
        (&[SERVE, &["--database", "sqlite:."]].concat(), "the database . cannot be opened."),
        (
            &[SERVE, &["--database", "sqlite:feed.json"]].concat(),
            "the database feed.json cannot be opened: it is no SQLite database.",
        ),
        (
            &[SERVE, &["--database", "postgres://ran:secret@127.0.0.1:1/ran"]].concat(),
            "the PostgreSQL server cannot be reached at 127.0.0.1:1/ran: it does not answer.",
        ),
        (
            &[SERVE, &["--database", "postgres://ran:secret@127.0.0.1:1/ran?SSLMODE=verify-full"]].concat(),
            "option 1 after the ? of the database's address is not known. There are sslmode,",
        ),
        (
            &[SERVE, &["--database", "--allow-origin", "https://town.example.jp/"]].concat(),
            "\"https://town.example.jp/\" is no origin.",
        ),
        (&[SERVE, &["--database", "--smtp", "smtp://localhost"]].concat(), "--mail-from <ADDRESS>"),
        (&[SERVE, &["--database", "--mail-from", "ran@example.jp"]].concat(), "--smtp <URL>"),
        (&[SERVE, &["--trusted-proxy", "10.0.0.1"]].concat(), "--database [<ADDRESS>]"),
        (
            &[SERVE, &["--database", "--smtp", "localhost:25", "--mail-from", "ran@example.jp"]].concat(),
            "the address of --smtp cannot be read.",
        ),
        (
            &[
                SERVE,
                &["--database", "--smtp", "smtps://localhost?tls=bogus", "--mail-from", "ran@example.jp"],
            ]
            .concat(),
            "smtp://HOST with ?tls=required or ?tls=opportunistic.",
        ),
        (&[SERVE, MAIL, &["--smtp-ca", "no.pem"]].concat(), "the certificates no.pem cannot be read."),
        (&[SERVE, MAIL, &["--smtp-ca", "feed.json"]].concat(), "--smtp-ca holds no certificate."),
        (&[SERVE, MAIL, &["--secretariat", "係@example.jp"]].concat(), "mail servers do not take"),
        (
            &[SERVE, &["--database", "--smtp", "smtp://localhost", "--mail-from", "ran@例え.jp"]].concat(),
            "mail servers do not take",
        ),
        (
            &[SERVE, &["--database", "--smtp", "smtp://localhost", "--mail-from", "ran"]].concat(),
            "\"ran\" is no mail address. Look at --mail-from.",
        ),
        (
            &[SERVE, &["--database", "--webhook", "ftp://chat.example.jp"]].concat(),
            "neither http://… nor https://…",
        ),
        (&[SERVE, &["--database", "--trusted-proxy", "proxy"]].concat(), "a network is written as 192.0.2.7"),
        (&[SERVE, &["--webhook", "https://chat.example.jp"]].concat(), "--database [<ADDRESS>]"),
        (&[SERVE, &["--difficulty", "8"]].concat(), "--database [<ADDRESS>]"),
        (&[SERVE, &["--rate", "8"]].concat(), "--database [<ADDRESS>]"),
        (&[SERVE, &["--database", "--rate", "15001"]].concat(), "15001 is not in 0..=15000"),
        (&["wrong"], "unrecognized subcommand 'wrong'"),
        (&[], "Usage: ran <COMMAND>"),
    ] {
        check_refused(arguments, expected);
    }
}

#[test]
fn variables_stand_for_options() {
    for (variables, arguments, expected) in [
        (
            &[("RAN_DATABASE", "sqlite:kit/made.db")][..],
            SERVE,
            "the database kit/made.db lies in the folder kit of --kit",
        ),
        (
            &[("RAN_DATABASE", "sqlite:kit/made.db")],
            &[SERVE, &["--database"]].concat(),
            "the database kit/made.db lies in the folder kit of --kit",
        ),
        (
            &[("RAN_DATABASE", "sqlite:kit/made.db")],
            &[SERVE, &["--database", "sqlite:no/such/folder.db"]].concat(),
            "the database no/such/folder.db cannot be opened.",
        ),
        // What is empty says nothing.
        (&[("RAN_DATABASE", "")], &[SERVE, &["--rate", "8"]].concat(), "--database [<ADDRESS>]"),
        (&[("RAN_DATABASE", "")], &["sign-ups", "list"], "the database sign-ups.db cannot be opened."),
        (
            &[("RAN_DATABASE", "")],
            &[SERVE, &["--pages", ".", "--database"]].concat(),
            "the database sign-ups.db lies in the folder . of --pages",
        ),
        (
            &[("RAN_SMTP", ""), ("RAN_SMTP_PASSWORD", ""), ("RAN_WEBHOOK", "")],
            &[SERVE, &["--database", "sqlite:no/such/folder.db"]].concat(),
            "the database no/such/folder.db cannot be opened.",
        ),
        (
            &[("RAN_SMTP_PASSWORD", "")],
            &[SERVE, MAIL, &["--pages", "."]].concat(),
            "the database sign-ups.db lies in the folder . of --pages",
        ),
    ] {
        check_refused_with(variables, arguments, expected);
    }
}

/// A machine that lets one in and then says nothing, as behind a firewall.
#[test]
fn a_database_that_never_answers_is_told_at_the_start() {
    let silent = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let place = silent.local_addr().expect("an address");
    let address = format!("postgres://ran:secret@{place}/ran");
    let expected = format!("the PostgreSQL server cannot be reached at {place}/ran: it does not answer.");
    let begun = Instant::now();
    check_refused(&[SERVE, &["--database", &address]].concat(), &expected);
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

#[test]
fn a_taken_port_is_named() {
    let other = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = other.local_addr().expect("an address").port().to_string();
    let expected = format!(
        "error: port {port} is taken by another program. Stop that program, or choose another port with --port N."
    );
    check_refused(&["serve", "--kit", "kit", "--feed", "feed.json", "--port", &port], &expected);
}

#[test]
fn the_printed_address_answers_and_a_signal_stops_it() {
    for signal in ["-INT", "-TERM"] {
        let folder = site();
        let mut child = ran(&["serve", "--kit", "kit", "--feed", "feed.json", "--port", "0", "--log"])
            .current_dir(&folder)
            .spawn()
            .expect("the program");
        let address = printed_address(&mut child);
        let mut stream = TcpStream::connect(&address).expect("a connection");
        stream
            .write_all(b"GET /healthz?secret HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
            .expect("a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");

        let killed = Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill");
        assert!(killed.success());
        let output = child.wait_with_output().expect("an end");
        assert_eq!(output.status.code(), Some(0), "{signal}");
        let log = String::from_utf8_lossy(&output.stderr);
        let line: serde_json::Value = serde_json::from_str(&log).expect("one line of JSON");
        assert_eq!(
            (&line["method"], &line["path"], &line["status"]),
            (&"GET".into(), &"/healthz".into(), &200.into()),
            "{log}"
        );
        assert!(!log.contains("secret"), "{log}");
    }
}

/// A full disk behind a pipe, or a service manager that has gone: what cannot be written is no reason to panic.
#[test]
fn what_cannot_be_written_is_no_panic() {
    let folder = site();
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a device");
    for (arguments, code) in [
        (&["feed", "check", "feed.json"][..], 2),
        (&["feed", "check", "no.json"], 2),
        (&["feed", "schema"], 2),
        (&["sign-ups", "list"], 2),
        (&["serve", "--kit", "no", "--feed", "feed.json"], 2),
    ] {
        let mut command = ran(arguments);
        command.current_dir(&folder).stdout(full()).stderr(full());
        assert_eq!(command.status().expect("the program").code(), Some(code), "{arguments:?}");
    }
    let output = ran(&["feed", "check", "no.json"]).current_dir(&folder).output().expect("the program");
    assert!(output.stdout.is_empty() && output.stderr.starts_with(b"error[unreadable] "), "{output:?}");
}

/// A paused terminal, or a driver of logs that hangs, takes nothing more from the pipe.
#[test]
fn a_log_that_nobody_reads_stops_nothing() {
    let folder = site();
    let mut child = ran(&[SERVE, &["--log"]].concat()).current_dir(&folder).spawn().expect("the program");
    let address = printed_address(&mut child);
    let path = "x".repeat(20_000);
    // A pipe takes 64 KiB (pipe(7)).
    for _ in 0..10 {
        let mut stream = TcpStream::connect(&address).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a socket");
        let head = format!("GET /{path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).expect("a request");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 404 "), "{answer}");
    }
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().expect("kill").success());
    assert_eq!(child.wait().expect("an end").code(), Some(0));
}

/// A link may lead from the pages to the database or to its folder, and a backup may be made there.
#[test]
fn nobody_downloads_the_database() {
    let folder = site();
    let own = TempDir::new().expect("a folder");
    std::fs::create_dir(folder.path().join("pages")).expect("a folder");
    std::os::unix::fs::symlink(own.path(), folder.path().join("pages/own")).expect("a link");
    std::fs::write(own.path().join("other.txt"), "other").expect("a file");
    std::os::unix::fs::symlink("our list.db", own.path().join("the link.db")).expect("a link");
    let database = format!("sqlite:{}", own.path().join("the link.db").display());
    let mut child = ran(&[SERVE, &["--pages", "pages", "--database", &database]].concat())
        .current_dir(&folder)
        .spawn()
        .expect("the program");
    let address = printed_address(&mut child);
    // Under other names: by links to the files themselves, and as copies.
    let pages = folder.path().join("pages");
    for (file, name) in [("our list.db", "a"), ("our list.db-wal", "b"), ("our list.db-shm", "c")] {
        let file = own.path().join(file);
        std::os::unix::fs::symlink(&file, pages.join(format!("{name}.link"))).expect("a link");
        std::fs::copy(&file, pages.join(format!("{name}.copy"))).expect("a copy");
    }
    std::fs::hard_link(own.path().join("our list.db"), own.path().join("twin.txt")).expect("a link");
    let journal = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7\0\0";
    for (name, bytes) in [("d.copy", &journal[..]), ("empty", b""), ("short", b"SQLite format 3")] {
        std::fs::write(pages.join(name), bytes).expect("a file");
    }
    for (path, status) in [
        ("a.link", 404),
        ("a.copy", 404),
        ("b.link", 404),
        ("b.copy", 404),
        ("c.link", 404),
        ("c.copy", 404),
        ("d.copy", 404),
        ("empty", 200),
        ("short", 200),
        ("own/twin.txt", 404),
        ("own/other.txt", 200),
        ("own/our%20list.db", 404),
        ("own/our%20list.d%62", 404),
        ("own/our%20list.db-wal", 404),
        ("own/our%20list.db-shm", 404),
        ("own/./our%20list.db", 404),
        ("own/the%20link.db", 404),
    ] {
        for method in ["GET", "HEAD"] {
            let mut stream = TcpStream::connect(&address).expect("a connection");
            let head = format!("{method} /{path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
            stream.write_all(head.as_bytes()).expect("a request");
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).expect("an answer");
            let expected = format!("HTTP/1.1 {status} ");
            let said = String::from_utf8_lossy(&answer);
            assert!(answer.starts_with(expected.as_bytes()), "{method} {path}: {said}");
        }
    }
    // Nor has looking at it cost the server its locks: whoever came next would take himself for alone, and clear away what
    // it still writes to.
    let next = ran(&["sign-ups", "retry", "--database", &database]).output().expect("the program");
    assert!(next.status.success(), "{}", String::from_utf8_lossy(&next.stderr));
    for ending in ["-wal", "-shm"] {
        assert!(own.path().join(format!("our list.db{ending}")).exists(), "{ending}");
    }
    child.kill().expect("a process");
    child.wait().expect("an end");
}

/// Half a request holds an answer up until its time is over.
#[test]
fn the_end_takes_less_than_ten_seconds_and_none_after_a_second_signal() {
    for (signals, longest) in [(1, 10), (2, 4)] {
        let folder = site();
        let mut child = ran(&["serve", "--kit", "kit", "--feed", "feed.json", "--port", "0", "--database"])
            .current_dir(&folder)
            .spawn()
            .expect("the program");
        let address = printed_address(&mut child);
        let mut stream = TcpStream::connect(&address).expect("a connection");
        let head = format!(
            "POST /api/forms/f/submissions HTTP/1.1\r\nhost: {address}\r\norigin: http://{address}\r\n\
             content-type: application/json\r\nexpect: 100-continue\r\ncontent-length: 10\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).expect("half a request");
        // It waits for the other half.
        let mut line = String::new();
        BufReader::new(stream.try_clone().expect("a socket")).read_line(&mut line).expect("an answer");
        assert!(line.starts_with("HTTP/1.1 100 "), "{line}");
        let begun = Instant::now();
        for _ in 0..signals {
            let killed =
                Command::new("kill").args(["-TERM", &child.id().to_string()]).status().expect("kill");
            assert!(killed.success());
            // The first is heard when nobody is let in any more; two at once would be one.
            while TcpStream::connect(&address).is_ok() {
                assert!(begun.elapsed().as_secs() < 10, "the signal is not heard");
                std::thread::yield_now();
            }
        }
        let code = child.wait().expect("an end").code();
        let seconds = begun.elapsed().as_secs_f32();
        assert_eq!(code, Some(if signals == 1 { 0 } else { 128 + 15 }));
        assert!(seconds < longest as f32, "{signals} signals: {seconds} s");
        drop(stream);
    }
}

/// Visitors see a page that loads for ever. The operator must hear of it, and not for each of them.
#[test]
fn a_process_without_a_file_left_says_so() {
    let folder = site();
    let program = env!("CARGO_BIN_EXE_ran");
    let mut child = Command::new("sh")
        .args(["-c", "ulimit -n 32; exec \"$0\" serve --kit kit --feed feed.json --port 0", program])
        .current_dir(&folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    let address = printed_address(&mut child);
    let visitors: Vec<_> = (0..64).map(|_| TcpStream::connect(&address).expect("a connection")).collect();
    let mut log = BufReader::new(child.stderr.take().expect("a pipe"));
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut line = String::new();
        let first = log.read_line(&mut line).map(|_| line);
        let mut rest = String::new();
        let _ = tell.send(first).and_then(|()| tell.send(log.read_to_string(&mut rest).map(|_| rest)));
    });
    let Ok(Ok(line)) = told.recv_timeout(Duration::from_secs(20)) else {
        child.kill().expect("a process");
        panic!("nobody hears of it");
    };
    assert!(line.contains("not let in: Too many open files") && line.contains("ulimit -n"), "{line}");
    // When they have gone others are let in.
    drop(visitors);
    let mut stream = TcpStream::connect(&address).expect("a connection");
    stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    child.kill().expect("a process");
    child.wait().expect("an end");
    let rest = told.recv().expect("a thread").expect("the rest of the log");
    assert_eq!(rest, "", "it is said once");
}

fn printed_address(child: &mut Child) -> String {
    let mut line = String::new();
    let stdout = child.stdout.as_mut().expect("a pipe");
    BufReader::new(stdout).read_line(&mut line).expect("a line");
    let url = line.trim().strip_prefix("Serving on http://").expect("the address");
    url.trim_end_matches('/').to_owned()
}
