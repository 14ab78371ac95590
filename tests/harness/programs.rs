//! Where the programs and the bundled files are.
use std::path::{Path, PathBuf};

/// A program of the workspace, as built beside this test.
///
/// # Panics
/// When it is not built.
pub fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("a test knows where it is");
    let built = test.ancestors().nth(2).expect("tests lie in target/<profile>/deps").join(name);
    assert!(built.is_file(), "{} is not built; cargo xtask test builds it", built.display());
    built
}

/// The command line twin.
///
/// # Panics
/// When it is not built.
pub fn cli() -> PathBuf {
    program("quittance-cli")
}

/// A file among the assets.
pub fn assets(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets").join(path)
}

/// The bundled sample receipts, by name.
///
/// # Panics
/// When there are none.
pub fn samples() -> Vec<PathBuf> {
    let folder = std::fs::read_dir(assets("samples")).expect("sample receipts are bundled");
    let files = folder.flatten().map(|entry| entry.path());
    let mut pictures: Vec<_> = files.filter(|path| is_picture(path)).collect();
    pictures.sort();
    assert!(!pictures.is_empty(), "there are sample receipts");
    pictures
}

fn is_picture(path: &Path) -> bool {
    path.extension()
        .is_some_and(|kind| ["jpg", "jpeg", "png", "webp", "tiff"].iter().any(|k| kind == *k))
}
