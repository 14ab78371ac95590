//! What was purged on one of several devices.
use super::*;

fn sync(devices: &[&Bench]) {
    for from in devices {
        for to in devices {
            for (author, _) in from.store.known().unwrap() {
                let known = to.store.known().unwrap();
                let since = known.iter().find(|(id, _)| *id == author).map_or(0, |(_, seq)| *seq);
                if author != to.store.device() {
                    let segment = from.store.segment(author, since, 9999).unwrap();
                    let json = serde_json::to_string(&segment).unwrap();
                    to.store.apply(serde_json::from_str(&json).unwrap()).unwrap();
                }
            }
        }
    }
}

#[test]
fn what_one_device_purged_goes_on_the_others_and_does_not_come_back() {
    let (a, b, c) = (device(1, &["groceries"]), device(2, &[]), device(3, &[]));
    let gone = full(&a, "zorgblat", 2);
    let kept = full(&a, "keepsake", 1);
    sync(&[&a, &b, &c]);
    assert_eq!(b.receipt(gone).note, "laternotezorgblat");
    c.edit(ActionCode::EditReceipt, gone, |it| it.note = "zorgblat from far away".into());
    let line = |name: &str| Line {
        name: name.into(),
        quantity: None,
        unit_price: None,
        total: Money::from_minor(1, Currency::MYR),
        bounds: None,
        doubtful: false,
    };
    let late = line("zorgblat added meanwhile");
    let about = Some("zorgblat of c".into());
    c.store
        .write(Action::user(ActionCode::EditReceipt).about(about), move |tx| {
            receipt_item::replace(tx, gone, &[(None, late)])
        })
        .unwrap();
    purge(&a, &[gone]).unwrap();
    // A new device that hears of it only after it is gone.
    let d = device(4, &[]);
    sync(&[&a, &d]);
    sync(&[&c, &a, &b, &d]);
    sync(&[&a, &b, &c, &d]);
    for device in [&a, &b, &c, &d] {
        assert!(device.store.read(|view| receipt::find(view, gone)).unwrap().is_none());
        assert!(!log(device).contains("zorgblat"), "device {:?}", device.store.device());
        assert_eq!(device.receipt(kept).note, "laternotekeepsake");
        device.store.check().unwrap();
    }
    assert!(b.store.undo().is_err() || found(&b, "zorgblat") == 0);
    c.store.undo().ok();
    assert!(
        c.store.read(|view| receipt::find(view, gone)).unwrap().is_none(),
        "not by undo either"
    );
    let bytes = decrypted(&{
        b.store.truncate_wal().unwrap();
        fs::read(b.path()).unwrap()
    });
    assert!(!bytes.windows(8).any(|it| it.eq_ignore_ascii_case(b"zorgblat")), "nor in b's file");
}

#[test]
fn two_devices_that_purge_the_same_agree() {
    let (a, b) = (device(1, &["groceries"]), device(2, &[]));
    let gone = full(&a, "zorgblat", 2);
    sync(&[&a, &b]);
    purge(&a, &[gone]).unwrap();
    purge(&b, &[gone]).unwrap();
    sync(&[&a, &b]);
    sync(&[&b, &a]);
    assert_eq!(a.store.known().unwrap(), b.store.known().unwrap());
    a.store.check().unwrap();
    b.store.check().unwrap();
}

#[test]
fn no_device_can_purge_what_is_no_record_of_a_receipt() {
    let (a, b) = (device(1, &["groceries"]), device(2, &[]));
    sync(&[&a, &b]);
    a.ingest("a.jpg");
    let since = b.store.known().unwrap().iter().find(|it| it.0 == a.store.device()).unwrap().1;
    let mut segment = a.store.segment(a.store.device(), since, 99).unwrap();
    let row = a.store.read(store::table::category::list).unwrap()[0].id.to_string();
    segment.actions[0].1.push(Change::Blank { table: "category".into(), row, column: "".into() });
    assert!(matches!(b.store.apply(segment), Err(Error::Invalid(_))));
    assert_eq!(b.store.read(store::table::category::list).unwrap().len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_part_of_many_goes_without_a_trace(seed in 1_u64..1_000_000, going in prop::collection::vec(any::<bool>(), 40)) {
        let bench = bench();
        let mut gone = Vec::new();
        for (n, going) in going.iter().enumerate() {
            let text: String = noise(seed + n as u64, 24).iter().map(|byte| char::from(b'a' + byte % 26)).collect();
            let id = bench.confirm(&format!("M{text}"), "2025-01-01", n as i64);
            let note = text.repeat(1 + n % 9);
            bench.edit(ActionCode::EditReceipt, id, move |it| it.note = note);
            if *going {
                gone.push(id);
            }
        }
        prop_assume!(!gone.is_empty());
        let purged = purge(&bench, &gone).unwrap();
        prop_assert_eq!(purged.proof.verdict(), Verdict::Gone, "{:?}", purged.proof);
        prop_assert_eq!(bench.store.read(receipt::count).unwrap() as usize, going.len() - gone.len());
        bench.store.check().unwrap();
    }
}
