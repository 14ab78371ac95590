//! Which way up the print of a picture is.
use crate::{Engine, OcrError, Upright};
use page::{Bounds, OcrPage, Turn};

/// Pages that are more legible than this are the right way up.
const LEGIBLE: f32 = 0.25;
/// Print on its side is hardly a word: above this it is faint, or upside down, where some
/// letters and figures are others. To look sideways at it would cost several readings, for
/// nonsense is slow to read.
const WORDLESS: f32 = 0.12;
/// A turn must make this much more legible, or it is chance.
const MORE: f32 = 2.0;
/// Looking at a band of the middle is enough to tell: this share of the height,
const BAND: u32 = 4;
/// but no fewer pixels than this.
const LEAST: u32 = 400;

impl Engine {
    /// How a picture has to be turned to be read, given how it was read as it is.
    /// It is only doubted when hardly a word came out.
    pub fn find_turn(&self, picture: &Upright, page: &OcrPage) -> Result<Turn, OcrError> {
        let least = page.legibility();
        if least > LEGIBLE {
            return Ok(Turn::None);
        }
        let mut best = (Turn::None, (least * MORE).max(LEGIBLE));
        let turns: &[Turn] =
            if least > WORDLESS { &[Turn::Half] } else { &[Turn::Right, Turn::Left, Turn::Half] };
        for &turn in turns {
            let legibility = self.legibility(&band(picture, turn))?;
            if legibility > best.1 {
                best = (turn, legibility);
            }
        }
        Ok(best.0)
    }

    fn legibility(&self, picture: &Upright) -> Result<f32, OcrError> {
        match self.read(picture) {
            Ok(page) => Ok(page.legibility()),
            Err(OcrError::NothingToRead) => Ok(0.0),
            Err(error) => Err(error),
        }
    }
}

/// The middle of a picture, turned, across the whole of its lines.
fn band(picture: &Upright, turn: Turn) -> Upright {
    let (width, height) = (picture.width(), picture.height());
    let part = |side: u32| (side / BAND).max(LEAST).min(side);
    let bounds = if turn.swaps_sides() {
        Bounds { x: (width - part(width)) / 2, y: 0, width: part(width), height }
    } else {
        Bounds { x: 0, y: (height - part(height)) / 2, width, height: part(height) }
    };
    picture.cropped(bounds).unwrap_or_else(|| picture.clone()).turned(turn)
}
