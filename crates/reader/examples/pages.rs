//! Keeps what the reader recognises, so that rules can be tried and trained
//! without recognising again: `pages FOLDER PICTURE...` writes one file a
//! picture, a JSON array with a page for each look at it, the leading one first.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a measurement that cannot be made stops"
)]
use reader::{CancelToken, Pool, PoolConfig, ReadError};
use std::path::{Path, PathBuf};

fn main() {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let folder = arguments.next().expect("pages FOLDER PICTURE...");
    std::fs::create_dir_all(&folder).unwrap();
    let pool = Pool::start(PoolConfig::new(reader::program().unwrap()));
    for picture in arguments {
        if let Err(error) = keep(&pool, &folder, &picture) {
            eprintln!("{}: {error}", picture.display());
        }
    }
}

fn keep(pool: &Pool, folder: &Path, picture: &Path) -> Result<(), ReadError> {
    let context = receipt::Context { today: jiff::civil::date(2026, 1, 1), currency: None };
    let bytes = std::fs::read(picture).unwrap();
    let reading = pool.read(&bytes, &context, &CancelToken::new(), &mut |_| {})?;
    let pages = [vec![reading.page], reading.others].concat();
    let name = Path::new(picture.file_stem().unwrap()).with_extension("json");
    std::fs::write(folder.join(name), serde_json::to_vec(&pages).unwrap()).unwrap();
    Ok(())
}
