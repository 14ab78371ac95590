//! Who is told of the last action.
use super::bench::{Bench, bench};
use journal::ActionCode;
use std::sync::{Arc, Mutex};
use store::{Error, table::setting};

#[test]
fn every_action_is_told_once_it_is_on_the_disk() {
    let Bench { store, clock, folder, .. } = bench();
    let told: Arc<Mutex<Vec<u64>>> = Arc::default();
    let list = told.clone();
    let store = store.with_witness(Arc::new(move |last| list.lock().unwrap().push(last)));
    let first = store.last_action().unwrap();
    clock.forward(1);
    let add = |name: &str| {
        let new = store::table::receipt::NewReceipt { file_name: name.into(), sample: false };
        store.write(journal::Action::user(ActionCode::Ingest), |tx| {
            store::table::receipt::insert(tx, new)
        })
    };
    let ingest = add("a.jpg").unwrap().action.unwrap();
    store.undo().unwrap();
    store.redo().unwrap();
    store.write_local(|tx| setting::set(tx, "theme", &"dark")).unwrap();
    store.write(journal::Action::user(ActionCode::EditReceipt), |_| Ok(())).unwrap();
    let failed = store.write(journal::Action::user(ActionCode::Ingest), |_| {
        Err::<(), _>(Error::Invalid("total"))
    });
    assert!(failed.is_err());
    let new = store::table::receipt::NewReceipt { file_name: "b.jpg".into(), sample: false };
    store
        .write_part(ingest, journal::Action::user(ActionCode::Ingest), |tx| {
            store::table::receipt::insert(tx, new)
        })
        .unwrap();
    assert_eq!(
        *told.lock().unwrap(),
        [first + 1, first + 2, first + 3, first + 4],
        "doing, undoing, redoing and a part; neither what failed nor what is no action"
    );
    assert_eq!(store.last_action().unwrap(), first + 4);
    drop(folder);
}
