//! A decoded picture, the right way up, grey or RGB of 8 bits.
use image::{DynamicImage, GenericImageView, GrayImage, RgbImage, imageops};
use page::{Bounds, Turn};
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

    /// The same picture, turned.
    pub fn turned(self, turn: Turn) -> Self {
        match turn {
            Turn::None => self,
            turn => Self { pixels: self.pixels.turned(turn), grey: OnceCell::new() },
        }
    }

    /// A part of it; none when the part lies outside.
    pub fn cropped(&self, bounds: Bounds) -> Option<Self> {
        let Bounds { x, y, width, height } = bounds.within(self.width(), self.height())?;
        let pixels = match &self.pixels {
            Pixels::Grey(all) => Pixels::Grey(all.view(x, y, width, height).to_image()),
            Pixels::Colour(all) => Pixels::Colour(all.view(x, y, width, height).to_image()),
        };
        Some(Self { pixels, grey: OnceCell::new() })
    }

    /// The picture in shades of grey.
    pub(crate) fn grey(&self) -> &GrayImage {
        match &self.pixels {
            Pixels::Grey(grey) => grey,
            Pixels::Colour(colour) => self.grey.get_or_init(|| luma(colour)),
        }
    }
}

impl Pixels {
    fn turned(self, turn: Turn) -> Self {
        match self {
            Self::Grey(grey) => Self::Grey(quarters(grey, turn)),
            Self::Colour(colour) => Self::Colour(quarters(colour, turn)),
        }
    }
}

fn quarters<P: image::Pixel<Subpixel = u8> + 'static>(
    mut image: image::ImageBuffer<P, Vec<u8>>,
    turn: Turn,
) -> image::ImageBuffer<P, Vec<u8>> {
    match turn {
        Turn::None => image,
        Turn::Right => imageops::rotate90(&image),
        Turn::Half => {
            imageops::rotate180_in_place(&mut image);
            image
        }
        Turn::Left => imageops::rotate270(&image),
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
