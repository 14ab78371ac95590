//! Whether a page's own text is as good as the page.
use super::draw::Size;
use super::glyphs::Letters;
use super::lines;
use hayro::hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::Rect;
use image::GrayImage;
use page::{Bounds, OcrPage};

/// Fewer words are a stamp or a page number.
const FEWEST_WORDS: usize = 8;
/// On a scan, fewer words are what a scanner adds of its own.
const FEWEST_ON_A_SCAN: usize = 40;
/// Pictures over this share of a page make it a scan.
const SCAN: f64 = 0.5;
/// One letter in so many may be unknown.
const UNKNOWN: usize = 20;
/// Print differs from its paper by so many shades at least.
const CONTRAST: u8 = 40;

/// The text of a page.
pub(crate) struct Text {
    /// Its words, in pixels of the page's picture.
    pub(crate) page: OcrPage,
    /// Whether there are pictures besides, such as a seller's name drawn as a logo.
    pub(crate) has_pictures: bool,
    is_scan: bool,
}

/// The text of a page that can be used instead of a picture of it.
pub(super) fn of(page: &Page<'_>) -> Option<Text> {
    let size = Size::of(page);
    let (width, height) = (f64::from(size.width), f64::from(size.height));
    let letters = collect(page, size, Rect::new(0.0, 0.0, width, height));
    let has_pictures = letters.pictured > 0.0;
    let is_scan = letters.pictured > SCAN * width * height;
    let is_known = letters.unknown * UNKNOWN <= letters.printed.len();
    let words = lines::words(letters.printed);
    let (width, height) = (size.width.into(), size.height.into());
    let page = OcrPage { width, height, words, close: false };
    let text = Text { page, has_pictures, is_scan };
    (is_known && text.suffices()).then_some(text)
}

fn collect(page: &Page<'_>, size: Size, area: Rect) -> Letters {
    let cache = InterpreterCache::new();
    let settings = InterpreterSettings::default();
    let mut context = Context::new(size.transform(page), area, &cache, page.xref(), settings);
    let mut letters = Letters::default();
    interpret_page(page, &mut context, &mut letters);
    letters
}

impl Text {
    fn suffices(&self) -> bool {
        let fewest = if self.is_scan { FEWEST_ON_A_SCAN } else { FEWEST_WORDS };
        self.page.words.len() >= fewest
    }

    /// What of it can be seen on the page's picture, if that is enough: white
    /// on white, or behind a picture, anything can be written.
    pub(crate) fn seen_on(mut self, picture: &GrayImage) -> Option<Self> {
        self.page.words.retain(|word| is_seen(picture, word.bounds));
        self.suffices().then_some(self)
    }
}

fn is_seen(picture: &GrayImage, bounds: Bounds) -> bool {
    let Some(part) = bounds.within(picture.width(), picture.height()) else { return false };
    let rows = picture.rows().skip(part.y as usize).take(part.height as usize);
    let shades = rows.flat_map(|row| row.skip(part.x as usize).take(part.width as usize));
    let (dark, light) = shades
        .fold((255, 0), |(dark, light): (u8, u8), shade| (dark.min(shade[0]), light.max(shade[0])));
    light.saturating_sub(dark) >= CONTRAST
}
