//! Reading rows past pages that cannot be read.
use crate::{DeviceId, Result, View, connection, schema, table::replica};
use rusqlite::{Connection, Params, types::Value};
use std::path::Path;

/// A damaged file. A page that cannot be read spoils its connection, so each
/// time another one is opened.
pub(super) struct Reader<'s> {
    path: &'s Path,
    key: &'s [u8; 32],
    conn: Connection,
}

/// Takes a row.
pub(super) type Put<'p> = &'p mut dyn FnMut(Vec<Value>) -> Result<()>;

/// No row has a number beyond it.
const LAST: i64 = i64::MAX;

impl<'s> Reader<'s> {
    pub(super) fn open(path: &'s Path, key: &'s [u8; 32]) -> Result<Self> {
        let conn = connection::open_damaged(path, key)?;
        // A newer one may say more than is known how to keep.
        schema::version(&conn)?;
        Ok(Self { path, key, conn })
    }

    /// Which device the file is, where that can be read.
    pub(super) fn device(&mut self) -> Option<DeviceId> {
        let device = replica::device(&View::new(&self.conn)).ok();
        if device.is_none() {
            self.reopen();
        }
        device
    }

    /// How many rows a table has; its smallest index tells, where that can be read.
    pub(super) fn count(&mut self, table: &str) -> Option<u64> {
        let count = format!("SELECT count(*) FROM {table}");
        let counted = self.conn.query_row(&count, [], |row| row.get::<_, i64>(0));
        if counted.is_err() {
            self.reopen();
        }
        counted.ok().and_then(|many| u64::try_from(many).ok())
    }

    /// Every row that can be read of a table with row numbers.
    pub(super) fn by_rid(&mut self, table: &str, columns: &[&str], put: Put<'_>) -> Result<()> {
        let sql = format!("SELECT {} FROM {table} WHERE rid > ?1 ORDER BY rid", columns.join(", "));
        let one = format!("{sql} LIMIT 1");
        let mut after = i64::MIN;
        loop {
            let read = self.scan(&sql, [after], &mut |row| {
                if let Some(Value::Integer(rid)) = row.first() {
                    after = *rid;
                }
                put(row)
            })?;
            if read || after == LAST {
                return Ok(());
            }
            match self.beyond(&one, after) {
                Some(next) => after = next,
                None => return Ok(()),
            }
        }
    }

    /// The smallest number behind which something can be read again: what
    /// cannot be read lies together, page by page.
    fn beyond(&mut self, one: &str, bad: i64) -> Option<i64> {
        let (mut low, mut step) = (bad.max(0), 1_i64);
        let mut high = loop {
            let tried = low.checked_add(step)?;
            if self.can(one, tried) {
                break tried;
            }
            (low, step) = (tried, step.checked_mul(2)?);
        };
        while low + 1 < high {
            let middle = low + (high - low) / 2;
            if self.can(one, middle) { high = middle } else { low = middle }
        }
        Some(high)
    }

    fn can(&mut self, one: &str, after: i64) -> bool {
        self.scan(one, [after], &mut |_| Ok(())).unwrap_or(false)
    }

    /// Every row up to the first that cannot be read, from either end.
    pub(super) fn both_ends(
        &mut self,
        table: &str,
        columns: &[&str],
        order: &str,
        put: Put<'_>,
    ) -> Result<()> {
        let all = format!("SELECT {} FROM {table} ORDER BY", columns.join(", "));
        if self.scan(&format!("{all} {order}"), [], put)? {
            return Ok(());
        }
        let backward = order.replace(',', " DESC,");
        self.scan(&format!("{all} {backward} DESC"), [], put).map(drop)
    }

    /// Hands over the rows of a query; whether all of them could be read. What
    /// `put` gives ends it.
    fn scan(&mut self, sql: &str, params: impl Params, put: Put<'_>) -> Result<bool> {
        let whole = rows(&self.conn, sql, params, put)?;
        if !whole {
            self.reopen();
        }
        Ok(whole)
    }

    /// Where the beginning of the file cannot be read any more, the old one stays.
    fn reopen(&mut self) {
        if let Ok(conn) = connection::open_damaged(self.path, self.key) {
            self.conn = conn;
        }
    }
}

fn rows(conn: &Connection, sql: &str, params: impl Params, put: Put<'_>) -> Result<bool> {
    let Ok(mut statement) = conn.prepare(sql) else { return Ok(false) };
    let columns = statement.column_count();
    let Ok(mut rows) = statement.query(params) else { return Ok(false) };
    loop {
        let row = match rows.next() {
            Ok(Some(row)) => row,
            Ok(None) => return Ok(true),
            Err(_) => return Ok(false),
        };
        match (0..columns).map(|at| row.get(at)).collect::<rusqlite::Result<Vec<Value>>>() {
            Ok(values) => put(values)?,
            Err(_) => return Ok(false),
        }
    }
}
