//! Copies under another key: whole, or not there.
use super::bench::{Bench, KEY, bench};
use journal::ActionCode;
use std::{fs, ops::ControlFlow, path::PathBuf};
use store::{
    Cache, Error, Store,
    table::{
        attachment, category, device, receipt,
        receipt_list::{self, Filter},
        setting, thumbnail,
    },
};

const OTHER: [u8; 32] = [9; 32];

/// A confirmed receipt with a picture, an edit, a setting and a thumbnail.
fn filled() -> Bench {
    let bench = bench();
    let id = bench.confirm("Kedai Kenari", "2026-03-12", 2340);
    bench.edit(ActionCode::EditReceipt, id, |receipt| receipt.note = "lunch".into());
    bench
        .store
        .write_local(|tx| {
            let stored = attachment::insert(tx, "scan.jpg", "image/jpeg", &[7; 3_000_000][..])?;
            let attachment::Stored::New(id) = stored else { panic!("nothing was there before") };
            let picture = thumbnail::Picture { mime: "image/jpeg".into(), bytes: vec![1; 99] };
            thumbnail::put(tx, id, 0, thumbnail::Size::Thumb, &picture)?;
            setting::set(tx, "theme", &"dark")
        })
        .unwrap();
    bench
}

fn target(bench: &Bench) -> PathBuf {
    bench.folder.path().join("copy.db")
}

fn copy(bench: &Bench, cache: Cache) -> Result<(), Error> {
    let mut go_on = |_, _| ControlFlow::Continue(());
    bench.store.copy_to(&target(bench), &OTHER, cache, &mut go_on)
}

fn thumbnails(store: &Store) -> usize {
    let id = |view: &store::View<'_>| {
        attachment::find_by_content(view, &attachment::sha256_of(&[7; 3_000_000]))
    };
    let file = store.read(id).unwrap().unwrap();
    store
        .read(|view| thumbnail::find(view, file.id, 0, thumbnail::Size::Thumb))
        .iter()
        .flatten()
        .count()
}

#[test]
fn a_copy_is_the_same_under_another_key() {
    let bench = filled();
    for (cache, kept) in [(Cache::Kept, 1), (Cache::Left, 0)] {
        copy(&bench, cache).unwrap();
        let opens = |key| store::opens(&target(&bench), key).unwrap();
        assert_eq!((opens(&OTHER), opens(&KEY)), (true, false), "by its own key alone");
        let copied = Store::open(&target(&bench), &OTHER, bench.context()).unwrap();
        copied.rebuild().unwrap();
        copied.check().unwrap();
        assert_eq!(copied.device(), bench.store.device(), "it is the same installation");
        assert_eq!(copied.undo_state().unwrap(), bench.store.undo_state().unwrap());
        assert_eq!(copied.read(receipt::inbox).unwrap(), bench.store.read(receipt::inbox).unwrap());
        assert_eq!(
            copied.segment(copied.device(), 0, 100).unwrap(),
            bench.store.segment(copied.device(), 0, 100).unwrap(),
            "every action with everything it changed"
        );
        assert_eq!(
            copied.read(category::list).unwrap().len(),
            bench.store.read(category::list).unwrap().len()
        );
        let filter = Filter { text: vec!["kenari".into()], ..Filter::default() };
        let found = copied.read(|view| receipt_list::totals(view, &filter)).unwrap();
        assert_eq!(found.count, 1, "the search index was made anew");
        assert_eq!(thumbnails(&copied), kept, "{cache:?}");
        copied.undo().unwrap();
        copied.close().unwrap();
        fs::remove_file(target(&bench)).unwrap();
    }
}

#[test]
fn a_copy_that_goes_its_own_way_is_another_device() {
    let bench = filled();
    copy(&bench, Cache::Left).unwrap();
    let copied = Store::open(&target(&bench), &OTHER, bench.context()).unwrap();
    let copied = copied.become_another_device("copy").unwrap();
    assert_ne!(copied.device(), bench.store.device());
    assert_eq!(copied.last_action().unwrap(), 1, "it counts its own actions");
    let names: Vec<String> =
        copied.read(device::list).unwrap().into_iter().map(|device| device.name).collect();
    assert_eq!(names, ["copy", "device 1"]);
    let own = copied.segment(copied.device(), 0, 100).unwrap();
    bench.store.apply(own).unwrap();
    assert_eq!(bench.store.read(device::list).unwrap().len(), 2, "what it does can be merged back");
}

#[test]
fn a_copy_that_is_stopped_or_in_the_way_leaves_what_was() {
    let bench = filled();
    let mut calls = 0;
    let mut stop = |done, total| {
        calls += 1;
        assert!(done <= total, "{done} of {total}");
        ControlFlow::Break(())
    };
    let stopped = bench.store.copy_to(&target(&bench), &OTHER, Cache::Left, &mut stop);
    assert!(matches!(stopped, Err(Error::Cancelled)));
    assert!(!target(&bench).exists() && calls == 1, "nothing is left of it");
    fs::write(target(&bench), b"somebody's file").unwrap();
    assert!(matches!(copy(&bench, Cache::Left), Err(Error::Exists)));
    assert_eq!(fs::read(target(&bench)).unwrap(), b"somebody's file");
    fs::remove_file(target(&bench)).unwrap();
    let nowhere = bench.folder.path().join("gone/copy.db");
    let refused =
        bench.store.copy_to(&nowhere, &OTHER, Cache::Left, &mut |_, _| ControlFlow::Continue(()));
    assert!(matches!(refused, Err(Error::ReadOnly | Error::Missing)), "{refused:?}");
}

#[test]
fn what_is_written_meanwhile_is_in_it_whole_or_not_at_all() {
    let bench = filled();
    let before = bench.store.last_action().unwrap();
    let mut written = false;
    let mut meanwhile = |_, _| {
        if !std::mem::replace(&mut written, true) {
            bench.confirm("Meanwhile", "2026-03-13", 100);
        }
        ControlFlow::Continue(())
    };
    bench.store.copy_to(&target(&bench), &OTHER, Cache::Left, &mut meanwhile).unwrap();
    let copied = Store::open(&target(&bench), &OTHER, bench.context()).unwrap();
    copied.check().unwrap();
    assert_eq!(copied.last_action().unwrap(), before, "the state it began with");
}
