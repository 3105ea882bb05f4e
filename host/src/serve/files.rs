//! Files as they stand in a folder, but for those of SQLite.

use std::future::Future;
use std::io::{self, SeekFrom};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;

use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _};
use tower_http::services::ServeDir;
use tower_http::services::fs::{Backend, DefaultServeDirFallback, TokioBackend, TokioFile};

/// How the files begin that SQLite makes. By their names alone a link, a copy or a backup would not be known.
const OF_SQLITE: [&[u8]; 5] = [
    // A database.
    b"SQLite format 3\0",
    // Its log (-wal), with checksums in either order of bytes.
    b"\x37\x7f\x06\x82",
    b"\x37\x7f\x06\x83",
    // The index of its log (-shm): the version of the format, in this machine's order of bytes, and four unused ones.
    &[INDEX[0], INDEX[1], INDEX[2], INDEX[3], 0, 0, 0, 0],
    // Its journal.
    b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7",
];
const INDEX: [u8; 4] = 3_007_000_u32.to_ne_bytes();
/// Enough of a file to know it by.
const START: u64 = 16;

/// The files of a folder. Those of SQLite are not there: they hold what people have filled in.
pub(super) fn folder(path: &Path, apart: &Apart) -> ServeDir<DefaultServeDirFallback, Apart> {
    // Nobody is asked to compress them; where it was done, it is used.
    ServeDir::with_backend(path, apart.clone()).precompressed_br().precompressed_gzip()
}

/// The disk without the files of SQLite.
///
/// Those of the receiver's own database are not even opened to be looked at: with the first of a file that a process closes,
/// all of its locks on that file are gone (POSIX), also those of SQLite.
#[derive(Clone, Debug)]
pub(super) struct Apart(pub(super) Arc<[PathBuf]>);

/// Whether a file is one of those, under whichever name. Those that are not there now are not asked for either.
fn is_among(path: &Path, files: &[PathBuf]) -> io::Result<bool> {
    let identity = |path: &Path| std::fs::metadata(path).map(|found| (found.dev(), found.ino()));
    let asked = identity(path)?;
    Ok(files.iter().any(|file| identity(file).is_ok_and(|file| file == asked)))
}

type Answer<T> = Pin<Box<dyn Future<Output = io::Result<T>> + Send>>;

impl Backend for Apart {
    type File = TokioFile;
    type Metadata = std::fs::Metadata;
    type OpenFuture = Answer<TokioFile>;
    type MetadataFuture = Answer<std::fs::Metadata>;

    fn open(&self, path: PathBuf) -> Self::OpenFuture {
        Box::pin(open(path, Arc::clone(&self.0)))
    }

    /// To a HEAD, too, there is no such file.
    fn metadata(&self, path: PathBuf) -> Self::MetadataFuture {
        let database = Arc::clone(&self.0);
        Box::pin(async move {
            let found = TokioBackend.metadata(path.clone()).await?;
            if found.is_file() {
                open(path, database).await?;
            }
            Ok(found)
        })
    }
}

async fn open(path: PathBuf, database: Arc<[PathBuf]>) -> io::Result<TokioFile> {
    if !database.is_empty() {
        let asked = path.clone();
        // One way to another thread for all of them.
        if tokio::task::spawn_blocking(move || is_among(&asked, &database)).await?? {
            return Err(io::ErrorKind::NotFound.into());
        }
    }
    let mut file = TokioBackend.open(path).await?;
    let mut start = Vec::new();
    // A folder can be opened and not read.
    let read = (&mut file).take(START).read_to_end(&mut start).await;
    if OF_SQLITE.iter().any(|magic| start.starts_with(magic)) {
        return Err(io::ErrorKind::NotFound.into());
    }
    if read.is_ok() {
        file.seek(SeekFrom::Start(0)).await?;
    }
    Ok(file)
}
