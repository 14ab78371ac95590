//! A disk that gives back other bits than were written.
use super::bench::{Bench, KEY, bench};
use journal::ActionCode;
use proptest::prelude::*;
use proptest::sample::Index;
use std::{fs, path::Path, sync::LazyLock};
use store::{
    AttachmentId, Context, Error, ReceiptId, Store,
    table::{
        attachment::{self, Stored},
        receipt::{self, Receipt},
    },
};

/// Edits that stand in the log and not yet in the database.
const EDITS: usize = 6;

/// The files of a vault and what is in them.
struct Vault {
    database: Vec<u8>,
    log: Vec<u8>,
    receipt: ReceiptId,
    picture: AttachmentId,
    /// Every state that the receipt was in since the log was last emptied.
    states: Vec<Receipt>,
    context: Context,
}

/// Closed: everything is in the database.
static CLOSED: LazyLock<Vault> = LazyLock::new(|| vault(0));
/// As a killed process leaves it: the last edits are in the log alone.
static LEFT: LazyLock<Vault> = LazyLock::new(|| vault(EDITS));

fn vault(edits: usize) -> Vault {
    let bench = bench();
    for n in 0..20 {
        bench.confirm(&format!("Merchant {n}"), "2026-03-12", 2340);
    }
    let receipt = bench.confirm("Kedai Kenari", "2026-03-12", 2340);
    let stored = bench
        .store
        .write_local(|tx| attachment::insert(tx, "scan.jpg", "image/jpeg", &picture()[..]));
    let Stored::New(picture) = stored.unwrap() else { panic!("nothing was there before") };
    bench.store.truncate_wal().unwrap();
    let mut states = vec![bench.receipt(receipt)];
    for edit in 0..edits {
        let note = format!("edit {edit}");
        bench.edit(ActionCode::EditReceipt, receipt, move |it| it.note = note);
        states.push(bench.receipt(receipt));
    }
    let (database, log) = files(&bench);
    Vault { database, log, receipt, picture, states, context: bench.context() }
}

fn files(bench: &Bench) -> (Vec<u8>, Vec<u8>) {
    let log = bench.path().with_file_name("vault.db-wal");
    (fs::read(bench.path()).unwrap(), fs::read(log).unwrap())
}

fn picture() -> Vec<u8> {
    (0..20_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect()
}

impl Vault {
    /// Opens a copy, in which bits may have been flipped.
    fn open(&self, folder: &Path, database: &[u8], log: &[u8]) -> Result<Store, Error> {
        let path = folder.join("vault.db");
        fs::write(&path, database).unwrap();
        fs::write(folder.join("vault.db-wal"), log).unwrap();
        Store::open(&path, &KEY, self.context.clone())
    }

    /// Whether what can be read is what was written, at some time.
    fn says_the_truth(&self, store: &Store) -> bool {
        let receipt = store.read(|view| receipt::get(view, self.receipt));
        let bytes = store.read(|view| attachment::read_all(view, self.picture));
        receipt.is_ok_and(|receipt| self.states.contains(&receipt))
            && bytes.is_ok_and(|bytes| bytes == picture())
    }
}

fn flipped(bytes: &[u8], at: Index, bit: u8) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let at = at.index(bytes.len());
    bytes[at] ^= 1 << bit;
    bytes
}

#[test]
fn what_is_not_flipped_is_whole() {
    for vault in [&*CLOSED, &*LEFT] {
        let folder = super::bench::folder();
        let store = vault.open(folder.path(), &vault.database, &vault.log).unwrap();
        assert!(vault.says_the_truth(&store), "as it was written");
        store.check().unwrap();
    }
    assert!(LEFT.log.len() > 10_000, "edits are in the log");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_flipped_bit_of_the_database_is_found(at in any::<Index>(), bit in 0_u8..8) {
        let folder = super::bench::folder();
        let opened = CLOSED.open(folder.path(), &flipped(&CLOSED.database, at, bit), &[]);
        let found = opened.and_then(|store| {
            let told = store.read(|view| receipt::get(view, CLOSED.receipt));
            assert!(told.is_err() || told.is_ok_and(|it| it == CLOSED.states[0]), "a wrong value");
            store.check()
        });
        prop_assert!(matches!(found, Err(Error::Damaged(_) | Error::WrongKey)), "{:?}", found);
    }

    #[test]
    fn a_flipped_bit_of_the_log_leads_to_an_earlier_state(at in any::<Index>(), bit in 0_u8..8) {
        let folder = super::bench::folder();
        let opened = LEFT.open(folder.path(), &LEFT.database, &flipped(&LEFT.log, at, bit));
        if let Ok(store) = opened {
            prop_assert!(LEFT.says_the_truth(&store), "neither a wrong value nor a mixture");
            prop_assert!(store.check().is_ok(), "and that state is whole");
        }
    }
}
