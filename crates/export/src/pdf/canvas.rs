//! Pages to draw on: points from the top left corner, `y` downwards.
use super::{
    Document, Note,
    theme::{Colour, LINE, SECONDARY, TEXT},
    typefaces::{Typefaces, Weight},
};
use crate::ExportError;
use jiff::civil::Date;
use printpdf::{
    Color, ExternalXObject, Line, LinePoint, Mm, OffsetDateTime, Op, PaintMode, PdfDocument,
    PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt, Rect, Rgb, TextItem, XObject, XObjectId,
    XObjectTransform,
};

/// A4 in points.
pub(crate) const PAGE_WIDTH: f32 = 595.28;
/// A4 in points.
pub(crate) const PAGE_HEIGHT: f32 = 841.89;
/// Free space on all sides.
pub(crate) const MARGIN: f32 = 40.0;
/// Content ends here; the footer stands below.
const BOTTOM: f32 = PAGE_HEIGHT - MARGIN - 14.0;
const FOOTER_BASELINE: f32 = PAGE_HEIGHT - MARGIN + 4.0;

/// How text looks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TextStyle {
    pub weight: Weight,
    /// Points.
    pub size: f32,
    pub colour: Colour,
}

impl TextStyle {
    pub const fn new(size: f32) -> Self {
        Self { weight: Weight::Regular, size, colour: TEXT }
    }

    pub const fn bold(self) -> Self {
        Self { weight: Weight::Bold, ..self }
    }

    pub const fn colour(self, colour: Colour) -> Self {
        Self { colour, ..self }
    }
}

/// What stands at the foot of every page.
pub(crate) enum Footer {
    /// Words on the left, `3 / 14` on the right.
    Numbered { left: String },
    /// Words alone.
    Plain { left: String },
}

/// Pages, the one that is drawn on, and how far down it is filled.
pub(crate) struct Canvas<'a> {
    pub faces: Typefaces<'a>,
    /// Where the next thing goes, points from the top.
    pub y: f32,
    pages: Vec<Vec<Op>>,
    current: usize,
    pictures: Vec<(XObjectId, XObject)>,
}

impl<'a> Canvas<'a> {
    /// One empty page.
    pub fn new(faces: Typefaces<'a>) -> Self {
        Self { faces, y: MARGIN, pages: vec![Vec::new()], current: 0, pictures: Vec::new() }
    }

    /// Makes sure of `height` points below [`Canvas::y`]; true if that took a new page.
    pub fn reserve(&mut self, height: f32) -> bool {
        if self.y + height <= BOTTOM {
            return false;
        }
        self.pages.push(Vec::new());
        self.current = self.pages.len() - 1;
        self.y = MARGIN;
        true
    }

    /// Writes with the left end of the baseline at `x`, `baseline`; gives the width.
    pub fn text(&mut self, x: f32, baseline: f32, style: TextStyle, text: &str) -> f32 {
        let text = super::text::printable(text);
        let width = self.faces.measure(style.weight, style.size, &text);
        let runs = self.faces.runs(style.weight, &text);
        if runs.is_empty() {
            return width;
        }
        self.push(Op::SetFillColor { col: colour(style.colour) });
        self.push(Op::StartTextSection);
        self.push(Op::SetTextCursor { pos: point(x, baseline) });
        for run in runs {
            self.push(Op::SetFont {
                font: PdfFontHandle::External(run.font),
                size: Pt(style.size),
            });
            self.push(Op::ShowText { items: vec![TextItem::Text(run.text)] });
        }
        self.push(Op::EndTextSection);
        width
    }

    /// Writes with the right end of the baseline at `right`, `baseline`.
    pub fn text_right(&mut self, right: f32, baseline: f32, style: TextStyle, text: &str) {
        let width = self.measure(style, text);
        self.text(right - width, baseline, style, text);
    }

    /// The width of a line in points.
    pub fn measure(&self, style: TextStyle, text: &str) -> f32 {
        self.faces.measure(style.weight, style.size, &super::text::printable(text))
    }

    /// A filled rectangle, given by its upper left corner.
    pub fn fill(&mut self, x: f32, y: f32, width: f32, height: f32, fill: Colour) {
        let mut rectangle =
            Rect::from_xywh(Pt(x), Pt(PAGE_HEIGHT - y - height), Pt(width), Pt(height));
        rectangle.mode = Some(PaintMode::Fill);
        self.push(Op::SetFillColor { col: colour(fill) });
        self.push(Op::DrawRectangle { rectangle });
    }

    /// A straight line.
    pub fn line(&mut self, from: (f32, f32), to: (f32, f32), thickness: f32, stroke: Colour) {
        let points = [from, to].map(|(x, y)| LinePoint { p: point(x, y), bezier: false });
        self.push(Op::SetOutlineColor { col: colour(stroke) });
        self.push(Op::SetOutlineThickness { pt: Pt(thickness) });
        self.push(Op::DrawLine { line: Line { points: points.to_vec(), is_closed: false } });
    }

    /// A hairline over the whole width.
    pub fn rule(&mut self, y: f32, colour: Colour) {
        self.line((MARGIN, y), (PAGE_WIDTH - MARGIN, y), 0.5, colour);
    }

    /// A picture, given by its upper left corner and its size on paper.
    pub fn picture(&mut self, picture: ExternalXObject, x: f32, y: f32, width: f32, height: f32) {
        let id = XObjectId(format!("Picture{}", self.pictures.len()));
        self.pictures.push((id.clone(), XObject::External(picture)));
        let transform = XObjectTransform {
            translate_x: Some(Pt(x)),
            translate_y: Some(Pt(PAGE_HEIGHT - y - height)),
            scale_x: Some(width),
            scale_y: Some(height),
            no_auto_scale: true,
            ..XObjectTransform::default()
        };
        self.push(Op::UseXobject { id, transform });
    }

    /// Adds the footers and writes the file; the note is about missing characters.
    pub fn finish(
        mut self,
        title: &str,
        made: Date,
        footer: Footer,
    ) -> Result<(Document, Option<Note>), ExportError> {
        self.draw_footers(&footer);
        let (fonts, note) = self.faces.finish()?;
        let mut document = PdfDocument::new(title);
        document.resources.fonts.map = fonts;
        document.resources.xobjects.map = self.pictures.into_iter().collect();
        document.pages =
            self.pages.into_iter().map(|ops| PdfPage::new(Mm(210.0), Mm(297.0), ops)).collect();
        document.metadata.info.producer = "Quittance".to_owned();
        date_document(&mut document, made);
        let pages = document.pages.len();
        Ok((Document { bytes: bytes(&document), pages, notes: Vec::new() }, note))
    }

    fn draw_footers(&mut self, footer: &Footer) {
        let style = TextStyle::new(7.5).colour(SECONDARY);
        let count = self.pages.len();
        for page in 0..count {
            self.current = page;
            let (Footer::Numbered { left } | Footer::Plain { left }) = footer;
            self.rule(FOOTER_BASELINE - 12.0, LINE);
            let words = super::ellipsize(&self.faces, style.weight, style.size, left, 400.0);
            self.text(MARGIN, FOOTER_BASELINE, style, &words);
            if let Footer::Numbered { .. } = footer {
                self.text_right(
                    PAGE_WIDTH - MARGIN,
                    FOOTER_BASELINE,
                    style,
                    &format!("{} / {count}", page + 1),
                );
            }
        }
    }

    fn push(&mut self, op: Op) {
        self.pages[self.current].push(op);
    }
}

fn point(x: f32, y: f32) -> Point {
    Point { x: Pt(x), y: Pt(PAGE_HEIGHT - y) }
}

fn colour((red, green, blue): Colour) -> Color {
    let part = |value: u8| f32::from(value) / 255.0;
    Color::Rgb(Rgb::new(part(red), part(green), part(blue), None))
}

fn date_document(document: &mut PdfDocument, made: Date) {
    let seconds = made
        .to_zoned(jiff::tz::TimeZone::UTC)
        .map_or(0, |midnight| midnight.timestamp().as_second());
    if let Ok(made) = OffsetDateTime::from_unix_timestamp(seconds) {
        let info = &mut document.metadata.info;
        (info.creation_date, info.modification_date, info.metadata_date) = (made, made, made);
    }
}

/// The file. Fonts as they are embedded need PDF 1.7, while the library says
/// 1.3; it also claims a standard for print shops that these pages do not
/// follow, and draws a random id, which would make equal reports differ.
fn bytes(document: &PdfDocument) -> Vec<u8> {
    let options = PdfSaveOptions { subset_fonts: false, ..PdfSaveOptions::default() };
    let mut file = printpdf::serialize::to_lopdf_doc(document, &options, &mut Vec::new());
    file.version = "1.7".to_owned();
    file.trailer.remove(b"ID");
    let info = file.trailer.get(b"Info").and_then(|info| info.as_reference());
    if let Ok(info) =
        info.and_then(|id| file.get_object_mut(id)).and_then(|info| info.as_dict_mut())
    {
        info.remove(b"GTS_PDFXVersion");
        info.remove(b"Identifier");
    }
    file.compress();
    let mut bytes = Vec::new();
    // Writing into memory does not fail.
    let _ = file.save_to(&mut bytes);
    bytes
}
