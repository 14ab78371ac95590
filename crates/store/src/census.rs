//! How much there is, and nothing of what it says.
use crate::{Error, Result, View, codec::Columns, connection, schema};
use schema::TABLES;

/// The tables by name, with their rows; none where a table cannot be read to its end.
pub fn rows(view: &View<'_>) -> Result<Vec<(&'static str, Option<u64>)>> {
    TABLES.iter().map(|table| Ok((table.name, counted(view, table.name)?))).collect()
}

fn counted(view: &View<'_>, table: &str) -> Result<Option<u64>> {
    match view.number(&format!("SELECT count(*) FROM {table}"), []) {
        Ok(many) => Ok(u64::try_from(many).ok()),
        Err(Error::Damaged(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What was not done, by kind of work and code.
pub fn faults(view: &View<'_>) -> Result<Vec<(String, String, u64)>> {
    let sql =
        "SELECT kind, code, count(*) AS many FROM job WHERE code IS NOT NULL AND state = 'failed'
        GROUP BY kind, code ORDER BY kind, code";
    view.rows(sql, [], |row| Ok((row.raw("kind")?, row.raw("code")?, row.size("many")?)))
}

/// Receipts by where they stand: `reading`, `failed`, `to_review`, `ready`, `confirmed`; those in the bin as `bin`.
pub fn receipts(view: &View<'_>) -> Result<Vec<(String, u64)>> {
    let sql = "SELECT iif(deleted_at IS NULL, state, 'bin') AS state, count(*) AS many FROM receipt
        GROUP BY 1 ORDER BY 1";
    view.rows(sql, [], |row| Ok((row.raw("state")?, row.size("many")?)))
}

/// What the schema is numbered, and SQLCipher calls itself.
pub fn versions(view: &View<'_>) -> Result<(i64, String)> {
    let schema = view.number("SELECT user_version FROM pragma_user_version", [])?;
    let cipher = view.conn().query_row("PRAGMA cipher_version", [], |row| row.get(0))?;
    Ok((schema, cipher))
}

/// The same of this build, where there is no database to ask.
pub fn versions_here() -> Result<(i64, String)> {
    Ok((schema::VERSION, connection::cipher_version()?))
}
