//! Reading the pictures of a receipt, one after the other, each as it is wished.
use super::work::LEASE;
use crate::error::Error;
use crate::session::Core;
use fault::Code;
use page::{Bounds, Turn};
use reader::{CancelToken, Picture, Pool, ReadError, Reading, Wish};
use receipt::Context;
use store::table::attachment;
use store::table::job::{self, Job};
use store::table::receipt_page::{self, Page, Place};
use store::{AttachmentId, ReceiptId};

/// The pictures of a receipt as they were read, from the top down.
pub(super) type Pages = Vec<(AttachmentId, Reading)>;

/// A picture that could not be read.
pub(super) struct Unread {
    pub(super) attachment: AttachmentId,
    pub(super) error: ReadError,
    /// What can be shown of it all the same.
    pub(super) picture: Option<Picture>,
}

/// Reads all pictures of a receipt. Where the first was read, a later one
/// without text is passed over; anything else ends the reading.
pub(super) fn read(
    core: &Core,
    job: &Job,
    receipt: ReceiptId,
    token: &CancelToken,
) -> Result<Result<Pages, Unread>, Error> {
    let pages = core.store.read(|view| receipt_page::list(view, receipt))?;
    if pages.is_empty() {
        return Err(store::Error::NotFound("page").into());
    }
    let mut readings = Pages::new();
    for page in &pages {
        match read_page(core, page, token)? {
            Ok(reading) => readings.push((page.attachment, reading)),
            Err(unread) if !readings.is_empty() && is_empty(&unread.error) => {}
            Err(unread) => return Ok(Err(unread)),
        }
        let held = job.clone();
        core.store.write_local(move |tx| job::renew(tx, &held, LEASE))?;
    }
    Ok(Ok(readings))
}

fn is_empty(error: &ReadError) -> bool {
    matches!(error, ReadError::Refused(Code::NothingToRead))
}

fn read_page(
    core: &Core,
    page: &Page,
    token: &CancelToken,
) -> Result<Result<Reading, Unread>, Error> {
    let bytes = core.store.read(|view| attachment::read_all(view, page.attachment))?;
    let context = Context { today: core.clock.today(), currency: None };
    let wish = wish(&page.place);
    let missing = || ReadError::Missing("no reader on this machine".to_owned());
    let pool = core.pool.as_ref();
    let read = pool
        .ok_or_else(missing)
        .and_then(|pool| pool.read_again(&bytes, &wish, &context, token, &mut |_| {}));
    Ok(read.map_err(|error| {
        let picture = picture_of_unread(pool, &bytes, &wish, &error, token);
        Unread { attachment: page.attachment, error, picture }
    }))
}

/// What the user wants of a page; nothing leaves turn and languages to the reader.
fn wish(place: &Place) -> Wish {
    Wish {
        turn: place.languages.as_ref().map(|_| place.turn),
        crop: place.quad.map(around),
        languages: place.languages.clone().unwrap_or_default(),
    }
}

/// The box around four corners.
pub(crate) fn around(quad: [(u32, u32); 4]) -> Bounds {
    let corner = |(x, y): (u32, u32)| Bounds { x, y, width: 0, height: 0 };
    quad.into_iter().map(corner).fold(corner(quad[0]), |all, one| all.union(&one))
}

/// A picture that decodes but has no text is still shown beside empty fields.
fn picture_of_unread(
    pool: Option<&Pool>,
    bytes: &[u8],
    wish: &Wish,
    error: &ReadError,
    token: &CancelToken,
) -> Option<Picture> {
    match error {
        ReadError::Refused(Code::NothingToRead) | ReadError::TimedOut => {
            pool?.picture(bytes, wish.turn.unwrap_or(Turn::None), token).ok()
        }
        _ => None,
    }
}
