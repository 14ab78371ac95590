//! Receipts drawn by the tests themselves, and files made of them.
#![allow(dead_code)] // Each test program uses its own part.
use ab_glyph::{Font, FontVec, PxScale, ScaleFont, point};
use image::{DynamicImage, GrayImage, ImageFormat, Luma, RgbImage};
use std::io::Cursor;

/// Kinds of pictures that are read and can be written here.
pub const KINDS: [ImageFormat; 5] =
    [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Tiff, ImageFormat::Bmp];

/// What stands on the receipt, line by line.
pub const LINES: [&str; 6] = [
    "HARBOUR KITCHEN SDN BHD",
    "12 MARKET STREET",
    "DATE 12/03/2026",
    "NASI LEMAK 18.90",
    "TEH TARIK 4.50",
    "TOTAL RM 23.40",
];

const FONT: &str = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";

/// The lines in black on white.
pub fn page(lines: &[&str]) -> GrayImage {
    let bytes = std::fs::read(FONT).expect("the package fonts-dejavu-core holds the test's font");
    let font = FontVec::try_from_vec(bytes).expect("a font");
    let mut page = GrayImage::from_pixel(620, 60 + 60 * lines.len() as u32, Luma([255]));
    for (row, line) in lines.iter().enumerate() {
        write(&mut page, &font, line, (30.0, 40.0 + 60.0 * row as f32));
    }
    page
}

/// The usual receipt.
pub fn receipt() -> GrayImage {
    page(&LINES)
}

fn write(page: &mut GrayImage, font: &FontVec, line: &str, (mut x, y): (f32, f32)) {
    let scaled = font.as_scaled(PxScale::from(34.0));
    for letter in line.chars() {
        let glyph = scaled.scaled_glyph(letter);
        let (advance, id) = (scaled.h_advance(glyph.id), glyph.id);
        let placed = id.with_scale_and_position(34.0, point(x, y + scaled.ascent() - 34.0));
        if let Some(outline) = font.outline_glyph(placed) {
            let corner = outline.px_bounds().min;
            outline.draw(|dx, dy, ink| {
                let (px, py) = (corner.x as u32 + dx, corner.y as u32 + dy);
                if let Some(pixel) = page.get_pixel_mut_checked(px, py) {
                    pixel.0[0] = pixel.0[0].min((255.0 * (1.0 - ink)) as u8);
                }
            });
        }
        x += advance;
    }
}

/// A file of this kind.
pub fn file(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.into().write_to(&mut bytes, format).expect("a picture that can be written");
    bytes.into_inner()
}

/// A JPEG of the usual receipt.
pub fn jpeg() -> Vec<u8> {
    file(receipt(), ImageFormat::Jpeg)
}

/// A JPEG whose pixels are turned and whose EXIF says how to turn them back.
pub fn turned_jpeg(orientation: u8) -> Vec<u8> {
    let upright = DynamicImage::from(receipt());
    let stored = match orientation {
        2 => upright.fliph(),
        3 => upright.rotate180(),
        4 => upright.flipv(),
        5 => upright.rotate90().fliph(),
        6 => upright.rotate270(),
        7 => upright.rotate90().flipv(),
        8 => upright.rotate90(),
        _ => upright,
    };
    with_orientation(&file(stored, ImageFormat::Jpeg), orientation)
}

/// A file whose pixels are turned a quarter to the left, and that does not say so.
pub fn sideways_png() -> Vec<u8> {
    file(DynamicImage::from(receipt()).rotate270(), ImageFormat::Png)
}

/// The receipt on white, falling to the right by so many degrees.
pub fn slanted_png(degrees: f64) -> Vec<u8> {
    let (plain, (sin, cos)) = (receipt(), degrees.to_radians().sin_cos());
    let (mx, my) = (plain.width() as f64 / 2.0, plain.height() as f64 / 2.0);
    let slanted = GrayImage::from_fn(plain.width(), plain.height() + 80, |x, y| {
        let (dx, dy) = (x as f64 - mx, y as f64 - my - 40.0);
        let (x, y) = (mx + cos * dx + sin * dy, my - sin * dx + cos * dy);
        let pixel = plain.get_pixel_checked(x.round() as u32, y.round() as u32);
        pixel.filter(|_| x >= 0.0 && y >= 0.0).copied().unwrap_or(Luma([255]))
    });
    file(slanted, ImageFormat::Png)
}

/// The receipt twice as high as wide.
pub fn tall_png() -> Vec<u8> {
    let plain = receipt();
    let (width, height) = plain.dimensions();
    let tall = GrayImage::from_fn(width, 2 * height, |x, y| *plain.get_pixel(x, y / 2));
    file(tall, ImageFormat::Png)
}

/// The receipt in a shadow that deepens to the right, on a dark table.
pub fn shaded_png() -> Vec<u8> {
    let mut shaded = receipt();
    for (x, _, Luma([shade])) in shaded.enumerate_pixels_mut() {
        *shade = (u32::from(*shade) * (700 - x) / 1000 + 10) as u8;
    }
    file(shaded, ImageFormat::Png)
}

/// Puts an EXIF block with nothing but an orientation behind a JPEG's first marker.
pub fn with_orientation(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend_from_slice(&[orientation, 0, 0, 0, 0, 0, 0]);
    let length = (exif.len() as u16 + 2).to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, &exif, &jpeg[2..]].concat()
}

/// A JPEG as printers have it; the encoder stores ink inverted, as Photoshop does.
pub fn cmyk_jpeg() -> Vec<u8> {
    let grey = receipt();
    let ink: Vec<u8> = grey.iter().flat_map(|shade| [0, 0, 0, 255 - *shade]).collect();
    let mut bytes = Vec::new();
    let (width, height) = (grey.width() as u16, grey.height() as u16);
    jpeg_encoder::Encoder::new(&mut bytes, 90)
        .encode(&ink, width, height, jpeg_encoder::ColorType::Cmyk)
        .expect("a CMYK JPEG");
    bytes
}

/// A PNG with 16 bits a channel.
pub fn deep_png() -> Vec<u8> {
    let deep = DynamicImage::from(receipt()).into_rgb16();
    file(deep, ImageFormat::Png)
}

/// A PNG whose letters are black and whose paper is transparent black.
pub fn clear_png() -> Vec<u8> {
    let grey = receipt();
    let clear = image::RgbaImage::from_fn(grey.width(), grey.height(), |x, y| {
        image::Rgba([0, 0, 0, 255 - grey.get_pixel(x, y).0[0]])
    });
    file(clear, ImageFormat::Png)
}

/// A GIF whose first frame is the receipt and whose second is blank.
pub fn moving_gif() -> Vec<u8> {
    let first = DynamicImage::from(receipt()).into_rgba8();
    let second = image::RgbaImage::from_pixel(first.width(), first.height(), [255; 4].into());
    let mut bytes = Vec::new();
    {
        let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
        for frame in [first, second] {
            encoder.encode_frame(image::Frame::new(frame)).expect("a frame");
        }
    }
    bytes
}

/// A few bytes of PNG that say they are 100 megapixels.
pub fn png_bomb() -> Vec<u8> {
    let mut header = b"IHDR".to_vec();
    header.extend_from_slice(&10_000_u32.to_be_bytes());
    header.extend_from_slice(&10_000_u32.to_be_bytes());
    header.extend_from_slice(&[8, 2, 0, 0, 0]);
    let data = b"IDAT\x78\x9c\x63\0\0\0\x01\0\x01".to_vec();
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    for chunk in [header, data] {
        bytes.extend_from_slice(&(chunk.len() as u32 - 4).to_be_bytes());
        bytes.extend_from_slice(&chunk);
        bytes.extend_from_slice(&crc(&chunk).to_be_bytes());
    }
    bytes
}

/// The check sum of a PNG chunk.
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { 0xEDB8_8320 ^ crc >> 1 } else { crc >> 1 };
    !bytes
        .iter()
        .fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}

/// A picture that keeps a recogniser busy for long: a page full of print.
pub fn slow_page() -> Vec<u8> {
    let line = page(&["QUANTITY PRICE AMOUNT 10.00"]);
    let mut sheet = RgbImage::from_pixel(620 * 4, 90 * 40, [255; 3].into());
    for (x, y, pixel) in sheet.enumerate_pixels_mut() {
        let shade = line.get_pixel(x % line.width(), (y % 90).min(line.height() - 1)).0[0];
        *pixel = [shade; 3].into();
    }
    file(sheet, ImageFormat::Png)
}

/// A small whole picture of every kind, so that many can be tried.
pub fn of_every_kind() -> Vec<Vec<u8>> {
    let corner = image::imageops::crop_imm(&receipt(), 0, 0, 240, 100).to_image();
    let colour = DynamicImage::from(corner).into_rgb8();
    let kinds = KINDS.into_iter().chain([ImageFormat::Gif]);
    let mut whole: Vec<_> = kinds.map(|kind| file(colour.clone(), kind)).collect();
    whole.extend([cmyk_jpeg(), turned_jpeg(6), deep_png()]);
    whole.extend([
        include_bytes!("../fixtures/plain.heic").to_vec(),
        include_bytes!("../fixtures/grid.heic").to_vec(),
    ]);
    whole
}
