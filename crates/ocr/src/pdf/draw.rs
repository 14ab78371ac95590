//! A page as a picture.
use crate::OcrError;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::util::TransformExt;
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::Affine;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};
use image::{DynamicImage, GrayImage, RgbImage};

/// Points are 1/72 inch; print is read best at about 300 dots an inch.
const SCALE: f64 = 300.0 / 72.0;
/// More are not drawn, whatever size a page says it has.
const MOST_PIXELS: f64 = 12_000_000.0;
/// Nor more along one side.
const MOST_SIDE: f64 = 16_000.0;

/// How a page lies on its picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    pub(super) width: u16,
    pub(super) height: u16,
    /// Pixels a point.
    pub(super) scale: f64,
}

impl Size {
    /// At a sensible scale, within limits; a page may say that it has any size.
    pub(super) fn of(page: &Page<'_>) -> Self {
        let (width, height) = page.render_dimensions();
        Self::fitting(f64::from(width), f64::from(height))
    }

    fn fitting(width: f64, height: f64) -> Self {
        let (width, height) = (width.clamp(1.0, 1e9), height.clamp(1.0, 1e9));
        let most = (MOST_PIXELS / width / height).sqrt().min(MOST_SIDE / width.max(height));
        let scale = SCALE.min(most);
        // Saturates; no number becomes 0, and that 1.
        let side = |points: f64| ((points * scale).round() as u16).max(1);
        Self { width: side(width), height: side(height), scale }
    }

    /// From the page's own coordinates to pixels.
    pub(super) fn transform(&self, page: &Page<'_>) -> Affine {
        Affine::scale(self.scale) * page.initial_transform(true).to_kurbo()
    }
}

/// The page on white paper.
pub(super) fn draw(page: &Page<'_>) -> Result<DynamicImage, OcrError> {
    let size = Size::of(page);
    let mut context = RenderContext::new(size.width, size.height);
    let (cache, settings) = (RenderCache::new(), RenderSettings::default());
    let reading = InterpreterSettings::default();
    render_into(page, &cache, &reading, &settings, &mut context, size.transform(page));
    context.flush();
    let mut pixels = Pixmap::new(size.width, size.height);
    let paper = RasterizerSettings {
        target_init: TargetInit::Clear(WHITE),
        ..RasterizerSettings::default()
    };
    context.render_with(&mut pixels, &mut Resources::default(), paper);
    picture(size, pixels.data_as_u8_slice())
        .ok_or_else(|| OcrError::Damaged("PDF of another size than it says".into()))
}

/// On paper nothing is transparent. Grey stays grey: it is a third of the work.
fn picture(size: Size, pixels: &[u8]) -> Option<DynamicImage> {
    let (width, height) = (u32::from(size.width), u32::from(size.height));
    let colours = || pixels.chunks_exact(4);
    if colours().all(|colour| colour[0] == colour[1] && colour[1] == colour[2]) {
        let grey = colours().map(|colour| colour[0]).collect();
        return GrayImage::from_raw(width, height, grey).map(DynamicImage::from);
    }
    let colour = colours().flat_map(|colour| [colour[0], colour[1], colour[2]]).collect();
    RgbImage::from_raw(width, height, colour).map(DynamicImage::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_size_a_page_says_its_picture_is_bounded() {
        let a4 = Size::fitting(595.0, 842.0);
        assert_eq!((a4.width, a4.height), (2479, 3508), "300 dots an inch");
        let slip = Size::fitting(226.0, 2800.0);
        assert_eq!((slip.width, slip.height), (942, 11667), "a long slip stays as sharp");
        for (width, height) in [(1e30, 1e30), (1.0, 1e9), (0.0, -5.0), (f64::NAN, f64::INFINITY)] {
            let Size { width, height, .. } = Size::fitting(width, height);
            assert!(width >= 1 && height >= 1, "there is a picture");
            assert!(
                f64::from(width) * f64::from(height) <= MOST_PIXELS * 1.01,
                "{width} x {height}"
            );
        }
    }
}
