//! Bytes of every kind to an upright picture.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod drawn;

use image::ImageFormat;
use ocr::{OcrError, upright};

/// The share of pixels that are dark, by quarter of the picture from the top:
/// tells which way up the receipt is, and whether it was decoded at all.
fn ink(jpeg: &[u8]) -> Vec<f32> {
    let grey = image::load_from_memory(jpeg).expect("our own JPEG").into_luma8();
    let rows: Vec<&[u8]> = grey.as_raw().chunks_exact(grey.width() as usize).collect();
    let dark =
        |rows: &[&[u8]]| rows.iter().flat_map(|row| row.iter()).filter(|v| **v < 128).count();
    let share = |rows: &[&[u8]]| dark(rows) as f32 / (rows.len() * grey.width() as usize) as f32;
    rows.chunks(rows.len().div_ceil(4)).map(share).collect()
}

fn is_the_receipt(bytes: &[u8], what: &str) {
    let picture = upright(bytes).unwrap_or_else(|error| panic!("{what}: {error}"));
    let wanted = drawn::receipt();
    assert_eq!((picture.width(), picture.height()), wanted.dimensions(), "{what}: the size");
    let plain = ink(&drawn::jpeg());
    for (got, want) in ink(&picture.full().unwrap()).iter().zip(&plain) {
        assert!((got - want).abs() < 0.02, "{what}: ink {got} where the receipt has {want}");
    }
}

#[test]
fn every_kind_of_picture_is_decoded() {
    let grey = drawn::receipt;
    let colour = || image::DynamicImage::from(drawn::receipt()).into_rgb8();
    is_the_receipt(&drawn::file(grey(), ImageFormat::Jpeg), "grey JPEG");
    is_the_receipt(&drawn::file(colour(), ImageFormat::Jpeg), "JPEG");
    is_the_receipt(&drawn::file(colour(), ImageFormat::Png), "PNG");
    is_the_receipt(&drawn::file(colour(), ImageFormat::WebP), "WebP");
    is_the_receipt(&drawn::file(colour(), ImageFormat::Tiff), "TIFF");
    is_the_receipt(&drawn::file(colour(), ImageFormat::Bmp), "BMP");
}

#[test]
fn unusual_variants_are_decoded() {
    is_the_receipt(&drawn::cmyk_jpeg(), "CMYK JPEG");
    is_the_receipt(&drawn::deep_png(), "PNG of 16 bits");
    is_the_receipt(&drawn::clear_png(), "transparent paper is white");
    is_the_receipt(&drawn::moving_gif(), "the first frame of a moving GIF");
}

#[test]
fn all_eight_orientations_come_upright() {
    for orientation in 1..=8 {
        is_the_receipt(&drawn::turned_jpeg(orientation), &format!("orientation {orientation}"));
    }
    is_the_receipt(&drawn::with_orientation(&drawn::jpeg(), 99), "an orientation there is not");
}

#[test]
fn what_is_no_picture_is_refused_with_its_reason() {
    assert!(matches!(upright(b""), Err(OcrError::Empty)));
    assert!(matches!(upright(b"Dear Sir or Madam,\n"), Err(OcrError::NotAPicture)));
}

#[test]
fn a_file_cut_anywhere_is_damaged_and_never_read_in_part() {
    let receipt = || image::DynamicImage::from(drawn::receipt()).into_rgb8();
    for kind in drawn::KINDS {
        let whole = drawn::file(receipt(), kind);
        for tenth in 1..10 {
            let cut = &whole[..whole.len() * tenth / 10];
            let outcome = upright(cut);
            assert!(
                matches!(outcome, Err(OcrError::Damaged(_))),
                "{kind:?} cut at {tenth}/10: {outcome:?}, but half a receipt must not look whole"
            );
        }
    }
}

#[test]
fn a_bomb_is_refused_before_it_is_decoded() {
    let start = std::time::Instant::now();
    let outcome = upright(&drawn::png_bomb());
    assert!(matches!(outcome, Err(OcrError::TooLarge)), "100 megapixels: {outcome:?}");
    assert!(start.elapsed().as_millis() < 200, "it took {:?}", start.elapsed());
}

#[test]
fn noise_behind_a_good_beginning_is_an_error_and_no_panic() {
    let starts: [&[u8]; 7] = [
        b"\xFF\xD8\xFF\xE0",
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\x20\0\0\0WEBPVP8 ",
        b"II*\0\x08\0\0\0",
        b"BM\x40\0\0\0\0\0\0\0",
        b"GIF89a",
        b"\0\0\0\x18ftypheic",
    ];
    for start in starts {
        for seed in 0..50_u32 {
            let noise = (0..400_u32)
                .map(|at| (at.wrapping_mul(2_654_435_761).wrapping_add(seed * 40_503) >> 13) as u8);
            let bytes: Vec<u8> = start.iter().copied().chain(noise).collect();
            assert!(upright(&bytes).is_err(), "{start:?} and noise {seed} is no picture");
        }
    }
}

#[test]
fn what_is_derived_carries_no_metadata_and_fits() {
    let picture = upright(&drawn::turned_jpeg(6)).unwrap();
    for (name, jpeg) in
        [("thumb", picture.thumb()), ("view", picture.view()), ("full", picture.full())]
    {
        let jpeg = jpeg.unwrap();
        assert!(!jpeg.windows(4).any(|w| w == b"Exif"), "{name} must not carry EXIF");
        assert!(image::load_from_memory(&jpeg).is_ok(), "{name} is a JPEG");
    }
    let thumb = image::load_from_memory(&picture.thumb().unwrap()).unwrap();
    assert_eq!(thumb.height(), 96, "the list's rows are that high");
    let large = upright(&drawn::slow_page()).unwrap();
    let view = image::load_from_memory(&large.view().unwrap()).unwrap();
    assert_eq!(view.width().max(view.height()), 1600, "the longer side");
}

#[test]
fn pictures_that_look_alike_share_their_hash() {
    let hash = |bytes: &[u8]| upright(bytes).unwrap().hash().unwrap();
    let plain = hash(&drawn::jpeg());
    let smaller = image::DynamicImage::from(drawn::receipt()).thumbnail(300, 600);
    let again = hash(&drawn::file(smaller, ImageFormat::Png));
    assert!((plain ^ again).count_ones() <= 6, "the same receipt, smaller: {plain:x} {again:x}");
    let other = drawn::page(&["X", "", "", "SOMETHING ELSE ENTIRELY", "", "9"]);
    let other = hash(&drawn::file(other, ImageFormat::Png));
    assert!((plain ^ other).count_ones() > 10, "another receipt: {plain:x} {other:x}");
}

/// `tests/fixtures`: the drawn receipt through `heif-enc`; see the README there.
#[test]
fn heic_is_decoded_and_turned() {
    is_the_receipt(include_bytes!("fixtures/plain.heic"), "HEIC");
    is_the_receipt(include_bytes!("fixtures/exif-6.heic"), "HEIC turned by EXIF alone");
    is_the_receipt(
        include_bytes!("fixtures/irot-and-exif-6.heic"),
        "turned once, though said twice",
    );
    is_the_receipt(include_bytes!("fixtures/grid.heic"), "HEIC in tiles, as phones make it");
    let noise: [&[u8]; 2] =
        [include_bytes!("fixtures/chroma-444.heic"), include_bytes!("fixtures/chroma-400.heic")];
    for bytes in noise {
        let chroma = upright(bytes);
        assert!(matches!(chroma, Err(OcrError::Unsupported(_))), "it would be noise: {chroma:?}");
    }
    let plain = include_bytes!("fixtures/plain.heic");
    for tenth in 1..10 {
        let cut = upright(&plain[..plain.len() * tenth / 10]);
        assert!(matches!(cut, Err(OcrError::Damaged(_))), "HEIC cut at {tenth}/10: {cut:?}");
    }
}

/// A code with its corner at (2000, 1500) of a large picture of paper.
fn coded_png(payload: &str) -> Vec<u8> {
    const MODULE: u32 = 15;
    let code = qrcode::QrCode::new(payload).unwrap();
    let (side, colors) = (code.width() as u32, code.to_colors());
    let mut paper = image::GrayImage::from_pixel(3_000, 2_400, image::Luma([230]));
    for (x, y) in (0..side * side).map(|at| (at % side, at / side)) {
        let dark = colors[(y * side + x) as usize] == qrcode::Color::Dark;
        for (dx, dy) in (0..MODULE * MODULE).map(|at| (at % MODULE, at / MODULE)).filter(|_| dark) {
            paper.put_pixel(2_000 + x * MODULE + dx, 1_500 + y * MODULE + dy, image::Luma([30]));
        }
    }
    drawn::file(paper, ImageFormat::Png)
}

#[test]
fn a_code_is_read_where_it_stands() {
    let payload = "https://myinvois.hasil.gov.my/ABCDE12345FGH/share/0a1b2c3d4e5f6g7h";
    let codes = upright(&coded_png(payload)).unwrap().codes().unwrap();
    let [code] = codes.as_slice() else { panic!("one code: {codes:?}") };
    assert_eq!(code.payload, payload);
    assert!(matches!(code.kind, page::CodeKind::MyInvois { .. }), "{:?}", code.kind);
    let (x, y) = (code.bounds.x, code.bounds.y);
    assert!(x.abs_diff(2_000) < 20 && y.abs_diff(1_500) < 20, "in the upright picture: {x}, {y}");
    let blank = image::GrayImage::from_pixel(40, 3_000, image::Luma([200]));
    let none = upright(&drawn::file(blank, ImageFormat::Png)).unwrap().codes().unwrap();
    assert!(none.is_empty(), "no code is no error");
}
