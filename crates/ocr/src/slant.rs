//! The slant of print, and its removal.
use crate::OcrError;
use crate::background;
use crate::derive::resize_grey;
use image::{GrayImage, Luma};

/// Print slants by less than this many degrees, or its slant is not found.
const STEEPEST: i32 = 10;
/// Print is so much sharper along its slant than straight across; edges of paper
/// and creases are not.
const EVIDENT: f64 = 1.3;
/// The slant is measured on a picture whose longer side has at most this many pixels.
const SIDE: u32 = 900;
/// Columns that are shifted together.
const STRIPE: usize = 4;
/// What is this dark on white paper is print; all print counts the same.
const INK: std::ops::Range<u8> = 48..128;

/// How far print falls to the right, in quarters of a degree; 0 where that is not evident.
///
/// Seen along its lines, print is a row of sharp dark bars: the angle at which
/// the bars are sharpest is the slant.
pub(crate) fn slant(grey: &GrayImage) -> Result<f64, OcrError> {
    let longer = grey.width().max(grey.height()).max(SIDE);
    let side = |pixels: u32| (u64::from(pixels) * u64::from(SIDE) / u64::from(longer)) as u32;
    let small = resize_grey(grey, side(grey.width()).max(1), side(grey.height()).max(1))?;
    let stripes = Stripes::of(&background::divided_out(&small)?);
    let (_, whole) = sharpest(&stripes, (-STEEPEST..=STEEPEST).map(f64::from));
    if whole.abs() >= f64::from(STEEPEST) {
        return Ok(0.0);
    }
    let near = (-3..=3).map(|quarters| whole + f64::from(quarters) / 4.0);
    let (sharpness, degrees) = sharpest(&stripes, near);
    Ok(if sharpness > EVIDENT * stripes.sharpness(0.0) { degrees } else { 0.0 })
}

/// The sharpest bars and their angle; of equal ones the least.
fn sharpest(stripes: &Stripes, angles: impl Iterator<Item = f64>) -> (f64, f64) {
    let measured = angles.map(|angle| (stripes.sharpness(angle), angle));
    let sharper = |best: (f64, f64), next: (f64, f64)| {
        let better = next.0 > best.0 || (next.0 == best.0 && next.1.abs() < best.1.abs());
        if better { next } else { best }
    };
    measured.reduce(sharper).unwrap_or_default()
}

/// The ink of a picture, summed over narrow columns.
struct Stripes {
    /// Stripe by stripe, from top to bottom.
    ink: Vec<Vec<u32>>,
    height: usize,
}

impl Stripes {
    fn of(cleared: &GrayImage) -> Self {
        let height = cleared.height() as usize;
        let mut ink = vec![vec![0; height]; (cleared.width() as usize).div_ceil(STRIPE)];
        for (x, y, Luma([shade])) in cleared.enumerate_pixels() {
            let dark = u8::MAX - shade;
            if dark >= INK.start {
                ink[x as usize / STRIPE][y as usize] += u32::from(dark.min(INK.end));
            }
        }
        Self { ink, height }
    }

    /// The sum of squared steps of darkness from one row to the next, rows taken
    /// along the angle.
    fn sharpness(&self, degrees: f64) -> f64 {
        let fall = degrees.to_radians().tan() * STRIPE as f64;
        let room = (fall.abs() * self.ink.len() as f64) as usize + 1;
        let mut rows = vec![0_i64; self.height + 2 * room];
        for (at, stripe) in self.ink.iter().enumerate() {
            let start = (room as i64 - (fall * at as f64).round() as i64).max(0) as usize;
            for (row, ink) in rows[start..].iter_mut().zip(stripe) {
                *row += i64::from(*ink);
            }
        }
        rows.windows(2).map(|pair| ((pair[1] - pair[0]) as f64).powi(2)).sum()
    }
}

/// A picture that was turned back by its slant.
pub(crate) struct Straightened {
    pub grey: GrayImage,
    /// Sine and cosine of the slant.
    pub turn: (f64, f64),
    /// Where its corner lies in the slanted picture.
    pub corner: (f64, f64),
}

/// Turns a picture back by its slant about its middle, on white, with room for
/// its corners.
pub(crate) fn straightened(grey: &GrayImage, degrees: f64) -> Straightened {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (width, height) = (f64::from(grey.width()), f64::from(grey.height()));
    let (wide, high) = (width * cos + height * sin.abs(), height * cos + width * sin.abs());
    let corner =
        ((width - (cos * wide - sin * high)) / 2.0, (height - (sin * wide + cos * high)) / 2.0);
    let straight = GrayImage::from_fn(wide.ceil() as u32, high.ceil() as u32, |x, y| {
        let (x, y) = (f64::from(x), f64::from(y));
        Luma([shade(grey, corner.0 + cos * x - sin * y, corner.1 + sin * x + cos * y)])
    });
    Straightened { grey: straight, turn: (sin, cos), corner }
}

/// The shade between four pixels; white outside.
fn shade(grey: &GrayImage, x: f64, y: f64) -> u8 {
    let (width, height) = (f64::from(grey.width()), f64::from(grey.height()));
    if x < 0.0 || y < 0.0 || x >= width - 1.0 || y >= height - 1.0 {
        return u8::MAX;
    }
    let (left, top) = (x as u32, y as u32);
    let (right, down) = ((x.fract() * 256.0) as u32, (y.fract() * 256.0) as u32);
    let at = |dx, dy| u32::from(grey.get_pixel(left + dx, top + dy).0[0]);
    let upper = at(0, 0) * (256 - right) + at(1, 0) * right;
    let lower = at(0, 1) * (256 - right) + at(1, 1) * right;
    ((upper * (256 - down) + lower * down) >> 16) as u8
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    /// Lines of dashes that fall to the right by so many degrees.
    fn page(degrees: f64) -> GrayImage {
        let level = |x: u32, y: u32| f64::from(y) - f64::from(x) * degrees.to_radians().tan();
        GrayImage::from_fn(700, 900, |x, y| {
            let ink = level(x, y).rem_euclid(40.0) < 14.0 && x % 20 < 13 && (50..650).contains(&x);
            Luma([if ink { 40 } else { 225 }])
        })
    }

    #[test]
    fn slanted_print_is_measured_and_straightened() {
        for degrees in [-7.0, -2.5, 0.0, 1.0, 7.0] {
            let page = page(degrees);
            let found = slant(&page).unwrap();
            assert!((found - degrees).abs() <= 0.5, "{degrees} taken for {found}");
            let left = slant(&straightened(&page, found).grey).unwrap();
            assert!(left.abs() <= 0.5, "{left} is left of {degrees}");
        }
    }

    #[test]
    fn without_print_nothing_slants() {
        assert_eq!(slant(&GrayImage::from_pixel(300, 200, Luma([250]))).unwrap(), 0.0);
        assert_eq!(slant(&GrayImage::new(1, 1)).unwrap(), 0.0);
    }
}
