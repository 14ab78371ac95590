//! Reading the pages of a receipt, one after the other, each as it is wished.
use super::work::LEASE;
use crate::error::Error;
use crate::session::Core;
use ::receipt::{Context, ReceiptDraft};
use fault::Code;
use page::{Bounds, Turn};
use reader::{CancelToken, Original, Picture, Pool, ReadError, Reading, Wish};
use store::table::attachment;
use store::table::job::{self, Job};
use store::table::receipt_page::{self, Page, Place};
use store::{AttachmentId, ReceiptId};

/// The pages of a receipt as they were looked at, from the top down.
pub(super) type Sheets = Vec<Sheet>;

/// One page of a receipt, as it was looked at.
pub(super) struct Sheet {
    pub(super) attachment: AttachmentId,
    /// Where it stands; the page is named where its file has several.
    pub(super) place: Place,
    pub(super) look: Look,
}

/// What came of a page.
pub(super) enum Look {
    Read(Box<Reading>),
    /// There is nothing to read on it: a blank back, a picture alone.
    Empty(Picture),
}

impl Sheet {
    pub(super) fn reading(&self) -> Option<&Reading> {
        match &self.look {
            Look::Read(reading) => Some(reading),
            Look::Empty(_) => None,
        }
    }

    pub(super) fn draft(&self) -> Option<&ReceiptDraft> {
        self.reading().map(|reading| &reading.draft)
    }

    pub(super) fn picture(&self) -> &Picture {
        match &self.look {
            Look::Read(reading) => &reading.picture,
            Look::Empty(picture) => picture,
        }
    }

    pub(super) fn turn(&self) -> Turn {
        self.reading().map_or(Turn::None, |reading| reading.turn)
    }
}

/// A page that could not be read.
pub(super) struct Unread {
    pub(super) attachment: AttachmentId,
    pub(super) page: u32,
    pub(super) error: ReadError,
    /// What can be shown of it all the same.
    pub(super) picture: Option<Picture>,
}

/// Reads all pages of a receipt; of a file that is to be read whole, all it
/// has. Pages without text are kept beside others with it; any other trouble
/// ends the reading.
pub(super) fn read(
    core: &Core,
    job: &Job,
    receipt: ReceiptId,
    token: &CancelToken,
) -> Result<Result<Sheets, Unread>, Error> {
    let pages = core.store.read(|view| receipt_page::list(view, receipt))?;
    if pages.is_empty() {
        return Err(store::Error::NotFound("page").into());
    }
    let mut reading = Reader { core, job, token, sheets: Sheets::new(), empty: None };
    for page in &pages {
        if let Some(unread) = reading.file(page)? {
            return Ok(Err(unread));
        }
    }
    let Reader { sheets, empty, .. } = reading;
    Ok(match empty {
        Some(unread) if sheets.iter().all(|sheet| sheet.draft().is_none()) => Err(unread),
        _ => Ok(sheets),
    })
}

/// A reading of several pages under way.
struct Reader<'a> {
    core: &'a Core,
    job: &'a Job,
    token: &'a CancelToken,
    sheets: Sheets,
    /// The first page without text.
    empty: Option<Unread>,
}

impl Reader<'_> {
    /// Reads a page, or all of a file. What ends the reading, if anything does.
    fn file(&mut self, page: &Page) -> Result<Option<Unread>, Error> {
        let bytes = self.core.store.read(|view| attachment::read_all(view, page.attachment))?;
        let mut at = page.place.page.unwrap_or(0);
        let mut end = at + 1;
        while at < end {
            let (place, look) = match self.look(page, &bytes, at) {
                Ok(sheet) => sheet,
                Err(unread) => return Ok(Some(*unread)),
            };
            if let Some(look) = look {
                let sheet = Sheet { attachment: page.attachment, place, look };
                if page.place.page.is_none() {
                    end = sheet.picture().pages;
                }
                self.sheets.push(sheet);
            }
            let held = self.job.clone();
            self.core.store.write_local(move |tx| job::renew(tx, &held, LEASE))?;
            at += 1;
        }
        Ok(None)
    }

    /// Reads one page. One without text is no trouble by itself.
    fn look(
        &mut self,
        page: &Page,
        bytes: &[u8],
        at: u32,
    ) -> Result<(Place, Option<Look>), Box<Unread>> {
        let passwords = self.core.passwords.all();
        let original = Original { bytes, page: at, passwords: &passwords };
        let wish = wish(&page.place, at);
        let context = Context { today: self.core.clock.today(), currency: None };
        let missing = || ReadError::Missing("no reader on this machine".to_owned());
        let pool = self.core.pool.as_ref();
        let read = pool
            .ok_or_else(missing)
            .and_then(|pool| pool.read_again(original, &wish, &context, self.token, &mut |_| {}));
        let error = match read {
            Ok(reading) => {
                let place = placed(&page.place, at, reading.picture.pages);
                return Ok((place, Some(Look::Read(Box::new(reading)))));
            }
            Err(error) => error,
        };
        let picture = picture_of_unread(pool, original, &wish, &error, self.token);
        let unread =
            Unread { attachment: page.attachment, page: at, error, picture: picture.clone() };
        if !matches!(unread.error, ReadError::Refused(Code::NothingToRead)) {
            return Err(Box::new(unread));
        }
        self.empty.get_or_insert(unread);
        let pages = picture.as_ref().map_or(1, |picture| picture.pages);
        Ok((placed(&page.place, at, pages), picture.map(Look::Empty)))
    }
}

/// Where a page of a file stands. What is wished of a whole file is wished of its first page.
fn placed(place: &Place, at: u32, pages: u32) -> Place {
    match place.page {
        None if pages > 1 && at > 0 => Place { page: Some(at), ..Place::default() },
        None if pages > 1 => Place { page: Some(0), ..place.clone() },
        _ => place.clone(),
    }
}

/// What the user wants of a page; nothing leaves turn and languages to the reader.
fn wish(place: &Place, at: u32) -> Wish {
    if place.page.is_none() && at > 0 {
        return Wish::default();
    }
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
    original: Original<'_>,
    wish: &Wish,
    error: &ReadError,
    token: &CancelToken,
) -> Option<Picture> {
    match error {
        ReadError::Refused(Code::NothingToRead) | ReadError::TimedOut => {
            pool?.picture(original, wish.turn.unwrap_or(Turn::None), token).ok()
        }
        _ => None,
    }
}
