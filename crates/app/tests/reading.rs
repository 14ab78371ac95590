//! Pictures read by the real reader: again, in parts, joined, and from watched folders.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
use app::pictures::{self, Size};
use app::views::{
    CreateProfileRequest, DuplicateDecision, FieldName, OpenMode, ReadAgainRequest, ReceiptEdits,
    ReceiptState, ReviewView, SplitRequest,
};
use app::{Machine, Session, inbox, intake, receipts, undo, watch};
use page::{Bounds, Turn};
use std::fs;
use std::path::{Path, PathBuf};
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

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/samples").join(name)
}

impl Desk {
    fn ingest(&self, name: &str) -> ReviewView {
        let summary = intake::ingest_paths(&self.session, &[sample(name)]).unwrap();
        let failed = intake::wait(&self.session, &summary.receipts).unwrap();
        assert!(failed.is_empty(), "the reader is built beside the tests: {failed:?}");
        self.review(&summary.receipts[0])
    }

    fn review(&self, id: &str) -> ReviewView {
        receipts::review(&self.session, id).unwrap()
    }

    fn read_again(&self, view: &ReviewView, turn: Turn, crop: Option<Bounds>) -> ReviewView {
        let request =
            ReadAgainRequest { id: view.id.clone(), page: 0, turn, crop, languages: vec![] };
        receipts::read_again(&self.session, &request).unwrap();
        intake::wait(&self.session, &[]).unwrap();
        self.review(&view.id)
    }

    /// What waits, in the order it came.
    fn waiting(&self) -> Vec<String> {
        let inbox = inbox::view(&self.session).unwrap();
        let rows = [inbox.to_review, inbox.ready, inbox.failed].concat();
        let mut ids: Vec<String> = rows.into_iter().map(|row| row.id).collect();
        ids.sort();
        ids
    }
}

fn value(view: &ReviewView, name: FieldName) -> Option<String> {
    view.fields.iter().find(|field| field.name == name).unwrap().value.clone()
}

/// The upper `tenths` of ten of a picture.
fn upper(view: &ReviewView, tenths: u32) -> Bounds {
    let page = &view.pages[0];
    Bounds { x: 0, y: 0, width: page.width, height: page.height * tenths / 10 }
}

fn lower(view: &ReviewView, tenths: u32) -> Bounds {
    let page = &view.pages[0];
    let height = page.height * tenths / 10;
    Bounds { x: 0, y: page.height - height, width: page.width, height }
}

#[test]
fn a_picture_is_read_again_in_part_and_whole_and_what_was_typed_stays() {
    let desk = desk();
    let whole = desk.ingest("kopitiam.jpg");
    let total = value(&whole, FieldName::Total);
    assert!(total.is_some(), "the sample has a total");
    let typed = ReceiptEdits {
        fields: vec![(FieldName::Merchant, "Mine".into())],
        ..ReceiptEdits::default()
    };
    receipts::edit(&desk.session, &whole.id, &typed).unwrap();

    let head = desk.read_again(&whole, Turn::None, Some(upper(&whole, 3)));
    assert_eq!(value(&head, FieldName::Total), None, "the total is not in the upper part");
    assert_eq!(
        value(&head, FieldName::Merchant).as_deref(),
        Some("Mine"),
        "the user's word stands"
    );
    assert_eq!(head.pages[0].part, Some(upper(&whole, 3)), "the face can show which part it is");
    assert!(head.pages[0].words.len() < whole.pages[0].words.len(), "fewer words were read");

    let again = desk.read_again(&whole, Turn::None, None);
    assert_eq!(value(&again, FieldName::Total), total, "all of it is there again");
    assert_eq!(value(&again, FieldName::Merchant).as_deref(), Some("Mine"));
}

#[test]
fn a_turned_picture_is_shown_as_it_was_turned() {
    let desk = desk();
    let before = desk.ingest("parking.jpg");
    let (width, height) = (before.pages[0].width, before.pages[0].height);
    let turned = desk.read_again(&before, Turn::Right, None);
    assert_eq!(
        (turned.pages[0].width, turned.pages[0].height),
        (height, width),
        "it lies on its side"
    );
    let back = desk.read_again(&before, Turn::Left, None);
    assert_eq!(
        (back.pages[0].width, back.pages[0].height),
        (width, height),
        "turned from how it was shown"
    );
    assert_eq!(
        value(&back, FieldName::Total),
        value(&before, FieldName::Total),
        "and read as before"
    );
}

#[test]
fn what_cannot_be_read_again_is_refused() {
    let desk = desk();
    let view = desk.ingest("parking.jpg");
    let outside = Bounds { x: view.pages[0].width - 5, y: 0, width: 10, height: 10 };
    let request = |crop| ReadAgainRequest {
        id: view.id.clone(),
        page: 0,
        turn: Turn::None,
        crop,
        languages: vec![],
    };
    assert!(
        receipts::read_again(&desk.session, &request(Some(outside))).is_err(),
        "a part beyond the edge"
    );
    assert!(
        receipts::read_again(&desk.session, &ReadAgainRequest { page: 3, ..request(None) })
            .is_err(),
        "a picture it has not"
    );
    let confirm = app::views::ConfirmRequest {
        id: view.id.clone(),
        edits: ReceiptEdits::default(),
        as_it_stands: true,
    };
    receipts::confirm(&desk.session, &confirm).unwrap();
    assert!(
        receipts::read_again(&desk.session, &request(None)).is_err(),
        "a confirmed receipt is the user's record"
    );
    assert_eq!(desk.review(&view.id).state, ReceiptState::Confirmed, "and stays one");
}

#[test]
fn a_picture_of_two_becomes_two_receipts_and_one_again() {
    let desk = desk();
    let whole = desk.ingest("kopitiam.jpg");
    let parts = vec![upper(&whole, 4), lower(&whole, 6)];
    let request = |parts| SplitRequest { id: whole.id.clone(), page: 0, turn: Turn::None, parts };
    assert!(
        receipts::split(&desk.session, &request(parts[..1].to_vec())).is_err(),
        "one part is no split"
    );
    let ids = receipts::split(&desk.session, &request(parts.clone())).unwrap();
    intake::wait(&desk.session, &ids).unwrap();
    assert_eq!(desk.waiting(), ids, "the whole is gone from the inbox");
    let shown: Vec<_> = ids.iter().map(|id| desk.review(id).pages[0].clone()).collect();
    assert_eq!(
        shown.iter().map(|page| page.part).collect::<Vec<_>>(),
        [Some(parts[0]), Some(parts[1])]
    );
    assert_eq!(shown[0].attachment_id, whole.pages[0].attachment_id, "the picture is stored once");
    assert!(
        inbox::view(&desk.session).unwrap().duplicates.is_empty(),
        "two parts are no duplicate"
    );

    undo::undo(&desk.session).unwrap();
    assert_eq!(desk.waiting(), std::slice::from_ref(&whole.id), "one step takes it back");
    assert_eq!(desk.review(&whole.id).fields, whole.fields, "as it was");
}

#[test]
fn two_photos_of_a_long_receipt_become_one() {
    let desk = desk();
    let (top, bottom) = (desk.ingest("bakery.jpg"), desk.ingest("hardware.jpg"));
    let typed = ReceiptEdits { note: Some("for the office".into()), ..ReceiptEdits::default() };
    receipts::edit(&desk.session, &bottom.id, &typed).unwrap();
    let pair = [top.id.clone(), bottom.id.clone()];
    assert!(receipts::join(&desk.session, &pair[..1]).is_err(), "one receipt cannot be joined");
    let joined = receipts::join(&desk.session, &pair).unwrap();
    intake::wait(&desk.session, std::slice::from_ref(&joined)).unwrap();
    let view = desk.review(&joined);
    assert_eq!(view.pages.len(), 2, "both pictures, from the top down");
    assert_eq!(
        value(&view, FieldName::Merchant),
        value(&top, FieldName::Merchant),
        "the head is the first one's"
    );
    assert_eq!(
        value(&view, FieldName::Total),
        value(&bottom, FieldName::Total),
        "the total the last one's"
    );
    assert_eq!(view.items.len(), top.items.len() + bottom.items.len(), "the goods of both");
    assert_eq!(view.note, "for the office", "what the user wrote goes along");
    assert_eq!(desk.waiting(), [joined], "the two are gone from the inbox");
    undo::undo(&desk.session).unwrap();
    assert_eq!(desk.waiting(), pair, "one step takes it back");
}

#[test]
fn lines_that_the_user_changed_go_along_when_receipts_are_joined() {
    let desk = desk();
    let (top, bottom) = (desk.ingest("bakery.jpg"), desk.ingest("hardware.jpg"));
    let mut items = top.items.clone();
    items[0].name = "Croissants for the office".into();
    items.truncate(2);
    let edits = ReceiptEdits { items: Some(items), ..ReceiptEdits::default() };
    receipts::edit(&desk.session, &top.id, &edits).unwrap();
    let joined = receipts::join(&desk.session, &[top.id, bottom.id.clone()]).unwrap();
    intake::wait(&desk.session, std::slice::from_ref(&joined)).unwrap();
    let names: Vec<String> = desk.review(&joined).items.into_iter().map(|item| item.name).collect();
    let below = bottom.items.iter().map(|item| item.name.clone());
    let kept = ["Croissants for the office".to_owned(), top.items[1].name.clone()];
    assert_eq!(
        names,
        kept.into_iter().chain(below).collect::<Vec<_>>(),
        "no reading replaces them"
    );
}

#[test]
fn a_watched_folder_offers_receipts_and_nothing_comes_in_without_a_yes() {
    let desk = desk();
    let downloads = desk.folder.path().join("Downloads");
    fs::create_dir(&downloads).unwrap();
    let (receipt, other) = (downloads.join("IMG_1.jpg"), downloads.join("IMG_2.jpg"));
    fs::copy(sample("parking.jpg"), &receipt).unwrap();
    fs::copy(sample("bakery.jpg"), &other).unwrap();
    fs::write(downloads.join("broken.jpg"), b"\xff\xd8\xff\xe0 not a picture").unwrap();
    fs::write(downloads.join("notes.txt"), b"TOTAL RM 12.00").unwrap();
    watch::look(&desk.session).unwrap();
    assert_eq!(
        watch::view(&desk.session).unwrap(),
        app::views::WatchView::default(),
        "nothing is watched at first"
    );

    watch::add(&desk.session, &downloads).unwrap();
    watch::add(&desk.session, &downloads).unwrap();
    watch::look(&desk.session).unwrap();
    let seen = watch::view(&desk.session).unwrap();
    assert_eq!(seen.folders.len(), 1, "a folder is watched once");
    let mut names: Vec<&str> = seen.offered.iter().map(|offer| offer.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["IMG_1.jpg", "IMG_2.jpg"], "what is no receipt is not offered");
    assert!(desk.waiting().is_empty(), "and nothing was taken in");

    let thumb = |id: &str| pictures::picture(&desk.session, id, Size::Thumb);
    for offer in &seen.offered {
        let picture = thumb(&offer.id).unwrap();
        assert!(picture.bytes.starts_with(&[0xFF, 0xD8]), "what is offered is shown");
    }
    let id = |name: &str| seen.offered.iter().find(|offer| offer.name == name).unwrap().id.clone();
    let summary = watch::take(&desk.session, &[id("IMG_1.jpg")]).unwrap();
    watch::dismiss(&desk.session, &[id("IMG_2.jpg")]).unwrap();
    assert!(thumb(&id("IMG_2.jpg")).is_err(), "and no picture of it is left");
    assert_eq!(summary.added, 1);
    intake::wait(&desk.session, &summary.receipts).unwrap();
    watch::look(&desk.session).unwrap();
    assert!(watch::view(&desk.session).unwrap().offered.is_empty(), "neither is offered again");
    assert!(receipt.exists() && other.exists(), "the originals stay");

    watch::remove(&desk.session, &seen.folders[0].id).unwrap();
    assert_eq!(
        watch::view(&desk.session).unwrap(),
        app::views::WatchView::default(),
        "and watching ends"
    );
    assert!(watch::add(&desk.session, &receipt).is_err(), "a file is no folder");
}

#[test]
fn of_many_that_look_alike_each_is_asked_about_once_at_a_time() {
    let desk = desk();
    for copy in 0..4 {
        // Another file of the same picture: what follows its end is not read.
        let bytes = [fs::read(sample("parking.jpg")).unwrap(), vec![0; copy]].concat();
        let path = desk.folder.path().join(format!("{copy}.jpg"));
        fs::write(&path, bytes).unwrap();
        let summary = intake::ingest_paths(&desk.session, &[path]).unwrap();
        assert!(intake::wait(&desk.session, &summary.receipts).unwrap().is_empty());
    }
    let asked = || -> Vec<(String, String)> {
        let pairs = inbox::view(&desk.session).unwrap().duplicates;
        pairs.into_iter().map(|pair| (pair.second.id, pair.first.id)).collect()
    };
    let before = asked();
    assert_eq!(before.len(), 3, "one question for each newcomer, and not one for each pair");
    let pairs = inbox::view(&desk.session).unwrap().duplicates;
    app::duplicates::resolve(&desk.session, &pairs[2].id, DuplicateDecision::TwoPurchases).unwrap();
    let (newcomer, other) = asked().pop().unwrap();
    assert_eq!((asked().len(), &newcomer), (3, &before[2].0), "it may be one of the others yet");
    assert_ne!(other, before[2].1, "the next likeliest");
    undo::undo(&desk.session).unwrap();
    assert_eq!(asked(), before, "one step takes answer and question back");

    let gone = before[0].1.clone();
    receipts::bin(&desk.session, std::slice::from_ref(&gone)).unwrap();
    let left = asked();
    assert!(!left.is_empty(), "who may have been the same as the one that is gone is asked on");
    assert!(left.iter().all(|(one, other)| ![one, other].contains(&&gone)), "{left:?}");
}
