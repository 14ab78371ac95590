//! Nothing of a profile is reachable while another one is open: every command
//! of the shell that takes an id gets ids of the other profile.
use crate::desk::{Desk, PASSPHRASE, add_settled, desk, merchant, names};
use app::pictures::{Size, picture};
use app::views::{
    ConfirmRequest, CreateProfileRequest, DuplicateDecision, ExportFormat, ExportRequest,
    ListRequest, OpenMode, ReadAgainRequest, ReceiptEdits, RuleName, Sort, SplitRequest,
};
use app::{
    Error, Session, backups, categories, duplicates, exports, history, inbox, intake, list,
    receipts, retention, unwatched, watch,
};
use page::Turn;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// Ids of the profile that is closed.
struct Other {
    receipts: Vec<String>,
    picture: String,
    category: String,
    backup: String,
    folder: String,
    hold: String,
}

type Command = fn(&Session, &Other) -> Result<bool, Error>;

fn nothing<T>(_: T) -> bool {
    false
}

/// What each command gives for the other's ids; whether that is anything.
fn commands() -> BTreeMap<&'static str, Command> {
    let mut all: BTreeMap<&'static str, Command> = BTreeMap::new();
    all.insert("cancelReading", |it, other| intake::cancel(it, &other.receipts).map(nothing));
    all.insert("retryReading", |it, other| intake::retry(it, &other.receipts[0]).map(nothing));
    all.insert("unlockReceipt", |it, other| {
        intake::unlock(it, &other.receipts[0], "password".into()).map(nothing)
    });
    all.insert("readAgain", |it, other| {
        let (id, languages) = (other.receipts[0].clone(), Vec::new());
        let request = ReadAgainRequest { id, page: 0, turn: Turn::None, crop: None, languages };
        receipts::read_again(it, &request).map(nothing)
    });
    all.insert("splitReceipt", |it, other| {
        let (id, parts) = (other.receipts[0].clone(), Vec::new());
        let request = SplitRequest { id, page: 0, turn: Turn::None, parts };
        receipts::split(it, &request).map(|made| !made.is_empty())
    });
    all.insert("separateReceipt", |it, other| {
        receipts::separate(it, &other.receipts[0]).map(|made| !made.is_empty())
    });
    all.insert("joinReceipts", |it, other| receipts::join(it, &other.receipts).map(|_| true));
    all.insert("holdReceipts", |it, other| {
        retention::add_hold(it, &other.receipts, None, "mine").map(|made| !made.is_empty())
    });
    all.insert("liftHold", |it, other| retention::remove_hold(it, &other.hold).map(|()| true));
    all.insert("review", |it, other| receipts::review(it, &other.receipts[0]).map(|_| true));
    all.insert("editReceipt", |it, other| {
        receipts::edit(it, &other.receipts[0], &ReceiptEdits::default()).map(|_| true)
    });
    all.insert("confirmReceipt", |it, other| {
        let (id, edits) = (other.receipts[0].clone(), ReceiptEdits::default());
        receipts::confirm(it, &ConfirmRequest { id, edits, as_it_stands: true }).map(|_| true)
    });
    all.insert("confirmAll", |it, other| {
        receipts::confirm_all(it, &other.receipts).map(|confirmed| confirmed > 0)
    });
    all.insert("resolveDuplicate", |it, other| {
        duplicates::resolve(it, &other.receipts[0], DuplicateDecision::TwoPurchases).map(|()| true)
    });
    all.insert("binReceipts", |it, other| receipts::bin(it, &other.receipts).map(nothing));
    all.insert("restoreReceipts", |it, other| receipts::restore(it, &other.receipts).map(nothing));
    all.insert("categoriseReceipts", |it, other| {
        receipts::categorise(it, &other.receipts, &other.category).map(nothing)
    });
    all.insert("previewPurge", |it, other| {
        retention::of(it, &other.receipts).map(|seen| !seen.going.is_empty())
    });
    all.insert("purgeReceipts", |it, other| {
        retention::purge(it, &other.receipts).map(|purged| purged.receipts > 0)
    });
    all.insert("receiptHistory", |it, other| {
        history::of_receipt(it, &other.receipts[0]).map(|deeds| !deeds.is_empty())
    });
    all.insert("remakeBackup", |it, other| {
        backups::remake(it, &other.backup, &unwatched).map(|_| true)
    });
    all.insert("verifyBackup", |it, other| {
        backups::verify(it, &other.backup, &unwatched).map(|_| true)
    });
    all.insert("forgetBackup", |it, other| backups::forget_known(it, &other.backup).map(nothing));
    all.insert("unwatchFolder", |it, other| watch::remove(it, &other.folder).map(nothing));
    all.insert("takeOffered", |it, other| {
        watch::take(it, &other.receipts).map(|taken| !taken.receipts.is_empty())
    });
    all.insert("dismissOffered", |it, other| watch::dismiss(it, &other.receipts).map(nothing));
    all.insert("exportReceipts", |it, other| {
        let file = tempfile::NamedTempFile::new().unwrap();
        exports::write(it, &export(other), file.path()).map(|_| true)
    });
    all.insert("countExport", |it, other| {
        exports::count(it, &export(other)).map(|count| count > 0)
    });
    all
}

fn export(other: &Other) -> ExportRequest {
    let (query, only) = (String::new(), Some(other.receipts.clone()));
    let format = ExportFormat::Csv { per_item: false, byte_order_mark: false };
    ExportRequest { query, sort: Sort::default(), only, format }
}

/// A second profile on the same machine, closed again.
fn other(desk: &Desk) -> (Other, String) {
    let request = CreateProfileRequest {
        name: "Badrul".into(),
        mode: OpenMode::Passphrase,
        passphrase: Some(PASSPHRASE.into()),
    };
    let session = desk.machine.create(request, Arc::new(|_| {})).unwrap();
    let petrol = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/samples/petrol.jpg");
    let receipts = vec![
        add_settled(&session),
        intake::ingest_paths(&session, &[petrol]).unwrap().receipts.remove(0),
    ];
    intake::wait(&session, &receipts).unwrap();
    let picture = receipts::review(&session, &receipts[0]).unwrap().pages[0].attachment_id.clone();
    desk.backup(&session);
    let folder = tempfile::tempdir().unwrap();
    watch::add(&session, folder.path()).unwrap();
    let other = Other {
        hold: retention::add_hold(&session, &receipts[..1], None, "a court case")
            .unwrap()
            .remove(0),
        category: categories::list(&session).unwrap()[0].id.clone(),
        backup: backups::list(&session).unwrap()[0].id.clone(),
        folder: watch::view(&session).unwrap().folders[0].id.clone(),
        receipts,
        picture,
    };
    (other, session.profile().id)
}

/// Everything of an open profile that these commands could have changed.
fn state(session: &Session) -> String {
    let (query, sort) = (String::new(), Sort::default());
    let rows = list::rows(session, &ListRequest { query, sort, offset: 0, limit: 500 }).unwrap();
    let all = (
        rows,
        inbox::view(session).unwrap(),
        backups::list(session).unwrap(),
        watch::view(session).unwrap(),
        retention::holds(session).unwrap(),
        app::undo::view(session).unwrap(),
    );
    format!("{all:?}")
}

fn bytes(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let read = |name: String| (name.clone(), fs::read(folder.join(name)).unwrap());
    names(folder).into_iter().map(read).collect()
}

#[test]
fn no_command_reaches_another_profile() {
    let desk = desk();
    let (other, closed) = other(&desk);
    let folder = desk.folder.path().join("data/profiles").join(closed);
    let session = desk.open();
    let own = add_settled(&session);
    let (before, files) = (state(&session), bytes(&folder));
    for (name, command) in commands() {
        assert!(!matches!(command(&session, &other), Ok(true)), "{name} gave something");
        assert_eq!(state(&session), before, "{name} changed something");
    }
    for size in [Size::Thumb, Size::View, Size::Full] {
        assert!(picture(&session, &other.picture, size).is_err(), "a picture");
    }
    let rule = Some((RuleName::Own, 1));
    assert!(retention::set_policy(&session, Some(&other.category), rule).is_err(), "a category");
    assert_eq!(state(&session), before, "rules");
    assert!(merchant(&session, &own).is_some(), "what is its own is reached the same way");
    assert!(bytes(&folder) == files, "not a byte of the other profile changed");
}

/// The commands whose arguments, as the face has them, contain an id.
fn with_ids(bindings: &str) -> BTreeSet<String> {
    let requests: BTreeSet<&str> = bindings
        .split("export type ")
        .skip(1)
        .filter(|declared| {
            let body = declared.split("\n};").next().unwrap_or_default();
            body.contains("\tid: string") || body.contains("\tonly: string[]")
        })
        .filter_map(|declared| declared.split(' ').next())
        .collect();
    let commands = bindings.lines().filter_map(|line| {
        let (name, rest) = line.trim().split_once(": (")?;
        let arguments = rest.split(") =>").next()?;
        let asked = arguments.split(", ").filter_map(|argument| argument.split_once(": "));
        let mut asked = asked.map(|(name, kind)| (name, kind.trim()));
        let has = asked.any(|(name, kind)| matches!(name, "id" | "ids") || requests.contains(kind));
        has.then(|| name.to_owned())
    });
    commands.collect()
}

#[test]
fn every_command_with_an_id_is_tried() {
    let bindings = Path::new(env!("CARGO_MANIFEST_DIR"));
    let bindings = bindings.join("../../ui/src/lib/backend/bindings.ts");
    let mut asked = with_ids(&fs::read_to_string(bindings).unwrap());
    for opens_a_profile in ["openProfile", "openWithKit"] {
        assert!(asked.remove(opens_a_profile), "the bindings are understood");
    }
    let tried: BTreeSet<String> = commands().into_keys().map(str::to_owned).collect();
    assert_eq!(asked, tried, "a command that takes ids has to be tried with another profile's");
}
