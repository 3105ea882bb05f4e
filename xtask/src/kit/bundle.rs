//! The folder that is served: what was made of the program, the loader, and the static files.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::glue::glue;
use super::loader::loader;
use super::{Needs, pack};
use crate::compress::{brotli_11, with_suffix};
use crate::files::{all_files, files, fingerprint};
use crate::postcodes;
use crate::run::{output, program, root, side_by_side};

/// Writes `ran.js`, the static files, and the folder of everything else, which is named by its own content.
pub(super) fn bundle(
    pieces: &Path,
    dist: &Path,
    needs: &Needs,
    postcodes: &[u8],
    towns: &[u8],
) -> Result<()> {
    let unnamed = dist.join("unnamed");
    fs::create_dir_all(&unnamed)?;
    fs::write(unnamed.join("kit.js"), glue(pieces, needs)?)?;
    for piece in files(&pieces.join(pack::SHIPPED))? {
        fs::copy(&piece, unnamed.join(piece.file_name().context("a piece without a name")?))?;
    }
    postcodes::cut(postcodes, &unnamed.join("postcodes"))?;
    fs::write(unnamed.join("municipalities.txt"), towns)?;

    let named = |file: &PathBuf| Ok((file.strip_prefix(&unnamed)?.to_owned(), fs::read(file)?));
    let name = fingerprint(all_files(&unnamed)?.iter().map(named).collect::<Result<Vec<_>>>()?);
    fs::rename(&unnamed, dist.join(&name))?;

    fs::write(dist.join("ran.js"), loader(pieces, &name, needs)?)?;
    for file in files(&root().join("pkg/static"))? {
        let name = file.file_name().context("a static file without a name")?;
        fs::copy(&file, dist.join(name))?;
    }
    Ok(())
}

/// A script and all that it imports in one small text.
pub(super) fn esbuild(entry: &Path, options: &[&str]) -> Result<String> {
    let esbuild = root().join("xtask/npm/node_modules/.bin/esbuild");
    output(
        program(esbuild)
            .arg(entry)
            .args(["--minify", "--legal-comments=none", "--log-level=warning"])
            .args(options),
    )
}

/// Lays `.br` and `.gz` beside each file, so that the smallest is served without work at request time; but for pages,
/// which an operator may edit: what is compressed would be served unchanged.
pub(super) fn compress(dist: &Path) -> Result<()> {
    let is_edited = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "html");
    let mut paths = all_files(dist)?;
    paths.retain(|path| !is_edited(path));
    side_by_side(&paths, |path| {
        let bytes = fs::read(path)?;
        fs::write(with_suffix(path, "br"), brotli_11(&bytes)?)?;
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut gzip, &bytes)?;
        fs::write(with_suffix(path, "gz"), gzip.finish()?)?;
        Ok(())
    })
}
