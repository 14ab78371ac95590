//! QR codes on a picture.
use crate::derive::resize_grey;
use crate::{OcrError, Upright};
use image::GrayImage;
use page::{Bounds, CodeKind, QrCode};
use rqrr::PreparedImage;

/// Codes are looked for on a picture whose longer side has at most this many pixels.
const SIDE: u32 = 1_200;
/// No receipt has more; the rest of a hostile picture is not decoded.
const MOST: usize = 4;

impl Upright {
    /// The QR codes on it, read without asking anyone.
    pub fn codes(&self) -> Result<Vec<QrCode>, OcrError> {
        let longer = self.width().max(self.height());
        let small = match longer > SIDE {
            true => {
                resize_grey(self.grey(), part(self.width(), longer), part(self.height(), longer))?
            }
            false => self.grey().clone(),
        };
        let scale = f64::from(longer.max(SIDE)) / f64::from(SIDE);
        Ok(found(&small)
            .into_iter()
            .map(|(payload, corners)| code(payload, corners, scale))
            .collect())
    }
}

fn part(side: u32, longer: u32) -> u32 {
    ((u64::from(side) * u64::from(SIDE) / u64::from(longer)) as u32).max(1)
}

type Corners = [rqrr::Point; 4];

fn found(grey: &GrayImage) -> Vec<(String, Corners)> {
    let (width, height) = (grey.width() as usize, grey.height() as usize);
    let shade = |x: usize, y: usize| grey.as_raw()[y * width + x];
    let mut prepared = PreparedImage::prepare_from_greyscale(width, height, shade);
    let grids = prepared.detect_grids();
    let decode = |grid: &rqrr::Grid<_>| Some((grid.decode().ok()?.1, grid.bounds));
    grids.iter().take(MOST).filter_map(decode).collect()
}

fn code(payload: String, corners: Corners, scale: f64) -> QrCode {
    let at = |side: i32| (f64::from(side.max(0)) * scale) as u32;
    let xs = corners.map(|corner| at(corner.x));
    let ys = corners.map(|corner| at(corner.y));
    let span = |sides: [u32; 4]| {
        let from = sides.into_iter().min().unwrap_or_default();
        (from, sides.into_iter().max().unwrap_or_default().max(from + 1) - from)
    };
    let ((x, width), (y, height)) = (span(xs), span(ys));
    QrCode { kind: CodeKind::of(&payload), payload, bounds: Bounds { x, y, width, height } }
}
