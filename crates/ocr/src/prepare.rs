//! What makes a picture easier to recognise, cheaply.
use crate::derive::resize_grey;
use crate::table::Place;
use crate::{OcrError, Upright};
use image::{GrayImage, imageops};
use page::Bounds;

/// A picture as the recogniser gets it, and where it lies in the upright one.
pub(crate) struct Prepared {
    pub grey: GrayImage,
    pub place: Place,
}

/// The whole picture.
pub(crate) fn whole(picture: &Upright) -> Result<Prepared, OcrError> {
    let grey = picture.grey();
    let place = Place { scale: 1.0, x: 0.0, y: 0.0, width: grey.width(), height: grey.height() };
    Ok(Prepared { grey: resize_grey(grey, grey.width(), grey.height())?, place })
}

/// White around a part, in its own pixels: letters at an edge are misread.
const MARGIN: u32 = 12;
/// A part of one line is brought to about this height.
const LINE_HEIGHT: u32 = 64;

/// A part, larger and with a margin; none when it lies outside the picture.
pub(crate) fn part(picture: &Upright, bounds: Bounds) -> Result<Option<Prepared>, OcrError> {
    let grey = picture.grey();
    let (x, y) = (bounds.x, bounds.y);
    let (right, bottom) = (bounds.right().min(grey.width()), bounds.bottom().min(grey.height()));
    if x >= right || y >= bottom {
        return Ok(None);
    }
    let cut = imageops::crop_imm(grey, x, y, right - x, bottom - y).to_image();
    let scale = enlargement(cut.height());
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
        x: f64::from(x) - shift,
        y: f64::from(y) - shift,
        width: grey.width(),
        height: grey.height(),
    };
    Ok(Some(Prepared { grey: framed, place }))
}

/// Whole times, so that strokes stay even; four at most.
fn enlargement(height: u32) -> u32 {
    (LINE_HEIGHT / height.max(1)).clamp(1, 4)
}
