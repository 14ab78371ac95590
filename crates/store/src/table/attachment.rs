//! The files that were dropped, as they were, in pieces of at most 1 MiB.
use crate::{
    AttachmentId, Error, LocalTx, Result, View,
    codec::{Columns, to_integer},
    schema::{Class, Key, Purge, Table, col},
};
use rusqlite::Row;
use sha2::{Digest, Sha256};
use std::io::Read;

pub(crate) static TABLE: Table = Table {
    name: "attachment",
    class: Class::Local,
    purge: Purge::Guarded,
    key: Key::Id,
    columns: &[
        col("sha256", "TEXT NOT NULL"),
        col("len", "INTEGER NOT NULL"),
        col("mime", "TEXT NOT NULL"),
        col("name", "TEXT NOT NULL"),
    ],
    immutable: &["id", "sha256", "len", "mime", "name"],
    indexes: &[("attachment_content_once", "attachment (sha256)")],
    reads: Some(|row| read(row)?.is_named_by_its_bytes()),
};

pub(crate) static CHUNK_TABLE: Table = Table {
    name: "attachment_chunk",
    class: Class::Local,
    purge: Purge::Guarded,
    key: Key::Id,
    columns: &[
        col(
            "attachment_id",
            "TEXT NOT NULL REFERENCES attachment (id) DEFERRABLE INITIALLY DEFERRED",
        ),
        col("n", "INTEGER NOT NULL"),
        col("bytes", "BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 1048576)"),
    ],
    immutable: &["id", "attachment_id", "n", "bytes"],
    indexes: &[("attachment_chunk_once", "attachment_chunk (attachment_id, n)")],
    reads: None,
};

/// The size of every piece but the last.
pub const CHUNK: usize = 1 << 20;

/// One file, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Id.
    pub id: AttachmentId,
    /// Lower-case hexadecimal.
    pub sha256: String,
    /// Bytes.
    pub len: u64,
    /// Its kind, by its bytes.
    pub mime: String,
    /// The name it was dropped with.
    pub name: String,
}

impl Attachment {
    /// Names are looked up as they are written: 64 small hexadecimal digits.
    fn is_named_by_its_bytes(&self) -> Result<()> {
        let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let named = self.sha256.len() == 64 && self.sha256.bytes().all(digit);
        if named { Ok(()) } else { Err(Error::Damaged("sha256")) }
    }
}

/// Whether a file's bytes were new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    /// They were stored.
    New(AttachmentId),
    /// They were here already, and nothing was written.
    Here(AttachmentId),
}

/// Stores what `bytes` gives to its end. It is read a piece at a time and
/// never lies anywhere but in the encrypted file.
///
/// # Errors
/// [`Error::Invalid`] for no bytes; what reading gives; [`Error::DiskFull`].
pub fn insert(tx: &LocalTx<'_>, name: &str, mime: &str, bytes: impl Read) -> Result<Stored> {
    tx.execute_batch("SAVEPOINT attachment")?;
    let stored = write(tx, name, mime, bytes);
    // Nothing of a file that failed or was here already stays, whatever the caller does next.
    if !matches!(stored, Ok(Stored::New(_))) {
        tx.execute_batch("ROLLBACK TO attachment")?;
    }
    tx.execute_batch("RELEASE attachment")?;
    stored
}

fn write(tx: &LocalTx<'_>, name: &str, mime: &str, bytes: impl Read) -> Result<Stored> {
    let id: AttachmentId = tx.next_id();
    let (length, sha256) = write_chunks(tx, id, bytes)?;
    if length == 0 {
        return Err(Error::Invalid("file"));
    }
    if let Some(here) = find_by_content(tx, &sha256)? {
        return Ok(Stored::Here(here.id));
    }
    tx.execute(
        "INSERT INTO attachment (id, sha256, len, mime, name) VALUES (?1, ?2, ?3, ?4, ?5)",
        (id.to_string(), sha256, to_integer(length, "file")?, mime, name),
    )?;
    Ok(Stored::New(id))
}

/// How many bytes there were, and their SHA-256.
pub(crate) fn write_chunks(
    tx: &LocalTx<'_>,
    id: AttachmentId,
    mut bytes: impl Read,
) -> Result<(u64, String)> {
    let (mut hash, mut length, mut n) = (Sha256::new(), 0_u64, 0_i64);
    loop {
        let piece = read_piece(&mut bytes)?;
        if piece.is_empty() {
            return Ok((length, hex(&hash.finalize())));
        }
        hash.update(&piece);
        length += piece.len() as u64;
        insert_chunk(tx, id, n, &piece)?;
        n += 1;
    }
}

/// The file of an id.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(view: &View<'_>, id: AttachmentId) -> Result<Attachment> {
    let sql = format!("SELECT {COLUMNS} FROM attachment WHERE id = ?1");
    view.row(&sql, [id.to_string()], read)?.ok_or(Error::NotFound("attachment"))
}

/// The file with these bytes, by their SHA-256 in lower-case hexadecimal.
pub fn find_by_content(view: &View<'_>, sha256: &str) -> Result<Option<Attachment>> {
    view.row(&format!("SELECT {COLUMNS} FROM attachment WHERE sha256 = ?1"), [sha256], read)
}

/// Every file, the first stored first.
pub fn list(view: &View<'_>) -> Result<Vec<Attachment>> {
    view.rows(&format!("SELECT {COLUMNS} FROM attachment ORDER BY rid"), [], read)
}

/// How many there are.
pub fn count(view: &View<'_>) -> Result<u32> {
    let count = view.number("SELECT count(*) FROM attachment", [])?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// The SHA-256 that [`find_by_content`] takes.
pub fn sha256_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// One piece of a file, from 0; none behind the last.
pub fn chunk(view: &View<'_>, id: AttachmentId, n: u64) -> Result<Option<Vec<u8>>> {
    let sql = "SELECT bytes FROM attachment_chunk WHERE attachment_id = ?1 AND n = ?2";
    view.row(sql, (id.to_string(), to_integer(n, "n")?), |row| row.raw("bytes"))
}

/// Up to `length` bytes from `offset`; fewer at the file's end.
///
/// # Errors
/// [`Error::NotFound`].
pub fn read_range(
    view: &View<'_>,
    id: AttachmentId,
    offset: u64,
    length: usize,
) -> Result<Vec<u8>> {
    let end = get(view, id)?.len.min(offset.saturating_add(length as u64));
    let mut bytes = Vec::with_capacity(usize::try_from(end.saturating_sub(offset)).unwrap_or(0));
    let mut at = offset;
    while at < end {
        let piece =
            chunk(view, id, at / CHUNK as u64)?.ok_or(Error::Damaged("attachment_chunk"))?;
        let from =
            usize::try_from(at % CHUNK as u64).map_err(|_| Error::Damaged("attachment_chunk"))?;
        let wanted = usize::try_from(end - at).unwrap_or(usize::MAX);
        let part = piece.get(from..).ok_or(Error::Damaged("attachment_chunk"))?;
        let part = part.get(..wanted.min(part.len())).unwrap_or_default();
        if part.is_empty() {
            return Err(Error::Damaged("attachment_chunk"));
        }
        bytes.extend_from_slice(part);
        at += part.len() as u64;
    }
    Ok(bytes)
}

/// Reads every file from end to end: each is as long as its row says, and what its
/// hash says, and `fits` what it says of its kind, given its first piece.
///
/// # Errors
/// [`Error::Damaged`].
pub fn verify_all(view: &View<'_>, mut fits: impl FnMut(&Attachment, &[u8]) -> bool) -> Result<()> {
    for file in list(view)? {
        let first = chunk(view, file.id, 0)?.ok_or(Error::Damaged("attachment_chunk"))?;
        if !fits(&file, &first) {
            return Err(Error::Damaged("mime"));
        }
        let (mut hash, mut length, mut n, mut piece) = (Sha256::new(), 0, 0, Some(first));
        while let Some(bytes) = piece {
            hash.update(&bytes);
            length += bytes.len() as u64;
            n += 1;
            piece = chunk(view, file.id, n)?;
        }
        if (length, hex(&hash.finalize())) != (file.len, file.sha256) {
            return Err(Error::Damaged("attachment_chunk"));
        }
    }
    Ok(())
}

/// All of a file's bytes, as they were dropped.
///
/// # Errors
/// [`Error::NotFound`].
pub fn read_all(view: &View<'_>, id: AttachmentId) -> Result<Vec<u8>> {
    read_range(view, id, 0, usize::MAX)
}

const COLUMNS: &str = "id, sha256, len, mime, name";

fn insert_chunk(tx: &LocalTx<'_>, attachment: AttachmentId, n: i64, bytes: &[u8]) -> Result<()> {
    let id: AttachmentId = tx.next_id();
    tx.execute(
        "INSERT INTO attachment_chunk (id, attachment_id, n, bytes) VALUES (?1, ?2, ?3, ?4)",
        (id.to_string(), attachment.to_string(), n, bytes),
    )?;
    Ok(())
}

fn read_piece(bytes: &mut impl Read) -> Result<Vec<u8>> {
    let mut piece = Vec::with_capacity(CHUNK);
    bytes.take(CHUNK as u64).read_to_end(&mut piece)?;
    Ok(piece)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn read(row: &Row<'_>) -> Result<Attachment> {
    Ok(Attachment {
        id: row.id("id")?,
        sha256: row.raw("sha256")?,
        len: row.size("len")?,
        mime: row.raw("mime")?,
        name: row.raw("name")?,
    })
}
