//! A part of a picture, enlarged, to be read again.
use crate::derive::resize_grey;
use crate::prepare::{MOST, Prepared};
use crate::table::{Place, STRAIGHT};
use crate::{OcrError, Upright};
use image::{GrayImage, imageops};
use page::Bounds;
use std::borrow::Cow;

/// White around a part, in its own pixels: letters at an edge are misread.
const MARGIN: u32 = 12;
/// A part of one line is brought to about this height.
const LINE_HEIGHT: u32 = 64;

/// A part, larger and with a margin; none when it lies outside the picture.
pub(crate) fn enlarged(
    picture: &Upright,
    bounds: Bounds,
) -> Result<Option<Prepared<'static>>, OcrError> {
    let grey = picture.grey();
    let longest = MOST as u32 - 2 * MARGIN;
    let Some(Bounds { x, y, width, height }) = bounds.within(grey.width(), grey.height()) else {
        return Ok(None);
    };
    if width.max(height) > longest {
        return Ok(None);
    }
    let cut = imageops::crop_imm(grey, x, y, width, height).to_image();
    let scale = enlargement(cut.width(), cut.height());
    let large = resize_grey(&cut, cut.width() * scale, cut.height() * scale)?;
    let paper = *large.iter().max().unwrap_or(&255);
    let mut framed = GrayImage::from_pixel(
        large.width() + 2 * MARGIN,
        large.height() + 2 * MARGIN,
        image::Luma([paper]),
    );
    imageops::replace(&mut framed, &large, i64::from(MARGIN), i64::from(MARGIN));
    let shift = f64::from(MARGIN) / f64::from(scale);
    let place = Place {
        scale: 1.0 / f64::from(scale),
        squat: 1.0,
        turn: STRAIGHT,
        x: f64::from(x) - shift,
        y: f64::from(y) - shift,
        width: grey.width(),
        height: grey.height(),
    };
    Ok(Some(Prepared { grey: Cow::Owned(framed), place }))
}

/// Whole times, so that strokes stay even; four at most, and never too wide.
fn enlargement(width: u32, height: u32) -> u32 {
    let most = (MOST as u32 / width.max(1)).clamp(1, 4);
    (LINE_HEIGHT / height.max(1)).clamp(1, most)
}
