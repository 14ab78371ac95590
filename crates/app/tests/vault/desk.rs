//! A machine with one profile, opened by a passphrase, and what is done with it.
use app::views::{
    ConfirmRequest, CreateProfileRequest, FieldName, OpenMode, ProgressView, ProofRequest,
    ReceiptEdits, RestoreAs, RestoreRequest,
};
use app::{Error, Machine, Session, intake, kit, receipts};
use fault::{Code, Coded};
use jiff::{SignedDuration, Timestamp};
use money::Clock;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

pub const PASSPHRASE: &str = "correct horse battery";

/// A clock that stands still until it is moved.
pub struct HandClock(Mutex<Timestamp>);

impl HandClock {
    pub fn forward(&self, days: i64) {
        *self.0.lock().unwrap() += SignedDuration::from_hours(24 * days);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// A machine in a folder of its own.
pub struct Desk {
    pub folder: tempfile::TempDir,
    pub machine: Machine,
    pub clock: Arc<HandClock>,
    pub id: String,
    /// The words of its kit.
    pub kit: String,
}

pub fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(HandClock(Mutex::new("2026-03-12T08:00:00Z".parse().unwrap())));
    let machine = Machine::at(&folder.path().join("data")).unwrap().with_clock(clock.clone());
    let request = CreateProfileRequest {
        name: "Aina".into(),
        mode: OpenMode::Passphrase,
        passphrase: Some(PASSPHRASE.into()),
    };
    let session = machine.create(request, Arc::new(|_| {})).unwrap();
    let (id, kit) = (session.profile().id, kit::view(&session).unwrap().words.join(" "));
    drop(session);
    Desk { folder, machine, clock, id, kit }
}

impl Desk {
    pub fn open(&self) -> Session {
        self.machine.open(&self.id, Some(PASSPHRASE.into()), Arc::new(|_| {})).unwrap()
    }

    pub fn profile(&self) -> PathBuf {
        self.folder.path().join("data/profiles").join(&self.id)
    }

    /// A place for backups.
    pub fn place(&self) -> PathBuf {
        let place = self.folder.path().join("backups");
        fs::create_dir_all(&place).unwrap();
        place
    }

    pub fn backup(&self, session: &Session) -> PathBuf {
        let made = app::backups::make(session, &self.place(), &app::unwatched).unwrap();
        self.place().join(made.name)
    }
}

/// A backup of another copy of the profile, with a receipt of its own.
pub fn another_copy(desk: &Desk, session: &Session) -> (tempfile::TempDir, PathBuf, String) {
    let folder = tempfile::tempdir().unwrap();
    let machine = Machine::at(&folder.path().join("data")).unwrap();
    let (file, request) = (desk.backup(session), as_it_was(by_passphrase(), RestoreAs::Copy));
    let copy = machine.restore(&file, request, &app::unwatched, Arc::new(|_| {})).unwrap();
    let id = take(&copy, "petrol.jpg");
    settle(&copy, &id);
    let made = app::backups::make(&copy, folder.path(), &app::unwatched).unwrap();
    let file = folder.path().join(made.name);
    (folder, file, id)
}

/// A folder in memory where there is such: the bytes are the same, and the disk is spared.
pub fn in_memory() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// A machine that has nothing yet.
pub fn empty_machine() -> (tempfile::TempDir, Machine) {
    let folder = tempfile::tempdir().unwrap();
    let machine = Machine::at(&folder.path().join("data")).unwrap();
    (folder, machine)
}

/// A receipt with the picture of the parking slip.
pub fn add(session: &Session) -> String {
    take(session, "parking.jpg")
}

/// The same, confirmed: what waits is filled in again by a worker, in actions of
/// its own that a test which counts would have to know.
pub fn add_settled(session: &Session) -> String {
    let id = add(session);
    settle(session, &id);
    id
}

/// A receipt with one of the sample pictures, read.
pub fn take(session: &Session, sample: &str) -> String {
    let summary = intake::ingest_paths(session, &[sample_at(sample)]).unwrap();
    intake::wait(session, &summary.receipts).unwrap();
    summary.receipts[0].clone()
}

/// Confirms a receipt as it was read.
pub fn settle(session: &Session, id: &str) {
    let (id, edits) = (id.to_owned(), ReceiptEdits::default());
    receipts::confirm(session, &ConfirmRequest { id, edits, as_it_stands: true }).unwrap();
}

pub fn sample_at(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/samples").join(name)
}

/// Gives a receipt a merchant; one action.
pub fn rename(session: &Session, id: &str, merchant: &str) {
    let edits = ReceiptEdits {
        fields: vec![(FieldName::Merchant, merchant.into())],
        ..ReceiptEdits::default()
    };
    receipts::edit(session, id, &edits).unwrap();
}

pub fn merchant(session: &Session, id: &str) -> Option<String> {
    let view = receipts::review(session, id).unwrap();
    view.fields.into_iter().find(|field| field.name == FieldName::Merchant).unwrap().value
}

/// Whether the receipt is there, whatever was read from it.
pub fn holds(session: &Session, id: &str) -> bool {
    receipts::review(session, id).is_ok()
}

pub fn by_passphrase() -> ProofRequest {
    ProofRequest { passphrase: Some(PASSPHRASE.into()), kit: None }
}

pub fn by_kit(words: &str) -> ProofRequest {
    ProofRequest { passphrase: None, kit: Some(words.to_owned()) }
}

pub fn as_it_was(proof: ProofRequest, restore_as: RestoreAs) -> RestoreRequest {
    RestoreRequest { proof, restore_as, set_aside: false, mode: None, passphrase: None }
}

pub fn code<T>(result: Result<T, Error>) -> Code {
    result.err().expect("this was to be refused").code()
}

/// Stops at the first word of a step.
pub fn stop(_: ProgressView) -> ControlFlow<()> {
    ControlFlow::Break(())
}

pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
