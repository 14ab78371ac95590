//! What a sealed process can still do: nothing.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![cfg(target_os = "linux")]
use std::path::PathBuf;
use std::process::Command;

/// `examples/sealed`, which cargo builds beside the tests.
fn sealed() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    tests.parent().unwrap().parent().unwrap().join("examples/sealed")
}

#[test]
fn a_sealed_process_opens_reaches_and_starts_nothing() {
    let out = Command::new(sealed()).output().expect("cargo builds the examples with the tests");
    let said = String::from_utf8(out.stdout).unwrap();
    assert!(out.status.success(), "it goes on after every refusal: {said}");
    assert!(said.contains("calls: true") && said.contains("limits: true"), "{said}");
    let tries: Vec<&str> = said.lines().skip(1).collect();
    assert_eq!(tries.len(), 10, "every try is reported: {said}");
    for line in tries {
        assert!(!line.ends_with("allowed"), "a hostile picture could: {line}");
    }
}
