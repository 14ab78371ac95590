//! `export`: what a query finds, as a file.
use crate::arguments::{ExportArguments, ExportCommand, VaultArguments};
use crate::{say, vault};
use app::exports;
use app::views::{ExportFormat, ExportRequest, Sort};
use fault::Fault;
use std::process::ExitCode;

pub fn run(vault: &VaultArguments, command: &ExportCommand) -> Result<ExitCode, Fault> {
    let (what, format) = match command {
        ExportCommand::Csv { what, per_item, bom } => {
            (what, ExportFormat::Csv { per_item: *per_item, byte_order_mark: *bom })
        }
        ExportCommand::Pdf { what, thumbnails } => {
            (what, ExportFormat::Pdf { thumbnails: *thumbnails })
        }
    };
    let session = vault::open(vault)?;
    let passphrase = match what.encrypt {
        true => vault::file_passphrase(vault, true)?,
        false => None,
    };
    let request = request(what, format);
    let done = exports::write_sealed(&session, &request, &what.file, passphrase.as_deref())
        .map_err(vault::fault)?;
    say::line(&serde_json::to_string(&done).unwrap_or_default());
    Ok(ExitCode::SUCCESS)
}

fn request(what: &ExportArguments, format: ExportFormat) -> ExportRequest {
    ExportRequest { query: what.query.clone(), sort: Sort::default(), only: None, format }
}
