//! The triggers that make a promise of a declaration.
use super::{Class, Purge, Table};
use std::fmt::Write;

/// Every trigger of a table.
pub(crate) fn triggers(table: &Table) -> String {
    let mut sql = String::new();
    if table.class == Class::Logged {
        sql.push_str(&insert_trigger(table));
        sql.push_str(&guard_trigger(table));
        for (unit, columns) in table.units() {
            sql.push_str(&unit_trigger(table.name, unit, &columns));
        }
    }
    sql.push_str(&immutable_trigger(table));
    sql.push_str(&delete_trigger(table));
    sql
}

const NO_ACTION: &str = "SELECT RAISE(ABORT, 'unlogged write') WHERE NOT EXISTS (SELECT 1 FROM running WHERE action_id IS NOT NULL);";

/// A new row is logged without values: they are in the row.
fn insert_trigger(table: &Table) -> String {
    let name = table.name;
    format!(
        "CREATE TRIGGER {name}_log_insert AFTER INSERT ON {name} BEGIN
  {NO_ACTION}
  INSERT INTO change (action_id, tbl, row_id, col, hlc)
  SELECT action_id, '{name}', NEW.id, '', hlc FROM running WHERE applying = 0;
END;\n"
    )
}

/// Nothing changes without an action, and an id never.
fn guard_trigger(table: &Table) -> String {
    let name = table.name;
    format!(
        "CREATE TRIGGER {name}_guard_update BEFORE UPDATE ON {name} BEGIN
  {NO_ACTION}
  SELECT RAISE(ABORT, 'an id changes') WHERE OLD.id IS NOT NEW.id OR OLD.rid IS NOT NEW.rid;
END;\n"
    )
}

/// When a column of a unit changes, all columns of the unit are logged. What
/// an action changes twice is logged once, and a row it made itself not again.
fn unit_trigger(table: &str, unit: &str, columns: &[&str]) -> String {
    let changed: Vec<String> = columns.iter().map(|c| format!("OLD.{c} IS NOT NEW.{c}")).collect();
    let mut sql = format!(
        "CREATE TRIGGER {table}_log_{unit} AFTER UPDATE OF {} ON {table} WHEN {} BEGIN\n",
        columns.join(", "),
        changed.join(" OR ")
    );
    for column in columns {
        // Writing to a string cannot fail.
        let _ = writeln!(
            sql,
            "  INSERT INTO change (action_id, tbl, row_id, col, old, new, hlc)
  SELECT action_id, '{table}', NEW.id, '{column}', OLD.{column}, NEW.{column}, hlc FROM running
  WHERE applying = 0 AND NOT EXISTS (SELECT 1 FROM change AS made WHERE made.action_id = running.action_id
    AND made.tbl = '{table}' AND made.row_id = NEW.id AND made.col = '')
  ON CONFLICT (action_id, tbl, row_id, col) DO UPDATE SET new = excluded.new;"
        );
    }
    sql.push_str("END;\n");
    sql
}

fn immutable_trigger(table: &Table) -> String {
    if table.immutable.is_empty() {
        return String::new();
    }
    let (name, columns) = (table.name, table.immutable.join(", "));
    format!(
        "CREATE TRIGGER {name}_immutable BEFORE UPDATE OF {columns} ON {name} BEGIN
  SELECT RAISE(ABORT, 'immutable') WHERE NOT EXISTS (SELECT 1 FROM running WHERE purging = 1);
END;\n"
    )
}

fn delete_trigger(table: &Table) -> String {
    let allowed = match table.purge {
        Purge::Never => "",
        Purge::Guarded => " WHERE NOT EXISTS (SELECT 1 FROM running WHERE purging = 1)",
        Purge::Free => return String::new(),
    };
    let name = table.name;
    format!(
        "CREATE TRIGGER {name}_guard_delete BEFORE DELETE ON {name} BEGIN
  SELECT RAISE(ABORT, 'deleted for good outside a purge'){allowed};
END;\n"
    )
}
