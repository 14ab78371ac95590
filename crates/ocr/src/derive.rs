//! The pictures that are shown instead of the original. They are encoded anew
//! from pixels, so nothing of the original's metadata is left in them.
use crate::upright::Pixels;
use crate::{OcrError, Upright, hash};
use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::{U8, U8x3};
use fast_image_resize::{FilterType, PixelTrait, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, GrayImage, RgbImage};

const THUMB_HEIGHT: u32 = 96;
const THUMB_WIDTH: u32 = 384;
const VIEW_SIDE: u32 = 1600;
const THUMB_QUALITY: u8 = 80;
const VIEW_QUALITY: u8 = 82;
const FULL_QUALITY: u8 = 90;

impl Upright {
    /// A JPEG, 96 pixels high, less if the picture is lower or very wide.
    pub fn thumb(&self) -> Result<Vec<u8>, OcrError> {
        self.fitting(THUMB_WIDTH, THUMB_HEIGHT)?.jpeg(THUMB_QUALITY)
    }

    /// A JPEG whose longer side is at most 1600 pixels.
    pub fn view(&self) -> Result<Vec<u8>, OcrError> {
        self.fitting(VIEW_SIDE, VIEW_SIDE)?.jpeg(VIEW_QUALITY)
    }

    /// The whole picture as a JPEG.
    pub fn full(&self) -> Result<Vec<u8>, OcrError> {
        self.pixels.jpeg(FULL_QUALITY)
    }

    /// 64 bits of which pictures that look alike share most: whether each of
    /// 8 x 8 fields is brighter than its right neighbour.
    pub fn hash(&self) -> Result<u64, OcrError> {
        Ok(hash::difference(&resize_grey(self.grey(), hash::WIDTH, hash::HEIGHT)?))
    }

    fn fitting(&self, max_width: u32, max_height: u32) -> Result<Pixels, OcrError> {
        let (width, height) = fit((self.width(), self.height()), (max_width, max_height));
        match &self.pixels {
            Pixels::Grey(grey) => Ok(Pixels::Grey(resize_grey(grey, width, height)?)),
            Pixels::Colour(colour) => Ok(Pixels::Colour(resize_colour(colour, width, height)?)),
        }
    }
}

/// The largest size of the same shape within the limits, never larger than it was.
fn fit((width, height): (u32, u32), (max_width, max_height): (u32, u32)) -> (u32, u32) {
    let (w, h) = (u64::from(width), u64::from(height));
    let (mw, mh) = (u64::from(max_width), u64::from(max_height));
    if w <= mw && h <= mh {
        return (width, height);
    }
    let (w, h) = if w * mh > h * mw { (mw, h * mw / w) } else { (w * mh / h, mh) };
    ((w as u32).max(1), (h as u32).max(1))
}

impl Pixels {
    fn jpeg(&self, quality: u8) -> Result<Vec<u8>, OcrError> {
        let mut bytes = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
        let done = match self {
            Pixels::Grey(g) => encoder.encode(g, g.width(), g.height(), ExtendedColorType::L8),
            Pixels::Colour(c) => encoder.encode(c, c.width(), c.height(), ExtendedColorType::Rgb8),
        };
        done.map_err(|error| OcrError::Unsupported(error.to_string()))?;
        Ok(bytes)
    }
}

/// Resizes by averaging, which keeps thin strokes grey instead of losing them.
pub(crate) fn resize_grey(from: &GrayImage, w: u32, h: u32) -> Result<GrayImage, OcrError> {
    resize_by(FilterType::Bilinear, from, w, h)
}

/// Resizes by a filter; Gaussian leaves what is enlarged a little blurred.
pub(crate) fn resize_by(
    filter: FilterType,
    from: &GrayImage,
    w: u32,
    h: u32,
) -> Result<GrayImage, OcrError> {
    if from.dimensions() == (w, h) {
        return Ok(from.clone());
    }
    let mut to = GrayImage::new(w, h);
    resize::<U8>(filter, from, from.dimensions(), &mut to, (w, h))?;
    Ok(to)
}

fn resize_colour(from: &RgbImage, w: u32, h: u32) -> Result<RgbImage, OcrError> {
    if from.dimensions() == (w, h) {
        return Ok(from.clone());
    }
    let mut to = RgbImage::new(w, h);
    resize::<U8x3>(FilterType::Bilinear, from, from.dimensions(), &mut to, (w, h))?;
    Ok(to)
}

fn resize<P: PixelTrait>(
    filter: FilterType,
    from: &[u8],
    (width, height): (u32, u32),
    to: &mut [u8],
    (to_width, to_height): (u32, u32),
) -> Result<(), OcrError> {
    let from = TypedImageRef::<P>::from_buffer(width, height, from).map_err(unresized)?;
    let mut to = TypedImage::<P>::from_buffer(to_width, to_height, to).map_err(unresized)?;
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(filter));
    Resizer::new().resize_typed(&from, &mut to, &options).map_err(unresized)
}

fn unresized(error: impl std::error::Error) -> OcrError {
    OcrError::Unsupported(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn the_shape_is_kept_and_nothing_grows() {
        assert_eq!(fit((3000, 4000), (1600, 1600)), (1200, 1600));
        assert_eq!(fit((300, 400), (1600, 1600)), (300, 400), "a small one stays");
        assert_eq!(fit((60_000, 1), (1600, 1600)), (1600, 1), "a line stays a line");
        assert_eq!(fit((500, 1500), (384, 96)), (32, 96));
    }
}
