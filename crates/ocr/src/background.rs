//! Dividing out the background: shadow, coloured paper, a scanner's dark border.
use crate::OcrError;
use crate::derive::resize_grey;
use image::GrayImage;

/// The background is looked at on a picture this much smaller.
const REDUCTION: u32 = 8;
/// A letter is narrower than this share of the picture's shorter side.
const LETTER: u32 = 20;

/// The picture as if its paper were white everywhere.
///
/// The paper's shade at a place is the brightest there is around it, smoothed:
/// print is narrow, so there is always paper near it.
pub(crate) fn divided_out(grey: &GrayImage) -> Result<GrayImage, OcrError> {
    let (width, height) = grey.dimensions();
    let side = |pixels: u32| pixels.div_ceil(REDUCTION);
    let mut paper = resize_grey(grey, side(width), side(height))?;
    let reach = (paper.width().min(paper.height()) / LETTER / 2).max(1) as usize;
    both_ways(&mut paper, |line, out| brightest(line, reach, out));
    both_ways(&mut paper, |line, out| mean(line, 2 * reach, out));
    let mut cleared = resize_grey(&paper, width, height)?;
    for (shade, from) in cleared.iter_mut().zip(grey.iter()) {
        let paper = u32::from(*shade).max(1);
        *shade = (u32::from(*from) * 255 / paper).min(255) as u8;
    }
    Ok(cleared)
}

/// How much darker faint print is made.
const STRENGTH: u32 = 3;

/// Faint print on white paper made dark: what a thermal printer left after a year,
/// beside the black of a scanner's lid, is no print to a recogniser.
pub(crate) fn strengthened(cleared: &GrayImage) -> GrayImage {
    let mut dark = cleared.clone();
    for shade in dark.iter_mut() {
        let ink = u32::from(u8::MAX - *shade) * STRENGTH;
        *shade = u8::MAX - ink.min(u32::from(u8::MAX)) as u8;
    }
    dark
}

/// Applies a filter of lines to all rows, then to all columns.
fn both_ways(picture: &mut GrayImage, filter: impl Fn(&[u8], &mut [u8])) {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let mut row = vec![0; width];
    for line in picture.chunks_exact_mut(width) {
        filter(line, &mut row);
        line.copy_from_slice(&row);
    }
    let (mut column, mut out) = (vec![0; height], vec![0; height]);
    for x in 0..width {
        let places = || (0..height).map(|y| y * width + x);
        column.iter_mut().zip(places()).for_each(|(to, at)| *to = picture.as_raw()[at]);
        filter(&column, &mut out);
        places().zip(&out).for_each(|(at, shade)| picture[at_of(at, width)].0[0] = *shade);
    }
}

fn at_of(at: usize, width: usize) -> (u32, u32) {
    ((at % width) as u32, (at / width) as u32)
}

/// The brightest within reach.
fn brightest(line: &[u8], reach: usize, out: &mut [u8]) {
    for (at, to) in out.iter_mut().enumerate() {
        let near = &line[at.saturating_sub(reach)..(at + reach + 1).min(line.len())];
        *to = near.iter().copied().max().unwrap_or(u8::MAX);
    }
}

/// The mean within reach.
fn mean(line: &[u8], reach: usize, out: &mut [u8]) {
    let sums: Vec<u32> = std::iter::once(0)
        .chain(line.iter().scan(0, |sum, shade| {
            *sum += u32::from(*shade);
            Some(*sum)
        }))
        .collect();
    for (at, to) in out.iter_mut().enumerate() {
        let (from, until) = (at.saturating_sub(reach), (at + reach + 1).min(line.len()));
        *to = ((sums[until] - sums[from]) / (until - from) as u32) as u8;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use image::Luma;

    #[test]
    fn paper_becomes_white_in_shadow_too_and_print_stays_dark() {
        let paper = |x: u32| 230 - x / 4;
        let print = |x: u32, y: u32| x % 16 < 3 && y % 24 < 12;
        let page = GrayImage::from_fn(600, 400, |x, y| {
            Luma([if print(x, y) { paper(x) / 4 } else { paper(x) } as u8])
        });
        let cleared = divided_out(&page).unwrap();
        for (x, y) in [(40, 20), (300, 200), (590, 390)] {
            let (x, y) = (x / 16 * 16, y / 24 * 24);
            assert!(cleared.get_pixel(x + 8, y + 4).0[0] > 235, "paper at {x}");
            assert!(cleared.get_pixel(x + 1, y + 4).0[0] < 90, "print at {x}");
        }
    }

    #[test]
    fn tiny_pictures_are_no_panic() {
        for (width, height) in [(1, 1), (1, 50), (50, 1), (7, 9)] {
            let dark = GrayImage::new(width, height);
            assert_eq!(divided_out(&dark).unwrap().dimensions(), (width, height));
        }
    }
}
