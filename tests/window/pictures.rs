//! Pictures and files made for the tests.
use harness::samples;
use image::codecs::gif::{GifEncoder, Repeat};
use image::{Frame, Rgba, RgbaImage};
use std::fs;
use std::path::{Path, PathBuf};

/// A sample with bytes after its end that no decoder looks at: another file
/// with the same picture.
pub fn variant(folder: &Path, name: &str, number: usize) -> PathBuf {
    let all = samples();
    let mut bytes = fs::read(&all[number % all.len()]).expect("a sample can be read");
    bytes.extend(format!("variant {number}").bytes());
    write(folder, name, &bytes)
}

/// A sample as printers have it: a JPEG in four inks.
pub fn printed(folder: &Path, name: &str, number: usize) -> PathBuf {
    let grey = image::open(&samples()[number]).expect("a sample can be decoded").into_luma8();
    let ink: Vec<u8> = grey.iter().flat_map(|shade| [0, 0, 0, 255 - *shade]).collect();
    let side = |pixels| u16::try_from(pixels).expect("samples are small");
    let (width, height) = (side(grey.width()), side(grey.height()));
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
    encoder.encode(&ink, width, height, jpeg_encoder::ColorType::Cmyk).expect("a JPEG");
    write(folder, name, &bytes)
}

/// A sample that moves: the receipt, then nothing, over and over.
pub fn animated(folder: &Path, name: &str, number: usize) -> PathBuf {
    let receipt = image::open(&samples()[number]).expect("a sample can be decoded").into_rgba8();
    let nothing = RgbaImage::from_pixel(receipt.width(), receipt.height(), Rgba([255; 4]));
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    encoder.set_repeat(Repeat::Infinite).expect("a GIF");
    encoder.encode_frames([receipt, nothing].map(Frame::new)).expect("a GIF");
    drop(encoder);
    write(folder, name, &bytes)
}

/// The first half of a sample's bytes.
pub fn truncated(folder: &Path, name: &str) -> PathBuf {
    let bytes = fs::read(&samples()[0]).expect("a sample can be read");
    write(folder, name, &bytes[..bytes.len() / 2])
}

/// A PNG that says it is so large and has next to nothing in it.
pub fn hollow_png(folder: &Path, name: &str, width: u32, height: u32) -> PathBuf {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let chunks = [chunk(b"IHDR", &header), chunk(b"IDAT", EMPTY_ZLIB), chunk(b"IEND", &[])];
    write(folder, name, &[b"\x89PNG\r\n\x1a\n".to_vec(), chunks.concat()].concat())
}

/// A white PNG of one colour channel and so many bits.
pub fn blank_png(folder: &Path, name: &str, bits: u8, side: u32) -> PathBuf {
    let header = [&side.to_be_bytes()[..], &side.to_be_bytes(), &[bits, 0, 0, 0, 0]].concat();
    let row = 1 + (side as usize * usize::from(bits)).div_ceil(8);
    let mut pixels = vec![0xff; row * side as usize];
    pixels.iter_mut().step_by(row).for_each(|filter| *filter = 0);
    let chunks = [chunk(b"IHDR", &header), chunk(b"IDAT", &stored(&pixels)), chunk(b"IEND", &[])];
    write(folder, name, &[b"\x89PNG\r\n\x1a\n".to_vec(), chunks.concat()].concat())
}

/// A PNG of noise, one byte a pixel, that no other picture looks like.
pub fn noise_png(folder: &Path, name: &str, side: u32) -> PathBuf {
    let header = [&side.to_be_bytes()[..], &side.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let rows: Vec<u8> = (0..side).flat_map(|y| [vec![0], noise_row(side, y)].concat()).collect();
    let chunks = [chunk(b"IHDR", &header), chunk(b"IDAT", &stored(&rows)), chunk(b"IEND", &[])];
    write(folder, name, &[b"\x89PNG\r\n\x1a\n".to_vec(), chunks.concat()].concat())
}

/// The pixels of one of its rows.
pub fn noise_row(side: u32, y: u32) -> Vec<u8> {
    (0..side).map(|x| ((x + y * side).wrapping_mul(2_654_435_761) >> 23) as u8).collect()
}

/// A file with these bytes.
pub fn write(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).expect("the folder can be written");
    path
}

const EMPTY_ZLIB: &[u8] = &[0x78, 0x01, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01];

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [kind, data].concat();
    let length = u32::try_from(data.len()).expect("chunks are small").to_be_bytes();
    [&length[..], &body, &crc(&body).to_be_bytes()].concat()
}

/// zlib without compression.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let mut blocks = bytes.chunks(0xffff).peekable();
    while let Some(block) = blocks.next() {
        let length = u16::try_from(block.len()).expect("a block is at most 65535 bytes");
        out.push(u8::from(blocks.peek().is_none()));
        out.extend([length.to_le_bytes(), (!length).to_le_bytes()].concat());
        out.extend(block);
    }
    out.extend(adler(bytes).to_be_bytes());
    out
}

fn adler(bytes: &[u8]) -> u32 {
    let (a, b) = bytes.iter().fold((1u32, 0u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65521;
        (a, (b + a) % 65521)
    });
    b << 16 | a
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 }
        })
    })
}

#[test]
fn sums_are_those_of_the_standards() {
    assert_eq!(crc(b"123456789"), 0xcbf4_3926, "the check value of CRC-32");
    assert_eq!(adler(b"Wikipedia"), 0x11e6_0398, "the example of Adler-32");
}
