//! `ran sign-ups` where things go wrong around it: a reader that has had enough, a server that lets nobody in.

use std::fs;
use std::process::{Command, Stdio};

use ran_host::sign_up::{Filter, Store};
use sqlx::{Connection as _, Executor as _, PgConnection};

use crate::postgres::Cluster;
use crate::service::{Page, Place, Service, name};

/// More than a pipe holds, so that the program still writes when its reader has gone.
const MANY: usize = 5_000;

/// `ran sign-ups list | head -1` is how people look at the first one.
pub(crate) fn a_reader_that_has_had_enough_is_no_mistake(place: &Place) {
    let service = Service::start(place, &[]);
    let page = Page::of(&service);
    let receipt = page.send(&name(), &page.ready(&[])).receipt();
    service.stop();
    let many = format!(
        "INSERT INTO sign_ups (submission, receipt, token, form, lang, digest, answers, consent, taken_ms) \
         WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {MANY}) \
         SELECT 's' || n, 'r' || n, 't' || n, 'f', 'ja', '', '[]', 'null', 0 FROM numbers"
    );
    place.execute(&many);
    let long = place.printed(&["list"]);
    assert!(long.lines().count() == MANY + 1 && long.len() > 1 << 16, "{} bytes", long.len());
    let program = format!("'{}' sign-ups --database '{}'", env!("CARGO_BIN_EXE_ran"), place.address);
    for command in ["list", "export --csv"] {
        let both = format!("{program} {command} | head -1; echo ${{PIPESTATUS[0]}}");
        let output = Command::new("bash").args(["-c", &both]).output().expect("a shell");
        let (printed, said) =
            (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!((printed.lines().count(), printed.lines().last()), (2, Some("0")), "{command}: {printed}");
        assert_eq!(said, "", "{command}");
    }
    // One that has gone before the first word.
    for arguments in [&["list"][..], &["show", &receipt], &["export", "--csv"]] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = Command::new(env!("CARGO_BIN_EXE_ran"))
            .arg("sign-ups")
            .args(arguments)
            .args(["--database", &place.address])
            .stdout(writer)
            .stderr(Stdio::piped())
            .spawn()
            .and_then(std::process::Child::wait_with_output)
            .expect("the program");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), &*said), (Some(0), ""), "{arguments:?}");
    }
}

/// In full width, with the mark that an input method puts for a hyphen.
pub(crate) fn a_number_is_found_as_it_is_typed(place: &Place) {
    let service = Service::start(place, &[]);
    let page = Page::of(&service);
    let receipt = page.send(&name(), &page.ready(&[])).receipt();
    // Full width stands 0xFEE0 above ASCII.
    let wide = |letter: char| match letter {
        '-' => 'ー',
        _ => char::from_u32(u32::from(letter) + 0xFEE0).expect("a letter"),
    };
    let typed: String = receipt.chars().map(wide).collect();
    assert!(place.printed(&["show", &typed]).contains(&receipt));
    assert_eq!(place.printed(&["retry", &typed]), "to be sent again: 0\n");
    assert_eq!(place.printed(&["delete", &typed]), format!("deleted {receipt}\n"));
    for command in ["show", "retry", "delete"] {
        let output = place.ran(&[command, &typed]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{command}: {said}");
        let expected =
            format!("error: no sign-up has the number \"{receipt}\". `ran sign-ups list` names all.\n");
        assert_eq!(said, expected, "{command}");
    }
}

/// A form that is spelled otherwise gives an empty list, as a form of which there are none yet.
pub(crate) fn an_empty_list_says_why(place: &Place) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async { Store::open(&place.address).await.expect("a database").close().await });
    let check = |arguments: &[&str], expected: &str| {
        let output = place.ran(arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
        assert!(if expected.is_empty() { said.is_empty() } else { said.starts_with(expected) }, "{said}");
        String::from_utf8(output.stdout).expect("UTF-8").lines().count()
    };
    let of_form =
        |command: &'static [&'static str], form: &'static str| [command, &["--form", form]].concat();
    for (command, head) in [(&["list"][..], 0), (&["export", "--csv"], 1)] {
        for arguments in [command.to_vec(), of_form(command, "nosuch")] {
            assert_eq!(check(&arguments, "note: no sign-up is in the database."), head);
            let said = String::from_utf8_lossy(&place.ran(&arguments).stderr).into_owned();
            assert_eq!(said.contains("-wal"), place.address.starts_with("sqlite:"), "{said}");
        }
    }
    for (number, form) in ["ran-member", "event", "event"].iter().enumerate() {
        place.execute(&format!(
            "INSERT INTO sign_ups (submission, receipt, token, form, lang, digest, answers, consent, taken_ms) \
             VALUES ('s{number}', 'r{number}', 't{number}', '{form}', 'ja', '', '[]', 'null', 0)"
        ));
    }
    for (command, head) in [(&["list"][..], 0), (&["export", "--csv"], 1)] {
        let none = "note: no sign-up is of the form \"nosuch\". Those that there are, are of \"event\", \"ran-member\".\n";
        assert_eq!(check(&of_form(command, "nosuch"), none), head);
        assert_eq!(check(&of_form(command, "event"), ""), head + 2);
        assert_eq!(check(command, ""), head + 3);
    }
}

/// Written by a newer version, for example.
pub(crate) fn what_cannot_be_read_is_named(place: &Place) {
    let service = Service::start(place, &[]);
    let page = Page::of(&service);
    let [good, bad, worse] = [(); 3].map(|()| page.send(&name(), &page.ready(&[])).receipt());
    service.stop();
    place
        .execute(&format!("UPDATE sign_ups SET answers = '{{\"of\":\"tomorrow\"}}' WHERE receipt = '{bad}'"));
    place.execute(&format!("UPDATE sign_ups SET consent = '[]' WHERE receipt = '{worse}'"));
    let check = |arguments: &[&str], code: i32, words: &[&str], named: &[&str]| {
        let output = place.ran(arguments);
        let (printed, said) =
            (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        assert!(words.iter().all(|word| printed.contains(word)), "{arguments:?}: {printed}");
        for receipt in [&good, &bad, &worse] {
            assert_eq!(
                said.contains(receipt.as_str()),
                named.contains(&receipt.as_str()),
                "{receipt}: {said}"
            );
        }
        assert_eq!(said.contains("A newer version"), code == 1, "{said}");
    };
    let all = [&good, &bad, &worse, "（読めません）"];
    check(&["list"], 1, &all, &[&bad, &worse]);
    check(&["export", "--csv"], 1, &all, &[&bad, &worse]);
    check(&["show", &bad], 1, &["{\"of\":\"tomorrow\"}"], &[&bad]);
    check(&["show", &worse], 1, &["同意（読めません）"], &[&worse]);
    check(&["show", &good], 0, &["見本 はな子"], &[]);
}

/// What comes while the table is written is not in it, for its columns are made already.
pub(crate) fn an_export_is_of_one_moment(place: &Place) {
    let one = |number: usize| {
        place.execute(&format!(
            "INSERT INTO sign_ups (submission, receipt, token, form, lang, digest, answers, consent, taken_ms) \
             VALUES ('s{number}', 'r{number}', 't{number}', 'f', 'ja', '', '[]', 'null', 0)"
        ));
    };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async { Store::open(&place.address).await.expect("a database").close().await });
    one(0);
    // Where the test fails, what is dropped needs it.
    let _inside = runtime.enter();
    let store = runtime.block_on(Store::open_to_read(&place.address)).expect("a database");
    let mut snapshot = runtime.block_on(store.snapshot()).expect("a snapshot");
    let mut count = || runtime.block_on(snapshot.records(Filter::All, None, 9)).expect("records").len();
    assert_eq!(count(), 1);
    one(1);
    assert_eq!(count(), 1);
    place.execute("DELETE FROM sign_ups");
    assert_eq!(count(), 1);
    let left = runtime.block_on(async {
        drop(snapshot);
        store.records(Filter::All, None, 9).await.expect("records")
    });
    assert_eq!(left, []);
}

/// The program ends with 2, says this, and shows neither password nor Rust.
#[track_caller]
fn check_refused(address: &str, expected: &str) {
    for arguments in [&["list"][..], &["delete", "7KQ2-M3XA-9TJD"]] {
        let output = Place::at(address.to_owned()).ran(arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(expected), "{said}");
        assert!(output.stdout.is_empty() && !said.contains("geheim") && !said.contains("panicked"), "{said}");
        assert!(said.lines().count() <= 2, "{said}");
    }
}

#[test]
fn a_wrong_password_comes_with_a_remedy() {
    let cluster = Cluster::start_with(|folder| {
        let rules = folder.join("hba.conf");
        let lines = "host all clerk 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n";
        fs::write(&rules, lines).expect("a file");
        vec![format!("hba_file={}", rules.display())]
    });
    let place = Place::at(cluster.database());
    cluster.execute("CREATE ROLE clerk LOGIN PASSWORD 'right'");
    let at = |account: &str| place.address.replace("//ran@", &format!("//{account}@"));
    let remedy = ": it refuses the password. Look at user and password in RAN_DATABASE.";
    check_refused(&at("clerk:geheim"), remedy);
    // None at all is another mistake to the server, and the same one to its operator.
    check_refused(&at("clerk"), "the PostgreSQL server cannot be reached at 127.0.0.1:");
    // The right one gets further.
    check_refused(&at("clerk:right"), "the database's tables");
}

#[test]
fn a_server_that_is_full_comes_with_a_remedy() {
    let settings = ["max_connections=4", "superuser_reserved_connections=0"];
    let cluster = Cluster::start_with(|_| settings.map(str::to_owned).to_vec());
    let place = Place::at(cluster.database());
    let remedy = ": it has no connection left for this user. Raise its max_connections or the user's CONNECTION \
                  LIMIT, or start fewer servers on it.";
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let mut others = Vec::new();
        while let Ok(connection) = PgConnection::connect(&place.address).await {
            others.push(connection);
        }
        assert_eq!(others.len(), 4);
        check_refused(&place.address, remedy);
        others[0].execute("CREATE ROLE clerk LOGIN CONNECTION LIMIT 0").await.expect("a command that works");
        for connection in others {
            connection.close().await.expect("an end");
        }
    });
    check_refused(&place.address.replace("//ran@", "//clerk@"), remedy);
}
