//! Full text: an index over names, notes, numbers and recognised text.
//!
//! One FTS5 table, three columns:
//! - `text`: the recognised text by words, found by a word's beginning;
//! - `tri`: every three letters of the names' words, found as a phrase: any
//!   part of three letters or more;
//! - `pair`: every two letters of the names' words, and of every run of Chinese,
//!   Japanese or Korean in names and text: parts of two letters, and CJK.
//!
//! An entry's row id is `day << 32 | rid`, so that the index itself is in the
//! order of the list: the newest fifty of a hundred thousand hits cost fifty.
//!
//! The index keeps no text. `search_document` says what an entry was made of,
//! so that it can be taken out again exactly; triggers mark the receipts that
//! changed, and what is marked is indexed before each commit. So undo, a merge
//! and a purge reach the index by themselves.
mod document;
mod grams;
mod query;

pub(crate) use document::{forget, index_marked, mark, mark_all};
pub(crate) use query::query;

/// The index and the triggers that mark.
pub(crate) const DDL: &str = "
CREATE VIRTUAL TABLE search USING fts5 (text, tri, pair, content = '', columnsize = 0,
    tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER search_receipt_insert AFTER INSERT ON receipt WHEN NEW.merchant IS NOT NULL OR NEW.note <> '' BEGIN
  INSERT INTO search_dirty (receipt_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_receipt_update AFTER UPDATE OF merchant, note, number, date ON receipt
WHEN OLD.merchant IS NOT NEW.merchant OR OLD.note <> NEW.note OR OLD.number IS NOT NEW.number OR OLD.date IS NOT NEW.date
BEGIN
  INSERT INTO search_dirty (receipt_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_item_insert AFTER INSERT ON receipt_item BEGIN
  INSERT INTO search_dirty (receipt_id) VALUES (NEW.receipt_id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER search_item_update AFTER UPDATE OF name, deleted_at, receipt_id ON receipt_item
WHEN OLD.name <> NEW.name OR OLD.deleted_at IS NOT NEW.deleted_at OR OLD.receipt_id <> NEW.receipt_id BEGIN
  INSERT INTO search_dirty (receipt_id) VALUES (NEW.receipt_id), (OLD.receipt_id) ON CONFLICT DO NOTHING;
END;
";
