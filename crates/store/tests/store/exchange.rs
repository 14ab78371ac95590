//! Devices that know the same changes hold the same values: on real encrypted
//! files, with the real triggers, whatever order the changes come in.
use super::bench::{Bench, device};
use jiff::civil::date;
use journal::{Action, ActionCode};
use money::{Currency, Money};
use proptest::prelude::*;
use store::{
    Error, ReceiptId, Segment,
    table::{
        category, duplicate,
        receipt::{self, State},
        receipt_item::{self, Line},
        receipt_list::{self, Filter, Window},
        receipt_page,
    },
};

/// One thing that happens to the devices.
#[derive(Debug, Clone)]
enum Event {
    /// A device's user acts: which kind of act, on which of the receipts it knows, with which value.
    Act { device: usize, act: u8, target: usize, value: i64 },
    /// Actions of `author` that `from` knows go to `to`, some of them, from a
    /// little earlier than asked, and perhaps are lost on the way.
    Send { from: usize, to: usize, author: usize, repeat: u64, limit: usize, lost: bool },
    /// A device's clock is set to anything.
    Lie { device: usize, millis: i64 },
}

fn event(devices: usize) -> impl Strategy<Value = Event> {
    let any = 0..devices;
    prop_oneof![
        6 => (any.clone(), 0_u8..10, 0_usize..6, -5_i64..5).prop_map(|(device, act, target, value)| Event::Act { device, act, target, value }),
        5 => (any.clone(), any.clone(), any.clone(), 0_u64..4, 1_usize..6, prop::bool::weighted(0.25))
            .prop_map(|(from, to, author, repeat, limit, lost)| Event::Send { from, to, author, repeat, limit, lost }),
        1 => (any, 0_i64..4_000_000_000_000).prop_map(|(device, millis)| Event::Lie { device, millis }),
    ]
}

fn scenario() -> impl Strategy<Value = (usize, Vec<Event>)> {
    (2_usize..=5)
        .prop_flat_map(|devices| (Just(devices), prop::collection::vec(event(devices), 10..60)))
}

/// Those that are in the inbox or on the list.
pub fn receipts(bench: &Bench) -> Vec<ReceiptId> {
    let mut ids: Vec<_> =
        bench.store.read(receipt::inbox).unwrap().into_iter().map(|r| r.id).collect();
    let window = Window { limit: 500, ..Window::default() };
    let listed =
        bench.store.read(|view| receipt_list::list(view, &Filter::default(), &window)).unwrap();
    ids.extend(listed.into_iter().map(|row| row.id));
    ids.sort();
    ids
}

/// One of the things that a person or a machine does.
pub fn act(bench: &Bench, act: u8, target: usize, value: i64) {
    let known = receipts(bench);
    let Some(&id) = known.get(target % known.len().max(1)) else {
        bench.ingest("first.jpg");
        return;
    };
    let other = known[(target + 1) % known.len()];
    let edit = |change: fn(&mut receipt::Receipt, i64)| {
        bench.edit(ActionCode::EditReceipt, id, move |r| change(r, value))
    };
    match act {
        0 => drop(bench.ingest("more.jpg")),
        1 => edit(|r, value| r.note = format!("note {value}")),
        2 => edit(|r, value| {
            r.fields.currency = Some(if value < 0 { Currency::USD } else { Currency::MYR });
            r.fields.total = r.fields.currency.map(|currency| Money::from_minor(value, currency));
            r.fields.tax = r
                .fields
                .currency
                .filter(|_| value % 2 == 0)
                .map(|currency| Money::from_minor(value, currency));
        }),
        3 => edit(|r, value| {
            r.state = if value < 0 { State::ToReview } else { State::Confirmed };
            r.fields.merchant = Some(format!("merchant {value}"));
        }),
        4 => drop(
            bench
                .store
                .write(Action::user(ActionCode::BinReceipts), move |tx| receipt::bin(tx, id))
                .unwrap(),
        ),
        5 => buy(bench, id, value),
        6 => drop(
            bench
                .store
                .write(Action::machine(ActionCode::SuspectDuplicate), move |tx| {
                    duplicate::suspect(tx, id, other)
                })
                .unwrap(),
        ),
        7 => drop(bench.store.undo()),
        8 => drop(
            bench
                .store
                .purge(Action::user(ActionCode::PurgeReceipts), vec![id], date(2026, 3, 12))
                .unwrap(),
        ),
        _ => drop(bench.store.redo()),
    }
}

fn buy(bench: &Bench, id: ReceiptId, value: i64) {
    let action = Action::user(ActionCode::EditReceipt);
    let written = bench.store.write(action, move |tx| {
        let mut lines: Vec<_> = receipt_item::list(tx, id)?
            .into_iter()
            .map(|item| (Some(item.id), item.line))
            .collect();
        if value < 0 {
            lines.pop();
        } else {
            let total = Money::from_minor(value, Currency::MYR);
            lines.push((
                None,
                Line {
                    name: format!("item {value}"),
                    quantity: None,
                    unit_price: None,
                    total,
                    bounds: None,
                    doubtful: false,
                },
            ));
        }
        receipt_item::replace(tx, id, &lines)
    });
    written.unwrap();
}

fn since(bench: &Bench, author: &Bench) -> u64 {
    let known = bench.store.known().unwrap();
    known.into_iter().find(|(device, _)| *device == author.store.device()).map_or(0, |(_, seq)| seq)
}

/// Through the bytes of a wire.
fn travel(segment: &Segment) -> Segment {
    serde_json::from_str(&serde_json::to_string(segment).unwrap()).unwrap()
}

fn send(from: &Bench, to: &Bench, author: &Bench, repeat: u64, limit: usize) {
    if to.store.device() == author.store.device() {
        return;
    }
    let asked = since(to, author).saturating_sub(repeat);
    let segment = from.store.segment(author.store.device(), asked, limit).unwrap();
    to.store.apply(travel(&segment)).unwrap();
}

fn run(devices: &[Bench], events: Vec<Event>) {
    for event in events {
        match event {
            Event::Act { device, act: kind, target, value } => {
                act(&devices[device], kind, target, value)
            }
            Event::Send { lost: true, .. } => {}
            Event::Send { from, to, author, repeat, limit, .. } => {
                send(&devices[from], &devices[to], &devices[author], repeat, limit)
            }
            Event::Lie { device, millis } => devices[device].clock.tell(millis),
        }
    }
}

/// Until everybody knows everything; in an order that differs by device.
fn settle(devices: &[Bench]) {
    for (n, to) in devices.iter().enumerate() {
        let mut authors: Vec<&Bench> = devices.iter().collect();
        authors.rotate_left(n);
        for author in authors {
            send(author, to, author, 0, usize::MAX);
        }
    }
}

/// Everything that devices agree on, as text: the logged tables row by row, and the log.
fn content(bench: &Bench) -> String {
    let store = &bench.store;
    let mut ids: Vec<ReceiptId> = Vec::new();
    for (device, _) in store.known().unwrap() {
        for (_, changes) in store.segment(device, 0, usize::MAX).unwrap().actions {
            ids.extend(changes.iter().filter_map(|change| match change {
                journal::Change::Insert { table, row, .. } if table == "receipt" => {
                    row.parse::<ReceiptId>().ok()
                }
                _ => None,
            }));
        }
    }
    ids.sort();
    let mut all = format!("{:?}\n", store.known().unwrap());
    all += &format!("{:?}\n", store.read(store::table::device::list).unwrap());
    all += &format!("{:?}\n", store.read(category::list).unwrap());
    let mut pairs = store.read(duplicate::open).unwrap();
    pairs.sort_by_key(|pair| pair.id);
    all += &format!("{pairs:?}\n");
    for id in ids {
        let mut items = store.read(|view| receipt_item::list(view, id)).unwrap();
        items.sort_by_key(|item| item.id);
        let pages = store.read(|view| receipt_page::list(view, id)).unwrap();
        all += &format!("{:?} {items:?} {pages:?}\n", bench.receipt(id));
    }
    all
}

fn profile(count: usize) -> Vec<Bench> {
    let categories = |n: usize| if n == 0 { &["groceries", "transport"][..] } else { &[] };
    (0..count).map(|n| device(n as u128 + 1, categories(n))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn all_devices_agree_in_the_end((count, events) in scenario()) {
        let devices = profile(count);
        run(&devices, events);
        settle(&devices);
        let expected = content(&devices[0]);
        for device in &devices[1..] {
            prop_assert_eq!(content(device), expected.clone(), "two devices that know the same hold different values");
        }
        settle(&devices);
        prop_assert_eq!(content(&devices[0]), expected, "a repeat changed something");
        for device in &devices {
            device.store.check().unwrap();
        }
    }
}

#[test]
fn a_gap_is_refused_and_filled_later() {
    let devices = profile(2);
    let (a, b) = (&devices[0], &devices[1]);
    for n in 0..4 {
        a.ingest(&format!("{n}.jpg"));
    }
    let late = a.store.segment(a.store.device(), 3, 10).unwrap();
    assert!(matches!(b.store.apply(late.clone()), Err(Error::Gap)), "what was lost must be seen");
    assert_eq!(since(b, a), 0, "nothing of it was merged");
    let early = a.store.segment(a.store.device(), 0, 3).unwrap();
    assert_eq!(b.store.apply(early).unwrap().known, 3, "asked again from the start");
    assert_eq!(b.store.apply(late).unwrap().new, 2, "then the rest fits");
    assert_eq!(receipts(a), receipts(b), "and both have all");
}

#[test]
fn no_echo() {
    let devices = profile(2);
    let (a, b) = (&devices[0], &devices[1]);
    a.ingest("a.jpg");
    let before = since(b, b);
    send(a, b, a, 0, usize::MAX);
    assert_eq!(since(b, b), before, "what came from elsewhere is not done here again");
    let sent = |from: &Bench| from.store.segment(a.store.device(), 0, usize::MAX).unwrap();
    assert_eq!(sent(b), sent(a), "and is passed on as its author's own");
}

#[test]
fn the_later_edit_stands_whoever_hears_of_it_first() {
    let devices = profile(2);
    let (a, b) = (&devices[0], &devices[1]);
    let id = a.confirm("Tesco", "2026-03-12", 100);
    settle(&devices);
    a.clock.tell(1_780_000_000_000);
    b.clock.tell(1_790_000_000_000);
    b.edit(ActionCode::EditReceipt, id, |receipt| receipt.note = "later".into());
    a.edit(ActionCode::EditReceipt, id, |receipt| receipt.note = "earlier".into());
    a.edit(ActionCode::EditReceipt, id, |receipt| receipt.fields.merchant = Some("Aeon".into()));
    settle(&devices);
    for device in &devices {
        let receipt = device.receipt(id);
        assert_eq!(
            (receipt.note.as_str(), receipt.fields.merchant.as_deref()),
            ("later", Some("Aeon")),
            "per field"
        );
    }
}

#[test]
fn amounts_of_two_devices_do_not_mix() {
    let devices = profile(2);
    let (a, b) = (&devices[0], &devices[1]);
    let id = a.confirm("Tesco", "2026-03-12", 100);
    settle(&devices);
    a.edit(ActionCode::EditReceipt, id, |receipt| {
        receipt.fields.total = Some(Money::from_minor(999, Currency::MYR))
    });
    b.clock.forward(10_000);
    b.edit(ActionCode::EditReceipt, id, |receipt| {
        receipt.fields.currency = Some(Currency::USD);
        receipt.fields.total = Some(Money::from_minor(100, Currency::USD));
    });
    settle(&devices);
    for device in &devices {
        let total = device.receipt(id).fields.total;
        assert_eq!(
            total,
            Some(Money::from_minor(100, Currency::USD)),
            "RM 9.99 and a change to dollars are not $9.99"
        );
    }
}

#[test]
fn undo_takes_back_ones_own_and_names_the_others() {
    let devices = profile(2);
    let (a, b) = (&devices[0], &devices[1]);
    let id = a.confirm("Tesco", "2026-03-12", 100);
    settle(&devices);
    a.edit(ActionCode::EditReceipt, id, |receipt| receipt.note = "mine".into());
    settle(&devices);
    b.edit(ActionCode::EditReceipt, id, |receipt| receipt.note = "theirs".into());
    settle(&devices);
    let undone = a.store.undo().unwrap();
    assert_eq!(undone.conflicts.len(), 1, "the other device's edit is not undone in passing");
    assert_eq!(a.receipt(id).note, "theirs", "it stays");
}

#[test]
fn what_no_honest_device_sends_is_refused() {
    let devices = profile(2);
    let (a, b) = (&devices[0], &devices[1]);
    a.ingest("a.jpg");
    let good = a.store.segment(a.store.device(), 0, usize::MAX).unwrap();
    let mut late = good.clone();
    late.actions[0].0.hlc = journal::Hlc::from_i64(i64::MAX).unwrap();
    assert!(
        b.store.apply(late).is_err(),
        "a clock at the end of its range would be the last word for ever"
    );
    let mut foreign = good.clone();
    foreign.actions[0].0.device = b.store.device();
    assert!(b.store.apply(foreign).is_err(), "actions in another's name");
    let mut evil = good.clone();
    for (_, changes) in &mut evil.actions {
        changes.push(journal::Change::Insert {
            table: "setting; DROP TABLE receipt".into(),
            row: "x".into(),
            values: vec![],
        });
    }
    assert!(b.store.apply(evil).is_err(), "a table that is not declared");
    assert!(b.store.apply(good).is_ok(), "and nothing of it was kept");
}
