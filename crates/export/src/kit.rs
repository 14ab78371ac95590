//! The recovery kit: one page of words to keep on paper.
use crate::{
    ExportError, Fonts,
    pdf::{
        ACCENT, CONTROL_EDGE, Canvas, Document, Footer, LINE, MARGIN, PAGE_WIDTH, SECONDARY,
        TextStyle, Typefaces, wrap,
    },
};
use jiff::civil::Date;

/// The sentences around the words, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    /// The heading: `If this computer is lost.`
    pub title: String,
    /// What the words are for and what they cannot do, a paragraph each.
    pub paragraphs: Vec<String>,
    /// What the words are not: `Not a crypto wallet`.
    pub disclaimer: String,
    /// Whose receipts and when it was made; stands at the foot.
    pub footer: String,
}

const WIDTH: f32 = PAGE_WIDTH - 2.0 * MARGIN;
const COLUMNS: usize = 3;
const ROW_HEIGHT: f32 = 46.0;
const WORD: TextStyle = TextStyle::new(17.0).bold();
const NUMBER: TextStyle = TextStyle::new(10.0).colour(SECONDARY);
const BODY: TextStyle = TextStyle::new(12.0);

/// One A4 page with the words, numbered from 1 in reading order. The bytes
/// hold the words in plain text: they are as secret as the words.
pub fn render(
    words: &[&str],
    labels: &Labels,
    made: Date,
    fonts: &Fonts,
) -> Result<Document, ExportError> {
    if words.is_empty() {
        return Err(ExportError::Empty);
    }
    let mut canvas = Canvas::new(Typefaces::new(fonts)?);
    canvas.y += 24.0;
    draw_text(&mut canvas, TextStyle::new(26.0).bold(), 34.0, &labels.title);
    canvas.y += 8.0;
    for paragraph in &labels.paragraphs {
        draw_text(&mut canvas, BODY, 18.0, paragraph);
    }
    canvas.y += 20.0;
    draw_words(&mut canvas, words);
    canvas.y += 28.0;
    draw_text(&mut canvas, BODY.bold().colour(ACCENT), 18.0, &labels.disclaimer);
    let (document, note) =
        canvas.finish(&labels.title, made, Footer::Plain { left: labels.footer.clone() })?;
    Ok(Document { notes: note.into_iter().collect(), ..document })
}

fn draw_text(canvas: &mut Canvas<'_>, style: TextStyle, leading: f32, text: &str) {
    for line in wrap(&canvas.faces, style.weight, style.size, text, WIDTH, usize::MAX) {
        canvas.text(MARGIN, canvas.y + style.size, style, &line);
        canvas.y += leading;
    }
}

fn draw_words(canvas: &mut Canvas<'_>, words: &[&str]) {
    canvas.rule(canvas.y, CONTROL_EDGE);
    let column = WIDTH / COLUMNS as f32;
    for (line, words) in words.chunks(COLUMNS).enumerate() {
        for (place, word) in words.iter().enumerate() {
            let (left, baseline) = (MARGIN + place as f32 * column, canvas.y + 29.0);
            canvas.text_right(
                left + 18.0,
                baseline,
                NUMBER,
                &(line * COLUMNS + place + 1).to_string(),
            );
            canvas.text(left + 28.0, baseline, WORD, word);
        }
        canvas.y += ROW_HEIGHT;
        canvas.rule(canvas.y, LINE);
    }
}
