//! Leaving with everything and coming back, and what is refused.
use crate::desk::{
    Desk, PASSPHRASE, add, add_settled, code, desk, empty_machine, merchant, names, rename, stop,
};
use app::views::{ArchiveDone, ComeBackRequest, ListRequest, OpenMode, ReceiptRow, Sort};
use app::{Error, Machine, Session, archives, list, receipts, retention, unwatched};
use archive::Writer;
use fault::Code;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const FILE_PASSPHRASE: &str = "walnut anchor seven";

fn written(desk: &Desk, session: &Session, passphrase: Option<&str>) -> (PathBuf, ArchiveDone) {
    let target = desk.place().join("everything.age");
    let done = archives::write(session, &target, passphrase, &unwatched).unwrap();
    (target, done)
}

fn request(passphrase: Option<&str>) -> ComeBackRequest {
    ComeBackRequest {
        archive_passphrase: passphrase.map(str::to_owned),
        name: None,
        mode: OpenMode::Passphrase,
        passphrase: Some(PASSPHRASE.into()),
    }
}

fn come_back(machine: &Machine, file: &Path, passphrase: Option<&str>) -> Result<Session, Error> {
    machine.come_back(file, request(passphrase), &unwatched, Arc::new(|_| {}))
}

fn listed(session: &Session) -> Vec<ReceiptRow> {
    let sort = Sort::default();
    let request = ListRequest { query: String::new(), sort, offset: 0, limit: 500 };
    list::rows(session, &request).unwrap()
}

fn holds_plain(file: &Path, text: &str) -> bool {
    fs::read(file).unwrap().windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn who_has_confirmed_nothing_leaves_too() {
    let desk = desk();
    let session = desk.open();
    let (file, done) = written(&desk, &session, None);
    assert_eq!((done.receipts, done.pictures), (0, 0), "nothing but categories and history");
    let id = add(&session);
    let (_folder, machine) = empty_machine();
    come_back(&machine, &file, None).unwrap().close();
    fs::remove_file(file).unwrap();
    let (file, done) = written(&desk, &session, Some(FILE_PASSPHRASE));
    assert_eq!((done.receipts, done.pictures), (1, 1), "it waits in the inbox");
    let (_folder, machine) = empty_machine();
    let back = come_back(&machine, &file, Some(FILE_PASSPHRASE)).unwrap();
    assert_eq!(app::inbox::view(&back).unwrap().to_review[0].id, id, "and waits there");
}

#[test]
fn everything_leaves_and_comes_back_on_another_machine() {
    let desk = desk();
    let session = desk.open();
    let id = add_settled(&session);
    rename(&session, &id, "Kedai Kenari");
    retention::add_hold(&session, std::slice::from_ref(&id), Some("2033-12-31"), "a claim")
        .unwrap();
    let (file, done) = written(&desk, &session, Some(FILE_PASSPHRASE));
    assert_eq!((done.receipts, done.pictures, done.encrypted), (1, 1, true));
    assert_eq!(names(&desk.place()), ["everything.age"], "and nothing beside it");
    assert!(!holds_plain(&file, "Kenari") && !holds_plain(&file, "ustar"), "it can be read");

    let (_folder, machine) = empty_machine();
    let back = come_back(&machine, &file, Some(FILE_PASSPHRASE)).unwrap();
    assert_eq!(back.profile().name, "Aina");
    assert_eq!(listed(&back), listed(&session));
    assert_eq!(merchant(&back, &id).as_deref(), Some("Kedai Kenari"));
    assert_eq!(retention::holds(&back).unwrap(), retention::holds(&session).unwrap());
    let told = |session: &Session| app::history::of_receipt(session, &id).unwrap().len();
    assert_eq!(told(&back), told(&session), "and its history");
    app::integrity::check(&back).unwrap();
    assert!(app::integrity::view(&back).unwrap().shortened.is_empty());
    assert!(!app::kit::view(&back).unwrap().words.is_empty(), "with a kit of its own");
    rename(&back, &id, "and it goes on");
    receipts::bin(&back, &[id]).unwrap();
    let id = back.profile().id;
    back.close();
    drop(back);
    machine.open(&id, Some(PASSPHRASE.into()), Arc::new(|_| {})).unwrap();
}

#[test]
fn a_plain_one_is_readable_and_comes_back_too() {
    let desk = desk();
    let session = desk.open();
    let id = add_settled(&session);
    rename(&session, &id, "Kedai Kenari");
    let (file, done) = written(&desk, &session, None);
    assert!(!done.encrypted && holds_plain(&file, "Kedai Kenari"));
    assert!(!holds_plain(&file, "kit_words") && !holds_plain(&file, "backups\""), "no settings");
    let (_folder, machine) = empty_machine();
    let back = come_back(&machine, &file, None).unwrap();
    assert_eq!(listed(&back), listed(&session));
    assert_eq!(code(come_back(&desk.machine, &file, None)), Code::ProfileName, "Aina is here");
    let named = ComeBackRequest { name: Some("Aina again".into()), ..request(None) };
    let beside = desk.machine.come_back(&file, named, &unwatched, Arc::new(|_| {})).unwrap();
    assert_eq!(beside.profile().name, "Aina again");
}

#[test]
fn what_cannot_be_written_whole_is_not_there() {
    let desk = desk();
    let session = desk.open();
    add_settled(&session);
    let target = desk.place().join("mine.age");
    fs::write(&target, b"somebody's file").unwrap();
    let short = archives::write(&session, &target, Some("short"), &unwatched);
    assert_eq!(code(short), Code::PassphraseTooShort);
    assert_eq!(code(archives::write(&session, &target, None, &stop)), Code::Cancelled);
    let nowhere = desk.place().join("gone/mine.age");
    assert_eq!(code(archives::write(&session, &nowhere, None, &unwatched)), Code::TargetDenied);
    assert_eq!(fs::read(&target).unwrap(), b"somebody's file");
    assert_eq!(names(&desk.place()), ["mine.age"]);
    let small = desk.folder.path().join("small");
    fs::create_dir(&small).unwrap();
    let mut mount = std::process::Command::new("mount");
    let mounted = mount.args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]).arg(&small).output();
    if mounted.is_ok_and(|mount| mount.status.success()) {
        let full = code(archives::write(&session, &small.join("a.age"), None, &unwatched));
        let left = names(&small);
        assert!(std::process::Command::new("umount").arg(&small).status().unwrap().success());
        assert_eq!((full, left.len()), (Code::DiskFull, 0));
    }
}

#[test]
fn what_is_no_archive_or_not_whole_leaves_no_profile() {
    let desk = desk();
    let session = desk.open();
    add_settled(&session);
    let (file, _) = written(&desk, &session, Some(FILE_PASSPHRASE));
    let (folder, machine) = empty_machine();
    let refused = |bytes: &[u8], passphrase: Option<&str>| {
        let path = folder.path().join("archive");
        fs::write(&path, bytes).unwrap();
        let code = code(come_back(&machine, &path, passphrase));
        assert!(machine.view().unwrap().profiles.is_empty(), "nothing is left of {code:?}");
        code
    };
    let bytes = fs::read(&file).unwrap();
    assert_eq!(refused(&bytes, None), Code::ArchiveLocked);
    assert_eq!(refused(&bytes, Some("wrong passphrase")), Code::ArchiveLocked);
    assert_eq!(refused(&bytes[..bytes.len() - 100], Some(FILE_PASSPHRASE)), Code::ArchiveDamaged);
    let asked = bytes.windows(4).position(|window| window == b" 18\n").unwrap();
    let costly = [&bytes[..asked], b" 30\n", &bytes[asked + 4..]].concat();
    assert_eq!(refused(&costly, Some(FILE_PASSPHRASE)), Code::ArchiveCostly);
    assert_eq!(refused(b"", None), Code::NotAnArchive);
    assert_eq!(refused(b"no archive", None), Code::NotAnArchive);
    let gone = come_back(&machine, &folder.path().join("gone"), None);
    assert_eq!(code(gone), Code::FileGone);
    assert_eq!(code(come_back(&machine, folder.path(), None)), Code::NotAnArchive);
    let path = folder.path().join("archive");
    fs::write(&path, &bytes).unwrap();
    let stopped = machine.come_back(&path, request(Some(FILE_PASSPHRASE)), &stop, Arc::new(|_| {}));
    assert_eq!(code(stopped), Code::Cancelled);
    assert!(machine.view().unwrap().profiles.is_empty());
}

/// An archive as somebody makes one who means no good, or from another version.
fn made(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = Writer::begin(Vec::new(), None).unwrap();
    for (name, bytes) in entries {
        writer.entry(name, bytes.len() as u64, &mut &bytes[..]).unwrap();
    }
    writer.finish().unwrap()
}

#[test]
fn hostile_archives_are_refused_with_a_sentence() {
    const MANIFEST: (&str, &[u8]) = (
        "manifest.json",
        br#"{"format":"quittance-archive","version":1,"profile":"Eve","made_at":"2026-01-01T00:00:00Z","app":"0"}"#,
    );
    const END: (&str, &[u8]) = ("end.json", br#"{"rows":{},"pictures":0}"#);
    let newer = br#"{"format":"quittance-archive","version":2,"shape":"round"}"#;
    let huge = vec![b' '; (16 << 20) + 1];
    let large = vec![b' '; 70_000];
    let (folder, machine) = empty_machine();
    for (entries, wanted) in [
        (vec![END], Code::NotAnArchive),
        (vec![("manifest.json", &b"{}"[..]), END], Code::NotAnArchive),
        (vec![("manifest.json", &large), END], Code::ArchiveDamaged),
        (vec![("manifest.json", newer), END], Code::ArchiveNewer),
        (vec![MANIFEST], Code::ArchiveCut),
        (vec![MANIFEST, MANIFEST, END], Code::ArchiveDamaged),
        (vec![MANIFEST, END, ("readme.md", b"")], Code::ArchiveDamaged),
        (vec![MANIFEST, ("vault.db", b"x"), END], Code::ArchiveDamaged),
        (vec![MANIFEST, ("tables/setting/000001.jsonl", b"{}\n"), END], Code::ArchiveNewer),
        (vec![MANIFEST, ("tables/receipt/000001.jsonl", b"{\"id\":1"), END], Code::ArchiveDamaged),
        (vec![MANIFEST, ("tables/receipt/000001.jsonl", &huge), END], Code::ArchiveDamaged),
        (vec![MANIFEST, ("tables/receipt/000001.jsonl", b"\xff"), END], Code::ArchiveDamaged),
        (vec![MANIFEST, ("pictures/aa.jpg", b"x"), END], Code::ArchiveDamaged),
        (
            vec![MANIFEST, ("tables/receipt/000001.jsonl", br#"{"id":"r","added_at":1}"#), END],
            Code::ArchiveDamaged,
        ),
    ] {
        let path = folder.path().join("archive");
        fs::write(&path, made(&entries)).unwrap();
        let names: Vec<&str> = entries.iter().map(|(name, _)| *name).collect();
        assert_eq!(code(come_back(&machine, &path, None)), wanted, "{names:?}");
        assert!(machine.view().unwrap().profiles.is_empty(), "{names:?}");
    }
    let path = folder.path().join("archive");
    fs::write(&path, made(&[MANIFEST, END])).unwrap();
    let empty = come_back(&machine, &path, None).unwrap();
    assert_eq!(empty.profile().name, "Eve", "one of nothing is honest");
}

/// An archive of each format there was, kept so that every later version reads it.
#[test]
fn an_archive_of_every_format_comes_back() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let (_folder, machine) = empty_machine();
    let back = come_back(&machine, &fixtures.join("archive-1.tar.age"), Some(FILE_PASSPHRASE));
    let back = back.unwrap();
    assert_eq!(back.profile().name, "Aina");
    assert_eq!(listed(&back).len(), 1);
    let held = retention::holds(&back).unwrap();
    assert_eq!(held[0].until.as_deref(), Some("2033-12-31"), "holds, policies and all");
    assert_eq!(retention::view(&back).unwrap().policies.len(), 1);
    app::integrity::check(&back).unwrap();
}
