//! What is done in a profile when the power goes, and what must stand afterwards.
use super::{Stage, done, is_good, play};
use crate::desk::{
    PASSPHRASE, add, add_settled, by_passphrase, desk, holds, merchant, rename, sample_at, settle,
    take,
};
use app::views::{ChangeModeRequest, OpenMode, RenewRequest};
use app::{Machine, intake, kit, receipts, retention, unwatched};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const NAMES: [&str; 2] = ["Kedai Satu", "Kedai Dua"];
const ANOTHER: &str = "another horse battery";

#[test]
fn while_confirming() {
    if let Some(stage) = Stage::handed_over() {
        let session = stage.open();
        settle(&session, &stage.given);
        done("confirmed");
        for name in NAMES {
            rename(&session, &stage.given, name);
            done(name);
        }
        return session.close();
    }
    let desk = desk();
    let session = desk.open();
    let id = add(&session);
    let read = merchant(&session, &id);
    drop(session);
    play("power::scenes::while_confirming", &Stage::of(&desk, &id), |stage, said| {
        let session = stage.open();
        let confirmed = app::list::totals(&session, "").unwrap().count;
        assert!(confirmed == 1 || said.is_empty(), "what was confirmed is");
        let shown = merchant(&session, &id);
        let names = [read.as_deref(), read.as_deref(), Some(NAMES[0]), Some(NAMES[1])];
        let may = &names[said.len()..(said.len() + 2).min(names.len())];
        assert!(may.contains(&shown.as_deref()), "{shown:?} is none of {may:?}");
    });
}

#[test]
fn while_adding() {
    if let Some(stage) = Stage::handed_over() {
        let session = stage.open();
        for sample in ["petrol.jpg", "kopitiam.jpg"] {
            let summary = intake::ingest_paths(&session, &[sample_at(sample)]).unwrap();
            done(&summary.receipts[0]);
            intake::wait(&session, &summary.receipts).unwrap();
        }
        return session.close();
    }
    let desk = desk();
    play("power::scenes::while_adding", &Stage::of(&desk, ""), |stage, said| {
        let session = stage.open();
        assert!(said.iter().all(|id| holds(&session, id)), "what was taken in is there");
        let inbox = app::inbox::view(&session).unwrap();
        let lists = [inbox.to_review, inbox.ready, inbox.reading, inbox.failed];
        let waiting = lists.concat().len();
        assert!((said.len()..=said.len() + 1).contains(&waiting), "{waiting}, and nothing twice");
    });
}

#[test]
fn while_backing_up() {
    if let Some(stage) = Stage::handed_over() {
        let session = stage.open();
        app::backups::make(&session, &place(&stage), &unwatched).unwrap();
        done("backed up");
        return session.close();
    }
    let desk = desk();
    let id = add_settled(&desk.open());
    desk.place();
    play("power::scenes::while_backing_up", &Stage::of(&desk, &id), |stage, said| {
        assert!(holds(&stage.open(), &id));
        let made = finished(&place(stage));
        assert!(made.len() >= said.len(), "what was said to be made is there");
        for file in made {
            stage.machine().check_backup(&file, by_passphrase(), &unwatched).unwrap();
        }
    });
}

fn place(stage: &Stage) -> PathBuf {
    stage.folder.join("backups")
}

/// Under the name that a whole one gets.
fn finished(place: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(place).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|it| it == "quittance-backup")).collect()
}

/// Opens by one of two passphrases; by which.
fn opens(machine: &Machine, id: &str) -> [bool; 2] {
    [PASSPHRASE, ANOTHER].map(|typed| {
        let session = machine.open(id, Some(typed.into()), Arc::new(|_| {}));
        session.is_ok_and(|session| {
            is_good(&session);
            true
        })
    })
}

#[test]
fn while_the_passphrase_changes() {
    if let Some(stage) = Stage::handed_over() {
        let session = stage.open();
        let (mode, passphrase) = (OpenMode::Passphrase, Some(ANOTHER.into()));
        let request = ChangeModeRequest { proof: by_passphrase(), mode, passphrase };
        stage.machine().change_mode(&session, request).unwrap();
        done("changed");
        return session.close();
    }
    let desk = desk();
    play("power::scenes::while_the_passphrase_changes", &Stage::of(&desk, ""), |stage, said| {
        let [old, new] = opens(&stage.machine(), &stage.profile);
        assert!(old || new, "one of the two opens it");
        assert!(new || said.is_empty(), "the new one does once it was said");
    });
}

#[test]
fn while_all_is_encrypted_anew() {
    if let Some(stage) = Stage::handed_over() {
        let request = RenewRequest { proof: by_passphrase(), passphrase: Some(ANOTHER.into()) };
        stage.machine().renew(&stage.profile, request, &unwatched).unwrap();
        return done("renewed");
    }
    let desk = desk();
    let id = add_settled(&desk.open());
    play("power::scenes::while_all_is_encrypted_anew", &Stage::of(&desk, &id), |stage, said| {
        let [old, new] = opens(&stage.machine(), &stage.profile);
        assert!(old || new, "one of the two opens it");
        assert!(new || said.is_empty(), "the new one does once it was said");
        let passphrase = if new { ANOTHER } else { PASSPHRASE };
        let session = stage.machine().open(&desk.id, Some(passphrase.into()), Arc::new(|_| {}));
        let session = session.unwrap();
        assert!(holds(&session, &id));
        assert!(kit::view(&session).is_ok(), "a kit is there to be shown until it is proven");
    });
}

#[test]
fn while_purging() {
    if let Some(stage) = Stage::handed_over() {
        let session = stage.open();
        receipts::bin(&session, std::slice::from_ref(&stage.given)).unwrap();
        retention::purge(&session, std::slice::from_ref(&stage.given)).unwrap();
        done("purged");
        return session.close();
    }
    let desk = desk();
    let session = desk.open();
    let id = add_settled(&session);
    let other = take(&session, "petrol.jpg");
    drop(session);
    play("power::scenes::while_purging", &Stage::of(&desk, &id), |stage, said| {
        let session = stage.open();
        assert!(holds(&session, &other), "the other one stays");
        assert!(!holds(&session, &id) || said.is_empty(), "what was said to be gone is");
    });
}
