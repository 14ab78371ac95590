//! The black that a scanner leaves around a page: it costs time and drags the
//! threshold between ink and paper down. It takes the paper's shade: white would
//! make paper in shadow look like ink.
use image::{GrayImage, Luma};
use std::borrow::Cow;

/// Scanner black; a dark table in a photo is lighter.
const BLACK: u8 = 32;
/// Lighter specks of up to so many pixels are passed over.
const SPECK: usize = 3;
/// A border is worth a copy from this share of the picture on, in 1/1000.
const WORTH: usize = 5;

/// How far black reaches in from each end of each row and column, in pixels.
struct Depths {
    left: Vec<usize>,
    right: Vec<usize>,
    top: Vec<usize>,
    bottom: Vec<usize>,
}

/// The picture without a black border; itself where it has none.
pub(crate) fn paint_out(grey: &GrayImage) -> Cow<'_, GrayImage> {
    let depths = Depths::of(grey);
    if depths.area() * 1000 < grey.len() * WORTH {
        return Cow::Borrowed(grey);
    }
    let mut painted = grey.clone();
    depths.paint(&mut painted, paper(grey));
    Cow::Owned(painted)
}

impl Depths {
    fn of(grey: &GrayImage) -> Self {
        let (width, height) = (grey.width() as usize, grey.height() as usize);
        let shades = grey.as_raw();
        let row = |y: usize| shades[y * width..(y + 1) * width].iter();
        let column = |x: usize| shades[x..].iter().step_by(width);
        Self {
            left: (0..height).map(|y| depth(row(y))).collect(),
            right: (0..height).map(|y| depth(row(y).rev())).collect(),
            top: (0..width).map(|x| depth(column(x))).collect(),
            bottom: (0..width).map(|x| depth(column(x).rev())).collect(),
        }
    }

    fn area(&self) -> usize {
        [&self.left, &self.right, &self.top, &self.bottom].into_iter().flatten().sum()
    }

    fn paint(&self, grey: &mut GrayImage, paper: u8) {
        let (width, height) = (grey.width() as usize, grey.height() as usize);
        for (y, (left, right)) in self.left.iter().zip(&self.right).enumerate() {
            for x in (0..*left).chain(width - right..width) {
                grey.put_pixel(x as u32, y as u32, Luma([paper]));
            }
        }
        for (x, (top, bottom)) in self.top.iter().zip(&self.bottom).enumerate() {
            for y in (0..*top).chain(height - bottom..height) {
                grey.put_pixel(x as u32, y as u32, Luma([paper]));
            }
        }
    }
}

/// The middle one of the shades that are not black.
fn paper(grey: &GrayImage) -> u8 {
    let mut counts = [0_usize; 256];
    grey.iter().for_each(|shade| counts[usize::from(*shade)] += 1);
    let mut left = counts[usize::from(BLACK)..].iter().sum::<usize>() / 2;
    let middle = (BLACK..=255).find(|shade| {
        let count = counts[usize::from(*shade)];
        let reached = count > left;
        left = left.saturating_sub(count);
        reached
    });
    middle.unwrap_or(255)
}

/// How many shades from the start on are black, specks included.
fn depth<'a>(shades: impl Iterator<Item = &'a u8>) -> usize {
    let mut depth = 0;
    for (at, shade) in shades.enumerate() {
        if *shade < BLACK {
            depth = at + 1;
        } else if at - depth >= SPECK {
            break;
        }
    }
    depth
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A white page with one dark letter, and black to the left of a skewed edge.
    fn scan() -> GrayImage {
        GrayImage::from_fn(100, 80, |x, y| match (x, y) {
            (40..60, 30..50) => Luma([0]),
            (2, 7) => Luma([200]),
            (x, y) if x < 10 + y / 8 => Luma([9]),
            _ => Luma([250]),
        })
    }

    #[test]
    fn black_at_the_edge_goes_and_print_stays() {
        let scan = scan();
        let painted = paint_out(&scan);
        assert!(painted.get_pixel(0, 79).0[0] == 250, "the border is paper now");
        assert!(painted.get_pixel(5, 7).0[0] == 250, "behind a speck of dust too");
        assert!(painted.get_pixel(50, 40).0[0] == 0, "print is not touched");
    }

    #[test]
    fn a_picture_without_a_border_is_not_even_copied() {
        let photo = GrayImage::from_fn(100, 80, |x, _| Luma([60 + x as u8]));
        assert!(matches!(paint_out(&photo), Cow::Borrowed(_)), "a dark table is no border");
        let black = GrayImage::from_pixel(9, 7, Luma([0]));
        assert_eq!(paint_out(&black).get_pixel(4, 4).0[0], 255, "all black is no panic");
    }
}
