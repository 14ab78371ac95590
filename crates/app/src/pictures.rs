//! Pictures for the face, decrypted in memory.
use crate::error::Error;
use crate::ids;
use crate::session::Session;
use reader::CancelToken;
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
    let find = |view: &View<'_>| thumbnail::find(view, id, size);
    if let Some(picture) = session.store().read(find)? {
        return Ok(Picture { mime: "image/jpeg", bytes: picture.bytes });
    }
    make_anew(session, id)?;
    let picture = session.store().read(find)?.ok_or(Error::NotFound { what: "picture" })?;
    Ok(Picture { mime: "image/jpeg", bytes: picture.bytes })
}

/// A backup is without what can be made anew. One that was never decoded has
/// nothing to show.
fn make_anew(session: &Session, id: AttachmentId) -> Result<(), Error> {
    let (original, file) = session
        .store()
        .read(|view| Ok((attachment::read_all(view, id)?, attachment::get(view, id)?)))?;
    let pool = session.core.pool.as_ref().filter(|_| file.width > 0);
    let pool = pool.ok_or(Error::NotFound { what: "picture" })?;
    let picture = pool.picture(&original, file.turn, &CancelToken::new())?;
    let jpeg = |bytes| thumbnail::Picture { mime: "image/jpeg".to_owned(), bytes };
    Ok(session.store().write_local(move |tx| {
        thumbnail::put(tx, id, thumbnail::Size::Thumb, &jpeg(picture.thumb))?;
        thumbnail::put(tx, id, thumbnail::Size::View, &jpeg(picture.view))
    })?)
}

fn rendered(session: &Session, id: AttachmentId) -> Result<Picture, Error> {
    let (original, turn) = session
        .store()
        .read(|view| Ok((attachment::read_all(view, id)?, attachment::get(view, id)?.turn)))?;
    let pool = session.core.pool.as_ref().ok_or(Error::NotFound { what: "picture" })?;
    let rendered = pool.render(&original, turn, &CancelToken::new())?;
    Ok(Picture { mime: "image/jpeg", bytes: rendered.jpeg })
}
