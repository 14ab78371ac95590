//! Pictures for the face, decrypted in memory.
use crate::error::Error;
use crate::ids;
use crate::session::Session;
use crate::watch;
use reader::{CancelToken, Original};
use store::table::attachment_page::{self, Look};
use store::table::{attachment, thumbnail};
use store::{AttachmentId, View};

/// An encoded picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its kind.
    pub mime: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Which size is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// For a list: 96 pixels high.
    Thumb,
    /// For the review: 1600 pixels at most.
    View,
    /// Every pixel there is, upright, for zooming.
    Full,
}

/// The picture of a name, as [`crate::views::PageView::attachment_id`] has it,
/// or of an offer. The original's own bytes are never given to
/// the webview: it gets what a reader made of them, without metadata.
pub fn picture(session: &Session, id: &str, size: Size) -> Result<Picture, Error> {
    if let Some(bytes) = offered(session, id, size)? {
        return Ok(Picture { mime: "image/jpeg", bytes });
    }
    let sheet = ids::picture(id)?;
    match size {
        Size::Thumb => kept(session, sheet, thumbnail::Size::Thumb),
        Size::View => kept(session, sheet, thumbnail::Size::View),
        Size::Full => rendered(session, sheet),
    }
}

/// What lies in a watched folder and is offered has a small picture.
fn offered(session: &Session, id: &str, size: Size) -> Result<Option<Vec<u8>>, Error> {
    match (size, ids::picture(id)) {
        (Size::Thumb, Err(_)) => watch::thumb(session, id),
        _ => Ok(None),
    }
}

/// A page of a file.
type Sheet = (AttachmentId, u32);

fn kept(session: &Session, (id, page): Sheet, size: thumbnail::Size) -> Result<Picture, Error> {
    let find = |view: &View<'_>| thumbnail::find(view, id, page, size);
    if let Some(picture) = session.store().read(find)? {
        return Ok(Picture { mime: "image/jpeg", bytes: picture.bytes });
    }
    make_anew(session, (id, page))?;
    let picture = session.store().read(find)?.ok_or(Error::NotFound { what: "picture" })?;
    Ok(Picture { mime: "image/jpeg", bytes: picture.bytes })
}

/// A backup is without what can be made anew. One that was never decoded has
/// nothing to show.
fn make_anew(session: &Session, (id, page): Sheet) -> Result<(), Error> {
    let missing = Error::NotFound { what: "picture" };
    let (bytes, look) = original(session, (id, page))?;
    let (Some(pool), Some(look)) = (session.core.pool.as_ref(), look) else { return Err(missing) };
    let passwords = session.core.passwords.all();
    let original = Original { bytes: &bytes, page, passwords: &passwords };
    let picture = pool.picture(original, look.turn, &CancelToken::new())?;
    let jpeg = |bytes| thumbnail::Picture { mime: "image/jpeg".to_owned(), bytes };
    Ok(session.store().write_local(move |tx| {
        thumbnail::put(tx, id, page, thumbnail::Size::Thumb, &jpeg(picture.thumb))?;
        thumbnail::put(tx, id, page, thumbnail::Size::View, &jpeg(picture.view))
    })?)
}

/// A file's bytes, and how this page of it was seen.
fn original(session: &Session, (id, page): Sheet) -> Result<(Vec<u8>, Option<Look>), Error> {
    Ok(session.store().read(|view| {
        Ok((attachment::read_all(view, id)?, attachment_page::find(view, id, page)?))
    })?)
}

fn rendered(session: &Session, (id, page): Sheet) -> Result<Picture, Error> {
    let (bytes, look) = original(session, (id, page))?;
    let turn = look.map(|look| look.turn).unwrap_or_default();
    let passwords = session.core.passwords.all();
    let original = Original { bytes: &bytes, page, passwords: &passwords };
    let pool = session.core.pool.as_ref().ok_or(Error::NotFound { what: "picture" })?;
    let rendered = pool.render(original, turn, &CancelToken::new())?;
    Ok(Picture { mime: "image/jpeg", bytes: rendered.jpeg })
}
