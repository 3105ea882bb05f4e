//! The files of a folder, in an order that is always the same, and what tells their contents apart.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::run::root;

/// The plain files of a folder, sorted by name so that every build is alike.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    if !folder.exists() {
        return Ok(paths);
    }
    for entry in fs::read_dir(folder).with_context(|| format!("listing {}", folder.display()))? {
        let path = entry?.path();
        if path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// The files of a folder and of those in it, sorted.
pub(crate) fn all_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut all = files(folder)?;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            all.extend(all_files(&path)?);
        }
    }
    all.sort();
    Ok(all)
}

/// The names and the contents of the files of a folder of the workspace.
pub(crate) fn folder_bytes(folder: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for file in files(&root().join(folder))? {
        bytes.extend(file.file_name().unwrap_or_default().as_encoded_bytes());
        bytes.extend(fs::read(file)?);
    }
    Ok(bytes)
}

/// Makes a folder that is empty.
pub(crate) fn recreate(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("clearing {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))
}

/// Sixteen hexadecimal digits that are others when one of some parts is another.
pub(crate) fn fingerprint(parts: impl IntoIterator<Item = impl Hash>) -> String {
    let mut hasher = DefaultHasher::new();
    parts.into_iter().for_each(|part| part.hash(&mut hasher));
    format!("{:016x}", hasher.finish())
}
