//! Lines for the person who runs the server: one JSON object each, on the standard error.
//!
//! Whoever writes a line sees to it that nothing personal is in it: no address, no name, no words of somebody.

use std::collections::VecDeque;
use std::io::Write as _;
use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Map, Value};

/// Writes one line. A full disk, or a reader that is gone or takes nothing, takes the line away, and not the server:
/// `eprintln!` would panic, or wait for ever.
pub(crate) fn line(event: &str, fields: &[(&str, Value)]) {
    static WRITER: OnceLock<bool> = OnceLock::new();
    let line = written(unix(), event, fields);
    let write = || JOURNAL.write(put);
    if *WRITER.get_or_init(|| std::thread::Builder::new().name("journal".to_owned()).spawn(write).is_ok()) {
        JOURNAL.add(line);
    } else {
        put(&line);
    }
}

/// Waits a moment for what is still to be written, before the process ends.
pub(crate) fn finish() {
    JOURNAL.wait(JOURNAL.lock(), LAST_PATIENCE);
}

fn put(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

static JOURNAL: Journal = Journal::new();

/// The lines that wait for a reader who takes none. With the longest path a line has 32 KiB.
const MOST_LINES: usize = 256;
/// How long a line's author waits for it to be written. While lines are taken it is on its way when the process is killed.
const PATIENCE: Duration = Duration::from_millis(100);
/// How long the end of the process waits.
const LAST_PATIENCE: Duration = Duration::from_millis(500);

/// The lines on their way to a thread that writes them, which alone has to wait for whoever reads.
struct Journal {
    queue: Mutex<Queue>,
    changed: Condvar,
}

struct Queue {
    lines: VecDeque<String>,
    /// How many have come, and how many are written.
    come: u64,
    written: u64,
    /// How many have found no place.
    lost: u64,
    /// Somebody has waited in vain since all was written.
    stalls: bool,
}

impl Journal {
    const fn new() -> Self {
        let queue = Queue { lines: VecDeque::new(), come: 0, written: 0, lost: 0, stalls: false };
        Self { queue: Mutex::new(queue), changed: Condvar::new() }
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, line: String) {
        let mut queue = self.lock();
        if queue.lines.len() >= MOST_LINES {
            queue.lost += 1;
            return;
        }
        queue.lines.push_back(line);
        queue.come += 1;
        self.changed.notify_all();
        if !queue.stalls {
            self.wait(queue, PATIENCE);
        }
    }

    /// Waits until what has come up to now is written, but not for long.
    fn wait(&self, queue: MutexGuard<'_, Queue>, longest: Duration) {
        let last = queue.come;
        let waited = self.changed.wait_timeout_while(queue, longest, |queue| queue.written < last);
        let (mut queue, waited) = waited.unwrap_or_else(PoisonError::into_inner);
        queue.stalls |= waited.timed_out();
    }

    /// Writes each line as it comes, for ever.
    fn write(&self, mut put: impl FnMut(&str)) {
        let mut queue = self.lock();
        loop {
            queue = self
                .changed
                .wait_while(queue, |queue| queue.lines.is_empty())
                .unwrap_or_else(PoisonError::into_inner);
            let Some(line) = queue.lines.pop_front() else { continue };
            drop(queue);
            put(&line);
            queue = self.lock();
            queue.written += 1;
            if queue.lines.is_empty() {
                queue.stalls = false;
                tell_of_lost(&mut queue);
            }
            self.changed.notify_all();
        }
    }
}

/// Once lines are taken again, how many there would have been.
fn tell_of_lost(queue: &mut Queue) {
    let lost = std::mem::take(&mut queue.lost);
    if lost > 0 {
        let trouble = "lines of this log were lost: for a while nobody took any";
        queue.lines.push_back(written(unix(), "log", &[("lines", lost.into()), ("trouble", trouble.into())]));
        queue.come += 1;
    }
}

/// From now on a panic writes a line with its place, and none of its words: they repeat what was at hand, as in
/// `end byte index 1 is not a char boundary; it is inside '見' of …`.
pub(crate) fn silence_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, ToString::to_string);
        line(
            "panic",
            &[
                ("at", place.into()),
                ("trouble", "a mistake of this program: please report it with this line".into()),
            ],
        );
    }));
}

/// Seconds since 1970 (UTC).
fn unix() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

fn written(unix: u64, event: &str, fields: &[(&str, Value)]) -> String {
    let mut line = Map::new();
    line.insert("unix".to_owned(), unix.into());
    line.insert("event".to_owned(), event.into());
    line.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
    Value::Object(line).to_string()
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use std::sync::{Arc, mpsc};

    use super::{Journal, MOST_LINES, finish, silence_panics, written};

    /// Whoever reads stops for a while.
    #[test]
    fn a_reader_that_takes_nothing_takes_lines_and_no_time() {
        let (journal, (go_on, wait), (out, lines)) =
            (Arc::new(Journal::new()), mpsc::channel(), mpsc::channel());
        let writer = Arc::clone(&journal);
        std::thread::spawn(move || {
            writer.write(|line| {
                let _: Result<(), _> = wait.recv();
                let _ = out.send(line.to_owned());
            });
        });
        let sent = 2 * MOST_LINES;
        (0..sent).for_each(|number| journal.add(number.to_string()));
        // From now on every line is taken.
        drop(go_on);
        let taken: Vec<String> = lines.iter().take_while(|line| !line.contains("lost")).collect();
        assert!((MOST_LINES..=MOST_LINES + 1).contains(&taken.len()), "{} lines", taken.len());
        assert!(taken.iter().enumerate().all(|(number, line)| *line == number.to_string()), "{taken:?}");
        journal.add("again".to_owned());
        assert_eq!(lines.recv().as_deref(), Ok("again"));
    }

    #[test]
    fn how_many_lines_were_lost_is_told() {
        let mut queue = Journal::new().queue.into_inner().unwrap();
        queue.lost = 3;
        super::tell_of_lost(&mut queue);
        super::tell_of_lost(&mut queue);
        let lines: Vec<serde_json::Value> =
            queue.lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 1);
        assert_eq!((&lines[0]["event"], &lines[0]["lines"]), (&"log".into(), &3.into()));
    }

    /// In a process of its own, whose standard error is read.
    #[test]
    fn a_panic_tells_its_place_and_repeats_nothing() {
        const CHILD: &str = "RAN_TEST_PANICS";
        const NAME: &str = "journal::tests::a_panic_tells_its_place_and_repeats_nothing";
        if std::env::var_os(CHILD).is_some() {
            silence_panics();
            let name = std::hint::black_box("見本 はな子");
            let ended = std::thread::spawn(move || name[..1].len()).join();
            assert!(ended.is_err());
            finish();
            return;
        }
        let own = std::env::current_exe().unwrap();
        let child =
            Command::new(own).args([NAME, "--exact", "--nocapture"]).env(CHILD, "1").output().unwrap();
        let said = String::from_utf8_lossy(&child.stderr);
        assert!(child.status.success(), "{said}");
        assert!(!said.contains("はな子"), "{said}");
        let line: serde_json::Value = serde_json::from_str(said.trim()).expect("one line of JSON");
        assert_eq!(line["event"], "panic");
        assert!(line["at"].as_str().unwrap().contains("journal.rs:"), "{said}");
    }

    #[test]
    fn a_line_stays_one_line() {
        let line = written(7, "request", &[("path", "/a\n\"b\"".into()), ("status", 200.into())]);
        let read: serde_json::Value = serde_json::from_str(&line).expect("JSON");
        assert_eq!(read["path"], "/a\n\"b\"");
        assert!(!line.contains('\n'), "{line}");
    }
}
