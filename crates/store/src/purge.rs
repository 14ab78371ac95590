//! Removing receipts for good, and proving it.
//!
//! What is to go is looked for in the file as it lies on the disk, page by page
//! and decrypted; then it is removed; then the same search must find none of it.
//! A purge that a kill cut short is finished when the file is opened: its rows
//! went in one transaction, and what is left to do is to overwrite their traces.
mod pages;
mod rows;
mod standing;
mod values;

pub(crate) use rows::{OWNED, blank_words, purge_row};

use crate::{
    Context, Error, ReceiptId, Result, View, connection,
    logged::{self, Relation},
    store::{Witness, tell},
    table::setting,
};
use jiff::civil::Date;
use journal::{Action, ActionId};
use pages::Sought;
use rusqlite::Connection;
use std::{collections::BTreeSet, path::PathBuf, time::Duration};
use zeroize::Zeroizing;

/// Set with the first row that goes, until nothing of it is left in the file.
const UNFINISHED: &str = "purge_unfinished";

/// How long reads have to end before a purge gives up, having done nothing.
pub(crate) const READS_END: Duration = Duration::from_secs(10);

/// What a purge removed, and what proves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purged {
    /// Receipts that are gone.
    pub receipts: usize,
    /// The action; none where there was nothing to purge.
    pub action: Option<ActionId>,
    /// What the search before and after came to.
    pub proof: Proof,
}

/// What was looked for, before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Proof {
    /// Different values of what was purged that are long enough to be told
    /// from chance: names, words, numbers, pieces of pictures.
    pub values: usize,
    /// Of these, what the search before did not find: of them it proves nothing.
    pub unseen: usize,
    /// Of these, what also stands in something that was not purged.
    pub shared: usize,
    /// Of these, what is still in the file.
    pub left: usize,
    /// Whether the write-ahead log was emptied.
    pub log_emptied: bool,
    /// Whether the file was written anew, since traces were left in it.
    pub rewritten: bool,
}

/// What a proof says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It was there and is no more.
    Gone,
    /// Something of it can still be found.
    Left,
    /// The search before did not find what there was, so that finding nothing after says nothing.
    Void,
}

impl Proof {
    /// What it says.
    pub fn verdict(&self) -> Verdict {
        match self {
            proof if proof.left > 0 || !proof.log_emptied => Verdict::Left,
            proof if proof.unseen > 0 || proof.values == 0 => Verdict::Void,
            _ => Verdict::Gone,
        }
    }
}

/// The file on the disk, and what decrypts it.
pub(crate) struct Vault {
    pub(crate) path: PathBuf,
    pub(crate) key: Zeroizing<[u8; 32]>,
}

/// One purge.
pub(crate) struct Purge {
    pub(crate) vault: Vault,
    pub(crate) context: Context,
    pub(crate) witness: Option<Witness>,
    pub(crate) action: Action,
    pub(crate) receipts: Vec<ReceiptId>,
    pub(crate) today: Date,
}

impl Purge {
    pub(crate) fn run(self, conn: &mut Connection) -> Result<Purged> {
        // The file alone has to hold everything, for the search before.
        if !connection::empty_wal(conn)? {
            return Err(Error::InUse);
        }
        let sought = Sought::new(values::of(&View::new(conn), &self.receipts)?)?;
        let before = pages::search(&self.vault, &sought)?;
        let receipts: BTreeSet<ReceiptId> = self.receipts.iter().copied().collect();
        let (count, today) = (receipts.len(), self.today);
        let action = self.action.count(count);
        let written = logged::write_as(conn, &self.context, action, Relation::None, |tx| {
            receipts.iter().try_for_each(|id| rows::purge_receipt(tx, *id, today))
        })?;
        tell(conn, written.action.and(self.witness.clone()))?;
        let proof = prove(conn, &self.context, &self.vault, &sought, &before)?;
        Ok(Purged { receipts: count, action: written.action, proof })
    }
}

/// Searches again, and writes the file anew where a trace is left.
fn prove(
    conn: &mut Connection,
    context: &Context,
    vault: &Vault,
    sought: &Sought,
    before: &BTreeSet<usize>,
) -> Result<Proof> {
    let mut proof = Proof {
        values: sought.values(),
        unseen: sought.values() - sought.owners(before),
        log_emptied: connection::empty_wal(conn)?,
        ..Proof::default()
    };
    let mut found = pages::search(vault, sought)?;
    let standing = standing::of(&View::new(conn), sought, &found)?;
    found.retain(|needle| !standing.contains(needle));
    if !found.is_empty() || !proof.log_emptied {
        proof.log_emptied = rewrite(conn, context)?;
        proof.rewritten = true;
        let again = pages::search(vault, sought)?;
        found.retain(|needle| again.contains(needle));
    } else {
        done(conn, context)?;
    }
    proof.shared = sought.owners(&standing);
    proof.left = sought.owners(&found);
    Ok(proof)
}

/// Writes every page of the file anew, so that nothing but what stands is in it.
pub(crate) fn rewrite(conn: &mut Connection, context: &Context) -> Result<bool> {
    conn.execute_batch("VACUUM")?;
    let emptied = connection::empty_wal(conn)?;
    if emptied {
        done(conn, context)?;
    }
    Ok(emptied)
}

fn done(conn: &mut Connection, context: &Context) -> Result<()> {
    logged::write_local(conn, context, |tx| setting::set(tx, UNFINISHED, &false))
}

pub(crate) fn is_unfinished(view: &View<'_>) -> Result<bool> {
    Ok(setting::find(view, UNFINISHED)?.unwrap_or(false))
}
