//! The program as a script sees it: output, standard error, exit status.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#[path = "../../ocr/tests/papers/mod.rs"]
mod papers;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A data folder of its own, opened by a passphrase.
struct Vault(tempfile::TempDir);

impl Vault {
    fn new() -> Self {
        let vault = Self(tempfile::tempdir().unwrap());
        assert_eq!(
            status(&vault.run(&["profile", "create", "Aina"])),
            0,
            "a profile can be made without a keychain"
        );
        vault
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quittance-cli"));
        command.arg("--data").arg(self.0.path().join("data")).args(arguments);
        command.env("QUITTANCE_PASSPHRASE", "correct horse battery");
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs with this on standard input.
    fn run_with(&self, arguments: &[&str], input: &str) -> Output {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.env_remove("QUITTANCE_PASSPHRASE").spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }

    fn file(&self, name: &str, bytes: &[u8]) -> String {
        std::fs::write(self.path(name), bytes).unwrap();
        self.path(name).display().to_string()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn lines(output: &Output) -> Vec<String> {
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
}

fn trouble(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn sample(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../assets/samples")
        .join(name)
        .display()
        .to_string()
}

#[test]
fn receipts_come_in_are_found_and_go_out() {
    let vault = Vault::new();
    let imported =
        vault.run(&["import", "--confirm-all", &sample("petrol.jpg"), &sample("kopitiam.jpg")]);
    assert_eq!(status(&imported), 0, "{}", trouble(&imported));
    assert!(lines(&imported)[0].contains(r#""added":2"#), "{:?}", lines(&imported));

    let again = vault.run(&["import", &sample("petrol.jpg")]);
    assert!(
        lines(&again)[0].contains(r#""already_here":1"#),
        "the same bytes are stored once: {:?}",
        lines(&again)
    );
    assert_eq!(lines(&vault.run(&["list"])).len(), 2, "what was confirmed is listed");
    assert_eq!(lines(&vault.run(&["list", "kopitiam"])).len(), 1, "and found");
    assert_eq!(lines(&vault.run(&["list", "--", "-kopitiam"])).len(), 1, "and left out");

    let target = vault.path("receipts.csv");
    let exported =
        vault.run(&["export", "csv", &target.display().to_string(), "--query", "kopitiam"]);
    assert_eq!(status(&exported), 0, "{}", trouble(&exported));
    let table = std::fs::read_to_string(target).unwrap();
    assert_eq!(
        table.lines().count(),
        2,
        "a heading and the one receipt that the query finds:\n{table}"
    );
}

#[test]
fn each_trouble_has_its_status_and_a_sentence_without_a_path() {
    let vault = Vault::new();
    let text = vault.path("notes.jpg");
    std::fs::write(&text, "no picture at all").unwrap();
    let text = text.display().to_string();
    let gone = vault.path("gone.jpg").display().to_string();
    let beyond = vault.path("no/such/folder.csv").display().to_string();
    for (arguments, wanted) in [
        (vec!["read", &text], 10),
        (vec!["read", &gone], 14),
        (vec!["list", "--profile", "Nobody"], 33),
        (vec!["export", "csv", &beyond], 54),
        (vec!["no-such-command"], 2),
    ] {
        let output = vault.run(&arguments);
        assert_eq!(status(&output), wanted, "{arguments:?}: {}", trouble(&output));
        assert!(!trouble(&output).is_empty(), "{arguments:?} must say why");
    }
    let wrong = vault
        .command(&["list"])
        .env("QUITTANCE_PASSPHRASE", "wrong horse battery")
        .output()
        .unwrap();
    assert_eq!(status(&wrong), 44, "{}", trouble(&wrong));
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let vault = Vault::new();
    let text = vault.path("notes.jpg");
    std::fs::write(&text, "no picture at all").unwrap();
    let read = vault.run(&["read", "--jsonl", &text.display().to_string(), &sample("petrol.jpg")]);
    assert_eq!(status(&read), 1, "some were read and some were not");
    assert_eq!(lines(&read).len(), 1, "one line a receipt");
    assert!(
        lines(&read)[0].contains(r#""file":"petrol.jpg""#)
            && lines(&read)[0].contains(r#""confidence""#)
    );
    assert!(trouble(&read).contains("notes.jpg"), "the bad one is named: {}", trouble(&read));
}

#[test]
fn a_damaged_file_is_told_from_a_whole_one() {
    let vault = Vault::new();
    assert_eq!(status(&vault.run(&["import", &sample("petrol.jpg")])), 0);
    let whole = vault.run(&["check"]);
    assert_eq!(status(&whole), 0, "{}", trouble(&whole));
    assert_eq!(lines(&whole), [r#"{"receipts":1,"pictures":1}"#], "what it holds is counted");

    let profile = std::fs::read_dir(vault.path("data/profiles")).unwrap().flatten();
    let file = profile.map(|folder| folder.path().join("vault.db")).find(|it| it.is_file());
    let file = file.expect("a profile has a database");
    let mut bytes = std::fs::read(&file).unwrap();
    let late = bytes.len() - 2000;
    bytes[late] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let damaged = vault.run(&["check"]);
    assert_eq!(status(&damaged), 34, "one flipped bit in a page that nothing else reads");
    assert!(trouble(&damaged).contains("is damaged"), "{}", trouble(&damaged));
}

#[test]
fn a_profile_changes_how_it_opens_and_goes() {
    let vault = Vault::new();
    let with = |arguments: &[&str], new: &str| {
        vault.command(arguments).env("QUITTANCE_NEW_PASSPHRASE", new).output().unwrap()
    };
    let changed = with(&["profile", "passphrase"], "another horse battery");
    assert_eq!(status(&changed), 0, "{}", trouble(&changed));
    assert_eq!(status(&vault.run(&["list"])), 44, "the old passphrase opens nothing");
    let open = |arguments: &[&str]| {
        vault
            .command(arguments)
            .env("QUITTANCE_PASSPHRASE", "another horse battery")
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
            .output()
            .unwrap()
    };
    assert_eq!(status(&open(&["list"])), 0);
    assert_eq!(status(&open(&["profile", "passphrase"])), 47, "a new one must be given");
    assert_eq!(status(&open(&["profile", "mode", "keychain"])), 40, "there is no keychain here");
    assert_eq!(status(&open(&["profile", "rename", "Aina Rahman", "--colour", "teal"])), 0);
    assert!(lines(&open(&["profile", "list"]))[0].ends_with("\tAina Rahman"));

    let preview = open(&["profile", "remove"]);
    assert_eq!(lines(&preview), [r#"{"receipts":0,"pictures":0,"backups":[]}"#]);
    assert_eq!(status(&open(&["list"])), 0, "saying what it would do does nothing");
    assert_eq!(status(&vault.run(&["profile", "remove", "--yes"])), 44, "not with a wrong one");
    assert_eq!(status(&open(&["profile", "remove", "--yes"])), 0);
    assert_eq!(lines(&open(&["profile", "list"])).len(), 0);
}

#[test]
fn a_passphrase_is_judged_and_not_refused() {
    let vault = Vault::new();
    let judged = |passphrase: &str| {
        let mut command = vault.command(&["profile", "strength"]);
        lines(&command.env("QUITTANCE_PASSPHRASE", passphrase).output().unwrap()).concat()
    };
    assert!(judged("password1").contains(r#""score":0"#));
    assert!(judged("walnut anchor seven drifting meadows").contains(r#""score":4"#));
}

/// A word of a kit's JSON, by its position from 1.
fn kit_words(json: &str) -> (Vec<String>, String) {
    let kit: serde_json::Value = serde_json::from_str(json).unwrap();
    let words: Vec<String> = serde_json::from_value(kit["words"].clone()).unwrap();
    let prove: Vec<usize> = serde_json::from_value(kit["prove"].clone()).unwrap();
    let proof = prove.iter().map(|position| words[position - 1].clone()).collect::<Vec<_>>();
    (words, proof.join(" "))
}

#[test]
fn a_backup_and_the_kit_bring_everything_back_elsewhere() {
    let vault = Vault::new();
    assert_eq!(status(&vault.run(&["import", &sample("petrol.jpg")])), 0);
    let (words, _) = kit_words(&lines(&vault.run(&["kit", "show"]))[0]);
    let place = vault.path("stick");
    std::fs::create_dir(&place).unwrap();
    let made = vault.run(&["backup", "make", &place.display().to_string()]);
    assert_eq!(status(&made), 0, "{}", trouble(&made));
    let file = std::fs::read_dir(&place).unwrap().next().unwrap().unwrap().path();
    let name = file.display().to_string();
    let checked = vault.run(&["backup", "check", &name]);
    assert!(lines(&checked)[0].contains(r#""receipts":1,"pictures":1"#), "{}", trouble(&checked));
    assert!(lines(&vault.run(&["backup", "list"]))[0].contains(r#""there":true"#));
    assert_eq!(status(&vault.run(&["restore", &name])), 39, "it is here already");

    let elsewhere = tempfile::tempdir().unwrap();
    let at = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quittance-cli"));
        command.arg("--data").arg(elsewhere.path()).args(arguments);
        command.env("QUITTANCE_KIT", words.join(" ")).output().unwrap()
    };
    let restored = at(&["restore", "--copy", &name]);
    assert_eq!(status(&restored), 0, "{}", trouble(&restored));
    assert!(lines(&at(&["profile", "list"]))[0].ends_with("\tAina (copy)"));
    assert_eq!(lines(&at(&["check"])), [r#"{"receipts":1,"pictures":1}"#]);

    let bytes = std::fs::read(&file).unwrap();
    for (content, wanted) in [(&bytes[..bytes.len() - 9], 62), (b"no backup", 60)] {
        std::fs::write(&file, content).unwrap();
        let refused = vault.run(&["backup", "check", &name]);
        assert_eq!(status(&refused), wanted, "{}", trouble(&refused));
    }
}

#[test]
fn a_kit_is_proven_replaced_and_everything_encrypted_anew() {
    let vault = Vault::new();
    let proving = |arguments: &[&str], proof: &str| {
        vault.command(arguments).env("QUITTANCE_KIT_PROOF", proof).output().unwrap()
    };
    let (first, proof) = kit_words(&lines(&vault.run(&["kit", "show"]))[0]);
    assert_eq!(status(&proving(&["kit", "prove"], "wrong words")), 45);
    assert_eq!(status(&proving(&["kit", "prove"], &proof)), 0);
    assert_eq!(status(&vault.run(&["kit", "show"])), 50, "no words are kept");
    let (second, proof) = kit_words(&lines(&vault.run(&["kit", "new"]))[0]);
    assert_eq!(status(&proving(&["kit", "replace"], &proof)), 0);
    let by = |words: &[String]| {
        vault.command(&["list"]).env("QUITTANCE_KIT", words.join(" ")).output().unwrap()
    };
    assert_eq!((status(&by(&first)), status(&by(&second))), (45, 0), "the new one alone opens it");
    let renewed = vault.run(&["kit", "renew"]);
    assert_eq!(status(&renewed), 0, "{}", trouble(&renewed));
    let (third, _) = kit_words(&lines(&renewed)[0]);
    assert_eq!((status(&by(&second)), status(&by(&third))), (45, 0));
    assert_eq!(status(&vault.run(&["check"])), 0, "the passphrase opens it as before");
    let events = lines(&vault.run(&["profile", "events"]));
    let told = |kind: &str| events.iter().filter(|event| event.contains(kind)).count();
    assert_eq!((told("kit_replaced"), told("renewed"), told("opened_with_kit")), (1, 1, 2));
}

#[test]
fn what_was_done_is_told_and_taken_back() {
    let vault = Vault::new();
    assert_eq!(status(&vault.run(&["undo"])), 53, "there is nothing yet");
    assert_eq!(status(&vault.run(&["import", "--confirm-all", &sample("petrol.jpg")])), 0);
    let row: serde_json::Value = serde_json::from_str(&lines(&vault.run(&["list"]))[0]).unwrap();
    let id = row["id"].as_str().unwrap();
    let told = lines(&vault.run(&["history", id]));
    assert!(told[0].contains(r#""code":"confirm_receipt""#), "{told:?}");
    assert!(told.last().unwrap().contains(r#""code":"ingest""#), "{told:?}");
    assert_eq!(status(&vault.run(&["history", "no-such-id"])), 50);

    let asked = vault.run(&["undo"]);
    assert!(lines(&asked)[0].contains(r#""earlier":true"#), "it is said, and not done");
    assert_eq!(lines(&vault.run(&["list"])).len(), 1);
    assert_eq!(status(&vault.run(&["undo", "--yes"])), 0);
    assert_eq!(lines(&vault.run(&["list"])).len(), 0, "it waits to be confirmed again");
    assert_eq!(status(&vault.run(&["redo"])), 0);
    assert_eq!(lines(&vault.run(&["list"])).len(), 1);
}

/// The ids that a listing prints.
fn ids(output: &Output) -> Vec<String> {
    let id = |line: &String| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].clone();
    lines(output).iter().map(|line| id(line).as_str().unwrap().to_owned()).collect()
}

#[test]
fn receipts_are_removed_for_good_and_what_is_held_is_not() {
    let vault = Vault::new();
    let files = [sample("petrol.jpg"), sample("kopitiam.jpg")];
    assert_eq!(status(&vault.run(&["import", "--confirm-all", &files[0], &files[1]])), 0);
    let [first, second] = &ids(&vault.run(&["list"]))[..] else { panic!("two receipts") };
    assert_eq!(status(&vault.run(&["purge"])), 2, "nothing is named");
    assert_eq!(status(&vault.run(&["purge", "no-such-id"])), 50);
    assert_eq!(status(&vault.run(&["hold", "add", first, "--until", "2020-01-01"])), 51);
    assert_eq!(status(&vault.run(&["hold", "add", "no-such-id"])), 50);

    let held = vault.run(&["hold", "add", first, "--until", "2999-12-31", "--reason", "claim"]);
    assert_eq!(status(&held), 0, "{}", trouble(&held));
    let list = vault.run(&["hold", "list"]);
    assert!(lines(&list)[0].contains(r#""until":"2999-12-31","holds":true,"reason":"claim""#));
    let preview = vault.run(&["purge", first, second]);
    assert!(lines(&preview)[0].contains(r#""held":true"#), "{:?}", lines(&preview));
    let refused = vault.run(&["purge", "--yes", first, second]);
    assert_eq!(status(&refused), 58, "{}", trouble(&refused));
    assert_eq!(lines(&vault.run(&["list"])).len(), 2, "saying and refusing remove nothing");

    let purged = vault.run(&["purge", "--yes", second]);
    assert_eq!(status(&purged), 0, "{}", trouble(&purged));
    assert!(lines(&purged)[0].contains(r#""receipts":1,"verdict":"gone""#), "{:?}", lines(&purged));
    assert_eq!(lines(&vault.run(&["check"])), [r#"{"receipts":1,"pictures":1}"#]);
    assert_eq!(status(&vault.run(&["purge", "--yes", second])), 50, "it is gone");
    assert_eq!(status(&vault.run(&["undo", "--yes"])), 53, "and does not come back");
    let hold = &lines(&held)[0];
    assert_eq!(status(&vault.run(&["hold", "remove", hold])), 0);
    assert_eq!(status(&vault.run(&["hold", "remove", hold])), 50, "twice");
    let empty = vault.run(&["purge", "--bin", "--yes"]);
    assert_eq!((status(&empty), lines(&empty).len()), (0, 1), "an empty bin is no trouble");
}

#[test]
fn what_is_due_goes_by_the_rules_that_were_set() {
    let vault = Vault::new();
    assert_eq!(status(&vault.run(&["import", "--confirm-all", &sample("petrol.jpg")])), 0);
    for refused in [
        &["retention", "set"][..],
        &["retention", "set", "--rule", "own"],
        &["retention", "set", "--rule", "moon"],
        &["retention", "set", "--years", "3"],
        &["retention", "set", "--bin-days", "soon"],
    ] {
        assert_eq!(status(&vault.run(refused)), 2, "{refused:?}");
    }
    assert_eq!(status(&vault.run(&["retention", "set", "--bin-days", "0"])), 51);
    let unknown = ["retention", "set", "--rule", "us", "--category", "Dragons"];
    assert_eq!(status(&vault.run(&unknown)), 50);
    let set = ["retention", "set", "--rule", "malaysia", "--category", "Fuel", "--bin-days", "30"];
    let done = vault.run(&set);
    assert_eq!(status(&done), 0, "{}", trouble(&done));
    let shown = lines(&vault.run(&["retention", "show"])).concat();
    assert!(shown.contains(r#""rule":"malaysia","years":7"#), "{shown}");
    assert!(shown.contains(r#""automatic":false,"bin_days":30"#), "{shown}");
    let preview = lines(&vault.run(&["retention", "preview"])).concat();
    assert!(preview.starts_with(r#"{"going":[],"kept":[]"#), "nothing is old enough: {preview}");
    assert_eq!(status(&vault.run(&["retention", "apply"])), 0);
    let due = vault.run(&["retention", "due"]);
    assert_eq!((status(&due), lines(&due).len()), (0, 0), "nobody turned it on");
    assert_eq!(lines(&vault.run(&["list"])).len(), 1);
}

#[test]
fn everything_leaves_in_an_archive_and_comes_back() {
    let vault = Vault::new();
    assert_eq!(status(&vault.run(&["import", "--confirm-all", &sample("petrol.jpg")])), 0);
    let file = vault.path("everything.age").display().to_string();
    let with = |arguments: &[&str], passphrase: &str| {
        vault.command(arguments).env("QUITTANCE_FILE_PASSPHRASE", passphrase).output().unwrap()
    };
    assert_eq!(status(&vault.run(&["archive", "export", &file])), 47, "it needs a passphrase");
    assert_eq!(status(&with(&["archive", "export", &file], "short")), 47);
    let made = with(&["archive", "export", &file], "walnut anchor seven");
    assert_eq!(status(&made), 0, "{}", trouble(&made));
    assert!(lines(&made)[0].contains(r#""receipts":1,"pictures":1,"encrypted":true"#));
    let back = ["archive", "import", &file, "--name", "Aina again"];
    assert_eq!(status(&with(&back, "wrong anchor seven")), 68);
    assert_eq!(status(&with(&["archive", "import", &file], "walnut anchor seven")), 36);
    let came = with(&back, "walnut anchor seven");
    assert_eq!(status(&came), 0, "{}", trouble(&came));
    let here = vault.run(&["check", "--profile", "Aina again"]);
    assert_eq!(lines(&here), [r#"{"receipts":1,"pictures":1}"#], "{}", trouble(&here));

    let plain = vault.path("plain.tar").display().to_string();
    let made = vault.run(&["archive", "export", "--profile", "Aina", "--plain", &plain]);
    assert!(lines(&made)[0].contains(r#""encrypted":false"#), "{}", trouble(&made));
    let tar = Command::new("tar").args(["tf", &plain]).output().unwrap();
    assert!(lines(&tar).contains(&"receipts.csv".to_owned()), "other programs read it: {tar:?}");
    let nothing = vault.file("nothing", b"no archive");
    assert_eq!(status(&vault.run(&["archive", "import", &nothing])), 64);
    assert_eq!(
        status(&vault.run(&["archive", "import", &vault.path("gone").display().to_string()])),
        14
    );

    let csv = vault.path("receipts.csv.age");
    let export = ["export", "csv", "--profile", "Aina", "--encrypt", &csv.display().to_string()];
    assert_eq!(status(&vault.run(&export)), 47, "it needs a passphrase");
    assert_eq!(status(&with(&export, "walnut anchor seven")), 0);
    assert!(std::fs::read(csv).unwrap().starts_with(b"age-encryption.org/v1"));
}

#[test]
fn a_history_that_ends_early_is_said_with_every_command() {
    let vault = Vault::new();
    let profile = std::fs::read_dir(vault.path("data/profiles")).unwrap().flatten();
    let folder = profile.map(|entry| entry.path()).find(|path| path.is_dir()).unwrap();
    let older = std::fs::read(folder.join("vault.db")).unwrap();
    assert_eq!(status(&vault.run(&["import", &sample("petrol.jpg")])), 0);
    std::fs::write(folder.join("vault.db"), older).unwrap();
    for command in [&["list"][..], &["profile", "remove"], &["list"]] {
        let said = trouble(&vault.run(command));
        assert!(said.contains("The last things done in this profile are missing"), "{said}");
    }
    let checked = vault.run(&["check"]);
    assert_eq!(status(&checked), 38);
    assert!(lines(&checked)[1].contains(r#""missing":"#), "{:?}", lines(&checked));
    assert_eq!(status(&vault.run(&["check", "--acknowledge"])), 0);
    assert_eq!(trouble(&vault.run(&["list"])), "");
    assert_eq!(status(&vault.run(&["check"])), 0);
}

#[test]
fn each_receipt_of_a_pdf_is_a_line_and_comes_in() {
    let vault = Vault::new();
    let pages: [&[&str]; 2] = [&papers::INVOICE, &papers::PARKING];
    let march = vault.file("march.pdf", &papers::printed(&pages));
    let read = vault.run(&["read", "--jsonl", &march]);
    assert_eq!(status(&read), 0, "{}", trouble(&read));
    let told = lines(&read);
    assert_eq!(told.len(), 2, "one line a receipt: {told:?}");
    assert!(
        told[0].contains(r#""pages":[1]"#) && told[0].contains(r#""total":"23.40""#),
        "{told:?}"
    );
    assert!(
        told[1].contains(r#""pages":[2]"#) && told[1].contains(r#""total":"9.00""#),
        "{told:?}"
    );

    let imported = vault.run(&["import", "--confirm-all", &march]);
    assert!(lines(&imported)[0].contains(r#""confirmed":2"#), "{:?}", lines(&imported));
    assert_eq!(lines(&vault.run(&["list"])).len(), 2);
}

#[test]
fn a_locked_pdf_is_read_with_its_password_from_standard_input() {
    let vault = Vault::new();
    let bill = vault.file("bill.pdf", &papers::locked());
    let refused = vault.run(&["read", &bill]);
    assert_eq!(status(&refused), 24, "{}", trouble(&refused));
    assert!(trouble(&refused).contains("locked with a password"), "{}", trouble(&refused));
    let wrong = vault.run_with(&["read", "--pdf-password-stdin", &bill], "hunter2\n");
    assert_eq!(status(&wrong), 24);
    assert!(!trouble(&wrong).contains("hunter2"), "what was typed is not repeated");
    let read = vault
        .run_with(&["read", "--pdf-password-stdin", &bill], &format!("{}\n", papers::PASSWORD));
    assert!(lines(&read)[0].contains("23.40"), "{}", trouble(&read));

    let both = format!("correct horse battery\n{}\n", papers::PASSWORD);
    let arguments = ["import", "--passphrase-stdin", "--pdf-password-stdin", &bill];
    let imported = vault.run_with(&arguments, &both);
    assert_eq!(status(&imported), 0, "the passphrase first: {}", trouble(&imported));
}
