//! Exports: what the list shows, as a file the user chose.
mod labels;
mod rows;
mod target;

pub(crate) use target::Target;
pub use target::{TargetError, write_whole};

use crate::archives;
use crate::error::Error;
use crate::intake;
use crate::session::Session;
use crate::views::{ExportDone, ExportFormat, ExportNote, ExportRequest, Sort};
use export::{Fonts, Report, csv, pdf};
use std::path::Path;
use words::Words;

/// Writes an export to `path`: whole, or not at all. Samples are left out
/// unless they are asked for by `is:sample`.
pub fn write(session: &Session, request: &ExportRequest, path: &Path) -> Result<ExportDone, Error> {
    write_sealed(session, request, path, None)
}

/// As [`write`], inside an age file that the passphrase opens, if there is one.
///
/// # Errors
/// As [`write`]; [`fault::Code::PassphraseTooShort`].
pub fn write_sealed(
    session: &Session,
    request: &ExportRequest,
    path: &Path,
    passphrase: Option<&str>,
) -> Result<ExportDone, Error> {
    archives::check_passphrase(passphrase)?;
    let report = report(session, request)?;
    if report.rows.is_empty() {
        return Err(Error::NothingToExport);
    }
    let (bytes, notes) = render(&report, request.format)?;
    let bytes = match passphrase {
        Some(passphrase) => archive::seal(&bytes, passphrase)?,
        None => bytes,
    };
    write_whole(path, &bytes)?;
    Ok(ExportDone {
        file_name: intake::shown_name(path),
        receipts: count_of(report.rows.len()),
        notes,
    })
}

/// Every receipt that the list can show, as CSV.
pub(crate) fn everything(session: &Session) -> Result<Vec<u8>, Error> {
    let format = ExportFormat::Csv { per_item: false, byte_order_mark: false };
    let (query, sort) = (String::new(), Sort::default());
    let request = ExportRequest { query, sort, only: None, format };
    Ok(render(&report(session, &request)?, format)?.0)
}

/// How many receipts [`write`] would put into the file.
pub fn count(session: &Session, request: &ExportRequest) -> Result<u32, Error> {
    rows::count(session, request)
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

/// The file's bytes, and what in it is not as it should be.
fn render(report: &Report, format: ExportFormat) -> Result<(Vec<u8>, Vec<ExportNote>), Error> {
    match format {
        ExportFormat::Csv { per_item, byte_order_mark } => {
            let mut bytes = Vec::new();
            csv::write(report, csv::Options { per_item, byte_order_mark }, &mut bytes)?;
            Ok((bytes, Vec::new()))
        }
        ExportFormat::Pdf { thumbnails } => {
            let options = pdf::Options { thumbnails };
            let document = pdf::render(report, options, &Fonts::installed())?;
            Ok((document.bytes, document.notes.into_iter().map(note).collect()))
        }
    }
}

fn note(note: pdf::Note) -> ExportNote {
    match note {
        pdf::Note::MissingCharacters { count, chinese } => {
            ExportNote::MissingCharacters { count: count_of(count), chinese }
        }
        pdf::Note::PicturesLeftOut { count } => {
            ExportNote::PicturesLeftOut { count: count_of(count) }
        }
    }
}

fn count_of(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}
