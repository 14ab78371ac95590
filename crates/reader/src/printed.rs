//! Reading a page whose words are in its file: nothing has to be recognised.
use crate::clock::{self, timed};
use crate::looks::Read;
use crate::serve::Stop;
use ocr::{Engine, Leaf, Printed};
use page::{OcrPage, Turn};
use reader::{FrameError, Stage, Timings, Wish};
use receipt::{Context, ReceiptDraft};

/// Reads the words of the file itself; none where its picture is to be looked
/// at: when there are no such words, or somebody wants it turned or in another
/// language.
pub fn read(
    engine: &Engine,
    leaf: &Leaf<'_>,
    wish: &Wish,
    context: &Context,
    mut tell: impl FnMut(Stage) -> Result<(), FrameError>,
) -> Result<Option<Read>, Stop> {
    if wish.turn.unwrap_or_default() != Turn::None || !wish.languages.is_empty() {
        return Ok(None);
    }
    let mut timings = Timings::default();
    let start = clock::processor();
    let printed = timed(&mut timings.decode, || leaf.printed())?;
    let Some(Printed { picture, page, has_pictures }) = printed else { return Ok(None) };
    let page = within(page, wish);
    tell(Stage::Decoded)?;
    let mut pages = vec![page];
    let mut draft = timed(&mut timings.parse, || receipt::parse(&pages[0], context));
    if has_pictures && wish.crop.is_none() && lacks_its_head_or_total(&draft) {
        // What the words do not say, a logo may.
        let seen = timed(&mut timings.recognise, || engine.read(&picture));
        pages.extend(seen.ok());
        let parse = || receipt::parse_several(&pages, context);
        draft = timed(&mut timings.parse, parse);
    }
    timings.recognise_cpu = clock::processor() - start;
    tell(Stage::Recognised)?;
    tell(Stage::Parsed)?;
    Ok(Some(Read { picture, turn: Turn::None, pages, draft, timings }))
}

/// The words of the part that is wished.
fn within(mut page: OcrPage, wish: &Wish) -> OcrPage {
    if let Some(part) = wish.crop {
        page.words.retain(|word| {
            let (x, y) =
                (word.bounds.x + word.bounds.width / 2, word.bounds.y + word.bounds.height / 2);
            (part.x..part.right()).contains(&x) && (part.y..part.bottom()).contains(&y)
        });
    }
    page
}

fn lacks_its_head_or_total(draft: &ReceiptDraft) -> bool {
    draft.merchant.value().is_none() || draft.total.value().is_none()
}
