//! What makes a picture easier to recognise, cheaply.
use crate::border;
use crate::derive::resize_grey;
use crate::table::Place;
use crate::{OcrError, Upright};
use image::{GrayImage, imageops};
use page::Bounds;
use std::borrow::Cow;

/// A picture as the recogniser gets it, and where it lies in the upright one.
pub(crate) struct Prepared<'a> {
    pub grey: Cow<'a, GrayImage>,
    pub place: Place,
}

/// The whole picture, without a scanner's border, enlarged when it is small.
pub(crate) fn whole(picture: &Upright) -> Result<Prepared<'_>, OcrError> {
    let (width, height) = (picture.width(), picture.height());
    let scale = sensible(width, height);
    let grey = border::paint_out(picture.grey());
    let place = Place { scale: 1.0 / scale, x: 0.0, y: 0.0, width, height };
    if scale == 1.0 {
        return Ok(Prepared { grey, place });
    }
    let side = |pixels: u32| ((f64::from(pixels) * scale).round() as u32).max(1);
    let grey = Cow::Owned(resize_grey(&grey, side(width), side(height))?);
    Ok(Prepared { grey, place })
}

/// The recogniser takes no longer side than this.
const MOST: f64 = 32_000.0;

/// How much larger or smaller a picture is best read.
fn sensible(width: u32, height: u32) -> f64 {
    let longest = f64::from(width.max(height));
    (MOST / longest).min(1.0)
}

/// White around a part, in its own pixels: letters at an edge are misread.
const MARGIN: u32 = 12;
/// A part of one line is brought to about this height.
const LINE_HEIGHT: u32 = 64;

/// A part, larger and with a margin; none when it lies outside the picture.
pub(crate) fn part(
    picture: &Upright,
    bounds: Bounds,
) -> Result<Option<Prepared<'static>>, OcrError> {
    let grey = picture.grey();
    let (x, y) = (bounds.x, bounds.y);
    let (right, bottom) = (bounds.right().min(grey.width()), bounds.bottom().min(grey.height()));
    let too_long =
        f64::from((right.max(x) - x).max(bottom.max(y) - y)) > MOST - 2.0 * f64::from(MARGIN);
    if x >= right || y >= bottom || too_long {
        return Ok(None);
    }
    let cut = imageops::crop_imm(grey, x, y, right - x, bottom - y).to_image();
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
