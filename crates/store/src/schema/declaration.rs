//! What is said of a table.
use crate::Result;
use rusqlite::Row;

/// Who else knows a table's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// The change log itself: it is appended to and sent as it is.
    Log,
    /// Every write is in the change log; devices agree on it.
    Logged,
    /// Computed from the others and rebuilt at will.
    Derived,
    /// This installation's own, or immutable bytes that need no merge.
    Local,
}

/// Who may remove rows for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purge {
    /// Nobody: a purge blanks values and keeps the row.
    Never,
    /// A purge alone.
    Guarded,
    /// Whoever writes the table.
    Free,
}

/// What a row is found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    /// `rid` for this file, `id` for the world.
    Id,
    /// The columns named, without a row id.
    Columns(&'static str),
    /// A column of the declaration is the row id.
    Declared,
}

/// One column. Columns of one `unit` are merged together; of itself a column
/// is its own unit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) sql: &'static str,
    pub(crate) unit: &'static str,
}

/// A column that is merged by itself.
pub(crate) const fn col(name: &'static str, sql: &'static str) -> Column {
    Column { name, sql, unit: name }
}

/// A column that is merged with the others of its unit.
pub(crate) const fn unit(unit: &'static str, name: &'static str, sql: &'static str) -> Column {
    Column { name, sql, unit }
}

/// One table.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) class: Class,
    pub(crate) purge: Purge,
    pub(crate) key: Key,
    pub(crate) columns: &'static [Column],
    /// Columns that never change once written; a trigger holds them.
    pub(crate) immutable: &'static [&'static str],
    /// Index name and what follows `ON`.
    pub(crate) indexes: &'static [(&'static str, &'static str)],
    /// Reads a row of all its columns as whoever shows it does; none for what is
    /// made anew, and what is no one else's.
    pub(crate) reads: Option<Reads>,
}

/// Whether a row can be read.
pub(crate) type Reads = fn(&Row<'_>) -> Result<()>;

impl Table {
    /// `CREATE TABLE` and its indexes.
    pub(crate) fn ddl(&self) -> String {
        let mut parts: Vec<String> = match self.key {
            Key::Id => vec!["rid INTEGER PRIMARY KEY".into(), "id TEXT NOT NULL UNIQUE".into()],
            Key::Columns(_) | Key::Declared => Vec::new(),
        };
        parts.extend(self.columns.iter().map(|column| format!("{} {}", column.name, column.sql)));
        let options = match self.key {
            Key::Columns(columns) => {
                parts.push(format!("PRIMARY KEY ({columns})"));
                "STRICT, WITHOUT ROWID"
            }
            Key::Id | Key::Declared => "STRICT",
        };
        let mut ddl =
            format!("CREATE TABLE {} (\n  {}\n) {options};\n", self.name, parts.join(",\n  "));
        for (name, on) in self.indexes {
            let unique = if name.ends_with("_once") { "UNIQUE " } else { "" };
            ddl.push_str(&format!("CREATE {unique}INDEX {name} ON {on};\n"));
        }
        ddl
    }

    /// The merge units in the order of their first column.
    pub(crate) fn units(&self) -> Vec<(&'static str, Vec<&'static str>)> {
        let mut units: Vec<(&'static str, Vec<&'static str>)> = Vec::new();
        for column in self.columns {
            match units.iter_mut().find(|(unit, _)| *unit == column.unit) {
                Some((_, columns)) => columns.push(column.name),
                None => units.push((column.unit, vec![column.name])),
            }
        }
        units
    }

    /// The columns merged together with `column`; none when there is no such column.
    pub(crate) fn unit_of(&self, column: &str) -> Option<Vec<&'static str>> {
        self.units()
            .into_iter()
            .map(|(_, columns)| columns)
            .find(|columns| columns.contains(&column))
    }
}
