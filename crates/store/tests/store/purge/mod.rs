//! Removing for good: nothing of it in the file, the log or the index, on any
//! device, whenever it is interrupted; and nothing else is missing.
mod devices;

use super::bench::{Bench, KEY, bench, device, folder};
use jiff::civil::{Date, date};
use journal::{Action, ActionCode, Change};
use money::{Currency, Money};
use page::{Bounds, OcrPage, Word};
use proptest::prelude::*;
use std::fs;
use store::{
    Error, Purged, ReceiptId, Store, Verdict,
    table::{
        attachment, duplicate, hold, job, merchant_clue, merchant_forgotten, reading, receipt,
        receipt_item::{self, Line},
        receipt_list::{self, Filter},
        receipt_page, thumbnail,
    },
};

const TODAY: Date = date(2026, 3, 12);

fn purge(bench: &Bench, receipts: &[ReceiptId]) -> Result<Purged, Error> {
    bench.clock.forward(1);
    let action = Action::user(ActionCode::PurgeReceipts);
    bench.store.purge(action, receipts.to_vec(), TODAY)
}

/// Bytes without a pattern, different for each seed.
fn noise(seed: u64, len: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    (0..len).map(|_| next()).collect()
}

fn word(text: &str, line: u32) -> Word {
    let bounds = Bounds { x: 10, y: line * 20, width: 90, height: 18 };
    Word { text: text.to_owned(), bounds, confidence: 0.9, line }
}

/// A confirmed receipt with everything that can be kept of one; its words have `sign` in them.
fn full(bench: &Bench, sign: &str, seed: u64) -> ReceiptId {
    let id = bench.confirm(&format!("Merchant{sign}"), "2025-03-12", 2340);
    let note = format!("earliernote{sign}");
    bench.edit(ActionCode::EditReceipt, id, move |it| it.note = note);
    let note = format!("laternote{sign}");
    bench.edit(ActionCode::EditReceipt, id, move |it| it.note = note);
    let (item, words) = (format!("itemname{sign}"), format!("printedword{sign}"));
    let about = Some(format!("aboutmerchant{sign}"));
    let picture = noise(seed, 2_500_000);
    let small = noise(seed + 1, 9_000);
    let name = format!("filename{sign}.jpg");
    bench
        .store
        .write(Action::user(ActionCode::EditReceipt).about(about), move |tx| {
            let total = Money::from_minor(100, Currency::MYR);
            let line = Line {
                name: item,
                quantity: None,
                unit_price: None,
                total,
                bounds: None,
                doubtful: false,
            };
            receipt_item::replace(tx, id, &[(None, line)])?;
            let attachment::Stored::New(file) =
                attachment::insert(tx, &name, "image/jpeg", &picture[..])?
            else {
                panic!("a new picture")
            };
            receipt_page::insert(tx, id, file, &receipt_page::Place::default())?;
            let small = thumbnail::Picture { mime: "image/jpeg".into(), bytes: small };
            thumbnail::put(tx, file, 0, thumbnail::Size::Thumb, &small)?;
            let page = OcrPage {
                width: 100,
                height: 100,
                words: vec![word(&words, 0), word("total", 1)],
                close: false,
            };
            let reading = reading::NewReading {
                engine: "tesseract".into(),
                version: "1".into(),
                page,
                draft: ::receipt::ReceiptDraft::default(),
                codes: Vec::new(),
            };
            reading::insert(tx, id, &reading)?;
            job::enqueue(tx, "read_receipt", &id.to_string())
        })
        .unwrap();
    id
}

fn found(bench: &Bench, word: &str) -> u32 {
    let filter = Filter { text: vec![word.to_owned()], ..Filter::default() };
    bench.store.read(|view| receipt_list::totals(view, &filter)).unwrap().count
}

/// Everything that every device knows, as text.
fn log(bench: &Bench) -> String {
    let known = bench.store.known().unwrap();
    let segments =
        known.into_iter().map(|(device, _)| bench.store.segment(device, 0, 9999).unwrap());
    segments.map(|segment| serde_json::to_string(&segment).unwrap()).collect()
}

#[test]
fn what_is_purged_was_there_and_is_gone() {
    let bench = bench();
    let kept = full(&bench, "keepsake", 1);
    let gone = full(&bench, "zorgblat", 2);
    assert_eq!((found(&bench, "zorgblat"), found(&bench, "printedwordzorg")), (1, 1));
    let before = bench.store.last_action().unwrap();
    let purged = purge(&bench, &[gone]).unwrap();
    assert_eq!(purged.proof.verdict(), Verdict::Gone, "{:?}", purged.proof);
    assert!(purged.proof.values > 10, "names, notes, items, words, pictures: {:?}", purged.proof);
    assert_eq!(purged.receipts, 1);
    assert_eq!(bench.store.last_action().unwrap(), before + 1, "one action");

    assert!(matches!(bench.store.read(|view| receipt::get(view, gone)), Err(Error::NotFound(_))));
    assert_eq!((found(&bench, "zorgblat"), found(&bench, "printedwordzorg")), (0, 0));
    assert!(!log(&bench).contains("zorgblat"), "no value in the log");
    assert!(bench.store.read(|view| merchant_clue::of(view, gone)).unwrap().is_empty());
    let job = bench.store.read(|view| job::find(view, "read_receipt", &gone.to_string()));
    assert_eq!(job.unwrap(), None);
    let pictures = bench.store.read(attachment::count).unwrap();
    assert_eq!(pictures, 1, "its picture went, the other one stands");

    assert_eq!(bench.receipt(kept).note, "laternotekeepsake");
    assert_eq!(found(&bench, "keepsake"), 1);
    bench.store.check().unwrap();
    let wal = bench.path().with_file_name("vault.db-wal");
    assert!(fs::metadata(wal).unwrap().len() < 100_000, "nothing of it in the log file");
}

/// Its state stands in no other row then, and in the schema still.
#[test]
fn the_last_receipt_is_proven_gone_too() {
    let bench = bench();
    let last = full(&bench, "zorgblat", 2);
    for state in [receipt::State::ToReview, receipt::State::Confirmed] {
        bench.edit(ActionCode::EditReceipt, last, move |it| it.state = state);
    }
    let proof = purge(&bench, &[last]).unwrap().proof;
    assert_eq!(proof.verdict(), Verdict::Gone, "{proof:?}");
    assert!(!proof.rewritten, "nothing of it made the whole file be written anew: {proof:?}");
}

#[test]
fn a_second_purge_a_stranger_and_nothing_at_all() {
    let bench = bench();
    let gone = full(&bench, "zorgblat", 2);
    purge(&bench, &[gone, gone]).unwrap();
    let before = bench.store.last_action().unwrap();
    assert!(matches!(purge(&bench, &[gone]), Err(Error::NotFound(_))), "it is gone already");
    let nothing = purge(&bench, &[]).unwrap();
    assert_eq!((nothing.receipts, nothing.action), (0, None));
    assert_eq!(nothing.proof.verdict(), Verdict::Void, "nothing looked for proves nothing");
    assert_eq!(bench.store.last_action().unwrap(), before);
}

#[test]
fn what_another_receipt_says_too_is_named_shared_and_stays() {
    let bench = bench();
    let kept = full(&bench, "keepsake", 1);
    let gone = bench.confirm("Merchantkeepsake", "2025-03-12", 500);
    bench.edit(ActionCode::EditReceipt, gone, |it| it.note = "my very own words".into());
    let shared =
        bench.store.read(|view| receipt_page::list(view, kept)).unwrap().remove(0).attachment;
    bench
        .store
        .write(Action::user(ActionCode::SplitReceipt), move |tx| {
            receipt_page::insert(tx, gone, shared, &receipt_page::Place::default())
        })
        .unwrap();
    let purged = purge(&bench, &[gone]).unwrap();
    assert_eq!(purged.proof.verdict(), Verdict::Gone, "{:?}", purged.proof);
    assert!(purged.proof.shared > 0, "the seller's name stands elsewhere: {:?}", purged.proof);
    let bytes = bench.store.read(|view| attachment::read_all(view, shared)).unwrap();
    assert_eq!(bytes.len(), 2_500_000, "a picture that another receipt shows stays");
}

#[test]
fn what_is_held_is_not_purged_nor_is_anything_beside_it() {
    let bench = bench();
    let (held, other) = (full(&bench, "heldthing", 1), full(&bench, "otherthing", 2));
    let until = Some(date(2033, 12, 31));
    let hold = bench
        .store
        .write(Action::user(ActionCode::AddHold), move |tx| {
            hold::insert(tx, held, until, "claimforthetax")
        })
        .unwrap()
        .value;
    assert!(matches!(purge(&bench, &[other, held]), Err(Error::Held)));
    assert_eq!(bench.receipt(other).note, "laternoteotherthing", "all or nothing");
    bench
        .store
        .write(Action::user(ActionCode::RemoveHold), move |tx| hold::remove(tx, hold))
        .unwrap();
    purge(&bench, &[other, held]).unwrap();
    assert!(!log(&bench).contains("claimforthetax"), "the hold's reason goes with the receipt");
}

#[test]
fn a_hold_ends_after_its_day() {
    let bench = bench();
    let held = full(&bench, "heldthing", 1);
    bench
        .store
        .write(Action::user(ActionCode::AddHold), move |tx| {
            hold::insert(tx, held, Some(TODAY.yesterday().unwrap()), "")
        })
        .unwrap();
    purge(&bench, &[held]).unwrap();
}

#[test]
fn undo_does_not_cross_a_purge() {
    let bench = bench();
    let (kept, gone) = (full(&bench, "keepsake", 1), full(&bench, "zorgblat", 2));
    bench.edit(ActionCode::EditReceipt, kept, |it| it.note = "before".into());
    purge(&bench, &[gone]).unwrap();
    assert!(
        matches!(bench.store.undo(), Err(Error::NothingToUndo)),
        "it is the end of the way back"
    );
    assert!(matches!(bench.store.redo(), Err(Error::NothingToUndo)));
    bench.edit(ActionCode::EditReceipt, kept, |it| it.note = "after".into());
    bench.store.undo().unwrap();
    assert_eq!(bench.receipt(kept).note, "before", "what was done since can be undone");
    assert!(matches!(bench.store.undo(), Err(Error::NothingToUndo)));
    bench.store.redo().unwrap();
    assert_eq!(bench.receipt(kept).note, "after");
}

#[test]
fn a_forgotten_seller_is_named_no_more_once_its_last_receipt_went() {
    let bench = bench();
    let gone = bench.confirm("Kedai Zorgblat", "2026-03-12", 100);
    bench.edit(ActionCode::EditReceipt, gone, |it| it.merchant_key = Some("zorgblatkey".into()));
    let forget = Action::user(ActionCode::ForgetMerchant).about(Some("Kedai Zorgblat".into()));
    bench.store.write(forget, |tx| merchant_forgotten::insert(tx, "zorgblatkey")).unwrap();
    let purged = purge(&bench, &[gone]).unwrap();
    assert_eq!(purged.proof.verdict(), Verdict::Gone, "{:?}", purged.proof);
    assert!(!log(&bench).to_lowercase().contains("zorgblat"));
}

#[test]
fn a_backup_that_reads_and_a_read_that_does_not_end_are_waited_for() {
    let bench = bench();
    let gone = full(&bench, "zorgblat", 2);
    let target = bench.folder.path().join("copy.db");
    let mut during = None;
    bench
        .store
        .copy_to(&target, &[9; 32], store::Cache::Left, &mut |_, _| {
            during.get_or_insert_with(|| purge(&bench, &[gone]));
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    assert!(matches!(during, Some(Err(Error::InUse))), "it has not begun: {during:?}");
    assert_eq!(bench.receipt(gone).note, "laternotezorgblat");
    std::thread::scope(|scope| {
        let slow = scope.spawn(|| {
            bench.store.read(|view| {
                loop {
                    receipt::inbox(view)?;
                    duplicate::open(view)?;
                }
            })
        });
        std::thread::sleep(std::time::Duration::from_millis(50));
        let purged = purge(&bench, &[gone]).unwrap();
        assert_eq!(purged.proof.verdict(), Verdict::Gone, "{:?}", purged.proof);
        let read: Result<(), Error> = slow.join().unwrap();
        assert!(matches!(read, Err(Error::Cancelled)), "{read:?}");
    });
    assert!(bench.store.read(receipt::inbox).is_ok(), "readers are good for the next read");
}

/// The files as they are while the purge is between its commit and its end.
#[test]
fn a_purge_that_a_kill_cut_short_is_finished_at_the_next_opening() {
    let bench = bench();
    full(&bench, "keepsake", 1);
    let gone = full(&bench, "zorgblat", 2);
    bench.store.truncate_wal().unwrap();
    let left = folder();
    let path = left.path().join("vault.db");
    let (from, to) = (bench.folder.path().to_owned(), left.path().to_owned());
    let Bench { store, clock, folder, .. } = bench;
    // The witness is told once the rows are gone and before their traces are.
    let store = store.with_witness(std::sync::Arc::new(move |_| {
        for name in ["vault.db", "vault.db-wal"] {
            fs::copy(from.join(name), to.join(name)).unwrap();
        }
    }));
    clock.forward(1);
    store.purge(Action::user(ActionCode::PurgeReceipts), vec![gone], TODAY).unwrap();
    let last = store.last_action().unwrap();
    assert!(fs::metadata(left.path().join("vault.db-wal")).unwrap().len() > 0, "cut short");
    let context =
        store::Context { clock: clock.clone(), ids: std::sync::Arc::new(money::UuidSource) };
    let killed = Store::open(&path, &KEY, context.clone()).unwrap();
    assert_eq!(killed.last_action().unwrap(), last, "the witness' number is the one that is there");
    assert!(matches!(killed.read(|view| receipt::get(view, gone)), Err(Error::NotFound(_))));
    let wal = left.path().join("vault.db-wal");
    killed.close().unwrap();
    assert!(!wal.exists() || fs::metadata(&wal).unwrap().len() == 0);
    let decrypted = decrypted(&fs::read(&path).unwrap());
    for trace in ["zorgblat", "merchantzorg"] {
        let found =
            decrypted.windows(trace.len()).any(|it| it.eq_ignore_ascii_case(trace.as_bytes()));
        assert!(!found, "{trace} is left");
    }
    assert!(decrypted.windows(8).any(|it| it == b"keepsake"), "the search can find something");
    Store::open(&path, &KEY, context).unwrap().check().unwrap();
    drop(folder);
}

/// SQLCipher's pages, decrypted by the book.
fn decrypted(file: &[u8]) -> Vec<u8> {
    use aes::cipher::{BlockModeDecrypt, KeyIvInit, block_padding::NoPadding};
    let mut all = Vec::new();
    for (n, page) in file.chunks_exact(4096).enumerate() {
        let vector: [u8; 16] = page[4016..4032].try_into().unwrap();
        let start = if n == 0 { 16 } else { 0 };
        let cipher = cbc::Decryptor::<aes::Aes256>::new((&KEY).into(), (&vector).into());
        let mut content = page[start..4016].to_vec();
        all.extend(cipher.decrypt_padded::<NoPadding>(&mut content).unwrap().iter());
    }
    all
}
