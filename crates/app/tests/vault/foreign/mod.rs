//! Archives and backups that somebody made who means no good: what this app would never
//! have written is refused with a sentence before anything counts, and whatever is taken
//! can be looked at on every page.
//!
//! `QUITTANCE_SPOILT` says how many cells are spoilt at random (8 unless told otherwise)
//! and `QUITTANCE_SEED` which.
mod made;
mod pages;

use crate::desk::{PASSPHRASE, by_passphrase, code, desk, empty_machine, names};
use app::views::{ComeBackRequest, MergeRequest, OpenMode};
use app::{Error, Machine, Session, unwatched};
use fault::Code;
use made::{Archive, Cell, filled};
use pages::every_page;
use replay::Draw;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;

fn come_back(machine: &Machine, file: &Path) -> Result<Session, Error> {
    let request = ComeBackRequest {
        archive_passphrase: None,
        name: None,
        mode: OpenMode::Passphrase,
        passphrase: Some(PASSPHRASE.into()),
    };
    machine.come_back(file, request, &unwatched, Arc::new(|_| {}))
}

fn merge(machine: &Machine, session: &Session, file: &Path) -> Result<(), Error> {
    let request = MergeRequest { proof: by_passphrase(), archive_passphrase: None };
    machine.merge(session, file, &request, &unwatched).map(drop)
}

/// Cells that no version of this app writes so.
fn spoilt() -> Vec<(Cell, Value)> {
    let long = || json!("x".repeat(1 << 20));
    let logged =
        |column: &'static str, cell: &'static str| Cell::of("change", column).where_is("col", cell);
    [
        (Cell::of("receipt", "id"), json!("no id")),
        (Cell::of("receipt", "state"), json!("eaten")),
        (Cell::of("receipt", "currency"), json!("XXQ")),
        (Cell::of("receipt", "currency"), json!("myr")),
        (Cell::of("receipt", "currency"), Value::Null),
        (Cell::of("receipt", "date"), json!("2026-02-31")),
        (Cell::of("receipt", "date"), json!("20260212")),
        (Cell::of("receipt", "time"), json!("25:00:00")),
        (Cell::of("receipt", "payment"), json!("barter")),
        (Cell::of("receipt", "total_minor"), json!(i64::MAX)),
        (Cell::of("receipt", "total_minor"), json!(1.5)),
        (Cell::of("receipt", "total_minor"), json!("23.40")),
        (Cell::of("receipt", "doubts"), json!(-1)),
        (Cell::of("receipt", "added_at"), json!(i64::MAX)),
        (Cell::of("receipt", "confirmed_at"), json!(i64::MIN)),
        (Cell::of("receipt", "merchant"), long()),
        (Cell::of("receipt", "note"), long()),
        (Cell::of("receipt", "field_sources"), json!("{\"fields\":")),
        (Cell::of("receipt", "field_sources"), json!("{\"fields\":{\"shoe_size\":\"typed\"}}")),
        (Cell::of("receipt", "learnt"), json!("[]")),
        (Cell::of("receipt", "category_id"), json!("00000000-0000-0000-0000-000000000000")),
        (Cell::of("receipt_item", "currency"), json!("XXQ")),
        (Cell::of("receipt_item", "total_minor"), json!(i64::MIN)),
        (Cell::of("receipt_item", "name"), long()),
        (Cell::of("receipt_item", "quantity"), json!("a few")),
        (Cell::of("receipt_item", "bounds"), json!("[1]")),
        (Cell::of("receipt_page", "page"), json!(-2)),
        (Cell::of("receipt_page", "rotation"), json!(45)),
        (Cell::of("receipt_page", "quad"), json!("here")),
        (Cell::of("receipt_page", "attachment_id"), json!("the picture")),
        (Cell::of("attachment", "mime"), json!("text/html")),
        (Cell::of("attachment", "len"), json!(-1)),
        (Cell::of("attachment_page", "width"), json!(-1)),
        (Cell::of("attachment_page", "turn"), json!(17)),
        (Cell::of("reading", "page"), json!("{}")),
        (Cell::of("reading_field", "value"), json!("not JSON")),
        (Cell::of("reading_field", "box"), json!("[]")),
        (Cell::of("hold", "until"), json!("soon")),
        (Cell::of("hold", "subject_id"), json!("all of them")),
        (Cell::of("retention_policy", "years"), json!(4_000_000_000_u32)),
        (Cell::of("retention_policy", "years"), json!(-7)),
        (Cell::of("category", "deleted_at"), json!(i64::MAX)),
        (Cell::of("merchant_forgotten", "forgotten_at"), json!(i64::MAX)),
        (Cell::of("action", "args"), json!("[]")),
        (Cell::of("action", "hlc"), json!(-5)),
        (Cell::of("action", "seq"), json!(99)),
        (Cell::of("change", "hlc"), json!(1)),
        (Cell::of("change", "row_id"), json!("no row")),
        (logged("new", "currency"), json!("XXQ")),
        (logged("old", "merchant"), json!(7)),
        (logged("new", "total_minor"), json!(i64::MAX)),
        (logged("new", "state"), json!("eaten")),
        (logged("new", "field_sources"), json!("{")),
        (logged("col", "merchant"), json!("currency")),
    ]
    .into()
}

#[test]
fn what_this_app_never_wrote_does_not_come_back() {
    let (desk, session) = filled();
    let whole = Archive::of(&session, &desk.place());
    let (folder, machine) = empty_machine();
    let file = folder.path().join("foreign.tar");
    for (cell, value) in spoilt() {
        whole.with(&cell, &value).write(&file);
        let said = format!("{cell:?} {:.40}", value.to_string());
        let refused = come_back(&machine, &file).err().unwrap_or_else(|| panic!("{said}: taken"));
        assert_eq!(fault::Coded::code(&refused), Code::ArchiveDamaged, "{said}: {refused:?}");
        assert!(machine.view().unwrap().profiles.is_empty(), "{said}: half a profile");
        let left = names(&folder.path().join("data/profiles"));
        assert_eq!(left, [".lock"], "{said}");
    }
    whole.write(&file);
    every_page(&come_back(&machine, &file).expect("as it was made it comes back"));
}

#[test]
fn what_this_app_never_wrote_is_not_merged() {
    let (desk, session) = filled();
    let whole = Archive::of(&session, &desk.place());
    let (here, folder) = (desk_beside(), tempfile::tempdir().unwrap());
    let (vault, file) = (here.open(), folder.path().join("foreign.tar"));
    let before = Archive::of(&vault, folder.path());
    for (cell, value) in spoilt() {
        whole.with(&cell, &value).write(&file);
        let said = format!("{cell:?} {:.40}", value.to_string());
        assert_eq!(code(merge(&here.machine, &vault, &file)), Code::ArchiveDamaged, "{said}");
        assert!(Archive::of(&vault, folder.path()) == before, "{said}: something was written");
    }
    let beside = names(&here.profile());
    assert!(!beside.iter().any(|name| name.starts_with("snapshot")), "{beside:?}");
    whole.write(&file);
    merge(&here.machine, &vault, &file).expect("as it was made it is merged");
    every_page(&vault);
}

fn desk_beside() -> crate::desk::Desk {
    let here = desk();
    crate::desk::add_settled(&here.open());
    here
}

/// Tables and columns of a newer version are said to be that.
#[test]
fn what_is_of_a_newer_version_is_told_so() {
    let (desk, session) = filled();
    let whole = Archive::of(&session, &desk.place());
    let (folder, machine) = empty_machine();
    let file = folder.path().join("foreign.tar");
    for (column, name) in [("tbl", "trip"), ("col", "mood")] {
        let cell = Cell::of("change", column).where_is("col", "merchant");
        whole.with(&cell, &json!(name)).write(&file);
        assert_eq!(code(come_back(&machine, &file)), Code::ArchiveNewer, "{column}");
    }
}

/// A file that is stored as a picture and is none, with the hash it says it has.
#[test]
fn a_picture_that_is_none_does_not_come_back() {
    let (desk, session) = filled();
    let (folder, machine) = empty_machine();
    let file = folder.path().join("foreign.tar");
    Archive::of(&session, &desk.place()).with_picture(b"#!/bin/sh\nexit\n").write(&file);
    assert_eq!(code(come_back(&machine, &file)), Code::ArchiveDamaged);
    assert!(machine.view().unwrap().profiles.is_empty());
}

/// Whatever cell is spoilt, and how: it is refused, or all that came can be looked at.
#[test]
fn a_spoilt_cell_is_refused_or_does_no_harm() {
    let (desk, session) = filled();
    let whole = Archive::of(&session, &desk.place());
    let number = |name: &str, otherwise: u64| {
        std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
    };
    let mut draw = Draw::new(number("QUITTANCE_SEED", 1));
    let (mut taken, tries) = (0, number("QUITTANCE_SPOILT", 8));
    for _ in 0..tries {
        let (folder, machine) = empty_machine();
        let file = folder.path().join("foreign.tar");
        let said = whole.spoilt(&mut draw, &file);
        match come_back(&machine, &file) {
            Ok(back) => {
                taken += 1;
                every_page(&back);
                let again = Archive::of(&back, folder.path());
                again.write(&file);
                back.close();
                drop(back);
                let (_beside, other) = empty_machine();
                every_page(&come_back(&other, &file).unwrap_or_else(|error| {
                    panic!("{said}: it came once, and not again: {error:?}")
                }));
            }
            Err(error) => {
                let code = fault::Coded::code(&error);
                let foreign = [Code::ArchiveDamaged, Code::ArchiveNewer].contains(&code);
                assert!(foreign, "{said}: {error:?}");
                assert!(machine.view().unwrap().profiles.is_empty(), "{said}: half a profile");
            }
        }
    }
    say(&format!("{tries} spoilt cells, {taken} of them of no weight"));
}

#[allow(clippy::print_stdout, reason = "how much was tried is told where a test passes")]
fn say(text: &str) {
    println!("{text}");
}
