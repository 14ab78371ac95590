//! The program as a script sees it: output, standard error, exit status.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#[path = "../../../ocr/tests/papers/mod.rs"]
mod papers;

mod apart;
mod keeping;
mod mending;
mod vault;

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
    let endless =
        vault.command(&["list"]).env("QUITTANCE_PASSPHRASE", "x".repeat(5000)).output().unwrap();
    assert_eq!(status(&endless), 51, "one that is too long is not called wrong");
    assert!(trouble(&endless).contains("too long"), "{}", trouble(&endless));
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
