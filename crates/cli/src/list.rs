//! `list`: receipts, one JSON object a line.
use crate::arguments::{ListArguments, Order, VaultArguments};
use crate::{say, vault};
use app::list;
use app::views::{ListRequest, Sort, SortBy};
use fault::Fault;
use std::process::ExitCode;

/// Rows asked for at once.
const WINDOW: u32 = 500;

pub fn run(vault: &VaultArguments, arguments: &ListArguments) -> Result<ExitCode, Fault> {
    let session = vault::open(vault)?;
    let sort = Sort { by: by(arguments.sort), ascending: arguments.ascending };
    let mut offset = 0;
    loop {
        let request = ListRequest { query: arguments.query.clone(), sort, offset, limit: WINDOW };
        let rows = list::rows(&session, &request).map_err(vault::fault)?;
        for row in &rows {
            say::line(&serde_json::to_string(row).unwrap_or_default());
        }
        match u32::try_from(rows.len()) {
            Ok(WINDOW) => offset += WINDOW,
            _ => return Ok(ExitCode::SUCCESS),
        }
    }
}

fn by(order: Order) -> SortBy {
    match order {
        Order::Date => SortBy::Date,
        Order::Merchant => SortBy::Merchant,
        Order::Total => SortBy::Total,
        Order::Added => SortBy::Added,
    }
}
