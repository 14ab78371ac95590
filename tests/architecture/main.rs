//! ARCHITECTURE.md says which crate may use which; this compares cargo's own
//! knowledge with what is written there.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod document;
mod graph;
mod rules;

use document::Document;
use graph::Graph;
use serde_json::Value;
use std::process::Command;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

fn document() -> Document {
    let text = std::fs::read_to_string(format!("{ROOT}/ARCHITECTURE.md")).unwrap();
    Document::parse(&text).unwrap()
}

fn metadata() -> Value {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version=1", "--locked", "--offline"])
        .arg("--filter-platform=x86_64-unknown-linux-gnu")
        .current_dir(ROOT)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_workspace_keeps_to_the_document() {
    let broken = rules::broken(&document(), &Graph::of(&metadata()));
    assert!(broken.is_empty(), "ARCHITECTURE.md does not allow this:\n{}", broken.join("\n"));
}
