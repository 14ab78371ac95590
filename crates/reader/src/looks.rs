//! Reading one receipt: one look at its picture, and another where a doubt is left.
use crate::clock::{self, timed};
use crate::serve::{Stop, upright};
use ocr::{Engine, Look, OcrError, Print, Upright};
use page::{Bounds, OcrPage, Turn, Word};
use reader::{FrameError, Stage, Timings, Wish};
use receipt::{Context, Hint, NoReread, ReceiptDraft, Reread};

/// A picture that took this many microseconds gets no second look: its time is limited.
const PATIENCE: u64 = 15_000_000;
/// The second look leads when it made this much more legible.
const BETTER: f32 = 0.1;

/// Whether a look could help a draft.
type Helps = fn(&ReceiptDraft) -> bool;

/// The further looks, and when each is taken.
const MORE: [(Look, Helps); 2] =
    [(Look::Cleared, receipt::needs_another_look), (Look::Squat, needs_its_total)];

/// Below this a total is as likely wrong as right, and a third look pays.
const UNLIKELY: f32 = 0.5;

fn needs_its_total(draft: &ReceiptDraft) -> bool {
    draft.total.best().is_none_or(|total| total.confidence < UNLIKELY)
}

/// What came of a picture.
pub struct Read {
    /// As it was read, turned upright.
    pub picture: Upright,
    /// How it was turned.
    pub turn: Turn,
    /// What was recognised, the best first; never empty.
    pub pages: Vec<OcrPage>,
    /// What it says.
    pub draft: ReceiptDraft,
    /// Without `derive` and `cpu`.
    pub timings: Timings,
}

/// Reads a receipt.
pub fn read(
    engine: &Engine,
    bytes: &[u8],
    wish: &Wish,
    context: &Context,
    mut tell: impl FnMut(Stage) -> Result<(), FrameError>,
) -> Result<Read, Stop> {
    let mut timings = Timings::default();
    let start = clock::processor();
    let turn = wish.turn.unwrap_or_default();
    let picture = timed(&mut timings.decode, || upright(bytes, turn))?;
    tell(Stage::Decoded)?;
    let first = timed(&mut timings.recognise, || first(engine, picture, wish));
    timings.recognise_cpu = clock::processor() - start;
    let (seen, page) = first?;
    tell(Stage::Recognised)?;
    let mut draft = timed(&mut timings.parse, || receipt::parse(&page, &mut NoReread, context));
    let mut pages = vec![page];
    for (look, helps) in MORE {
        if helps(&draft) && timings.decode + timings.recognise < PATIENCE {
            seen.again(engine, look, &mut pages, &mut timings);
            let parse = || receipt::parse_several(&pages, &mut NoReread, context);
            draft = timed(&mut timings.parse, parse);
        }
    }
    if receipt::needs_another_look(&draft) {
        let mut closer = Closer { engine, picture: &seen.picture };
        let parse = || receipt::parse_several(&pages, &mut closer, context);
        draft = timed(&mut timings.parse, parse);
    }
    tell(Stage::Parsed)?;
    Ok(Read { picture: seen.picture, turn: seen.turn, pages, draft, timings })
}

/// A picture and what is looked at of it.
struct Seen {
    picture: Upright,
    turn: Turn,
    /// The part, where not all of it is wanted, and where it lies.
    part: Option<(Upright, Bounds)>,
}

/// Reads a picture, turned as is wished, else as its print wants it.
fn first(engine: &Engine, picture: Upright, wish: &Wish) -> Result<(Seen, OcrPage), OcrError> {
    let seen = Seen::of(picture, wish)?;
    let outcome = engine.read(seen.looked_at());
    let turn = match &outcome {
        _ if wish.turn.is_some() || wish.crop.is_some() => Turn::None,
        Ok(page) => engine.find_turn(&seen.picture, page)?,
        Err(OcrError::NothingToRead) => engine.find_turn(&seen.picture, &OcrPage::default())?,
        Err(_) => Turn::None,
    };
    if turn == Turn::None {
        let page = seen.in_whole(outcome.or_else(|error| seen.despite(engine, error))?);
        return Ok((seen, page));
    }
    let seen = Seen { picture: seen.picture.turned(turn), turn, part: None };
    let page = engine.read(&seen.picture)?;
    Ok((seen, page))
}

impl Seen {
    fn of(picture: Upright, wish: &Wish) -> Result<Self, OcrError> {
        let cut = |bounds: Bounds| picture.cropped(bounds).ok_or(OcrError::NothingToRead);
        let part = match wish.crop {
            Some(bounds) => Some((cut(bounds)?, bounds)),
            None => None,
        };
        Ok(Self { picture, turn: wish.turn.unwrap_or_default(), part })
    }

    fn looked_at(&self) -> &Upright {
        self.part.as_ref().map_or(&self.picture, |(part, _)| part)
    }

    /// What another look sees where the first saw nothing.
    fn despite(&self, engine: &Engine, error: OcrError) -> Result<OcrPage, OcrError> {
        match error {
            OcrError::NothingToRead => {
                engine.read_otherwise(self.looked_at(), &OcrPage::default(), Look::Cleared)
            }
            error => Err(error),
        }
    }

    /// The page in pixels of the whole picture.
    fn in_whole(&self, page: OcrPage) -> OcrPage {
        match &self.part {
            None => page,
            Some((_, at)) => page.within((at.x, at.y), self.picture.width(), self.picture.height()),
        }
    }

    /// Looks again and puts the page to the others, in front if it is the more
    /// legible. A look that fails changes nothing.
    fn again(&self, engine: &Engine, look: Look, pages: &mut Vec<OcrPage>, timings: &mut Timings) {
        let Some(first) = pages.first() else { return };
        let start = clock::processor();
        let read = || engine.read_otherwise(self.looked_at(), first, look);
        let other = timed(&mut timings.recognise, read);
        timings.recognise_cpu += clock::processor() - start;
        if let Ok(mut other) = other {
            if look == Look::Squat {
                other.words = sums(other.words);
            }
            let leads = other.legibility() > first.legibility() + BETTER;
            pages.insert(if leads { 0 } else { pages.len() }, self.in_whole(other));
        }
    }
}

/// The lines that end in an amount, which squat print is looked at for; its
/// other lines are read better without.
fn sums(words: Vec<Word>) -> Vec<Word> {
    let lines = words.chunk_by(|a, b| a.line == b.line);
    lines
        .filter(|line| line.iter().any(|word| ends_in_cents(&word.text)))
        .flatten()
        .cloned()
        .collect()
}

/// `12.50`, `12,50`, and with one sign behind it.
fn ends_in_cents(text: &str) -> bool {
    let bytes = text.as_bytes();
    let ends = |bytes: &[u8]| matches!(bytes, [.., a, b'.' | b',', c, d] if [a, c, d].iter().all(|b| b.is_ascii_digit()));
    ends(bytes) || bytes.split_last().is_some_and(|(_, front)| ends(front))
}

/// A closer look at single lines, on the picture that is decoded already.
struct Closer<'a> {
    engine: &'a Engine,
    picture: &'a Upright,
}

impl Reread for Closer<'_> {
    fn region(&mut self, bounds: Bounds, hint: Hint) -> Option<OcrPage> {
        let print = match hint {
            Hint::Line | Hint::Amount | Hint::Date => Print::Line,
        };
        let region = ocr::Region { bounds, print };
        let page = self.engine.reread(self.picture, region).ok()?;
        (!page.words.is_empty()).then_some(page)
    }
}

#[cfg(test)]
mod tests {
    use super::ends_in_cents;

    #[test]
    fn amounts_are_told_from_dates_and_names() {
        for amount in ["12.50", "$5,35", "RM1,204.00", "3.00-", "0.42S"] {
            assert!(ends_in_cents(amount), "{amount}");
        }
        for other in ["12.05.2018", "TOTAL", "50", ".50", "", "v1.2", "€€"] {
            assert!(!ends_in_cents(other), "{other}");
        }
    }
}
