//! Everything that a user could miss, as rows of JSON: for leaving, and for
//! coming back into a file of its own.
//!
//! Left out is what can be made anew, what is this installation's own, and the
//! bytes of the pictures, which go beside the rows.
mod incoming;
mod rows;

pub use incoming::Incoming;
pub use rows::each_row;

use crate::schema::{Class, Purge, TABLES, Table};

/// The tables that travel, each after those it refers to.
pub fn tables() -> impl Iterator<Item = &'static str> {
    TABLES.iter().filter(|table| travels(table)).map(|table| table.name)
}

fn travels(table: &Table) -> bool {
    match table.class {
        Class::Log | Class::Logged => true,
        Class::Derived => false,
        // What is immutable and goes only with what it is of.
        Class::Local => table.purge == Purge::Guarded && table.name != "attachment_chunk",
    }
}

fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().copied().find(|table| table.name == name && travels(table))
}
