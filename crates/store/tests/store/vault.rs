//! The file: its key, its lock, what rests on disk, what a lost process leaves.
use super::bench::{Bench, KEY, bench, folder};
use fault::Coded;
use journal::{Action, ActionCode};
use money::{SystemClock, UuidSource};
use std::{
    fs,
    path::Path,
    process::Command,
    sync::{Arc, Barrier},
};
use store::{
    Context, Error, Founding, Store,
    table::{attachment, job, receipt, setting},
};

fn open(bench: &Bench, key: &[u8; 32]) -> Result<Store, Error> {
    Store::open(&bench.path(), key, bench.context())
}

fn founding() -> Founding {
    Founding { device_name: "desk".into(), categories: vec!["food".into()] }
}

/// Every byte of every file in a folder.
fn bytes_of(folder: &Path) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        all.extend(fs::read(entry.unwrap().path()).unwrap());
    }
    all
}

fn holds(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

#[test]
fn nothing_readable_rests_on_disk() {
    let bench = bench();
    let id = bench.confirm("Canary Merchant Kedai", "2026-03-12", 2340);
    bench.edit(ActionCode::EditReceipt, id, |receipt| {
        receipt.note = "canary note about lunch".into()
    });
    bench
        .store
        .write_local(|tx| {
            attachment::insert(
                tx,
                "canary-file-name.jpg",
                "image/jpeg",
                &b"canary picture bytes"[..],
            )
        })
        .unwrap();
    bench.store.write_local(|tx| setting::set(tx, "canary-setting", &"canary value")).unwrap();
    let all = bytes_of(bench.folder.path());
    assert!(all.len() > 100_000, "database, log and shared memory are there to be searched");
    for canary in [
        "anary Merchant",
        "anary note",
        "anary picture",
        "anary-file",
        "anary-setting",
        "anary value",
        "CREATE TABLE",
        "SQLite format 3",
    ] {
        let utf16: Vec<u8> = canary.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(
            !holds(&all, canary.as_bytes()) && !holds(&all, &utf16),
            "{canary:?} rests in the clear"
        );
    }
    fs::write(bench.folder.path().join("planted"), "a canary note in the clear").unwrap();
    assert!(
        holds(&bytes_of(bench.folder.path()), b"anary note"),
        "the search must be able to find one"
    );
}

/// Of worth where it runs in a process of its own, whose first connections these are.
#[test]
fn files_opened_at_the_very_start_on_several_threads_all_open() {
    let (folders, gate) = ([(); 8].map(|()| folder()), Barrier::new(8));
    let context = Context { clock: Arc::new(SystemClock), ids: Arc::new(UuidSource) };
    std::thread::scope(|scope| {
        for folder in &folders {
            scope.spawn(|| {
                gate.wait();
                let path = folder.path().join("vault.db");
                Store::create(&path, &KEY, context.clone(), founding())
                    .expect("a key is not refused because the cipher is still starting");
            });
        }
    });
}

#[test]
fn closing_leaves_one_file_of_content() {
    let bench = bench();
    bench.confirm("Tesco", "2026-03-12", 2340);
    let path = bench.path();
    let Bench { store, folder, .. } = bench;
    store.close().unwrap();
    let wal = path.with_file_name("vault.db-wal");
    assert!(
        !wal.exists() || fs::metadata(&wal).unwrap().len() == 0,
        "the log holds earlier states"
    );
    drop(folder);
}

#[test]
fn truncating_empties_the_log() {
    let bench = bench();
    bench.confirm("Tesco", "2026-03-12", 2340);
    let wal = bench.path().with_file_name("vault.db-wal");
    assert!(fs::metadata(&wal).unwrap().len() > 0, "there is something to empty");
    bench.store.truncate_wal().unwrap();
    assert_eq!(
        fs::metadata(&wal).unwrap().len(),
        0,
        "after a confirm nothing earlier may rest there"
    );
}

#[test]
fn another_key_opens_nothing_and_changes_nothing() {
    let bench = bench();
    let id = bench.confirm("Tesco", "2026-03-12", 2340);
    let (path, context) = (bench.path(), bench.context());
    let Bench { store, folder, .. } = bench;
    store.close().unwrap();
    let before = fs::read(&path).unwrap();
    let wrong = Store::open(&path, &[8; 32], context.clone());
    assert!(
        matches!(wrong, Err(Error::WrongKey)),
        "a wrong key must be told from an empty database"
    );
    assert_eq!(fs::read(&path).unwrap(), before, "a wrong key must not touch the file");
    let again = Store::open(&path, &KEY, context).unwrap();
    assert!(again.read(|view| receipt::get(view, id)).is_ok(), "the right key still opens it");
    drop(folder);
}

#[test]
fn a_page_that_was_torn_at_the_end_comes_from_the_log() {
    let bench = bench();
    let id = bench.confirm("Tesco", "2026-03-12", 100);
    let left = folder();
    for name in ["vault.db", "vault.db-wal"] {
        fs::copy(bench.folder.path().join(name), left.path().join(name)).unwrap();
    }
    let file = left.path().join("vault.db");
    let mut torn = fs::read(&file).unwrap();
    torn.extend([0; 512]);
    fs::write(&file, &torn).unwrap();
    let store = Store::open(&file, &KEY, bench.context()).unwrap();
    assert!(store.read(|view| receipt::get(view, id)).is_ok(), "what was confirmed is there");
    store.check().unwrap();
    store.close().unwrap();
    fs::write(&file, &torn).unwrap();
    fs::remove_file(left.path().join("vault.db-wal")).ok();
    let opened = Store::open(&file, &KEY, bench.context());
    assert!(matches!(opened, Err(Error::Damaged(_))), "without a log it is damage");
}

#[test]
fn what_is_no_database_is_refused() {
    let bench = bench();
    let (path, context) = (bench.path(), bench.context());
    let Bench { store, folder, .. } = bench;
    store.close().unwrap();
    let whole = fs::read(&path).unwrap();
    let missing = Store::open(&path.with_file_name("elsewhere.db"), &KEY, context.clone());
    assert!(matches!(missing, Err(Error::Missing)), "a missing file is not made anew");
    for (content, what) in
        [(&whole[..0], "empty"), (&whole[..1000], "cut"), (&whole[..5000], "cut within a page")]
    {
        fs::write(&path, content).unwrap();
        let opened = Store::open(&path, &KEY, context.clone());
        assert!(matches!(opened, Err(Error::Damaged(_))), "an {what} file is damage");
    }
    fs::write(&path, vec![0; 8192]).unwrap();
    let zeros = Store::open(&path, &KEY, context.clone());
    assert!(matches!(zeros, Err(Error::WrongKey | Error::Damaged(_))), "zeros are no database");
    fs::write(&path, &whole).unwrap();
    assert!(Store::open(&path, &KEY, context).is_ok(), "the file as it was still opens");
    drop(folder);
}

#[test]
fn a_flipped_byte_is_found() {
    let bench = bench();
    for n in 0..50 {
        bench.confirm(&format!("Merchant {n}"), "2026-03-12", 2340);
    }
    let (path, context) = (bench.path(), bench.context());
    let Bench { store, folder, .. } = bench;
    store.check().unwrap();
    store.close().unwrap();
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, bytes).unwrap();
    let found = Store::open(&path, &KEY, context).and_then(|store| store.check());
    assert!(
        matches!(found, Err(Error::Damaged(_) | Error::WrongKey)),
        "one flipped bit must not pass: {found:?}"
    );
    drop(folder);
}

#[test]
fn one_at_a_time() {
    let bench = bench();
    let second = open(&bench, &KEY);
    assert!(
        matches!(second, Err(Error::InUse)),
        "two processes on one vault would hand out one job twice"
    );
    let path = bench.path();
    let context = bench.context();
    let Bench { store, folder, .. } = bench;
    drop(store);
    assert!(Store::open(&path, &KEY, context).is_ok(), "the lock goes with the store");
    drop(folder);
}

#[test]
fn creating_never_overwrites() {
    let bench = bench();
    let (path, context) = (bench.path(), bench.context());
    let Bench { store, folder, .. } = bench;
    store.close().unwrap();
    let before = fs::read(&path).unwrap();
    let again = Store::create(&path, &[9; 32], context, founding());
    assert!(matches!(again, Err(Error::Exists)), "a new key over old data loses the old data");
    assert_eq!(fs::read(&path).unwrap(), before, "and the old data is as it was");
    drop(folder);
}

/// The files as a killed process or a lost machine leaves them: copied while
/// the store is open, without a word to it.
#[test]
fn what_was_acknowledged_survives_an_end_without_goodbye() {
    let bench = bench();
    let mut ids = Vec::new();
    for n in 0..20 {
        ids.push(bench.confirm(&format!("Merchant {n}"), "2026-03-12", n));
        if n == 10 {
            bench.store.truncate_wal().unwrap();
        }
    }
    let left = folder();
    for entry in fs::read_dir(bench.folder.path()).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, left.path().join(path.file_name().unwrap())).unwrap();
    }
    let store = Store::open(&left.path().join("vault.db"), &KEY, bench.context()).unwrap();
    for id in ids {
        assert!(
            store.read(|view| receipt::get(view, id)).is_ok(),
            "what a write returned from must be there"
        );
    }
    store.check().unwrap();
}

#[test]
fn a_failed_write_leaves_nothing() {
    let bench = bench();
    let failed = bench.store.write(Action::user(ActionCode::Ingest), |tx| {
        receipt::insert(tx, receipt::NewReceipt { file_name: "a".into(), sample: false })?;
        attachment::insert(tx, "a", "image/png", &b"bytes"[..])?;
        job::enqueue(tx, "read_receipt", "a")?;
        Err::<(), _>(Error::Invalid("total"))
    });
    assert!(matches!(failed, Err(Error::Invalid("total"))), "the cause comes back");
    assert!(bench.store.read(receipt::inbox).unwrap().is_empty(), "no receipt without its file");
    assert!(
        bench.store.read(|view| job::live(view, "read_receipt")).unwrap().is_empty(),
        "no job without its receipt"
    );
    assert_eq!(bench.store.undo_state().unwrap().undo, None, "and nothing to undo");
}

#[test]
fn a_panic_costs_its_own_transaction_alone() {
    let bench = bench();
    let panicked = bench.store.write(Action::user(ActionCode::Ingest), |tx| -> store::Result<()> {
        receipt::insert(tx, receipt::NewReceipt { file_name: "a".into(), sample: false })?;
        panic!("on purpose")
    });
    assert!(matches!(panicked, Err(Error::Panicked)), "the caller is told");
    assert!(bench.store.read(receipt::inbox).unwrap().is_empty(), "nothing of it stays");
    bench.ingest("after.jpg");
    assert_eq!(bench.store.read(receipt::inbox).unwrap().len(), 1, "the writer goes on");
}

#[test]
fn a_full_disk_is_said_and_loses_nothing() {
    let mount = folder();
    let status = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=3m", "tmpfs"])
        .arg(mount.path())
        .output();
    if !status.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: a full disk needs the right to mount");
        return;
    }
    let told = bench();
    let path = mount.path().join("vault.db");
    let store = Store::create(&path, &KEY, told.context(), founding()).unwrap();
    let kept = store
        .write_local(|tx| attachment::insert(tx, "small", "image/png", &[1_u8; 1000][..]))
        .unwrap();
    let full = store
        .write_local(|tx| attachment::insert(tx, "big", "image/png", &vec![2_u8; 8 << 20][..]));
    let error = full.expect_err("eight megabytes into three");
    assert!(matches!(error, Error::DiskFull), "a full disk is told from a defect: {error:?}");
    assert_eq!(error.code(), fault::Code::DiskFull, "and has its sentence");
    let attachment::Stored::New(kept) = kept else { panic!("it was new") };
    assert_eq!(
        store.read(|view| attachment::read_all(view, kept)).unwrap(),
        vec![1; 1000],
        "what was there is there"
    );
    store.write_local(|tx| setting::set(tx, "theme", &"dark")).unwrap();
    drop(store);
    Command::new("umount").arg(mount.path()).status().unwrap();
}

#[test]
fn a_read_sees_one_state() {
    let bench = bench();
    bench.ingest("first.jpg");
    let (before, after) = bench
        .store
        .read(|view| {
            let before = receipt::inbox(view)?.len();
            bench.ingest("second.jpg");
            Ok((before, receipt::inbox(view)?.len()))
        })
        .unwrap();
    assert_eq!((before, after), (1, 1), "a report must not mix two states");
    assert_eq!(bench.store.read(receipt::inbox).unwrap().len(), 2, "the next read sees the write");
}

#[test]
fn a_cancelled_read_ends() {
    let bench = bench();
    let cancel = store::Cancel::new();
    cancel.cancel();
    let read = bench.store.read_until(&cancel, receipt::inbox);
    assert!(matches!(read, Err(Error::Cancelled)), "a list nobody waits for is not worth reading");
    assert!(bench.store.read(receipt::inbox).is_ok(), "and the reader is good for the next");
}
