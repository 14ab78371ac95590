//! Once it is locked, no process of the app holds a word, a pixel or a key any
//! more: every page that a core dump would have is searched.
use super::{FILE, MERCHANT, NOTE, confirm_and_find, wait_for_text, words_in};
use crate::pictures::write;
use envelope::{HeaderFile, Opener, Passphrase, Purpose};
use harness::{App, Desktop, Finding, Launch, Needle, cli, samples, search_memory};
use std::fs;
use std::path::{Path, PathBuf};

const PASSPHRASE: &str = "kenari kuning empat tujuh";

#[test]
fn nothing_is_left_in_memory_once_it_is_locked() {
    let desktop = Desktop::start();
    let elsewhere = tempfile::tempdir().unwrap();
    let sample = fs::read(&samples()[0]).unwrap();
    let picture = write(elsewhere.path(), FILE, &sample);
    prepare(&desktop, &picture);
    let needles = needles(&desktop, &sample, &words_in(&desktop, &picture));
    let app = App::launch_alone(&desktop, Launch::default());
    open_and_write(&app);
    let held = held(&desktop, &needles);
    let mut found: Vec<&str> = held.iter().map(|it| it.what.as_str()).collect();
    found.sort_unstable();
    found.dedup();
    for what in [
        "merchant, plain",
        "note, plain",
        "recognised text, plain",
        "key of the database",
        "key of backups",
        "key of the counter",
    ] {
        assert!(found.contains(&what), "{what} is held while it is open: {found:?}");
    }
    app.press("ctrl+l");
    wait_for_text(app.accessible(), "Welcome back");
    let left = harness::within(30, "the processes of the open profile end", || {
        let left = self::held(&desktop, &needles);
        (left.len() < held.len()).then_some(left)
    });
    assert!(left.is_empty(), "{left:#?}");
}

/// A profile with one receipt, made by the twin.
fn prepare(desktop: &Desktop, picture: &Path) {
    for arguments in
        [&["profile", "create", "Aina"][..], &["import", &picture.display().to_string()]]
    {
        let mut twin = desktop.command(cli());
        let done = twin.args(arguments).env("QUITTANCE_PASSPHRASE", PASSPHRASE).output().unwrap();
        assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    }
}

fn open_and_write(app: &App<'_>) {
    let seen = app.accessible();
    wait_for_text(seen, "Welcome back");
    app.point_at(seen.wait_for(&["password text", "entry"], "Passphrase of Aina", 30));
    app.type_keys(PASSPHRASE);
    app.press("Return");
    confirm_and_find(app);
}

fn held(desktop: &Desktop, needles: &[Needle]) -> Vec<Finding> {
    let running = desktop.processes_of_the_app();
    assert!(running.len() > 2, "the app and its webview run: {running:?}");
    running.into_iter().flat_map(|id| search_memory(id, needles)).collect()
}

fn needles(desktop: &Desktop, picture: &[u8], read: &[String]) -> Vec<Needle> {
    let mut all = vec![Needle::bytes("picture", &picture[picture.len() / 2..][..24])];
    all.extend(keys(desktop).iter().flat_map(|(name, key)| {
        let spelt = format!("{name} in hexadecimal");
        [Needle::bytes(name, key), Needle::bytes(&spelt, hex(key).as_bytes())]
    }));
    let texts =
        [("merchant", MERCHANT), ("note", NOTE), ("file", FILE), ("passphrase", PASSPHRASE)];
    let texts = texts.into_iter().chain(read.iter().map(|word| ("recognised text", word.as_str())));
    all.extend(texts.flat_map(|(what, text)| Needle::text(what, text)));
    all
}

/// What is derived from the data key, as the app derives it.
fn keys(desktop: &Desktop) -> Vec<(&'static str, Vec<u8>)> {
    let profiles = desktop.home().path().join("data/quittance/profiles");
    let mut entries = fs::read_dir(profiles).unwrap().map(|entry| entry.unwrap().path());
    let folder: PathBuf = entries.find(|path| path.is_dir()).expect("one profile");
    let passphrase = Passphrase::typed(PASSPHRASE).unwrap();
    let opened = HeaderFile::in_folder(&folder).open(&Opener::Passphrase(&passphrase));
    let data = opened.unwrap().1;
    let all = [
        ("key of the database", Purpose::Database),
        ("key of backups", Purpose::Backup),
        ("key of the counter", Purpose::Counter),
    ];
    all.map(|(name, purpose)| (name, data.derive(purpose).expose().to_vec())).to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
