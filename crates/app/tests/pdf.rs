//! PDF files on their way in: their pages, their passwords, and what is wrong with them.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#[path = "../../ocr/tests/papers/mod.rs"]
mod papers;

use app::pictures::{self, Size};
use app::views::{
    CreateProfileRequest, FieldName, InboxView, OpenMode, ReadAgainRequest, ReceiptState,
    ReviewView,
};
use app::{Machine, Session, inbox, intake, receipts, undo, watch};
use fault::{Code, Coded};
use page::Turn;
use papers::{INVOICE, PARKING};
use std::path::PathBuf;
use std::sync::Arc;

struct Desk {
    session: Session,
    folder: tempfile::TempDir,
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let request = CreateProfileRequest {
        name: "Aina".into(),
        mode: OpenMode::Passphrase,
        passphrase: Some("correct horse battery".into()),
    };
    let machine = Machine::at(&folder.path().join("data")).unwrap();
    Desk { session: machine.create(request, Arc::new(|_| {})).unwrap(), folder }
}

impl Desk {
    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Takes a file in and waits; the faults of what could not be read.
    fn ingest(&self, name: &str, bytes: &[u8]) -> Vec<Code> {
        let path = self.file(name, bytes);
        let summary = intake::ingest_paths(&self.session, &[path]).unwrap();
        assert_eq!(summary.added, 1, "{name} is taken: {:?}", summary.refused);
        self.wait(&summary.receipts)
    }

    fn wait(&self, ids: &[String]) -> Vec<Code> {
        intake::wait(&self.session, ids).unwrap().into_iter().map(|(_, fault)| fault.code).collect()
    }

    fn inbox(&self) -> InboxView {
        inbox::view(&self.session).unwrap()
    }

    /// What waits, in the order it came.
    fn waiting(&self) -> Vec<ReviewView> {
        let inbox = self.inbox();
        let rows = [inbox.to_review, inbox.ready, inbox.failed].concat();
        let mut ids: Vec<String> = rows.into_iter().map(|row| row.id).collect();
        ids.sort();
        ids.iter().map(|id| receipts::review(&self.session, id).unwrap()).collect()
    }

    fn totals(&self) -> Vec<Option<String>> {
        self.waiting().iter().map(|view| value(view, FieldName::Total)).collect()
    }
}

fn value(view: &ReviewView, name: FieldName) -> Option<String> {
    view.fields.iter().find(|field| field.name == name).unwrap().value.clone()
}

/// An invoice of two pages: the sums stand on the last.
fn invoice() -> Vec<u8> {
    let goods = [&INVOICE[..7], &["Carried over\t23.40"]].concat();
    let sums = [
        "HARBOUR KITCHEN SDN BHD",
        "Invoice No: HK-2044\tPage 2 of 2",
        "Carried over\t23.40",
        "Kopi O\t2.60",
        "TOTAL RM\t26.00",
        "CASH\t30.00",
        "CHANGE\t4.00",
        "Thank you, please come again soon",
    ];
    papers::printed(&[&goods, &sums])
}

#[test]
fn a_printed_page_is_read_by_its_own_words() {
    let desk = desk();
    assert_eq!(desk.ingest("invoice.pdf", &papers::printed(&[&INVOICE])), []);
    let view = desk.waiting().remove(0);
    assert_eq!(value(&view, FieldName::Total).as_deref(), Some("23.40"));
    assert_eq!(value(&view, FieldName::Date).as_deref(), Some("2026-03-12"));
    assert_eq!(value(&view, FieldName::Merchant).as_deref(), Some("HARBOUR KITCHEN SDN BHD"));
    let page = &view.pages[0];
    assert!(page.words.iter().any(|word| word.text == "18.90"), "words can be clicked");
    for size in [Size::Thumb, Size::View, Size::Full] {
        let picture = pictures::picture(&desk.session, &page.attachment_id, size).unwrap();
        assert!(picture.bytes.starts_with(&[0xFF, 0xD8]), "a JPEG, and never the file itself");
    }
}

#[test]
fn pages_of_one_invoice_are_one_receipt() {
    let desk = desk();
    assert_eq!(desk.ingest("invoice.pdf", &invoice()), []);
    let [view] = &desk.waiting()[..] else { panic!("one document") };
    assert_eq!(view.pages.len(), 2);
    assert_eq!(value(view, FieldName::Total).as_deref(), Some("26.00"), "the last page's");
    assert_eq!(value(view, FieldName::Number).as_deref(), Some("HK-2044"));
    for page in &view.pages {
        assert!(page.width > 0, "each page has its picture");
        let picture = pictures::picture(&desk.session, &page.attachment_id, Size::View).unwrap();
        assert!(!picture.bytes.is_empty());
    }
    assert_ne!(view.pages[0].attachment_id, view.pages[1].attachment_id);
}

#[test]
fn pages_can_be_parted_and_put_together_again() {
    let desk = desk();
    desk.ingest("invoice.pdf", &invoice());
    let whole = desk.waiting().remove(0);
    let each = receipts::separate(&desk.session, &whole.id).unwrap();
    assert_eq!(desk.wait(&each), []);
    let parted = desk.waiting();
    assert_eq!(parted.iter().map(|view| view.id.clone()).collect::<Vec<_>>(), each);
    assert_eq!(parted.iter().map(|view| view.pages.len()).collect::<Vec<_>>(), [1, 1]);
    assert!(receipts::separate(&desk.session, &each[0]).is_err(), "one page is one receipt");
    undo::undo(&desk.session).unwrap();
    assert_eq!(desk.waiting().remove(0).id, whole.id, "one step takes it back");
}

#[test]
fn each_receipt_of_a_file_is_a_receipt_and_one_step_takes_them_back() {
    let desk = desk();
    let pdf = papers::printed(&[&INVOICE, &PARKING]);
    assert_eq!(desk.ingest("march.pdf", &pdf), []);
    assert_eq!(desk.totals(), [Some("23.40".into()), Some("9.00".into())]);
    let views = desk.waiting();
    assert!(views.iter().all(|view| view.pages.len() == 1 && view.pages[0].width > 0));
    assert!(desk.inbox().duplicates.is_empty(), "they are no duplicates");

    let request = ReadAgainRequest {
        id: views[1].id.clone(),
        page: 0,
        turn: Turn::None,
        crop: None,
        languages: vec![],
    };
    receipts::read_again(&desk.session, &request).unwrap();
    assert_eq!(desk.wait(std::slice::from_ref(&views[1].id)), []);
    assert_eq!(desk.totals(), [Some("23.40".into()), Some("9.00".into())], "its own page again");

    undo::undo(&desk.session).unwrap();
    assert!(desk.waiting().is_empty(), "both came with the file");
    undo::redo(&desk.session).unwrap();
    assert_eq!(desk.waiting().len(), 2, "and come back");

    undo::undo(&desk.session).unwrap();
    desk.ingest("again.pdf", &pdf);
    assert_eq!(desk.waiting().len(), 2, "dropped anew, all of it is there again");
}

#[test]
fn a_locked_file_is_kept_and_read_once_its_password_is_given() {
    let desk = desk();
    assert_eq!(desk.ingest("bill.pdf", &papers::locked()), [Code::PdfLocked]);
    let locked = desk.waiting().remove(0);
    assert_eq!(locked.state, ReceiptState::Failed);
    let wrong = intake::unlock(&desk.session, &locked.id, "hunter2".into()).unwrap_err();
    assert_eq!(wrong.code(), Code::PdfLocked, "and it still waits");
    intake::unlock(&desk.session, &locked.id, papers::PASSWORD.into()).unwrap();
    assert_eq!(desk.wait(std::slice::from_ref(&locked.id)), []);
    let view = desk.waiting().remove(0);
    assert_eq!(value(&view, FieldName::Total).as_deref(), Some("23.40"));
    let page = &view.pages[0].attachment_id;
    assert!(pictures::picture(&desk.session, page, Size::Full).is_ok(), "while it is open");
}

#[test]
fn a_password_is_forgotten_when_the_profile_is_closed() {
    let Desk { session, folder } = desk();
    let path = folder.path().join("bill.pdf");
    std::fs::write(&path, papers::locked()).unwrap();
    intake::offer_password(&session, papers::PASSWORD.into());
    let summary = intake::ingest_paths(&session, &[path]).unwrap();
    assert!(intake::wait(&session, &summary.receipts).unwrap().is_empty(), "it was given before");
    let view = receipts::review(&session, &summary.receipts[0]).unwrap();
    let id = session.profile().id;
    drop(session);
    let machine = Machine::at(&folder.path().join("data")).unwrap();
    let passphrase = Some("correct horse battery".into());
    let session = machine.open(&id, passphrase, Arc::new(|_| {})).unwrap();
    let page = &view.pages[0].attachment_id;
    assert!(pictures::picture(&session, page, Size::View).is_ok(), "what was read is there");
    assert!(pictures::picture(&session, page, Size::Full).is_err(), "the file is locked again");
}

#[test]
fn what_cannot_be_read_says_why_and_is_kept() {
    let desk = desk();
    let cases: [(&str, Vec<u8>, Code); 5] = [
        ("year.pdf", papers::pages(1000), Code::PdfTooLong),
        ("none.pdf", papers::pages(0), Code::PictureDamaged),
        ("blank.pdf", papers::pages(3), Code::NothingToRead),
        ("huge.pdf", papers::huge(), Code::NothingToRead),
        ("cut.pdf", b"%PDF-1.7\nnothing".to_vec(), Code::PictureDamaged),
    ];
    for (name, bytes, code) in &cases {
        assert_eq!(desk.ingest(name, bytes), [*code], "{name}");
    }
    assert_eq!(desk.waiting().len(), cases.len(), "each waits with its reason");
}

#[test]
fn a_bomb_in_a_file_costs_itself_alone() {
    let desk = desk();
    let codes = desk.ingest("bomb.pdf", &papers::bomb());
    assert_eq!(codes.len(), 1, "it is not read: {codes:?}");
    assert_eq!(desk.ingest("invoice.pdf", &papers::printed(&[&INVOICE])), [], "the next one is");
}

#[test]
fn a_watched_folder_offers_printed_receipts() {
    let desk = desk();
    let downloads = desk.folder.path().join("Downloads");
    std::fs::create_dir(&downloads).unwrap();
    std::fs::write(downloads.join("bill.pdf"), papers::printed(&[&INVOICE])).unwrap();
    let prose = ["A paper on the reading of receipts by machines"; 12];
    std::fs::write(downloads.join("paper.pdf"), papers::printed(&[&prose])).unwrap();
    std::fs::write(downloads.join("locked.pdf"), papers::locked()).unwrap();
    watch::add(&desk.session, &downloads).unwrap();
    watch::look(&desk.session).unwrap();
    let offered = watch::view(&desk.session).unwrap().offered;
    let names: Vec<&str> = offered.iter().map(|offer| offer.name.as_str()).collect();
    assert_eq!(names, ["bill.pdf"]);
}
