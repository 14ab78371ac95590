//! Whole files of every kind, which are then spoilt.
use super::{drawn, papers};
use std::path::Path;

/// Small ones, so that many can be tried, and two receipts as they are.
pub fn files() -> Vec<Vec<u8>> {
    let mut whole = drawn::of_every_kind();
    whole.extend([
        drawn::clear_png(),
        drawn::moving_gif(),
        papers::printed(&[&papers::INVOICE, &papers::PARKING]),
        papers::scanned(&drawn::jpeg(), (620, 420)),
        papers::locked(),
    ]);
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let kept = ["irot-and-exif-6.heic", "chroma-444.heic"];
    let kept = kept.map(|name| here.join("tests/fixtures").join(name));
    let samples =
        ["cafe.jpg", "petrol.jpg"].map(|name| here.join("../../assets/samples").join(name));
    let read = |path| std::fs::read(path).expect("a file of the project");
    whole.extend(kept.into_iter().chain(samples).map(read));
    whole
}
