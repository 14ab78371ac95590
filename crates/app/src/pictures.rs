//! Pictures for the face, decrypted in memory.
use crate::error::Error;
use crate::ids;
use crate::session::Session;
use reader::CancelToken;
use store::AttachmentId;
use store::table::{attachment, thumbnail};

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

/// The picture of an attachment. The original's own bytes are never given to
/// the webview: it gets what a reader made of them, without metadata.
pub fn picture(session: &Session, id: &str, size: Size) -> Result<Picture, Error> {
    let id = ids::attachment(id)?;
    match size {
        Size::Thumb => kept(session, id, thumbnail::Size::Thumb),
        Size::View => kept(session, id, thumbnail::Size::View),
        Size::Full => rendered(session, id),
    }
}

fn kept(session: &Session, id: AttachmentId, size: thumbnail::Size) -> Result<Picture, Error> {
    let found = session.store().read(|view| thumbnail::find(view, id, size))?;
    let picture = found.ok_or(Error::NotFound { what: "picture" })?;
    Ok(Picture { mime: "image/jpeg", bytes: picture.bytes })
}

fn rendered(session: &Session, id: AttachmentId) -> Result<Picture, Error> {
    let (original, turn) = session
        .store()
        .read(|view| Ok((attachment::read_all(view, id)?, attachment::get(view, id)?.turn)))?;
    let pool = session.core.pool.as_ref().ok_or(Error::NotFound { what: "picture" })?;
    let rendered = pool.render(&original, turn, &CancelToken::new())?;
    Ok(Picture { mime: "image/jpeg", bytes: rendered.jpeg })
}
