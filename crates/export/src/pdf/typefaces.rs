//! Which face draws a character, how wide it is, and the cut-down fonts.
use super::Note;
use crate::{ExportError, Face, Fonts};
use printpdf::{FontId, FontMetrics, FontType, ParsedFont, PdfFont, PdfFontMetricsStub};
use std::collections::{BTreeMap, BTreeSet};
use subsetter::GlyphRemapper;

/// How heavy text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// Characters of one face that stand next to each other.
pub(crate) struct Run {
    pub font: FontId,
    pub text: String,
}

/// All faces, and which of their glyphs are in use.
pub(crate) struct Typefaces<'a> {
    faces: Vec<Typeface<'a>>,
    /// Indexes into `faces`, in the order they are asked.
    regular: Vec<usize>,
    bold: Vec<usize>,
    missing: BTreeSet<char>,
}

struct Typeface<'a> {
    source: &'a Face,
    parsed: ttf_parser::Face<'a>,
    kept: GlyphRemapper,
    /// The glyph of a character, numbered as in the cut-down font.
    glyphs: BTreeMap<char, u16>,
    /// The character that a glyph was first used for; copied text reads as that one.
    shown: BTreeMap<u16, char>,
}

/// Stands for a character that no face has.
const REPLACEMENTS: [char; 2] = ['\u{FFFD}', '?'];

impl<'a> Typefaces<'a> {
    pub fn new(fonts: &'a Fonts) -> Result<Self, ExportError> {
        let mut faces = Vec::new();
        let regular = load(&fonts.regular, &mut faces);
        let mut bold = load(&fonts.bold, &mut faces);
        bold.extend(&regular);
        match regular.is_empty() {
            true => Err(ExportError::NoFont),
            false => Ok(Self { faces, regular, bold, missing: BTreeSet::new() }),
        }
    }

    /// The width in points.
    pub fn measure(&self, weight: Weight, size: f32, text: &str) -> f32 {
        text.chars().map(|c| self.advance(weight, size, c)).sum()
    }

    /// The width of one character in points.
    pub fn advance(&self, weight: Weight, size: f32, c: char) -> f32 {
        let Some((face, c)) = self.face_of(weight, c) else { return 0.0 };
        f32::from(self.faces[face].thousandths(c)) * size / 1000.0
    }

    /// Cuts text into runs of one face and keeps their glyphs.
    pub fn runs(&mut self, weight: Weight, text: &str) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for c in text.chars() {
            let Some((face, drawn)) = self.face_of(weight, c) else { continue };
            if drawn != c {
                self.missing.insert(c);
            }
            let drawn = self.faces[face].keep(drawn);
            let font = font_id(face);
            match runs.last_mut() {
                Some(run) if run.font == font => run.text.push(drawn),
                _ => runs.push(Run { font, text: drawn.into() }),
            }
        }
        runs
    }

    /// The cut-down fonts, and a note when characters were missing.
    pub fn finish(self) -> Result<(BTreeMap<FontId, PdfFont>, Option<Note>), ExportError> {
        let mut fonts = BTreeMap::new();
        for (number, face) in
            self.faces.iter().enumerate().filter(|(_, face)| !face.glyphs.is_empty())
        {
            fonts.insert(font_id(number), PdfFont::new(face.cut_down(number)?));
        }
        let note = (!self.missing.is_empty()).then(|| Note::MissingCharacters {
            count: self.missing.len(),
            chinese: self.missing.iter().any(|c| super::text::is_ideograph(*c)),
        });
        Ok((fonts, note))
    }

    fn face_of(&self, weight: Weight, c: char) -> Option<(usize, char)> {
        let order = match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        };
        let having =
            |c: char| order.iter().find(|face| self.faces[**face].has(c)).map(|face| (*face, c));
        having(c).or_else(|| REPLACEMENTS.into_iter().find_map(having))
    }
}

fn load<'a>(sources: &'a [Face], faces: &mut Vec<Typeface<'a>>) -> Vec<usize> {
    let from = faces.len();
    faces.extend(sources.iter().filter_map(Typeface::parse));
    (from..faces.len()).collect()
}

fn font_id(face: usize) -> FontId {
    FontId(format!("Face{face}"))
}

impl<'a> Typeface<'a> {
    fn parse(source: &'a Face) -> Option<Self> {
        let parsed = ttf_parser::Face::parse(&source.bytes, source.index).ok()?;
        Some(Self {
            source,
            parsed,
            kept: GlyphRemapper::new(),
            glyphs: BTreeMap::new(),
            shown: BTreeMap::new(),
        })
    }

    fn has(&self, c: char) -> bool {
        self.parsed.glyph_index(c).is_some()
    }

    /// Rounded down, as the width table of the file is.
    fn thousandths(&self, c: char) -> u16 {
        let advance = self
            .parsed
            .glyph_index(c)
            .and_then(|glyph| self.parsed.glyph_hor_advance(glyph))
            .unwrap_or(0);
        let thousandths = u32::from(advance) * 1000 / u32::from(self.parsed.units_per_em().max(1));
        u16::try_from(thousandths).unwrap_or(u16::MAX)
    }

    /// Keeps the glyph of a character; gives the character to write for it.
    fn keep(&mut self, c: char) -> char {
        let glyph = self.parsed.glyph_index(c).map_or(0, |glyph| glyph.0);
        let kept = self.kept.remap(glyph);
        let shown = *self.shown.entry(kept).or_insert(c);
        self.glyphs.insert(shown, kept);
        shown
    }

    fn cut_down(&self, number: usize) -> Result<ParsedFont, ExportError> {
        let bytes = subsetter::subset(&self.source.bytes, self.source.index, &self.kept)
            .map_err(|_| ExportError::FontDamaged)?;
        let box_ = self.parsed.global_bounding_box();
        let units_per_em = self.parsed.units_per_em();
        Ok(ParsedFont {
            original_bytes: bytes,
            font_index: 0,
            font_name: Some(format!("{}+{}", tag(number), self.name())),
            codepoint_to_glyph: self
                .glyphs
                .iter()
                .map(|(c, glyph)| (u32::from(*c), *glyph))
                .collect(),
            glyph_widths: self.widths(),
            units_per_em,
            font_metrics: FontMetrics {
                ascent: self.parsed.ascender(),
                descent: self.parsed.descender(),
            },
            font_type: FontType::TrueType,
            pdf_font_metrics: PdfFontMetricsStub {
                units_per_em,
                x_min: box_.x_min,
                y_min: box_.y_min,
                x_max: box_.x_max,
                y_max: box_.y_max,
                us_weight_class: self.parsed.weight().to_number(),
                ..PdfFontMetricsStub::default()
            },
        })
    }

    fn widths(&self) -> BTreeMap<u16, u16> {
        let width = |c: &char| {
            self.parsed
                .glyph_index(*c)
                .and_then(|glyph| self.parsed.glyph_hor_advance(glyph))
                .unwrap_or(0)
        };
        self.glyphs.iter().map(|(c, kept)| (*kept, width(c))).collect()
    }

    fn name(&self) -> String {
        let names = self.parsed.names().into_iter();
        let name = names
            .filter(|name| name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME)
            .find_map(|name| name.to_string());
        let plain: String = name
            .unwrap_or_default()
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
            .collect();
        match plain.is_empty() {
            true => "Font".to_owned(),
            false => plain,
        }
    }
}

/// Six capitals mark a cut-down font and tell those of one file apart.
fn tag(number: usize) -> String {
    let last = char::from(b'A' + (number % 26) as u8);
    format!("QUITT{last}")
}
