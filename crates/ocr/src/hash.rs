//! A hash of what a picture looks like.
use image::GrayImage;

pub(crate) const WIDTH: u32 = 9;
pub(crate) const HEIGHT: u32 = 8;

/// One bit for each field that is brighter than the one to its right, row by row.
pub(crate) fn difference(small: &GrayImage) -> u64 {
    let rows = small.as_raw().chunks_exact(WIDTH as usize);
    let pairs = rows.flat_map(|row| row.windows(2).map(|pair| pair[0] > pair[1]));
    pairs.fold(0, |hash, brighter| hash << 1 | u64::from(brighter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Luma;

    #[test]
    fn a_slope_to_the_right_has_no_bit_and_one_to_the_left_has_all() {
        let rising = GrayImage::from_fn(WIDTH, HEIGHT, |x, _| Luma([x as u8 * 10]));
        let falling = GrayImage::from_fn(WIDTH, HEIGHT, |x, _| Luma([200 - x as u8 * 10]));
        assert_eq!(difference(&rising), 0);
        assert_eq!(difference(&falling), u64::MAX, "64 comparisons, one bit each");
    }
}
