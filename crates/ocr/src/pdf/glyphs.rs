//! What a page prints: its letters, each at its place.
use hayro::hayro_interpret::font::{Glyph, GlyphRun, PositionedGlyph};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};
use hayro::kurbo::{Affine, BezPath, Rect};

/// The rest of a hostile page is not collected.
const MOST_LETTERS: usize = 200_000;
/// A glyph's own coordinates: so many to the height of its font.
const EM: f64 = 1000.0;

/// A letter, or what one glyph stands for, in pixels of the page's picture.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Letter {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    /// Where the line stands that it is written on.
    pub(super) base: f64,
    /// The height of its font.
    pub(super) size: f64,
}

/// Collects what is printed; draws nothing.
#[derive(Default)]
pub(super) struct Letters {
    pub(super) printed: Vec<Letter>,
    /// Printed, and nothing says which letters they are.
    pub(super) unknown: usize,
    /// Pixels that pictures cover, each by itself.
    pub(super) pictured: f64,
}

impl Letters {
    fn take(&mut self, glyph: &PositionedGlyph<'_>, onto: Affine) {
        let [right, slant, _, up, x, y] = (onto * glyph.transform()).as_coeffs();
        // What runs up, down, backward or mirrored is a stamp or a margin's small print.
        let is_upright = right > 0.0 && up < 0.0 && slant.abs() < right / 10.0;
        match text(glyph) {
            _ if !is_upright || !x.is_finite() || !y.is_finite() => {}
            None => self.unknown += 1,
            Some(text) => self.printed.push(Letter {
                text,
                left: x,
                right: x + advance(glyph) * right,
                base: y,
                size: -up * EM,
            }),
        }
    }
}

/// What a glyph stands for; none where that is anybody's guess.
fn text(glyph: &Glyph<'_>) -> Option<String> {
    let text = match glyph.as_unicode()? {
        BfString::Char(letter) => letter.to_string(),
        BfString::String(letters) => letters,
    };
    let is_known = |letter: char| {
        let private = matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{fffd}');
        !private && (!letter.is_control() || letter.is_whitespace())
    };
    text.chars().all(is_known).then_some(text)
}

/// How far the next one stands away, in a glyph's own coordinates.
fn advance(glyph: &Glyph<'_>) -> f64 {
    let told = match glyph {
        Glyph::Outline(outline) => outline.advance_width(),
        Glyph::Type3(drawn) => drawn.advance_width(),
    };
    told.map(f64::from).filter(|width| (0.0..3.0 * EM).contains(width)).unwrap_or(EM / 2.0)
}

impl Device<'_> for Letters {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, mode: &DrawMode) {
        // What cannot be seen is not read: somebody else's reading of a scan,
        // or words for machines that a person would not confirm.
        if matches!(mode, DrawMode::Invisible) {
            return;
        }
        let room = MOST_LETTERS.saturating_sub(self.printed.len());
        run.glyphs().iter().take(room).for_each(|glyph| self.take(glyph, props.transform));
    }

    fn draw_image(&mut self, image: Image<'_, '_>, props: ImageDrawProps<'_>) {
        let all = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let covered = props.transform.transform_rect_bbox(all).area();
        if covered.is_finite() {
            self.pictured += covered;
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
