//! Exports: what the list shows, as a file the user chose.
mod labels;
mod rows;
mod target;

pub use target::{TargetError, write_whole};

use crate::error::Error;
use crate::intake;
use crate::session::Session;
use crate::views::{ExportDone, ExportFormat, ExportRequest};
use export::{Fonts, Report, csv, pdf};
use std::path::Path;
use words::Words;

/// Writes an export to `path`: whole, or not at all. Samples are left out
/// unless they are asked for by `is:sample`.
pub fn write(session: &Session, request: &ExportRequest, path: &Path) -> Result<ExportDone, Error> {
    let report = report(session, request)?;
    if report.rows.is_empty() {
        return Err(Error::NothingToExport);
    }
    let bytes = render(&report, request.format)?;
    write_whole(path, &bytes)?;
    let receipts = u32::try_from(report.rows.len()).unwrap_or(u32::MAX);
    Ok(ExportDone { file_name: intake::shown_name(path), receipts })
}

fn report(session: &Session, request: &ExportRequest) -> Result<Report, Error> {
    let words = Words::english();
    let thumbnails = matches!(request.format, ExportFormat::Pdf { thumbnails: true });
    let rows = rows::rows(session, request, thumbnails, &words)?;
    let without_total = rows.iter().filter(|row| row.total.is_none()).count();
    let filter = request.query.trim();
    Ok(Report {
        title: words.get("export.title", &[]),
        profile: Some(session.profile().name),
        filter: (!filter.is_empty()).then(|| filter.to_owned()),
        generated: session.core.clock.today(),
        labels: labels::labels(&words, rows.len(), without_total),
        rows,
    })
}

fn render(report: &Report, format: ExportFormat) -> Result<Vec<u8>, Error> {
    match format {
        ExportFormat::Csv { per_item, byte_order_mark } => {
            let mut bytes = Vec::new();
            csv::write(report, csv::Options { per_item, byte_order_mark }, &mut bytes)?;
            Ok(bytes)
        }
        ExportFormat::Pdf { thumbnails } => {
            Ok(pdf::render(report, pdf::Options { thumbnails }, &Fonts::installed())?.bytes)
        }
    }
}
