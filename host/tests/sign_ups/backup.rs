//! Backing up: all of it, beside a running server, and never a half.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use ran_host::sign_up::Store;

use crate::service::{Page, Place, Service, name};

fn file(place: &Place) -> PathBuf {
    place.address.strip_prefix("sqlite:").expect("a file").into()
}

fn at(path: &Path) -> Place {
    Place::at(format!("sqlite:{}", path.display()))
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<_> = files.map(|file| file.file_name().display().to_string()).collect();
    names.sort();
    names
}

pub(crate) fn a_backup_is_made_or_its_program_named(place: &Place) {
    let service = Service::start(place, &[]);
    let page = Page::of(&service);
    let receipt = page.send(&name(), &page.ready(&[])).receipt();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("控え #1.db").display().to_string();
    let output = place.ran(&["backup", &path]);
    let said = String::from_utf8_lossy(&output.stderr);
    if place.address.starts_with("sqlite:") {
        assert_eq!((output.status.code(), &*said), (Some(0), ""));
        assert_eq!(String::from_utf8_lossy(&output.stdout), format!("backed up to {path}\n"));
        assert_eq!(names(folder.path()), ["控え #1.db"]);
        assert!(at(Path::new(&path)).printed(&["list"]).starts_with(&receipt));
    } else {
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("pg_dump --format=custom") && !said.contains("127.0.0.1"), "{said}");
        assert!(names(folder.path()).is_empty());
    }
}

/// With the key of the forms, so that pages that were open meanwhile go on.
#[test]
fn a_server_goes_on_with_a_backup() {
    let place = Place::sqlite();
    let service = Service::start(&place, &[]);
    let page = Page::of(&service);
    let (first, submission) = (name(), page.ready(&[]));
    let receipt = page.send(&first, &submission).receipt();
    let (second, open) = (name(), page.ready(&[]));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("backup.db");
    // The files that SQLite makes beside it have its rights too.
    place.printed(&["backup", &path.display().to_string()]);
    let mode = path.metadata().expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "{mode:o}");
    drop(service);
    let moved = at(&path);
    let service = Service::start(&moved, &[]);
    let page = Page::of(&service);
    assert_eq!(page.send(&first, &submission).receipt(), receipt);
    page.send(&second, &open).receipt();
    assert_eq!((place.count(), moved.count()), (1, 2));
}

#[test]
fn a_backup_overwrites_nothing() {
    let place = Place::sqlite();
    Service::start(&place, &[]).stop();
    let own = file(&place);
    let folder = tempfile::tempdir().expect("a folder");
    let (full, empty) = (folder.path().join("full"), folder.path().join("empty"));
    fs::write(&full, "mine").expect("a file");
    fs::write(&empty, "").expect("a file");
    let (part, link) = (folder.path().join("new.part"), folder.path().join("link"));
    fs::write(&part, "mine").expect("a file");
    std::os::unix::fs::symlink(folder.path().join("nowhere"), &link).expect("a link");
    let before = names(folder.path());
    for (to, there) in
        [(&full, &full), (&empty, &empty), (&own, &own), (&link, &link), (&folder.path().join("new"), &part)]
    {
        let output = place.ran(&["backup", &to.display().to_string()]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{to:?}: {said}");
        let expected = format!("{} is there already, and a backup overwrites nothing", there.display());
        assert!(said.contains(&expected) && output.stdout.is_empty(), "{to:?}: {said}");
    }
    assert_eq!(names(folder.path()), before);
    assert_eq!(fs::read(&full).expect("a file"), b"mine");
    assert_eq!(place.count(), 0);
    let address = at(&folder.path().join("new")).address;
    let said = String::from_utf8_lossy(&place.ran(&["backup", &address]).stderr).into_owned();
    assert!(said.contains("is named without sqlite: before it. Write /"), "{said}");
    let nowhere = folder.path().join("no/backup.db").display().to_string();
    let said = String::from_utf8_lossy(&place.ran(&["backup", &nowhere]).stderr).into_owned();
    assert!(said.contains(&format!("nothing is backed up: {nowhere} cannot be written.")), "{said}");
}

#[test]
fn a_backup_without_room_leaves_nothing() {
    let place = Place::sqlite();
    Service::start(&place, &[]).stop();
    let folder = tempfile::tempdir().expect("a folder");
    // No file of this process may become longer than 16 KB: the index of the log is twice as long, and is there already.
    let _service = Service::start(&place, &[]);
    let output = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 32; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_ran"), "sign-ups"])
        .args(["backup", "backup.db", "--database", &place.address])
        .current_dir(folder.path())
        .output()
        .expect("a shell");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("nothing is backed up: ") && !said.contains("cannot be opened"), "{said}");
    assert!(names(folder.path()).is_empty(), "{:?}", names(folder.path()));
}

/// Before an update, with the program that is new already.
#[test]
fn tables_of_an_older_version_are_backed_up() {
    let place = Place::sqlite();
    Service::start(&place, &[]).stop();
    place.execute("DELETE FROM _sqlx_migrations WHERE version = 3");
    let said = String::from_utf8_lossy(&place.ran(&["list"]).stderr).into_owned();
    assert!(said.contains("those of an older version"), "{said}");
    let backup = place.folder.path().join("backup.db");
    place.printed(&["backup", &backup.display().to_string()]);
    let said = String::from_utf8_lossy(&at(&backup).ran(&["list"]).stderr).into_owned();
    assert!(said.contains("those of an older version"), "{said}");
}

/// Who copied the file alone is not told to make an empty database of it.
#[test]
fn a_file_without_its_log_is_told_from_a_new_one() {
    let place = Place::sqlite();
    fs::write(file(&place), "").expect("a file");
    for arguments in [&["list"][..], &["backup", "/nowhere/backup.db"]] {
        let output = place.ran(arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("the file ending in -wal beside the original"), "{said}");
    }
    // One that this version has made has its tables also without the log, while it is open.
    let place = Place::sqlite();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let store = runtime.block_on(Store::open(&place.address)).expect("a database");
    let copy = place.folder.path().join("copy.db");
    fs::copy(file(&place), &copy).expect("a copy");
    let output = at(&copy).ran(&["list"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0), "{said}");
    assert!(said.contains("the one ending in -wal beside the original"), "{said}");
    runtime.block_on(store.close());
}
