//! What makes a picture easier to recognise, cheaply.
use crate::derive::resize_grey;
use crate::slant::{self, Straightened};
use crate::table::{Place, STRAIGHT};
use crate::{OcrError, Upright, background};
use image::GrayImage;
use page::OcrPage;
use std::borrow::Cow;

/// A picture as the recogniser gets it, and where it lies in the upright one.
pub(crate) struct Prepared<'a> {
    pub grey: Cow<'a, GrayImage>,
    pub place: Place,
}

/// Less slant than this costs no word, and turning blurs.
const SLANTED: f64 = 2.0;
/// A second look differs anyway: it straightens what is worth it at all.
const UNEVEN: f64 = 0.5;

/// The whole picture at the size at which it is read best, straight.
///
/// Painting out dark borders and enlarging scanned strips were tried on scans
/// and photos and left out: they lost more than they won.
pub(crate) fn whole(picture: &Upright) -> Result<Prepared<'_>, OcrError> {
    let prepared = scaled(picture, sensible(picture.width(), picture.height()))?;
    straight(prepared, SLANTED)
}

/// The whole picture in another way than [`whole`]: the background divided out,
/// straight, and print brought to this height in pixels, as far as the first
/// reading tells how high it is.
pub(crate) fn cleared<'a>(
    picture: &'a Upright,
    first: &OcrPage,
    print: f64,
) -> Result<Prepared<'a>, OcrError> {
    let (width, height) = (picture.width(), picture.height());
    let scale = match print_height(first) {
        Some(now) => by_print(print / f64::from(now.max(1)), width, height),
        None => sensible(width, height),
    };
    let prepared = scaled(picture, scale)?;
    let grey = Cow::Owned(background::divided_out(&prepared.grey)?);
    straight(Prepared { grey, ..prepared }, UNEVEN)
}

/// The same made lower: print of double height, which many totals have, is read
/// when it has the shape of other print, and other print is read still.
pub(crate) fn squat(prepared: Prepared<'_>) -> Result<Prepared<'_>, OcrError> {
    let (width, height) = prepared.grey.dimensions();
    let lower = ((f64::from(height) * SQUAT).round() as u32).max(1);
    let grey = Cow::Owned(resize_grey(&prepared.grey, width, lower)?);
    Ok(Prepared { grey, place: Place { squat: SQUAT, ..prepared.place } })
}

/// The same with its print darker.
pub(crate) fn strengthened(prepared: Prepared<'_>) -> Prepared<'_> {
    Prepared { grey: Cow::Owned(background::strengthened(&prepared.grey)), ..prepared }
}

fn scaled(picture: &Upright, scale: f64) -> Result<Prepared<'_>, OcrError> {
    let (width, height) = (picture.width(), picture.height());
    let place =
        Place { scale: 1.0 / scale, squat: 1.0, turn: STRAIGHT, x: 0.0, y: 0.0, width, height };
    if scale == 1.0 {
        return Ok(Prepared { grey: Cow::Borrowed(picture.grey()), place });
    }
    let side = |pixels: u32| ((f64::from(pixels) * scale).round() as u32).max(1);
    let grey = Cow::Owned(resize_grey(picture.grey(), side(width), side(height))?);
    Ok(Prepared { grey, place })
}

fn straight(prepared: Prepared<'_>, least: f64) -> Result<Prepared<'_>, OcrError> {
    let degrees = slant::slant(&prepared.grey)?;
    if degrees.abs() < least {
        return Ok(prepared);
    }
    let Straightened { grey, turn, corner } = slant::straightened(&prepared.grey, degrees);
    let Place { scale, x, y, .. } = prepared.place;
    let place = Place { turn, x: x + scale * corner.0, y: y + scale * corner.1, ..prepared.place };
    Ok(Prepared { grey: Cow::Owned(grey), place })
}

/// The recogniser takes no longer side than this.
pub(crate) const MOST: f64 = 32_000.0;
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

/// How much of its height squat print keeps.
const SQUAT: f64 = 0.6;
/// A word that is trusted to say how high print is.
const TRUSTED: f32 = 0.6;
/// So many of them are needed.
const ENOUGH: usize = 8;
/// The most pixels that are recognised a second time.
const AREA: f64 = 5e6;

/// The median height of the words that were read well; none when they are few.
fn print_height(page: &OcrPage) -> Option<u32> {
    let trusted =
        page.words.iter().filter(|word| word.confidence > TRUSTED && word.text.len() >= 3);
    let mut heights: Vec<u32> = trusted.map(|word| word.bounds.height).collect();
    heights.sort_unstable();
    (heights.len() >= ENOUGH).then(|| heights[heights.len() / 2])
}

/// The wanted scale, as far as the picture stays sharp and takes bounded time.
fn by_print(wanted: f64, width: u32, height: u32) -> f64 {
    let (wide, high) = (f64::from(width), f64::from(height));
    wanted.clamp(0.3, 2.5).min((AREA / (wide * high)).sqrt()).min(MOST / wide.max(high))
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

    #[test]
    fn a_second_look_scales_by_the_print_and_stays_bounded() {
        assert_eq!(by_print(2.0, 800, 1200), 2.0, "small print is enlarged");
        assert_eq!(by_print(9.0, 400, 600), 2.5, "specks are not blown up");
        assert!(by_print(2.0, 8000, 8000) * 8000.0 <= 2_300.0, "whatever the page says");
        assert!(by_print(1.0, 2, 70_000) * 70_000.0 <= MOST, "longer than the recogniser takes");
    }
}
