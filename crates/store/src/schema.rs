//! One declaration a table; the SQL is generated from it.
mod declaration;
mod migration;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests;
mod triggers;

pub(crate) use declaration::{Class, Column, Key, Purge, Table, col, unit};
pub(crate) use migration::{
    VERSION, create, create_tables, finish, migrate, require_current, version,
};

use crate::table;

/// Every table, parents before children.
pub(crate) const TABLES: &[&Table] = &[
    &table::running::TABLE,
    &table::replica::TABLE,
    &table::device::TABLE,
    &table::action::TABLE,
    &table::change::TABLE,
    &table::category::TABLE,
    &table::receipt::TABLE,
    &table::receipt_item::TABLE,
    &table::attachment::TABLE,
    &table::attachment::CHUNK_TABLE,
    &table::attachment_page::TABLE,
    &table::receipt_page::TABLE,
    &table::thumbnail::TABLE,
    &table::reading::TABLE,
    &table::reading_code::TABLE,
    &table::reading_field::TABLE,
    &table::merchant_clue::TABLE,
    &table::merchant_forgotten::TABLE,
    &table::duplicate::TABLE,
    &table::job::TABLE,
    &table::watched_file::TABLE,
    &table::setting::TABLE,
    &table::search_document::TABLE,
    &table::search_document::DIRTY_TABLE,
    &table::tombstone::TABLE,
    &table::hold::TABLE,
    &table::retention_policy::TABLE,
];

/// The declaration of a logged table, by the name that came from another device.
pub(crate) fn logged_table(name: &str) -> Option<&'static Table> {
    TABLES.iter().copied().find(|table| table.name == name && table.class == Class::Logged)
}
