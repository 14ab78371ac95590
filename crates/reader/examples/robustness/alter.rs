//! What can be wrong with a picture.
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, Rgb, RgbImage};

type Alteration = fn(DynamicImage) -> Vec<u8>;

/// Every alteration, by name.
pub const ALTERATIONS: [(&str, Alteration); 12] = [
    ("none", |image| file(&image, 95)),
    ("turned 90°", |image| file(&image.rotate90(), 95)),
    ("turned 180°", |image| file(&image.rotate180(), 95)),
    ("turned 270°", |image| file(&image.rotate270(), 95)),
    ("slanted 7°", |image| file(&slanted(&image, 7.0), 95)),
    ("slanted -7°", |image| file(&slanted(&image, -7.0), 95)),
    ("darkened", |image| file(&darkened(image), 95)),
    ("blurred", |image| file(&image.fast_blur(1.5), 95)),
    ("halved", |image| file(&scaled(&image, 1, 2), 95)),
    ("doubled", |image| file(&scaled(&image, 2, 1), 95)),
    ("JPEG 30", |image| file(&image, 30)),
    ("margins cut by 3 %", |image| file(&cut(&image), 95)),
];

fn file(image: &DynamicImage, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    image.to_rgb8().write_with_encoder(encoder).expect("a JPEG");
    bytes
}

/// As a lamp that is far away would light it.
fn darkened(image: DynamicImage) -> DynamicImage {
    let mut dark = image.into_rgb8();
    dark.iter_mut().for_each(|shade| *shade = (u32::from(*shade) * 2 / 5) as u8);
    dark.into()
}

fn scaled(image: &DynamicImage, by: u32, parts: u32) -> DynamicImage {
    let side = |pixels: u32| (pixels * by / parts).max(1);
    image.resize_exact(side(image.width()), side(image.height()), FilterType::Triangle)
}

fn cut(image: &DynamicImage) -> DynamicImage {
    let (width, height) = (image.width(), image.height());
    let (x, y) = (width * 3 / 100, height * 3 / 100);
    image.crop_imm(x, y, width - 2 * x, height - 2 * y)
}

/// Turned clockwise about its middle, on grey, with room for its corners.
fn slanted(image: &DynamicImage, degrees: f64) -> DynamicImage {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (width, height) = (f64::from(image.width()), f64::from(image.height()));
    let (wide, high) = (width * cos + height * sin.abs(), height * cos + width * sin.abs());
    let from = image.to_rgb8();
    let slanted = RgbImage::from_fn(wide as u32, high as u32, |x, y| {
        let (dx, dy) = (f64::from(x) - wide / 2.0, f64::from(y) - high / 2.0);
        let (x, y) = (width / 2.0 + cos * dx + sin * dy, height / 2.0 - sin * dx + cos * dy);
        if x < 0.0 || y < 0.0 || x >= width - 1.0 || y >= height - 1.0 {
            return Rgb([128; 3]);
        }
        between(&from, x, y)
    });
    slanted.into()
}

fn between(from: &RgbImage, x: f64, y: f64) -> Rgb<u8> {
    let (left, top, right, down) = (x as u32, y as u32, x.fract(), y.fract());
    let at = |dx, dy, channel: usize| f64::from(from.get_pixel(left + dx, top + dy).0[channel]);
    Rgb([0, 1, 2].map(|channel| {
        let upper = at(0, 0, channel) * (1.0 - right) + at(1, 0, channel) * right;
        let lower = at(0, 1, channel) * (1.0 - right) + at(1, 1, channel) * right;
        (upper * (1.0 - down) + lower * down) as u8
    }))
}
