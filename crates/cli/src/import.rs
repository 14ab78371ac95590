//! `import`: files into the vault, read to the end.
use crate::arguments::{ImportArguments, VaultArguments};
use crate::{read, say, vault};
use app::views::{ConfirmRequest, InboxRow, IntakeSummary, ReceiptEdits};
use app::{Session, inbox, intake, receipts};
use fault::Fault;
use std::process::ExitCode;

pub fn run(vault: &VaultArguments, arguments: &ImportArguments) -> Result<ExitCode, Fault> {
    let session = vault::open(vault)?;
    if let Some(password) = vault::pdf_password(arguments.pdf_password_stdin) {
        intake::offer_password(&session, password);
    }
    let mut summary =
        intake::ingest_paths(&session, &read::named(&arguments.files)).map_err(vault::fault)?;
    intake::wait(&session, &summary.receipts).map_err(vault::fault)?;
    // A file may have become several receipts.
    summary.receipts = intake::with_divided(&session, &summary.receipts).map_err(vault::fault)?;
    let unread = intake::wait(&session, &summary.receipts).map_err(vault::fault)?;
    let confirmed = confirm(&session, arguments, &summary)?;
    for refused in &summary.refused {
        say::trouble(&say::about_file(&refused.name, &refused.fault));
    }
    for (name, fault) in &unread {
        say::trouble(&say::about_file(name, fault));
    }
    say::line(&told(&summary, unread.len(), confirmed));
    let mut faults: Vec<Fault> = summary.refused.into_iter().map(|refused| refused.fault).collect();
    faults.extend(unread.into_iter().map(|(_, fault)| fault));
    let done = usize::try_from(summary.added + summary.already_here).unwrap_or(usize::MAX);
    Ok(say::outcome(done, &faults))
}

fn confirm(
    session: &Session,
    arguments: &ImportArguments,
    summary: &IntakeSummary,
) -> Result<u32, Fault> {
    let inbox = inbox::view(session).map_err(vault::fault)?;
    let mine = |rows: &[InboxRow]| -> Vec<String> {
        rows.iter().map(|row| row.id.clone()).filter(|id| summary.receipts.contains(id)).collect()
    };
    if arguments.confirm_ready || arguments.confirm_all {
        let ready = receipts::confirm_all(session, &mine(&inbox.ready)).map_err(vault::fault)?;
        let doubtful = if arguments.confirm_all {
            confirm_doubtful(session, &mine(&inbox.to_review))?
        } else {
            0
        };
        return Ok(ready + doubtful);
    }
    Ok(0)
}

fn confirm_doubtful(session: &Session, ids: &[String]) -> Result<u32, Fault> {
    for id in ids {
        let request =
            ConfirmRequest { id: id.clone(), edits: ReceiptEdits::default(), as_it_stands: true };
        receipts::confirm(session, &request).map_err(vault::fault)?;
    }
    Ok(u32::try_from(ids.len()).unwrap_or(u32::MAX))
}

fn told(summary: &IntakeSummary, unread: usize, confirmed: u32) -> String {
    serde_json::json!({
        "files": summary.files,
        "added": summary.added,
        "already_here": summary.already_here,
        "refused": summary.refused.len(),
        "unread": unread,
        "confirmed": confirmed,
    })
    .to_string()
}
