//! The files of a folder, in an order that is always the same, and what tells their contents apart.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::run::root;

/// The plain files of a folder, sorted by name so that every build is alike.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
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

/// The names and the contents of the files of a folder of the workspace, such that no other files have the same bytes.
pub(crate) fn folder_bytes(folder: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for file in files(&root().join(folder))? {
        push_file(&mut bytes, file.file_name().unwrap_or_default().as_encoded_bytes(), &fs::read(&file)?);
    }
    Ok(bytes)
}

/// Adds a file's name, which has no zero in it, and its contents with their length.
fn push_file(bytes: &mut Vec<u8>, name: &[u8], contents: &[u8]) {
    bytes.extend(name);
    bytes.push(0);
    bytes.extend(contents.len().to_le_bytes());
    bytes.extend(contents);
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{all_files, files, push_file};

    #[test]
    fn files_whose_letters_run_on_alike_are_told_apart() {
        let bytes = |files: &[(&str, &str)]| {
            let mut bytes = Vec::new();
            files.iter().for_each(|(name, text)| push_file(&mut bytes, name.as_bytes(), text.as_bytes()));
            bytes
        };
        assert_ne!(bytes(&[("a", "bc")]), bytes(&[("ab", "c")]));
        assert_ne!(bytes(&[("a", ""), ("b", "")]), bytes(&[("a", "b")]));
        assert_ne!(bytes(&[("a", "x"), ("b", "")]), bytes(&[("a", "xb")]));
    }

    #[test]
    fn a_folder_that_is_missing_is_not_empty() {
        let missing = Path::new("no/such/folder");
        for listed in [files(missing), all_files(missing)] {
            let error = format!("{:#}", listed.expect_err("no folder"));
            assert!(error.starts_with("listing no/such/folder: "), "{error}");
        }
    }
}
