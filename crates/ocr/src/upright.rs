//! A decoded picture, the right way up, grey or RGB of 8 bits.
use image::{DynamicImage, GrayImage, RgbImage};
use std::cell::OnceCell;

/// A decoded picture, the right way up, without transparency.
#[derive(Debug, Clone)]
pub struct Upright {
    pub(crate) pixels: Pixels,
    grey: OnceCell<GrayImage>,
}

/// Grey stays grey: it is a third of the work.
#[derive(Debug, Clone)]
pub(crate) enum Pixels {
    Grey(GrayImage),
    Colour(RgbImage),
}

impl Upright {
    /// From a decoded picture that is upright already; what is transparent
    /// becomes white, as on paper.
    pub(crate) fn new(image: DynamicImage) -> Self {
        let pixels = match image {
            DynamicImage::ImageLuma8(grey) => Pixels::Grey(grey),
            DynamicImage::ImageRgb8(colour) => Pixels::Colour(colour),
            DynamicImage::ImageLuma16(_) => Pixels::Grey(image.into_luma8()),
            image if image.color().has_alpha() => Pixels::Colour(on_white(image)),
            image => Pixels::Colour(image.into_rgb8()),
        };
        Self { pixels, grey: OnceCell::new() }
    }

    /// In pixels.
    pub fn width(&self) -> u32 {
        match &self.pixels {
            Pixels::Grey(grey) => grey.width(),
            Pixels::Colour(colour) => colour.width(),
        }
    }

    /// In pixels.
    pub fn height(&self) -> u32 {
        match &self.pixels {
            Pixels::Grey(grey) => grey.height(),
            Pixels::Colour(colour) => colour.height(),
        }
    }

    /// The picture in shades of grey.
    pub(crate) fn grey(&self) -> &GrayImage {
        match &self.pixels {
            Pixels::Grey(grey) => grey,
            Pixels::Colour(colour) => self.grey.get_or_init(|| luma(colour)),
        }
    }
}

/// Luma with the weights of BT.601 in 1/256.
fn luma(colour: &RgbImage) -> GrayImage {
    let shades = colour.as_raw().chunks_exact(3).map(|rgb| {
        let weighted = 77 * u32::from(rgb[0]) + 150 * u32::from(rgb[1]) + 29 * u32::from(rgb[2]);
        (weighted >> 8) as u8
    });
    let mut grey = GrayImage::new(colour.width(), colour.height());
    grey.iter_mut().zip(shades).for_each(|(to, shade)| *to = shade);
    grey
}

fn on_white(image: DynamicImage) -> RgbImage {
    let clear = image.into_rgba8();
    let mut paper = RgbImage::new(clear.width(), clear.height());
    for (to, from) in paper.chunks_exact_mut(3).zip(clear.as_raw().chunks_exact(4)) {
        let alpha = u32::from(from[3]);
        for (to, from) in to.iter_mut().zip(from) {
            *to = ((u32::from(*from) * alpha + 255 * (255 - alpha) + 127) / 255) as u8;
        }
    }
    paper
}
