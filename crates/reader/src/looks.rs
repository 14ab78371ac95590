//! Reading one receipt: one look at its picture, and another where a doubt is left.
use crate::clock::{self, timed};
use crate::effort::Effort;
use crate::engines::Engines;
use crate::serve::{Stop, upright};
use ocr::{Engine, Eye, Leaf, Look, OcrError, Upright};
use page::{Bounds, OcrPage, Strip, Turn, Word};
use reader::{FrameError, Stage, Timings, Wish};
use receipt::{Context, ReceiptDraft};

/// A picture that took this many microseconds gets no second look: its time is limited.
const PATIENCE: u64 = 15_000_000;
/// The second look leads when it made this much more legible.
const BETTER: f32 = 0.1;

/// Whether a look could help a draft.
type Helps = fn(&ReceiptDraft) -> bool;

/// The further looks at the whole, and when each is taken.
const MORE: [(Look, Helps); 3] = [
    (Look::Cleared, receipt::needs_another_look),
    (Look::Faint, needs_its_day),
    (Look::Squat, needs_its_total),
];

/// Below this a day or a total is as likely wrong as right, and a third look pays.
const UNLIKELY: f32 = 0.5;

fn needs_its_day(draft: &ReceiptDraft) -> bool {
    draft.date.best().is_none_or(|date| date.confidence < UNLIKELY)
}

fn needs_its_total(draft: &ReceiptDraft) -> bool {
    draft.total.best().is_none_or(|total| total.confidence < UNLIKELY)
}

/// A day or a total that is this sure after the first look needs no second opinion.
const CLEAR: f32 = 0.97;
/// And such a name none.
const CLEAR_NAME: f32 = 0.9;
/// More opinions than two make a day surer; a total that is this likely they leave as it is.
const SETTLED: f32 = 0.8;

/// How many lines are looked at closer where day or total are in doubt.
const CLOSER: usize = 3;

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
    engines: &Engines,
    leaf: &Leaf<'_>,
    wish: &Wish,
    context: &Context,
    mut tell: impl FnMut(Stage) -> Result<(), FrameError>,
) -> Result<Read, Stop> {
    let mut timings = Timings::default();
    let start = clock::processor();
    let turn = wish.turn.unwrap_or_default();
    let picture = timed(&mut timings.decode, || upright(leaf, turn))?;
    tell(Stage::Decoded)?;
    let first = timed(&mut timings.recognise, || first(&engines.first, picture, wish));
    timings.recognise_cpu = clock::processor() - start;
    let (seen, page) = first?;
    tell(Stage::Recognised)?;
    let draft = timed(&mut timings.parse, || receipt::parse(&page, context));
    let effort = Effort::after(&page);
    let pages = vec![page];
    let mut looking = Looking { engines, context, seen, pages, draft, effort, timings };
    looking.until_sure();
    tell(Stage::Parsed)?;
    let Looking { seen, pages, draft, timings, .. } = looking;
    Ok(Read { picture: seen.picture, turn: seen.turn, pages, draft, timings })
}

/// A receipt that was looked at once and is looked at again.
struct Looking<'a> {
    engines: &'a Engines,
    context: &'a Context,
    seen: Seen,
    pages: Vec<OcrPage>,
    draft: ReceiptDraft,
    effort: Effort,
    timings: Timings,
}

impl Looking<'_> {
    /// A second opinion on the lines that tell day and total, and on the seller's name;
    /// where doubt is left, the whole again in other ways; where it stays, more opinions
    /// on more lines: as far as that is in proportion to the first look.
    fn until_sure(&mut self) {
        let Engines { first, digits, .. } = self.engines;
        let one = |chance: f32| usize::from(chance < CLEAR);
        let lines = self.lines(one(self.draft.date.chance()), one(self.draft.total.chance()));
        let name = self.name();
        self.closer(&lines, &[(digits.as_ref(), Eye::Plain)]);
        self.closer(&name, &[(self.engines.names(), Eye::Soft)]);
        for (look, helps) in MORE {
            if helps(&self.draft) && self.has_time() && self.effort.takes_whole() {
                self.again(look);
            }
        }
        let most = |settled: bool| if settled { 0 } else { CLOSER };
        let total = self.draft.total.chance() >= SETTLED;
        let lines = self.lines(most(self.draft.date.is_sure()), most(total));
        if self.has_time() {
            self.closer(&lines, &[(Some(first), Eye::Soft), (self.engines.names(), Eye::Plain)]);
        }
    }

    /// So many of the lines that tell the day, and of those that tell the total.
    fn lines(&self, days: usize, totals: usize) -> Vec<Strip> {
        let Some(page) = self.pages.first() else { return Vec::new() };
        let day = receipt::day_lines(page, &self.draft).into_iter().take(days);
        let total = receipt::total_lines(page, &self.draft).into_iter().take(totals);
        let mut once: Vec<Strip> = Vec::new();
        for line in day.chain(total) {
            if !once.contains(&line) {
                once.push(line);
            }
        }
        once
    }

    /// The lines of the seller's name, where it is in doubt and may be no English one.
    fn name(&self) -> Vec<Strip> {
        let american = self.draft.currency.best().is_some_and(|best| best.value.code() == "USD");
        let clear = self.draft.merchant.chance() >= CLEAR_NAME;
        let page = self.pages.first().filter(|_| !american && !clear);
        page.map_or_else(Vec::new, |page| receipt::name_lines(page, &self.draft))
    }

    fn has_time(&self) -> bool {
        self.timings.decode + self.timings.recognise < PATIENCE
    }

    /// Looks at the whole again, in another way.
    fn again(&mut self, look: Look) {
        let Self { engines, seen, pages, timings, .. } = self;
        seen.again(&engines.first, look, pages, timings);
        self.weigh();
    }

    /// Looks at these lines with each of these eyes, where that is in proportion. What
    /// fails changes nothing.
    fn closer(&mut self, lines: &[Strip], eyes: &[(Option<&Engine>, Eye)]) {
        if lines.is_empty() || !self.effort.takes_lines(lines.len() * eyes.len()) {
            return;
        }
        let (start, before) = (clock::processor(), self.pages.len());
        for (engine, eye) in eyes {
            let look = || engine.and_then(|e| e.closer(&self.seen.picture, lines, *eye).ok());
            let page = timed(&mut self.timings.recognise, look);
            self.pages.extend(page.filter(|page| !page.words.is_empty()));
        }
        self.timings.recognise_cpu += clock::processor() - start;
        if self.pages.len() > before {
            self.weigh();
        }
    }

    /// Drafts from all that was seen.
    fn weigh(&mut self) {
        let parse = || receipt::parse_several(&self.pages, self.context);
        self.draft = timed(&mut self.timings.parse, parse);
    }
}

/// A picture and what is looked at of it.
struct Seen {
    picture: Upright,
    turn: Turn,
    /// The part, where not all of it is wanted, and where it lies.
    part: Option<(Upright, Bounds)>,
}

/// Fewer words than this are no receipt: its print may be faint, or not upright.
const FEWEST: usize = 12;

/// Reads a picture, turned as is wished, else as its print wants it.
fn first(engine: &Engine, picture: Upright, wish: &Wish) -> Result<(Seen, OcrPage), OcrError> {
    let seen = Seen::of(picture, wish)?;
    let page = seen.first(engine)?;
    let turn = match wish.turn.is_some() || wish.crop.is_some() {
        true => Turn::None,
        false => engine.find_turn(&seen.picture, &page)?,
    };
    let (seen, page) = match turn {
        Turn::None => (seen, page),
        turn => {
            let seen = Seen { picture: seen.picture.turned(turn), turn, part: None };
            let page = engine.read(&seen.picture)?;
            (seen, page)
        }
    };
    if page.words.is_empty() {
        return Err(OcrError::NothingToRead);
    }
    let page = seen.in_whole(page);
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

    /// What the first look sees, and where that is next to nothing, one for faint
    /// print, if that is more. Empty where there is nothing to read.
    fn first(&self, engine: &Engine) -> Result<OcrPage, OcrError> {
        let nothing = |read: Result<OcrPage, OcrError>| match read {
            Err(OcrError::NothingToRead) => Ok(OcrPage::default()),
            read => read,
        };
        let page = nothing(engine.read(self.looked_at()))?;
        if page.words.len() >= FEWEST {
            return Ok(page);
        }
        let faint = nothing(engine.read_otherwise(self.looked_at(), &page, Look::Faint))?;
        let is_more =
            faint.words.len() > page.words.len() && faint.legibility() > page.legibility();
        Ok(if is_more { faint } else { page })
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
