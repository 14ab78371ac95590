//! What an action changed: one column of one row.
use serde::{Deserialize, Serialize};

/// A logged value. There are no floats and no bytes in the log: money and
/// decimals are exact, and pictures never enter it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// No value.
    Null,
    /// A whole number: minor units, flags, times in milliseconds.
    Integer(i64),
    /// Text: names, ids, ISO dates, canonical decimals.
    Text(String),
}

/// A change as it travels between devices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Change {
    /// A row came to be, with these values.
    Insert {
        /// Table.
        table: String,
        /// The row's id.
        row: String,
        /// Column and value, for every column but the row's id.
        values: Vec<(String, Value)>,
    },
    /// A column got another value.
    Update {
        /// Table.
        table: String,
        /// The row's id.
        row: String,
        /// Column.
        column: String,
        /// The value before, on the device that made the change.
        old: Value,
        /// The value after.
        new: Value,
    },
    /// What was done to a row that was purged since: that it was done, and no value.
    Blank {
        /// Table.
        table: String,
        /// The row's id.
        row: String,
        /// Column; empty where the row came to be.
        column: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_on_the_wire_are_frozen() {
        let change = Change::Update {
            table: "receipt".into(),
            row: "r".into(),
            column: "total_minor".into(),
            old: Value::Null,
            new: Value::Integer(2340),
        };
        let json = serde_json::to_string(&change).expect("plain values serialise");
        assert_eq!(
            json,
            r#"{"kind":"update","table":"receipt","row":"r","column":"total_minor","old":null,"new":2340}"#,
            "other devices read these bytes"
        );
        assert_eq!(
            serde_json::from_str::<Change>(&json).expect("our own bytes"),
            change,
            "and get the same change back"
        );
        let blank =
            Change::Blank { table: "receipt".into(), row: "r".into(), column: "note".into() };
        let json = serde_json::to_string(&blank).expect("plain values serialise");
        assert_eq!(
            json, r#"{"kind":"blank","table":"receipt","row":"r","column":"note"}"#,
            "a purged value has no place on the wire"
        );
    }
}
