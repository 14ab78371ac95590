//! A good archive, taken apart and put together otherwise.
use crate::desk::{Desk, add_settled, desk, rename, settle, take};
use app::views::{CategoryView, ReceiptEdits, RuleName};
use app::{Session, archives, categories, merchants, receipts, retention, unwatched};
use archive::{ArchiveError, Writer};
use replay::Draw;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;
use std::slice;

/// A profile that has something of everything.
pub fn filled() -> (Desk, Session) {
    let desk = desk();
    let session = desk.open();
    let (first, second) = (add_settled(&session), take(&session, "kopitiam.jpg"));
    settle(&session, &second);
    rename(&session, &first, "Kedai Satu");
    rename(&session, &first, "Kedai Dua");
    let note = ReceiptEdits { note: Some("lunch".into()), ..ReceiptEdits::default() };
    receipts::edit(&session, &second, &note).unwrap();
    let category: CategoryView = categories::list(&session).unwrap().remove(0);
    receipts::categorise(&session, slice::from_ref(&first), &category.id).unwrap();
    retention::add_hold(&session, slice::from_ref(&first), Some("2033-12-31"), "a claim").unwrap();
    retention::set_policy(&session, None, Some((RuleName::Own, 7))).unwrap();
    let known = merchants::list(&session).unwrap();
    merchants::forget(&session, &known[0].key).unwrap();
    let gone = take(&session, "petrol.jpg");
    receipts::bin(&session, slice::from_ref(&gone)).unwrap();
    retention::purge(&session, &[gone]).unwrap();
    (desk, session)
}

/// One cell.
#[derive(Debug, Clone)]
pub struct Cell {
    table: &'static str,
    column: &'static str,
    wanted: Option<(&'static str, &'static str)>,
}

impl Cell {
    pub fn of(table: &'static str, column: &'static str) -> Self {
        Self { table, column, wanted: None }
    }

    /// Where another column says this.
    pub fn where_is(self, column: &'static str, value: &'static str) -> Self {
        Self { wanted: Some((column, value)), ..self }
    }

    /// In a row that has it, or else in any.
    fn in_one_of<'r>(&self, rows: &'r mut [Map<String, Value>]) -> &'r mut Map<String, Value> {
        let as_wanted = |row: &Map<String, Value>| {
            self.wanted.is_none_or(|(column, value)| row.get(column) == Some(&json!(value)))
        };
        let has = |row: &Map<String, Value>| row.contains_key(self.column);
        let found = rows.iter().position(|row| as_wanted(row) && has(row));
        let found = found.or_else(|| rows.iter().position(as_wanted));
        &mut rows[found.unwrap_or_else(|| panic!("there is no {self:?} to spoil"))]
    }
}

/// The entries of a plain archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archive(Vec<(String, Vec<u8>)>);

impl Archive {
    /// All that a session holds; when it was written does not count.
    pub fn of(session: &Session, folder: &Path) -> Self {
        let file = folder.join("whole.tar");
        archives::write(session, &file, None, &unwatched).unwrap();
        let mut entries = Vec::new();
        archive::read(&fs::read(&file).unwrap()[..], None, &mut |entry| {
            let mut content = Vec::new();
            entry.content.read_to_end(&mut content).unwrap();
            entries.push((entry.name, content));
            Ok::<(), ArchiveError>(())
        })
        .unwrap();
        let mut manifest: Value = serde_json::from_slice(&entries[0].1).unwrap();
        manifest["made_at"] = json!("2026-03-12T08:00:00Z");
        entries[0].1 = serde_json::to_vec(&manifest).unwrap();
        Self(entries)
    }

    pub fn write(&self, file: &Path) {
        let mut writer = Writer::begin(Vec::new(), None).unwrap();
        for (name, bytes) in &self.0 {
            writer.entry(name, bytes.len() as u64, &mut &bytes[..]).unwrap();
        }
        fs::write(file, writer.finish().unwrap()).unwrap();
    }

    /// The same with another value in one cell.
    pub fn with(&self, cell: &Cell, value: &Value) -> Self {
        let mut other = self.clone();
        let mut rows = other.rows(cell.table);
        put(cell.in_one_of(&mut rows), cell.column, value);
        other.put_rows(cell.table, &rows);
        other
    }

    /// The same with other bytes in the first picture, rightly named.
    pub fn with_picture(&self, bytes: &[u8]) -> Self {
        let mut other = self.clone();
        let digest = Sha256::digest(bytes);
        let sha256: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut rows = other.rows("attachment");
        let was = rows[0]["sha256"].as_str().unwrap().to_owned();
        put(&mut rows[0], "sha256", &json!(sha256));
        put(&mut rows[0], "len", &json!(bytes.len()));
        other.put_rows("attachment", &rows);
        let entry = other.0.iter_mut().find(|(name, _)| name.contains(&was)).unwrap();
        *entry = (entry.0.replace(&was, &sha256), bytes.to_vec());
        other
    }

    /// Writes it with any one cell of any row spoilt; which, and how.
    pub fn spoilt(&self, draw: &mut Draw, file: &Path) -> String {
        let mut other = self.clone();
        let of_rows = |(name, _): &(String, Vec<u8>)| {
            name.strip_prefix("tables/").and_then(|name| name.split('/').next()).map(str::to_owned)
        };
        let tables: Vec<String> = self.0.iter().filter_map(of_rows).collect();
        let table = &tables[draw.below(tables.len())];
        let mut rows = other.rows(table);
        let at = draw.below(rows.len());
        let columns: Vec<String> = rows[at].keys().cloned().collect();
        let column = &columns[draw.below(columns.len())];
        let was = rows[at][column].clone();
        let value = spoil(&was, draw);
        put(&mut rows[at], column, &value);
        other.put_rows(table, &rows);
        other.write(file);
        format!("{table}.{column}: {was} became {:.60}", value.to_string())
    }

    fn rows(&self, table: &str) -> Vec<Map<String, Value>> {
        let entry = self.entry(table).unwrap_or_else(|| panic!("nothing in {table}"));
        let lines = std::str::from_utf8(&self.0[entry].1).unwrap().lines();
        lines.map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn put_rows(&mut self, table: &str, rows: &[Map<String, Value>]) {
        let line = |row: &Map<String, Value>| serde_json::to_string(row).unwrap() + "\n";
        let entry = self.entry(table).unwrap();
        self.0[entry].1 = rows.iter().map(line).collect::<String>().into_bytes();
    }

    fn entry(&self, table: &str) -> Option<usize> {
        let start = format!("tables/{table}/");
        self.0.iter().position(|(name, _)| name.starts_with(&start))
    }
}

/// No value is a column that is not there.
fn put(row: &mut Map<String, Value>, column: &str, value: &Value) {
    match value {
        Value::Null => drop(row.remove(column)),
        value => drop(row.insert(column.to_owned(), value.clone())),
    }
}

fn spoil(value: &Value, draw: &mut Draw) -> Value {
    let text = value.as_str().unwrap_or_default();
    let number = value.as_i64().unwrap_or_default();
    let half: String = text.chars().take(text.chars().count() / 2).collect();
    let values = [
        Value::Null,
        json!(-1),
        json!(0),
        json!(i64::MAX),
        json!(i64::MIN),
        json!(number.wrapping_add(1)),
        json!(number.wrapping_neg()),
        json!(""),
        json!("{}"),
        json!("[]"),
        json!("null"),
        json!("2026-13-45"),
        json!("00000000-0000-0000-0000-000000000000"),
        json!(half),
        json!(text.to_uppercase()),
        json!(format!("{text} ")),
        json!(format!("{text}\u{0}\u{202e}\n")),
        json!("x".repeat(100_000)),
    ];
    values[draw.below(values.len())].clone()
}
