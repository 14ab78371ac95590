//! What makes a picture easier to recognise, cheaply.
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

/// The whole picture at the size at which it is read best.
///
/// Painting out dark borders and enlarging scanned strips were tried on scans
/// and photos and left out: they lost more than they won.
pub(crate) fn whole(picture: &Upright) -> Result<Prepared<'_>, OcrError> {
    let (width, height) = (picture.width(), picture.height());
    let scale = sensible(width, height);
    let place = Place { scale: 1.0 / scale, x: 0.0, y: 0.0, width, height };
    if scale == 1.0 {
        return Ok(Prepared { grey: Cow::Borrowed(picture.grey()), place });
    }
    let side = |pixels: u32| ((f64::from(pixels) * scale).round() as u32).max(1);
    let grey = Cow::Owned(resize_grey(picture.grey(), side(width), side(height))?);
    Ok(Prepared { grey, place })
}

/// The recogniser takes no longer side than this.
const MOST: f64 = 32_000.0;
/// Wider pictures take longer and are read no better.
const WIDE: f64 = 2_000.0;
/// In a camera's frame print is small: its shorter side is brought up to this,
const FRAME: f64 = 1_200.0;
/// but not further than this, for nothing is gained by blur.
const BLUR: f64 = 1.7;

/// How much larger or smaller a picture is read best.
fn sensible(width: u32, height: u32) -> f64 {
    let (wide, high) = (f64::from(width), f64::from(height));
    let (shorter, longer) = (wide.min(high), wide.max(high));
    let is_frame = longer / shorter < 1.7;
    let scale = match shorter {
        _ if wide > WIDE => WIDE / wide,
        shorter if is_frame && shorter < FRAME => (FRAME / shorter).min(BLUR),
        _ => 1.0,
    };
    scale.min(MOST / longer)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn photos_come_to_a_readable_size_and_strips_stay() {
        assert_eq!(sensible(750, 1000), 1.6, "a small photo");
        assert_eq!(sensible(4000, 3000), 0.5, "a large one");
        assert_eq!(sensible(463, 1013), 1.0, "a scanned strip is as it is");
        assert_eq!(sensible(100, 100), BLUR, "a stamp is not blown up");
        assert!(sensible(900, 65_000) * 65_000.0 <= MOST, "longer than the recogniser takes");
    }
}
