//! All that a person can look at, one after the other.
use app::views::{ExportFormat, ExportRequest, ListRequest, Sort};
use app::{
    Session, categories, exports, history, inbox, integrity, list, merchants, receipts, retention,
    undo,
};
use std::path::Path;

/// Every page of it can be shown, exported, searched and made anew.
pub fn every_page(session: &Session) {
    let listed = listed(session, "");
    list::totals(session, "").unwrap();
    for query in ["is:binned", "kedai", "a", "total>1"] {
        self::listed(session, query);
        list::totals(session, query).unwrap();
    }
    let waiting = inbox::view(session).unwrap();
    let waiting = [waiting.reading, waiting.to_review, waiting.ready, waiting.failed].concat();
    let ids = listed.into_iter().chain(waiting.into_iter().map(|it| it.id));
    for id in ids {
        receipts::review(session, &id).unwrap();
        history::of_receipt(session, &id).unwrap();
    }
    categories::list(session).unwrap();
    merchants::list(session).unwrap();
    retention::holds(session).unwrap();
    retention::view(session).unwrap();
    retention::preview(session).unwrap();
    undo::view(session).unwrap();
    integrity::check(session).unwrap();
    exported(session);
}

fn listed(session: &Session, query: &str) -> Vec<String> {
    let request = ListRequest { query: query.into(), sort: Sort::default(), offset: 0, limit: 500 };
    list::rows(session, &request).unwrap().into_iter().map(|row| row.id).collect()
}

fn exported(session: &Session) {
    let folder = tempfile::tempdir().unwrap();
    for (name, format) in [
        ("a.csv", ExportFormat::Csv { per_item: true, byte_order_mark: false }),
        ("a.pdf", ExportFormat::Pdf { thumbnails: false }),
    ] {
        let request =
            ExportRequest { query: String::new(), sort: Sort::default(), only: None, format };
        write(session, &request, &folder.path().join(name));
    }
}

/// Where nothing is confirmed any more there is nothing to export, and that is said.
fn write(session: &Session, request: &ExportRequest, file: &Path) {
    match exports::write(session, request, file) {
        Err(app::Error::NothingToExport) => {}
        written => drop(written.unwrap()),
    }
}
