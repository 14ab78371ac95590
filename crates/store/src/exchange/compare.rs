//! What a merge would do, found out from what either side does not know.
use super::{Segment, bounds};
use crate::{DeviceId, ReceiptId, Result, View, table::action};
use jiff::civil::Date;
use journal::{Change, Stamp, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What a merge would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// Whether both sides have a device in common: they are copies of one profile.
    pub related: bool,
    /// Actions of the other side that are not known here.
    pub actions: usize,
    /// Receipts that came about on the other side.
    pub new: usize,
    /// Receipts that are here too and were changed on the other side.
    pub changed_there: usize,
    /// Receipts that the other side does not know, or knows as they were before.
    pub changed_here: usize,
    /// Receipts that went to the other side's bin.
    pub binned_there: usize,
    /// Receipts that are here and were removed for good there: they go here too.
    pub purged_there: usize,
    /// Those of them that are held here: while there is one, merging is refused.
    pub held: Vec<ReceiptId>,
    /// What was changed on both sides to different values.
    pub conflicts: Vec<Conflict>,
}

/// A value that both sides changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Table.
    pub table: String,
    /// The row's id.
    pub row: String,
    /// Column.
    pub column: String,
    /// What it says here.
    pub ours: Value,
    /// What it says there.
    pub theirs: Value,
    /// Whether what it says there will stand: it was said later.
    pub theirs_stand: bool,
}

type Cell<'s> = (&'s str, &'s str, &'s str);

/// What either side did that the other does not know.
pub(crate) fn compare(
    view: &View<'_>,
    ours: &[Segment],
    theirs: &[Segment],
    known_there: &[(DeviceId, u64)],
    today: Date,
) -> Result<Comparison> {
    let (here, there) = (Side::of(ours), Side::of(theirs));
    let mut purged_there = 0;
    for receipt in &there.purged {
        purged_there += usize::from(bounds::is_here(view, receipt)?);
    }
    let mut held: Vec<ReceiptId> = bounds::held(view, today)?.into_iter().collect();
    held.retain(|receipt| there.purged.contains(receipt.to_string().as_str()));
    let mut conflicts = Vec::new();
    for (cell, (stamp, value)) in &there.cells {
        let Some((our_stamp, our_value)) = here.cells.get(cell) else { continue };
        if value == our_value {
            continue;
        }
        let (table, row, column) = *cell;
        conflicts.push(Conflict {
            table: table.to_owned(),
            row: row.to_owned(),
            column: column.to_owned(),
            ours: (*our_value).clone(),
            theirs: (*value).clone(),
            theirs_stand: stamp > our_stamp,
        });
    }
    let old = |touched: &BTreeSet<&str>, new: &BTreeSet<&str>| touched.difference(new).count();
    Ok(Comparison {
        related: bounds::is_related(view, &action::last_seqs(view)?, known_there)?,
        actions: theirs.iter().map(|segment| segment.actions.len()).sum(),
        new: there.new.len(),
        changed_there: old(&there.touched, &there.new),
        changed_here: here.touched.union(&here.new).count(),
        binned_there: there.binned.difference(&there.new).count(),
        purged_there,
        held,
        conflicts,
    })
}

/// What one side did, by what it did it to.
#[derive(Default)]
struct Side<'s> {
    new: BTreeSet<&'s str>,
    touched: BTreeSet<&'s str>,
    binned: BTreeSet<&'s str>,
    purged: BTreeSet<&'s str>,
    /// What each cell came to say, and when that was said.
    cells: BTreeMap<Cell<'s>, (Stamp, &'s Value)>,
}

impl<'s> Side<'s> {
    fn of(segments: &'s [Segment]) -> Self {
        let mut side = Self::default();
        for segment in segments {
            for (action, changes) in &segment.actions {
                let stamp = Stamp { hlc: action.hlc, device: segment.device };
                changes.iter().for_each(|change| side.take(change, stamp));
            }
        }
        side
    }

    fn take(&mut self, change: &'s Change, stamp: Stamp) {
        match change {
            Change::Insert { table, row, .. } if table == "receipt" => {
                self.new.insert(row);
            }
            Change::Insert { table, row, values } if table == "tombstone" => {
                if values.iter().any(|(_, value)| *value == Value::Text("receipt".into())) {
                    self.purged.insert(row);
                }
            }
            Change::Insert { values, .. } => self.touch_owner(values),
            Change::Update { table, row, column, new, .. } => {
                if table == "receipt" {
                    self.touched.insert(row);
                    self.note_bin(row, column, new);
                }
                let cell = (table.as_str(), row.as_str(), column.as_str());
                let last = self.cells.entry(cell).or_insert((stamp, new));
                if stamp >= last.0 {
                    *last = (stamp, new);
                }
            }
            Change::Blank { .. } => {}
        }
    }

    /// A line of goods, a page or a hold that came about is a change of its receipt.
    fn touch_owner(&mut self, values: &'s [(String, Value)]) {
        let owner =
            values.iter().find(|(column, _)| column == "receipt_id" || column == "subject_id");
        if let Some((_, Value::Text(receipt))) = owner {
            self.touched.insert(receipt);
        }
    }

    fn note_bin(&mut self, row: &'s str, column: &str, new: &Value) {
        if column != "deleted_at" {
            return;
        }
        match new {
            Value::Null => self.binned.remove(row),
            _ => self.binned.insert(row),
        };
    }
}

/// Whose receipt a row is; none for what is of no receipt.
pub(crate) fn receipt_of(view: &View<'_>, table: &str, row: &str) -> Result<Option<ReceiptId>> {
    let column = match table {
        "receipt" => return Ok(row.parse().ok()),
        "receipt_item" | "receipt_page" => "receipt_id",
        "hold" => "subject_id",
        _ => return Ok(None),
    };
    let sql = format!("SELECT {column} FROM {table} WHERE id = ?1");
    let found = view.row(&sql, [row], |row| Ok(row.get::<_, String>(0)?))?;
    Ok(found.and_then(|id| id.parse().ok()))
}
