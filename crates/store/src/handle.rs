//! What a closure inside a transaction holds. What it may do is its type:
//! a [`View`] reads; a [`LocalTx`] also writes local and derived tables; a
//! [`Tx`] also writes logged ones, under its one action.
use crate::{Error, Result};
use jiff::Timestamp;
use journal::ActionArgs;
use money::{Id, IdSource, Marker};
use rusqlite::{Connection, Params, Row};
use std::{cell::RefCell, ops::Deref};

/// Reads, in one snapshot.
pub struct View<'c> {
    conn: &'c Connection,
}

/// Reads, and writes tables that are not logged.
pub struct LocalTx<'c> {
    view: View<'c>,
    now: Timestamp,
    ids: &'c dyn IdSource,
}

/// Reads and writes every table; what is logged is logged under one action.
pub struct Tx<'c> {
    local: &'c LocalTx<'c>,
    args: RefCell<ActionArgs>,
}

impl<'c> View<'c> {
    pub(crate) fn new(conn: &'c Connection) -> Self {
        Self { conn }
    }

    pub(crate) fn conn(&self) -> &'c Connection {
        self.conn
    }

    /// Every row of a query.
    pub(crate) fn rows<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        self.conn.prepare_cached(sql)?.query_and_then(params, read)?.collect()
    }

    /// The first row of a query.
    pub(crate) fn row<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        self.conn.prepare_cached(sql)?.query_and_then(params, read)?.next().transpose()
    }

    /// The one number of a query that always has one.
    pub(crate) fn number(&self, sql: &str, params: impl Params) -> Result<i64> {
        Ok(self.conn.prepare_cached(sql)?.query_row(params, |row| row.get(0))?)
    }
}

impl<'c> LocalTx<'c> {
    pub(crate) fn new(conn: &'c Connection, now: Timestamp, ids: &'c dyn IdSource) -> Self {
        Self { view: View::new(conn), now, ids }
    }

    /// The moment of this transaction; every row of it carries the same.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// A new id of the kind that is asked for.
    pub fn next_id<T: Marker>(&self) -> Id<T> {
        self.ids.next()
    }

    pub(crate) fn now_millis(&self) -> i64 {
        self.now.as_millisecond()
    }

    /// Runs one statement; how many rows it touched.
    pub(crate) fn execute(&self, sql: &str, params: impl Params) -> Result<usize> {
        Ok(self.conn().prepare_cached(sql)?.execute(params)?)
    }

    /// Runs statements without parameters.
    pub(crate) fn execute_batch(&self, sql: &str) -> Result<()> {
        Ok(self.conn().execute_batch(sql)?)
    }

    /// Runs one statement that must touch a row of `table`.
    pub(crate) fn execute_one(
        &self,
        table: &'static str,
        sql: &str,
        params: impl Params,
    ) -> Result<()> {
        match self.execute(sql, params)? {
            0 => Err(Error::NotFound(table)),
            _ => Ok(()),
        }
    }
}

impl<'c> Tx<'c> {
    pub(crate) fn new(local: &'c LocalTx<'c>, args: ActionArgs) -> Self {
        Self { local, args: RefCell::new(args) }
    }

    /// Changes what the action's words need, once the work has found it out.
    pub fn describe(&self, count: usize, about: Option<String>) {
        *self.args.borrow_mut() =
            ActionArgs { count: u32::try_from(count).unwrap_or(u32::MAX), about };
    }

    pub(crate) fn args(&self) -> ActionArgs {
        self.args.borrow().clone()
    }
}

impl<'c> Deref for LocalTx<'c> {
    type Target = View<'c>;
    fn deref(&self) -> &View<'c> {
        &self.view
    }
}

impl<'c> Deref for Tx<'c> {
    type Target = LocalTx<'c>;
    fn deref(&self) -> &LocalTx<'c> {
        self.local
    }
}

/// What a logged write gave back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written<T> {
    /// What the closure returned.
    pub value: T,
    /// The action; none when nothing that is logged changed.
    pub action: Option<journal::ActionId>,
}
