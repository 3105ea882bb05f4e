//! Deleting: what is deleted is nowhere any more.

use std::process::Command;

use ran_host::sign_up::{Filter, Store};

use crate::postgres::{Cluster, Reader, is_in_files};
use crate::service::{Page, Place, Service, name, wait_for};

/// Something that stands in no other place.
const TRACE: &str = "trace-7c1f9e";

pub(crate) fn deleted_bytes_are_gone(place: &Place) {
    // The outbox has the address too, and cannot get rid of it.
    let service = Service::start(place, &["--smtp", "smtp://127.0.0.1:9", "--mail-from", "ran@example.jp"]);
    let page = Page::of(&service);
    let long = format!("{TRACE} ").repeat(60);
    let answers = [("name", TRACE), ("email", "trace-7c1f9e@example.jp"), ("message", long.as_str())];
    let receipt = page.send(&name(), &page.ready(&answers)).receipt();
    let other = page.send(&name(), &page.ready(&[])).receipt();
    let is_there = || place.address.starts_with("sqlite:") && is_in_files(place.folder.path(), TRACE);
    assert_eq!(is_there(), place.address.starts_with("sqlite:"), "the test looks in the right place");
    // While the service runs, as the secretariat does it.
    assert_eq!(place.printed(&["delete", &receipt]), format!("deleted {receipt}\n"));
    assert!(!is_there());
    assert_eq!(place.ran(&["delete", &receipt]).status.code(), Some(1));
    assert_eq!(place.ran(&["show", &receipt]).status.code(), Some(1));
    assert_eq!(place.ran(&["delete", ""]).status.code(), Some(1), "nothing is not everything");
    assert!(place.printed(&["list"]).starts_with(&other));
    assert_eq!(place.count(), 1);
    // The service goes on.
    page.send(&name(), &page.ready(&[])).receipt();
    assert_eq!(place.count(), 2);
}

pub(crate) fn old_ones_are_purged(place: &Place) {
    let service = Service::start(place, &[]);
    let page = Page::of(&service);
    for _ in 0..3 {
        page.send(&name(), &page.ready(&[])).receipt();
    }
    assert_eq!(place.printed(&["purge", "--older-than", "90d"]), "deleted 0\n");
    assert_eq!(place.count(), 3);
    assert_eq!(place.printed(&["purge", "--all", "--dry-run"]), "to be deleted: 3\n");
    assert_eq!(place.printed(&["purge", "--older-than", "1d", "--dry-run"]), "to be deleted: 0\n");
    let refused = place.ran(&["purge", "--older-than", "0d"]);
    let error = String::from_utf8_lossy(&refused.stderr);
    assert!(refused.status.code() == Some(2) && error.contains("write --all in its place"), "{error}");
    assert_eq!(place.ran(&["purge"]).status.code(), Some(2), "nothing is not everything");
    assert_eq!(place.ran(&["purge", "--dry-run"]).status.code(), Some(2), "nothing is not everything");
    assert_eq!(place.count(), 3);
    assert_eq!(place.printed(&["purge", "--all"]), "deleted 3\n");
    assert_eq!(place.count(), 0);
    for wrong in ["0d", "00d", "90", "d", "-1d", "90x", ""] {
        assert_eq!(place.ran(&["purge", &format!("--older-than={wrong}")]).status.code(), Some(2), "{wrong}");
    }
}

#[test]
fn deleted_bytes_are_gone_from_a_server_too() {
    let cluster = Cluster::start();
    let place = Place::at(cluster.database());
    let service = Service::start(&place, &["--smtp", "smtp://127.0.0.1:9", "--mail-from", "ran@example.jp"]);
    let page = Page::of(&service);
    let receipt = page.send(&name(), &page.ready(&[("email", "trace-7c1f9e@example.jp")])).receipt();
    // What stays after it in the tables keeps them from being cut off at their end.
    page.send(&name(), &page.ready(&[])).receipt();
    cluster.execute("CHECKPOINT");
    // The answers are compressed; the number stands beside them, and the address in the outbox.
    for trace in [TRACE, &receipt] {
        assert!(is_in_files(&cluster.files(), trace), "the test looks in the right place");
    }
    place.printed(&["delete", &receipt]);
    // The old files go with the next checkpoint.
    cluster.execute("CHECKPOINT");
    for trace in [TRACE, &receipt] {
        assert!(!is_in_files(&cluster.files(), trace), "{trace}");
    }
}

/// The command died, or gave up, after it had deleted and before it had overwritten.
pub(crate) fn a_deletion_is_finished_by_the_next_one(place: &Place) {
    let service = Service::start(place, &[]);
    let page = Page::of(&service);
    let receipt = page.send(&name(), &page.ready(&[("name", TRACE)])).receipt();
    let is_there = || place.address.starts_with("sqlite:") && is_in_files(place.folder.path(), TRACE);
    tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
        let store = Store::open_existing(&place.address).await.expect("a database");
        assert_eq!(store.delete(Filter::Id(&receipt)).await.expect("a deletion"), 1);
        store.close().await;
    });
    assert_eq!(is_there(), place.address.starts_with("sqlite:"), "the test looks in the right place");
    let printed = place.printed(&["delete", &receipt]);
    let finished = "an earlier deletion is finished: its bytes are overwritten now\n";
    assert_eq!(printed, format!("no sign-up has the number {receipt}\n{finished}"));
    assert!(!is_there());
    assert_eq!(place.ran(&["delete", &receipt]).status.code(), Some(1));
    assert_eq!(place.printed(&["purge", "--all"]), "deleted 0\n");
}

/// That nothing is deleted is told from that something still has to be overwritten.
#[test]
fn how_far_a_deletion_has_come_is_said() {
    let place = Place::sqlite();
    let service = Service::start(&place, &[]);
    let page = Page::of(&service);
    let receipt = page.send(&name(), &page.ready(&[])).receipt();
    service.stop();
    // No file of this process may become longer than this, and what is longer fails.
    let delete = |bytes: u64| {
        let output = Command::new("sh")
            .args([
                "-c",
                "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"",
                "sh",
                &(bytes / 512).to_string(),
            ])
            .args([env!("CARGO_BIN_EXE_ran"), "sign-ups", "delete", &receipt, "--database", &place.address])
            .output()
            .expect("a shell");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    // Enough for the deletion, and not for writing the file anew.
    let (code, error) = delete(32 * 1024);
    assert!(
        code == Some(2)
            && error.contains("deleted 1, but the bytes of what was deleted are not overwritten yet"),
        "{error}"
    );
    assert!(place.printed(&["delete", &receipt]).contains("an earlier deletion is finished"));
}

/// `pg_dump` reads for as long as an hour, and sign-ups go on.
#[test]
fn a_deletion_waits_for_a_long_reader_and_nobody_for_the_deletion() {
    let cluster = Cluster::start();
    let place = Place::at(cluster.database());
    let service = Service::start(&place, &[]);
    let page = Page::of(&service);
    let receipt = page.send(&name(), &page.ready(&[])).receipt();
    let mut reader = Reader::of(&place.address);
    std::thread::scope(|scope| {
        let deletion = scope.spawn(|| place.printed(&["delete", &receipt]));
        wait_for("the deletion at the tables", || reader.is_in_the_way().then_some(()));
        page.send(&name(), &page.ready(&[])).receipt();
        drop(reader);
        assert_eq!(deletion.join().expect("an end"), format!("deleted {receipt}\n"));
    });
    assert_eq!(place.count(), 1);
}

#[test]
fn a_database_that_is_not_there_is_not_made() {
    let place = Place::sqlite();
    let output = place.ran(&["list"]);
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(error.contains("cannot be opened. Name it with --database."), "{error}");
    assert_eq!(std::fs::read_dir(place.folder.path()).expect("a folder").count(), 0);
}

#[test]
fn nobody_else_can_read_the_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::sqlite();
    let service = Service::start(&place, &[]);
    let page = Page::of(&service);
    page.send(&name(), &page.ready(&[])).receipt();
    let mut seen = 0;
    for entry in std::fs::read_dir(place.folder.path()).expect("a folder").flatten() {
        assert_eq!(entry.metadata().expect("a file").permissions().mode() & 0o777, 0o600, "{entry:?}");
        seen += 1;
    }
    assert!(seen >= 2, "the database and its log");
}
