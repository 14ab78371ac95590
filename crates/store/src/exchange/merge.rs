//! Another copy of a profile, or another profile, merged from its own file.
//! All of it is one transaction: it is merged, or nothing was done.
use super::{
    Segment, apply, bounds,
    unchecked::{self, Unchecked},
};
use crate::{
    Context, DeviceId, Error, LocalTx, ReceiptId, Result, Tx, View,
    codec::Columns,
    error::A_PAGE,
    logged::{self, Relation},
    read_back,
    schema::logged_table,
    search,
    table::{action, merchant_clue, running},
};
use jiff::civil::Date;
use journal::{Action, ActionCode};
use rusqlite::Connection;
use std::{collections::BTreeSet, path::PathBuf};
use zeroize::Zeroizing;

/// Where what is merged comes from, and what it did that is not known here.
pub(crate) struct Foreign {
    pub(crate) path: PathBuf,
    pub(crate) key: Zeroizing<[u8; 32]>,
    pub(crate) news: Vec<Segment>,
    /// The devices that it knows.
    pub(crate) known: Vec<(DeviceId, u64)>,
}

/// What else is to be settled of the receipts that are new.
pub(crate) trait Settle: FnOnce(&Tx<'_>, &[ReceiptId]) -> Result<()> {}
impl<F: FnOnce(&Tx<'_>, &[ReceiptId]) -> Result<()>> Settle for F {}

/// What a merge came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merged {
    /// Actions that were new here.
    pub actions: usize,
    /// Files of pictures that were new here.
    pub pictures: usize,
}

/// Merges it.
///
/// # Errors
/// [`Error::Held`] where something that is held here was purged there.
pub(crate) fn merge(
    conn: &mut Connection,
    context: &Context,
    from: Foreign,
    also: impl Settle,
) -> Result<Merged> {
    let today = context.clock.today();
    let unchecked = Unchecked::begin(conn)?.attach(&from.path, &from.key)?;
    let merged = logged::write_local(unchecked.conn, context, |tx| take(tx, from, today, also));
    merged.map_err(Error::or_refused)
}

fn take(tx: &LocalTx<'_>, from: Foreign, today: Date, also: impl Settle) -> Result<Merged> {
    if !bounds::is_related(tx, &action::last_seqs(tx)?, &from.known)? {
        bounds::note_guests(tx, &from.known)?;
    }
    let held = bounds::held(tx, today)?;
    let last = tx.number("SELECT ifnull(max(rid), 0) FROM receipt", [])?;
    let (mut actions, touched) = (0, touched(&from.news));
    for segment in from.news {
        actions += apply::merge(tx, segment)?.new;
    }
    for receipt in held {
        if !bounds::is_here(tx, &receipt.to_string())? {
            return Err(Error::Held);
        }
    }
    let pictures = files(tx)?;
    logged::as_action(tx, Action::machine(ActionCode::Merge), Relation::None, |tx| {
        settle(tx)?;
        also(tx, &newer(tx, last)?)
    })?;
    readable(tx, &touched)?;
    merchant_clue::rebuild(tx)?;
    search::mark_all(tx)?;
    unchecked::check(tx)?;
    Ok(Merged { actions, pictures })
}

type Rows = BTreeSet<(String, String)>;

/// The rows that what is merged is of.
fn touched(news: &[Segment]) -> Rows {
    let changes = news.iter().flat_map(|segment| &segment.actions).flat_map(|(_, it)| it);
    let owned = |(table, row): (&str, &str)| (table.to_owned(), row.to_owned());
    changes.map(|change| owned(apply::row_of(change))).collect()
}

/// Each value was looked at in its own row; what several logs come to together is
/// looked at here.
fn readable(view: &View<'_>, touched: &Rows) -> Result<()> {
    for (table, row) in touched {
        let table = logged_table(table).ok_or(Error::Newer(0))?;
        read_back::read_row(view, table, row).map_err(|error| match error {
            Error::Damaged(what) if what != A_PAGE => Error::Invalid(what),
            error => error,
        })?;
    }
    Ok(())
}

/// Immutable rows that belong to what was merged, their parts before them; the
/// parts of what is here already are here too.
const FILES: &[(&str, &str, &str)] = &[
    (
        "attachment_chunk",
        "id, attachment_id, n, bytes",
        "attachment_id IN (SELECT id FROM wanted_file)",
    ),
    (
        "attachment_page",
        "attachment_id, page, phash, width, height, turn",
        "attachment_id IN (SELECT id FROM wanted_file)",
    ),
    ("attachment", "id, sha256, len, mime, name", "id IN (SELECT id FROM wanted_file)"),
    (
        "reading_field",
        "reading_id, field, n, value, confidence, box, reasons",
        "reading_id IN (SELECT id FROM wanted_reading)",
    ),
    (
        "reading_code",
        "reading_id, n, payload, box",
        "reading_id IN (SELECT id FROM wanted_reading)",
    ),
    (
        "reading",
        "id, receipt_id, engine, version, page, read_at",
        "id IN (SELECT id FROM wanted_reading)",
    ),
];

/// What a page or a receipt that is here now shows, and what is not here: what
/// was purged has neither.
const WANTED: &str = "WITH wanted_file (id) AS (
        SELECT id FROM source.attachment AS theirs WHERE sha256 NOT IN (SELECT sha256 FROM main.attachment)
        AND EXISTS (SELECT 1 FROM main.receipt_page AS page WHERE page.attachment_id = theirs.id)),
    wanted_reading (id) AS (
        SELECT id FROM source.reading WHERE id NOT IN (SELECT id FROM main.reading)
        AND receipt_id IN (SELECT id FROM main.receipt))";

/// Copies them; how many pictures there are more.
fn files(tx: &LocalTx<'_>) -> Result<usize> {
    let mut pictures = 0;
    for (table, columns, which) in FILES {
        let sql = format!(
            "{WANTED} INSERT INTO main.{table} ({columns}) SELECT {columns} FROM source.{table} WHERE {which}"
        );
        let rows = tx.execute(&sql, [])?;
        if *table == "attachment" {
            pictures = rows;
        }
    }
    Ok(pictures)
}

/// The receipts behind a row's number that are not in the bin.
fn newer(view: &View<'_>, last: i64) -> Result<Vec<ReceiptId>> {
    let sql = "SELECT id FROM receipt WHERE rid > ?1 AND deleted_at IS NULL ORDER BY rid";
    view.rows(sql, [last], |row| row.id("id"))
}

/// What both sides have of themselves becomes one thing, by a rule that gives
/// the same on either side: the smaller id stands.
fn settle(tx: &Tx<'_>) -> Result<()> {
    for (kept, given_up) in same_pictures(tx)? {
        one_picture(tx, &kept, &given_up)?;
    }
    for (kept, given_up) in same_categories(tx)? {
        one_category(tx, &kept, &given_up)?;
    }
    bounds::end_policies(tx)
}

type Pair = (String, String);

fn pairs(view: &View<'_>, sql: &str) -> Result<Vec<Pair>> {
    view.rows(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// The same bytes, dropped on both sides.
fn same_pictures(view: &View<'_>) -> Result<Vec<Pair>> {
    pairs(
        view,
        "SELECT min(mine.id, theirs.id), max(mine.id, theirs.id) FROM main.attachment AS mine
         JOIN source.attachment AS theirs ON theirs.sha256 = mine.sha256 WHERE theirs.id <> mine.id",
    )
}

fn one_picture(tx: &Tx<'_>, kept: &str, given_up: &str) -> Result<()> {
    // The file itself stays; it is called otherwise.
    running::set_purging(tx, true)?;
    for (table, column) in [
        ("attachment", "id"),
        ("attachment_chunk", "attachment_id"),
        ("attachment_page", "attachment_id"),
        ("thumbnail", "attachment_id"),
    ] {
        let sql = format!("UPDATE {table} SET {column} = ?1 WHERE {column} = ?2");
        tx.execute(&sql, [kept, given_up])?;
    }
    running::set_purging(tx, false)?;
    let sql = "UPDATE receipt_page SET attachment_id = ?1 WHERE attachment_id = ?2";
    tx.execute(sql, [kept, given_up]).map(drop)
}

/// The starting categories of two profiles.
fn same_categories(view: &View<'_>) -> Result<Vec<Pair>> {
    pairs(
        view,
        "SELECT (SELECT min(id) FROM main.category WHERE key = other.key AND deleted_at IS NULL), other.id
         FROM main.category AS other WHERE other.key IS NOT NULL AND other.deleted_at IS NULL AND EXISTS
         (SELECT 1 FROM main.category AS first WHERE first.key = other.key AND first.deleted_at IS NULL AND first.id < other.id)",
    )
}

fn one_category(tx: &Tx<'_>, kept: &str, given_up: &str) -> Result<()> {
    for table in ["receipt", "retention_policy"] {
        let sql = format!("UPDATE {table} SET category_id = ?1 WHERE category_id = ?2");
        tx.execute(&sql, [kept, given_up])?;
    }
    let sql = "UPDATE category SET deleted_at = ?2 WHERE id = ?1";
    tx.execute(sql, (given_up, tx.now_millis())).map(drop)
}
