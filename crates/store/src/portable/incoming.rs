//! From lines of JSON to a database of their own.
use super::rows::columns;
use crate::{
    Context, DeviceId, Error, LocalTx, Result, View, connection,
    schema::{self, Table},
    table::{attachment, replica, running},
};
use journal::Hlc;
use rusqlite::{Connection, params_from_iter, types::Value as Stored};
use serde_json::{Map, Value};
use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

/// A database that is being filled. It counts once [`Incoming::finish`] has
/// returned; dropped before, what there is of it is the caller's to remove.
pub struct Incoming {
    conn: Connection,
    context: Context,
    path: PathBuf,
}

impl Incoming {
    /// Begins one in a new file.
    ///
    /// # Errors
    /// [`Error::Exists`], [`Error::DiskFull`], [`Error::ReadOnly`].
    pub fn begin(path: &Path, key: &[u8; 32], context: Context) -> Result<Self> {
        if path.exists() {
            return Err(Error::Exists);
        }
        let conn = connection::open_new(path, key)?;
        conn.execute_batch("BEGIN")?;
        schema::create_tables(&conn)?;
        running::found(&conn)?;
        Ok(Self { conn, context, path: path.to_owned() })
    }

    /// Takes a row of a table. A column that an older version did not have gets
    /// its default.
    ///
    /// # Errors
    /// [`Error::Invalid`] for what is no row of that table; [`Error::Newer`] for
    /// a table or column that is not known.
    pub fn row(&self, table: &str, line: &str) -> Result<()> {
        let table = super::table(table).ok_or(Error::Newer(0))?;
        let row: Map<String, Value> =
            serde_json::from_str(line).map_err(|_| Error::Invalid("row"))?;
        let known = columns(table);
        let (mut names, mut values) = (Vec::new(), Vec::new());
        for (name, value) in row {
            let name = known.iter().find(|known| **known == name).ok_or(Error::Newer(0))?;
            values.push(stored(table, name, value)?);
            names.push(*name);
        }
        if names.is_empty() {
            return Err(Error::Invalid("row"));
        }
        let marks = vec!["?"; names.len()].join(", ");
        let sql = format!("INSERT INTO {} ({}) VALUES ({marks})", table.name, names.join(", "));
        let inserted = self
            .conn
            .prepare_cached(&sql)
            .and_then(|mut insert| insert.execute(params_from_iter(values)));
        inserted.map(drop).map_err(|error| Error::from(error).or_refused())
    }

    /// Takes the bytes of a picture whose row has come.
    ///
    /// # Errors
    /// [`Error::Invalid`] for one that no row speaks of, that came already, or
    /// whose bytes are others.
    pub fn picture(&self, sha256: &str, bytes: &mut dyn Read) -> Result<()> {
        let view = View::new(&self.conn);
        let wanted =
            attachment::find_by_content(&view, sha256)?.ok_or(Error::Invalid("picture"))?;
        if attachment::chunk(&view, wanted.id, 0)?.is_some() {
            return Err(Error::Invalid("picture"));
        }
        let (len, found) = attachment::write_chunks(&self.local(), wanted.id, bytes)?;
        let same = (len, found.as_str()) == (wanted.len, sha256);
        if same { Ok(()) } else { Err(Error::Invalid("picture")) }
    }

    /// Looks whether all of it came, and makes it a database: of a new device,
    /// which has seen all that was done.
    ///
    /// # Errors
    /// [`Error::Invalid`] where a picture is missing, or the log has a gap.
    pub fn finish(self) -> Result<()> {
        let view = View::new(&self.conn);
        let without = "SELECT EXISTS (SELECT 1 FROM attachment WHERE NOT EXISTS
            (SELECT 1 FROM attachment_chunk WHERE attachment_id = attachment.id))";
        let gaps = "SELECT EXISTS (SELECT 1 FROM action GROUP BY device_id
            HAVING count(*) <> max(seq) OR min(seq) <> 1 OR min(hlc) < 0)";
        if view.number(without, [])? == 1 {
            return Err(Error::Invalid("picture"));
        }
        if view.number(gaps, [])? == 1 {
            return Err(Error::Invalid("row"));
        }
        let seen = view.number("SELECT ifnull(max(hlc), 0) FROM action", [])?;
        let seen = Hlc::from_i64(seen).filter(|seen| *seen <= Hlc::LATEST);
        let device: DeviceId = (*self.context.ids).next();
        replica::found(&self.conn, device)?;
        replica::witness(&self.local(), seen.ok_or(Error::Invalid("row"))?)?;
        schema::finish(&self.conn)?;
        self.conn.execute_batch("COMMIT")?;
        self.conn.close().map_err(|(_, error)| error)?;
        Ok(File::open(self.path)?.sync_all()?)
    }

    fn local(&self) -> LocalTx<'_> {
        LocalTx::new(&self.conn, self.context.clock.now(), &*self.context.ids)
    }
}

/// What a column holds of a JSON value.
fn stored(table: &Table, name: &str, value: Value) -> Result<Stored> {
    let declared = table.columns.iter().find(|column| column.name == name);
    let is_real = declared.is_some_and(|column| column.sql.starts_with("REAL"));
    let invalid = || Error::Invalid("row");
    match value {
        Value::Null => Ok(Stored::Null),
        Value::Number(number) => number.as_i64().map(Stored::Integer).ok_or_else(invalid),
        Value::String(text) if is_real => {
            let real: f64 = text.parse().map_err(|_| invalid())?;
            Some(real).filter(|real| real.is_finite()).map(Stored::Real).ok_or_else(invalid)
        }
        Value::String(text) => Ok(Stored::Text(text)),
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => Err(invalid()),
    }
}
