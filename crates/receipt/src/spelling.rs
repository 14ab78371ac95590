//! Words that readings of one picture spell in several ways.
use page::{Bounds, OcrPage, Word};
use std::borrow::Cow;

/// More words than the lines have that are looked at closely.
const MOST: usize = 200;

/// The pages with words of letters spelled as the readings are surest of, where a line was
/// looked at closely. Digits are left as they are: day and sums weigh every reading.
pub(crate) fn agreed(pages: &[OcrPage]) -> Cow<'_, [OcrPage]> {
    let close = pages.iter().filter(|page| page.close).flat_map(|page| &page.words);
    let mut mended = Cow::Borrowed(pages);
    for word in close.take(MOST).filter(|word| is_lettered(word)) {
        if let Some(text) = surest(pages, word.bounds) {
            respell(&mut mended, word.bounds, text);
        }
    }
    mended
}

/// The spelling of a place that its readings are surest of, taken together.
fn surest(pages: &[OcrPage], place: Bounds) -> Option<&str> {
    let spelled: Vec<&Word> = pages.iter().filter_map(|page| at(page, place)).collect();
    let votes = |text: &str| {
        spelled.iter().filter(|other| other.text == text).map(|w| w.confidence).sum::<f32>()
    };
    let best = spelled.iter().max_by(|a, b| votes(&a.text).total_cmp(&votes(&b.text)))?;
    let alone = spelled
        .iter()
        .all(|other| other.text == best.text || votes(&other.text) < votes(&best.text));
    alone.then_some(&best.text)
}

fn at(page: &OcrPage, place: Bounds) -> Option<&Word> {
    page.words.iter().find(|word| is_same(word.bounds, place))
}

fn respell(pages: &mut Cow<'_, [OcrPage]>, place: Bounds, text: &str) {
    for number in 0..pages.len() {
        let differs = |word: &Word| is_same(word.bounds, place) && word.text != text;
        let wrong =
            pages[number].words.iter().position(|word| !pages[number].close && differs(word));
        if let Some(wrong) = wrong {
            pages.to_mut()[number].words[wrong].text = text.to_owned();
        }
    }
}

/// More letters than digits.
fn is_lettered(word: &Word) -> bool {
    let count = |is: fn(&char) -> bool| word.text.chars().filter(is).count();
    count(|c| c.is_alphabetic()) > count(char::is_ascii_digit)
}

/// Whether two boxes hold the same word: each covers most of the other's width.
fn is_same(a: Bounds, b: Bounds) -> bool {
    let shared = |a: (u32, u32), b: (u32, u32)| {
        let end = a.0.saturating_add(a.1).min(b.0.saturating_add(b.1));
        u64::from(end.saturating_sub(a.0.max(b.0)))
    };
    let across = shared((a.x, a.width), (b.x, b.width)) * 10;
    let down = shared((a.y, a.height), (b.y, b.height)) * 2;
    across >= u64::from(a.width.max(b.width)) * 7 && down >= u64::from(a.height.min(b.height))
}

#[cfg(test)]
mod tests {
    use super::agreed;
    use page::{Bounds, OcrPage, Word};

    fn page(close: bool, words: &[(&str, u32)]) -> OcrPage {
        let word = |(text, x): &(&str, u32)| Word {
            text: (*text).to_owned(),
            bounds: Bounds { x: *x, y: 10, width: 90, height: 20 },
            confidence: 0.9,
            line: 0,
        };
        OcrPage { width: 500, height: 100, words: words.iter().map(word).collect(), close }
    }

    fn first(pages: &[OcrPage]) -> Vec<String> {
        agreed(pages)[0].words.iter().map(|word| word.text.clone()).collect()
    }

    #[test]
    fn two_that_agree_outvote_the_first() {
        let whole = page(false, &[("SANYO", 0), ("SHOP", 100)]);
        let closer = page(true, &[("SANYU", 2), ("SHOP", 101)]);
        let pages = [whole, closer.clone(), closer];
        assert_eq!(first(&pages), ["SANYU", "SHOP"], "both closer looks say U");
    }

    #[test]
    fn the_surer_of_two_is_believed_and_a_tie_changes_nothing() {
        let close = |confidence: f32| {
            let mut page = page(true, &[("SANYU", 0)]);
            page.words[0].confidence = confidence;
            page
        };
        let pages = |confidence| [page(false, &[("SANYO", 0)]), close(confidence)];
        assert_eq!(first(&pages(0.95)), ["SANYU"], "0.95 against 0.9");
        assert_eq!(first(&pages(0.9)), ["SANYO"], "nothing speaks for either");
        assert_eq!(first(&pages(f32::NAN)), ["SANYO"], "no number is no reason");
    }

    #[test]
    fn digits_and_words_elsewhere_stay() {
        let closer = page(true, &[("12.50", 0), ("TOTAL", 40)]);
        let pages = [page(false, &[("12.30", 0), ("T0TAL", 100)]), closer.clone(), closer];
        assert_eq!(first(&pages), ["12.30", "T0TAL"], "amounts are weighed, not spelled");
    }
}
