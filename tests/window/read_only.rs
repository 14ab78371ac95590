//! A vault on a disk that can only be read.
use harness::{Desktop, apart, cli, samples};
use std::path::Path;
use std::process::Command;

const NAME: &str = "read_only::a_disk_that_can_only_be_read_is_said_and_loses_nothing";
const PASSPHRASE: &str = "kenari kuning empat tujuh";

#[test]
fn a_disk_that_can_only_be_read_is_said_and_loses_nothing() {
    if !apart(NAME, "--mount", "true") {
        return;
    }
    let desktop = Desktop::start();
    let folder = desktop.home().path().join("data/quittance");
    std::fs::create_dir_all(&folder).unwrap();
    mount(&["--bind"], &[&folder, &folder]);
    let picture = samples()[0].display().to_string();
    assert_eq!(twin(&desktop, &["profile", "create", "Aina"]).0, Some(0));
    assert_eq!(twin(&desktop, &["import", &picture]).0, Some(0));
    mount(&["-o", "remount,bind,ro"], &[&folder]);
    for arguments in [&["list"][..], &["import", &picture], &["check"]] {
        let (status, said) = twin(&desktop, arguments);
        assert_eq!(status, Some(31), "{arguments:?}: {said}");
        assert!(!said.contains('/'), "a sentence, and no path: {said}");
    }
    mount(&["-o", "remount,bind,rw"], &[&folder]);
    let (status, told) = twin(&desktop, &["check"]);
    assert_eq!(status, Some(0), "{told}");
    assert!(told.contains(r#""receipts":1,"pictures":1"#), "nothing was lost: {told}");
}

/// Its status, and what it said on both outputs.
fn twin(desktop: &Desktop, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = desktop.command(cli());
    let output = command.args(arguments).env("QUITTANCE_PASSPHRASE", PASSPHRASE).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&said).into_owned())
}

fn mount(options: &[&str], places: &[&Path]) {
    let status = Command::new("mount").args(options).args(places).status();
    assert!(status.is_ok_and(|status| status.success()), "mount {options:?}");
}
