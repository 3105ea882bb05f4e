//! Who may read the database, and what becomes of one that is taken away.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::thread;

use ran_host::sign_up::Store;
use sqlx::{Connection as _, Executor as _};

use crate::postgres::{Cluster, as_user};
use crate::service::{FORM, Page, Place, Service, name, wait_for};

fn database(place: &Place) -> PathBuf {
    place.address.strip_prefix("sqlite:").expect("a file").into()
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).expect("a file of our own");
}

/// The rights of each of the database's files.
fn modes(place: &Place) -> Vec<(PathBuf, u32)> {
    let mode = |path: &Path| path.metadata().expect("a file").permissions().mode() & 0o777;
    let files = fs::read_dir(place.folder.path()).expect("a folder").flatten();
    files.map(|file| (file.path(), mode(&file.path()))).collect()
}

#[test]
fn a_file_that_everybody_could_read_is_closed_to_them() {
    let check = |made: u32, expected: u32| {
        let place = Place::sqlite();
        fs::write(database(&place), "").expect("a file");
        set_mode(&database(&place), made);
        let mut service = Service::start(&place, &[]);
        let page = Page::of(&service);
        page.send(&name(), &page.ready(&[])).receipt();
        let all = |mode: u32| {
            let found = modes(&place);
            assert!(found.len() == 3 && found.iter().all(|(_, own)| *own == mode), "{mode:o}: {found:?}");
        };
        all(expected);
        assert_eq!(service.log().contains("everybody on this machine could read it"), made != expected);
        // The log and its index too, which a receiver leaves behind when it dies.
        service.kill();
        for (path, _) in modes(&place) {
            set_mode(&path, made);
        }
        service.resume();
        page.send(&name(), &page.ready(&[])).receipt();
        all(expected);
        assert_eq!(place.count(), 2);
    };
    check(0o644, 0o600);
    check(0o666, 0o600);
    // Somebody has decided so.
    check(0o640, 0o640);
}

#[test]
fn nothing_is_taken_into_a_file_that_was_removed() {
    let place = Place::sqlite();
    let mut service = Service::start(&place, &[]);
    let page = Page::of(&service);
    page.send(&name(), &page.ready(&[])).receipt();
    let (file, aside) = (database(&place), place.folder.path().join("aside"));
    fs::rename(&file, &aside).expect("a file");
    let (name_of, submission) = (name(), page.ready(&[]));
    let reply = page.post(FORM, &name_of, &submission.to_json()).expect("an answer");
    assert_eq!(reply.status, 503, "{reply:?}");
    wait_for("a health check that sees it", || {
        (page.get("/healthz").expect("an answer").status == 503).then_some(())
    });
    assert!(service.log().contains("its file was removed"), "{}", service.log());
    fs::rename(&aside, &file).expect("a file");
    page.send(&name_of, &submission).receipt();
    // A log that was removed is not written to either.
    fs::remove_file(file.with_file_name(format!("{}-wal", file.file_name().expect("a name").display())))
        .expect("a log");
    page.send(&name(), &page.ready(&[])).receipt();
    service.kill();
    assert_eq!(place.count(), 3);
    // A copy in its place is what counts from then on.
    service.resume();
    fs::copy(&file, &aside).expect("a copy");
    fs::rename(&aside, &file).expect("a file");
    page.send(&name(), &page.ready(&[])).receipt();
    service.kill();
    assert_eq!(place.count(), 4);
}

/// Runs `ran sign-ups …` as somebody who may read the database and no more.
fn as_reader(place: &Place, arguments: &[&str]) -> Output {
    let program = place.folder.path().join("ran");
    if !program.exists() {
        fs::copy(env!("CARGO_BIN_EXE_ran"), &program).expect("a copy");
    }
    for (path, mode) in modes(place) {
        set_mode(&path, if mode & 0o100 == 0 { 0o444 } else { 0o555 });
    }
    as_reader_of_what_is_open(place, arguments)
}

/// The same with the rights that each file has.
fn as_reader_of_what_is_open(place: &Place, arguments: &[&str]) -> Output {
    let program = place.folder.path().join("ran");
    set_mode(place.folder.path(), 0o555);
    let output = as_user(&program)
        .arg("sign-ups")
        .args(arguments)
        .args(["--database", &place.address])
        .output()
        .expect("the program");
    set_mode(place.folder.path(), 0o755);
    output
}

#[test]
fn rights_to_read_are_enough_to_read() {
    let place = Place::sqlite();
    let service = Service::start(&place, &[]);
    let page = Page::of(&service);
    let receipt = page.send(&name(), &page.ready(&[])).receipt();
    for arguments in [&["list"][..], &["show", &receipt], &["export", "--csv"]] {
        let output = as_reader(&place, arguments);
        let (printed, error) =
            (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success() && printed.contains(&receipt), "{arguments:?}: {printed}{error}");
    }
    let refused = |arguments: &[&str], expected: &str| {
        let output = as_reader(&place, arguments);
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && error.contains(expected), "{arguments:?}: {error}");
    };
    refused(&["delete", &receipt], "cannot be opened");
    let elsewhere = tempfile::TempDir::new().expect("a folder");
    set_mode(elsewhere.path(), 0o777);
    let backup = elsewhere.path().join("backup.db").display().to_string();
    let output = as_reader(&place, &["backup", &backup]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(Place::at(format!("sqlite:{backup}")).printed(&["list"]).contains(&receipt));
    refused(&["backup", "/backup.db"], "nothing is backed up: /backup.db cannot be written.");
    // SQLite has made these when the database was nobody else's to read.
    for ending in ["-wal", "-shm"] {
        let file = PathBuf::from(format!("{}{ending}", database(&place).display()));
        set_mode(&file, 0o600);
        let output = as_reader_of_what_is_open(&place, &["list"]);
        let error = String::from_utf8_lossy(&output.stderr);
        let expected = format!(
            "this user may not read {} beside it. Give that the database's own rights",
            file.display()
        );
        assert!(!output.status.success() && error.contains(&expected), "{error}");
        set_mode(&file, 0o444);
    }
    // The file itself comes first, also where those beside it are closed too.
    for (path, _) in modes(&place).into_iter().filter(|(_, mode)| mode & 0o100 == 0) {
        set_mode(&path, 0);
    }
    let output = as_reader_of_what_is_open(&place, &["list"]);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(error.contains("this user may not read it.") && error.contains("; chmod 640 "), "{error}");
    service.stop();
    // SQLite makes a file beside it even to read.
    refused(&["list"], "it can only be read by who may write in its folder");
}

#[test]
fn a_role_that_may_only_read_is_enough_to_read() {
    let cluster = Cluster::start();
    let place = Place::at(cluster.database());
    let service = Service::start(&place, &[]);
    let page = Page::of(&service);
    let receipt = page.send(&name(), &page.ready(&[])).receipt();
    cluster.execute_in(
        &place.address,
        "CREATE ROLE reader LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader",
    );
    let reader = Place::at(place.address.replace("//ran@", "//reader@"));
    for arguments in [&["list"][..], &["show", &receipt], &["export", "--csv"]] {
        assert!(reader.printed(arguments).contains(&receipt), "{arguments:?}");
    }
    for (arguments, expected) in
        [(&["delete", &receipt][..], "nothing is deleted"), (&["retry"], "nothing is sent again")]
    {
        let error = String::from_utf8_lossy(&reader.ran(arguments).stderr).into_owned();
        assert!(error.contains(&format!("{expected}: this user may not write to the database.")), "{error}");
    }
    let empty = Place::at(cluster.database().replace("//ran@", "//reader@"));
    let error = String::from_utf8_lossy(&empty.ran(&["retry"]).stderr).into_owned();
    assert!(error.contains("The database's user may not make tables"), "{error}");
    let error = String::from_utf8_lossy(&empty.ran(&["list"]).stderr).into_owned();
    assert!(error.contains("the database's tables are not there yet. Start `ran serve`"), "{error}");
    assert_eq!(place.count(), 1);
}

#[test]
fn what_a_server_says_comes_with_a_remedy_and_once() {
    let cluster = Cluster::start();
    let place = Place::at(cluster.database());
    let check = |address: &str, expected: &str| {
        let output = Place::at(address.to_owned()).ran(&["list"]);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(2) && error.contains(expected), "{error}");
        assert!(!error.contains("geheim") && error.matches("does not exist").count() <= 1, "{error}");
    };
    let name = place.address.rsplit('/').next().expect("a name");
    let elsewhere = place.address.replace("//ran@", "//ran:geheim@").replace(name, "elsewhere");
    check(&elsewhere, "/elsewhere: it has no database of this name.");
    check(&place.address.replace("//ran@", "//nobody:geheim@"), ": it does not let this user in from here.");
    check(
        &format!("{}?sslmode=verify-full", place.address),
        ": it speaks no TLS that both know. Switch it on",
    );
    for option in ["sslmode=foo", "hostaddr=localhost", "port=x"] {
        check(
            &format!("{}?{option}", place.address),
            ": the value of an option after the ? is not understood.",
        );
    }
    check(&format!("{}?host=/nowhere", place.address), ": a file that its address names cannot be read.");
}

#[test]
fn a_database_that_cannot_keep_every_letter_is_not_begun() {
    let cluster = Cluster::start();
    let place = cluster.database();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let check = |encoding: &str, is_refused: bool| {
        let name = encoding.to_lowercase();
        let sql = format!("CREATE DATABASE {name} ENCODING '{encoding}' LOCALE 'C' TEMPLATE template0");
        cluster.execute_in(&place, &sql);
        let address = format!("{}/{name}", place.rsplit_once('/').expect("an address").0);
        let opened = runtime.block_on(Store::open(&address)).map(drop).map_err(|error| error.to_string());
        let expected =
            format!("/{name} keeps text in {encoding}, which has no place for all that people fill in.");
        assert_eq!(opened.as_ref().is_err_and(|error| error.contains(&expected)), is_refused, "{opened:?}");
        assert_eq!(opened.is_err(), is_refused, "{opened:?}");
        if is_refused {
            // Who has one of an earlier version reads what is in it.
            let error = String::from_utf8_lossy(&Place::at(address).ran(&["list"]).stderr).into_owned();
            assert!(error.contains("tables are not there yet"), "{error}");
        }
    };
    check("LATIN1", true);
    check("EUC_JP", true);
    check("UTF8", false);
    // It keeps the bytes that it is given, and they are UTF-8.
    check("SQL_ASCII", false);
}

#[test]
fn many_programs_may_begin_at_once() {
    for _ in 0..8 {
        let place = Place::sqlite();
        thread::scope(|scope| {
            for _ in 0..6 {
                scope.spawn(|| {
                    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
                    runtime.block_on(async {
                        Store::open(&place.address).await.expect("a database").close().await;
                    });
                });
            }
        });
    }
}

#[test]
fn a_database_that_is_none_of_ours_is_named() {
    let check = |place: &Place, expected: &str| {
        let output = place.ran(&["list"]);
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(2) && error.contains(expected), "{error}");
    };
    let place = Place::sqlite();
    Service::start(&place, &[]).stop();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(database(&place));
        let mut connection = sqlx::SqliteConnection::connect_with(&options).await.expect("a database");
        connection
            .execute("UPDATE _sqlx_migrations SET version = 1000 WHERE version = 1")
            .await
            .expect("a table");
        connection.close().await.expect("an end");
    });
    check(&place, "was made by a newer version of this program");
    let place = Place::sqlite();
    fs::write(database(&place), "something else, and long enough to be looked at").expect("a file");
    check(&place, "it is no SQLite database");
    let place = Place::sqlite();
    fs::write(database(&place), "").expect("a file");
    fs::create_dir(format!("{}-wal", database(&place).display())).expect("a folder");
    check(&place, "SQLite must be able to write in its folder too");
}
