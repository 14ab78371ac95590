//! A part of a picture, enlarged, to be read again.
use crate::derive::resize_by;
use crate::engine::Eye;
use crate::prepare::{MOST, Prepared};
use crate::table::{Place, STRAIGHT};
use crate::{OcrError, Upright};
use fast_image_resize::FilterType;
use image::{GrayImage, Luma, imageops};
use page::{Bounds, Strip};
use std::borrow::Cow;

/// White around a part, in its own pixels: letters at an edge are misread.
const MARGIN: u32 = 12;
/// A part of a few lines is brought to about this height.
const PART_HEIGHT: u32 = 64;
/// A line is never enlarged further: there is nothing more to see.
const LARGEST: f64 = 6.0;

/// A part, larger and with a margin; none when it lies outside the picture.
pub(crate) fn enlarged(
    picture: &Upright,
    bounds: Bounds,
) -> Result<Option<Prepared<'static>>, OcrError> {
    // Whole times, so that strokes stay even; four at most.
    let times = |cut: &GrayImage| f64::from((PART_HEIGHT / cut.height().max(1)).clamp(1, 4));
    framed(picture, bounds, FilterType::Bilinear, times, |large| large)
}

/// A line as this eye wants it, level; none when it lies outside the picture.
pub(crate) fn line(
    picture: &Upright,
    strip: &Strip,
    eye: Eye,
) -> Result<Option<Prepared<'static>>, OcrError> {
    let (print, filter) = match eye {
        Eye::Soft => (64.0, FilterType::Gaussian),
        Eye::Plain => (36.0, FilterType::CatmullRom),
    };
    let scale = (print / f64::from(strip.height.max(1))).min(LARGEST);
    framed(picture, with_room(strip), filter, |_| scale, |large| levelled(large, strip, scale))
}

/// A little room around the print.
fn with_room(strip: &Strip) -> Bounds {
    let room = strip.height / 4 + 2;
    let Bounds { x, y, width, height } = strip.bounds;
    Bounds {
        x: x.saturating_sub(room),
        y: y.saturating_sub(room),
        width: width.saturating_add(room.saturating_mul(2)),
        height: height.saturating_add(room.saturating_mul(2)),
    }
}

/// Each column moved up or down, so that the print is level, as it is in the middle;
/// the neighbours that reach into the box of a slanted line are blanked out.
fn levelled(part: GrayImage, strip: &Strip, scale: f64) -> GrayImage {
    let (width, height) = part.dimensions();
    let fall = f64::from(strip.fall) * scale;
    if fall.abs() < 2.0 {
        return part;
    }
    let paper = *part.iter().max().unwrap_or(&u8::MAX);
    let (middle, last) = ((f64::from(width) / 2.0, f64::from(height) / 2.0), height - 1);
    let reach = (f64::from(strip.height) * 0.75 + 2.0) * scale;
    GrayImage::from_fn(width, height, |x, y| {
        if (f64::from(y) - middle.1).abs() > reach {
            return Luma([paper]);
        }
        let from = f64::from(y) + fall * (f64::from(x) - middle.0) / f64::from(width);
        *part.get_pixel(x, (from.round().max(0.0) as u32).min(last))
    })
}

fn framed(
    picture: &Upright,
    bounds: Bounds,
    filter: FilterType,
    times: impl Fn(&GrayImage) -> f64,
    finish: impl Fn(GrayImage) -> GrayImage,
) -> Result<Option<Prepared<'static>>, OcrError> {
    let grey = picture.grey();
    let (width, height) = grey.dimensions();
    let Some(bounds) = bounds.within(width, height) else { return Ok(None) };
    let longest = MOST - 2.0 * f64::from(MARGIN);
    let longer = f64::from(bounds.width.max(bounds.height));
    if longer > longest {
        return Ok(None);
    }
    let cut = imageops::crop_imm(grey, bounds.x, bounds.y, bounds.width, bounds.height).to_image();
    let scale = times(&cut).min(longest / longer);
    let side = |pixels: u32| ((f64::from(pixels) * scale) as u32).max(1);
    let large = finish(resize_by(filter, &cut, side(cut.width()), side(cut.height()))?);
    let shift = f64::from(MARGIN) / scale;
    let (x, y) = (f64::from(bounds.x) - shift, f64::from(bounds.y) - shift);
    let place = Place { scale: 1.0 / scale, squat: 1.0, turn: STRAIGHT, x, y, width, height };
    Ok(Some(Prepared { grey: Cow::Owned(on_paper(&large)), place }))
}

/// With a margin of its own paper.
fn on_paper(part: &GrayImage) -> GrayImage {
    let paper = *part.iter().max().unwrap_or(&u8::MAX);
    let (width, height) = (part.width() + 2 * MARGIN, part.height() + 2 * MARGIN);
    let mut framed = GrayImage::from_pixel(width, height, Luma([paper]));
    imageops::replace(&mut framed, part, i64::from(MARGIN), i64::from(MARGIN));
    framed
}
