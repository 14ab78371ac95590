//! Pictures for the face, decrypted in memory.
use crate::error::Error;
use crate::ids;
use crate::session::Session;
use crate::watch;
use reader::{CancelToken, Original};
use store::AttachmentId;
use store::table::{attachment, attachment_page, thumbnail};

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
    let found = session.store().read(|view| thumbnail::find(view, id, page, size))?;
    let picture = found.ok_or(Error::NotFound { what: "picture" })?;
    Ok(Picture { mime: "image/jpeg", bytes: picture.bytes })
}

fn rendered(session: &Session, (id, page): Sheet) -> Result<Picture, Error> {
    let (bytes, look) = session.store().read(|view| {
        Ok((attachment::read_all(view, id)?, attachment_page::find(view, id, page)?))
    })?;
    let turn = look.map(|look| look.turn).unwrap_or_default();
    let passwords = session.core.passwords.all();
    let original = Original { bytes: &bytes, page, passwords: &passwords };
    let pool = session.core.pool.as_ref().ok_or(Error::NotFound { what: "picture" })?;
    let rendered = pool.render(original, turn, &CancelToken::new())?;
    Ok(Picture { mime: "image/jpeg", bytes: rendered.jpeg })
}
