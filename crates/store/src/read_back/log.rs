//! What the log says that stood in the rows.
use super::{columns, read_rows};
use crate::{
    Error, Result, View,
    codec::Columns,
    schema::{Table, logged_table},
    table::{
        change::{self, Logged, Stored},
        tombstone,
    },
};
use journal::Value;
use rusqlite::params_from_iter;

/// Reads each row with what each action put into it, and with what it found there.
pub(crate) fn read_log(view: &View<'_>) -> Result<()> {
    let sql = "SELECT action_id, tbl, row_id, col, old, new, change.hlc IS action.hlc AS timely
        FROM change LEFT JOIN action ON action.id = action_id ORDER BY action_id, tbl, row_id";
    let mut statement = view.conn().prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut deed = Deed::default();
    while let Some(row) = rows.next()? {
        if !row.raw::<bool>("timely")? {
            return Err(Error::Damaged("hlc"));
        }
        let (action, logged) = (row.raw::<String>("action_id")?, change::read(row)?);
        if !deed.goes_on(&action, &logged) {
            deed.read(view)?;
            deed = Deed { action, changes: Vec::new() };
        }
        deed.changes.push(logged);
    }
    deed.read(view)
}

/// What one action did to one row.
#[derive(Default)]
struct Deed {
    action: String,
    changes: Vec<Logged>,
}

impl Deed {
    fn goes_on(&self, action: &str, next: &Logged) -> bool {
        let same = |one: &Logged| (&one.table, &one.row) == (&next.table, &next.row);
        self.action == action && self.changes.first().is_none_or(same)
    }

    fn read(&self, view: &View<'_>) -> Result<()> {
        let Some(Logged { table, row, .. }) = self.changes.first() else { return Ok(()) };
        // Names from elsewhere become SQL only when they are declared here.
        let table = logged_table(table).ok_or(Error::Newer(0))?;
        let Some(stands) = stands(view, table, row)? else { return self.is_purged(view) };
        for side in [|it: &Logged| &it.old, |it: &Logged| &it.new] as [fn(&Logged) -> &Value; 2] {
            read_state(view, table, self.state(table, &stands, side)?)?;
        }
        Ok(())
    }

    /// A row that is not here has been purged, and nothing is said of it any more.
    fn is_purged(&self, view: &View<'_>) -> Result<()> {
        for Logged { table, row, old, new, .. } in &self.changes {
            let blank = (old, new) == (&Value::Null, &Value::Null);
            if !blank || !tombstone::covers(view, table, row)? {
                return Err(Error::Damaged("row_id"));
            }
        }
        Ok(())
    }

    /// The row as it stood on one side of the action.
    fn state(
        &self,
        table: &Table,
        stands: &[Value],
        side: fn(&Logged) -> &Value,
    ) -> Result<Vec<Value>> {
        let (names, mut state) = (columns(table), stands.to_vec());
        for change in self.changes.iter().filter(|it| !it.column.is_empty()) {
            let at = names.iter().position(|name| *name == change.column).filter(|at| *at > 0);
            state[at.ok_or(Error::Newer(0))?] = side(change).clone();
        }
        Ok(state)
    }
}

/// The row of an id as it stands now, its id first.
fn stands(view: &View<'_>, table: &Table, id: &str) -> Result<Option<Vec<Value>>> {
    let names = columns(table);
    let sql = format!("SELECT {} FROM {} WHERE id = ?1", names.join(", "), table.name);
    view.row(&sql, [id], |row| names.iter().map(|name| Ok(row.raw::<Stored>(name)?.0)).collect())
}

/// A state that is in no row, as if it were in one.
fn read_state(view: &View<'_>, table: &Table, state: Vec<Value>) -> Result<()> {
    let named = (1..).zip(columns(table)).map(|(n, name)| format!("?{n} AS {name}"));
    let sql = format!("SELECT {}", named.collect::<Vec<_>>().join(", "));
    read_rows(view, table, &sql, params_from_iter(state.into_iter().map(Stored)))
}
