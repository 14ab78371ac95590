//! A profile, and what belongs to it as files: its header, its counter, a backup and archives.
use app::views::{ConfirmRequest, CreateProfileRequest, OpenMode, ProofRequest, ReceiptEdits};
use app::{Machine, Session, archives, backups, intake, kit, receipts, unwatched};
use envelope::{DataKey, Header, Kit, Opener};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub const PASSPHRASE: &str = "correct horse battery";
pub const FILE_PASSPHRASE: &str = "walnut anchor seven";

pub struct Whole {
    pub folder: tempfile::TempDir,
    pub machine: Machine,
    pub session: Session,
    /// The words of its kit.
    pub kit: String,
}

impl Whole {
    /// With two receipts.
    pub fn make() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let machine = Machine::at(&folder.path().join("data")).expect("a machine");
        let request = CreateProfileRequest {
            name: "Aina".into(),
            mode: OpenMode::Passphrase,
            passphrase: Some(PASSPHRASE.into()),
        };
        let session = machine.create(request, Arc::new(|_| {})).expect("a profile");
        let kit = kit::view(&session).expect("its kit").words.join(" ");
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/samples");
        let samples = ["cafe.jpg", "petrol.jpg"].map(|name| samples.join(name));
        let taken = intake::ingest_paths(&session, &samples).expect("two receipts").receipts;
        intake::wait(&session, &taken).expect("read, by a reader that is built before");
        for id in taken {
            let request = ConfirmRequest { id, edits: ReceiptEdits::default(), as_it_stands: true };
            receipts::confirm(&session, &request).expect("confirmed");
        }
        Self { folder, machine, session, kit }
    }

    pub fn by_kit(&self) -> ProofRequest {
        ProofRequest { passphrase: None, kit: Some(self.kit.clone()) }
    }

    pub fn profile(&self) -> PathBuf {
        self.folder.path().join("data/profiles").join(self.session.profile().id)
    }

    pub fn header(&self) -> Vec<u8> {
        fs::read(self.profile().join("header")).expect("a header")
    }

    pub fn counter(&self) -> Vec<u8> {
        fs::read(self.profile().join("counter")).expect("a counter")
    }

    /// What the kit opens in a header.
    pub fn opened(&self, header: &Header) -> Option<DataKey> {
        header.open(&Opener::Kit(&Kit::parse(&self.kit).expect("words of a kit"))).ok()
    }

    pub fn backup(&self) -> Vec<u8> {
        let path = self.file("whole.quittance-backup");
        backups::make(&self.session, &path, &unwatched).expect("a backup");
        fs::read(path).expect("what was written")
    }

    pub fn archive(&self, passphrase: Option<&str>) -> Vec<u8> {
        let path = self.file("whole.archive");
        archives::write(&self.session, &path, passphrase, &unwatched).expect("an archive");
        fs::read(path).expect("what was written")
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}
