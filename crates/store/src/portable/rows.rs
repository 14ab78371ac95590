//! From a table to lines of JSON.
use crate::{
    Error, Result, View,
    codec::to_json,
    schema::{Key, Table},
};
use rusqlite::{Row, types::ValueRef};
use serde_json::{Map, Value};

/// Hands over every row of a table as one line of JSON, in the order they came
/// about: an object of columns by name. Whole numbers are numbers, all else is
/// text, so that nothing is rounded on the way.
///
/// # Errors
/// [`Error::NotFound`] for a table that does not travel; what `each` gives.
pub fn each_row(
    view: &View<'_>,
    name: &str,
    each: &mut dyn FnMut(&str) -> Result<()>,
) -> Result<()> {
    let table = super::table(name).ok_or(Error::NotFound("table"))?;
    let columns = columns(table);
    let order = match table.key {
        Key::Id => "rid",
        Key::Columns(columns) => columns,
        Key::Declared => "1",
    };
    let sql = format!("SELECT {} FROM {} ORDER BY {order}", columns.join(", "), table.name);
    let mut all = view.conn().prepare(&sql)?;
    let mut rows = all.query([])?;
    while let Some(row) = rows.next()? {
        each(&to_json(&object(row, &columns)?, "row")?)?;
    }
    Ok(())
}

/// A table's columns, but for its row id, which is of no meaning elsewhere.
pub(super) fn columns(table: &Table) -> Vec<&'static str> {
    let id = (table.key == Key::Id).then_some("id");
    id.into_iter().chain(table.columns.iter().map(|column| column.name)).collect()
}

fn object(row: &Row<'_>, columns: &[&'static str]) -> Result<Map<String, Value>> {
    let mut object = Map::new();
    for (n, column) in columns.iter().enumerate() {
        let value = match row.get_ref(n)? {
            ValueRef::Null => continue,
            ValueRef::Integer(integer) => Value::from(integer),
            ValueRef::Real(real) => Value::from(format!("{real:?}")),
            ValueRef::Text(_) => Value::from(row.get::<_, String>(n)?),
            ValueRef::Blob(_) => return Err(Error::Damaged(column)),
        };
        object.insert((*column).to_owned(), value);
    }
    Ok(object)
}
