//! What one correction of a seller's receipt gives its other receipts.
//!
//! `cargo run --release -p app --example memory -- PICTURES LABELS.jsonl VAULT`
//!
//! Reads the receipts of every seller with three or more labelled ones into the
//! vault (kept, so that they are read once), confirms the first of each seller
//! with its labels, and compares what stands on the *others* before and after.
//! At the end every confirmation is taken back, and all must stand as before.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measure fails by panicking, and prints"
)]
use app::views::{ConfirmRequest, CreateProfileRequest, FieldName, OpenMode, ReceiptEdits};
use app::{Machine, Session, inbox, intake, merchants, receipts, undo};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const PASSPHRASE: &str = "a vault of public receipts";
const FIELDS: [FieldName; 3] = [FieldName::Merchant, FieldName::Date, FieldName::Total];

/// The labels of one receipt, in the order of [`FIELDS`].
type Labels = [String; 3];

fn main() {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [pictures, labels, vault] = &arguments[..] else { panic!("PICTURES LABELS.jsonl VAULT") };
    let sellers = sellers(labels);
    let session = open(vault);
    let files: Vec<PathBuf> =
        sellers.values().flatten().map(|(file, _)| pictures.join(file)).collect();
    let summary = intake::ingest_paths(&session, &files).unwrap();
    intake::wait(&session, &summary.receipts).unwrap();
    let ids = ids(&session);
    let before = measure(&session, &sellers, &ids);
    for receipts in sellers.values() {
        teach(&session, &receipts[0], &ids);
    }
    merchants::refresh(&session).unwrap();
    let after = measure(&session, &sellers, &ids);
    sellers.values().for_each(|_| drop(undo::undo(&session).unwrap()));
    merchants::refresh(&session).unwrap();
    assert_eq!(measure(&session, &sellers, &ids), before, "what is taken back teaches nothing");
    report(&sellers, &before, &after);
}

/// File and labels of the receipts of each seller with three or more, by file name.
fn sellers(labels: &Path) -> BTreeMap<String, Vec<(String, Labels)>> {
    let mut sellers: BTreeMap<String, Vec<(String, Labels)>> = BTreeMap::new();
    for line in std::fs::read_to_string(labels).unwrap().lines() {
        let label: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| label[name].as_str().unwrap_or_default().to_owned();
        let receipt = (text("file"), [text("merchant"), text("date"), text("total")]);
        sellers.entry(plain(&receipt.1[0])).or_default().push(receipt);
    }
    sellers.retain(|_, receipts| receipts.len() >= 3);
    sellers.values_mut().for_each(|receipts| receipts.sort());
    sellers
}

fn open(vault: &Path) -> Session {
    let machine = Machine::at(vault).unwrap();
    let (passphrase, silent) = (Some(PASSPHRASE.to_owned()), Arc::new(|_| {}));
    match machine.view().unwrap().profiles.first() {
        Some(profile) => machine.open(&profile.id, passphrase, silent).unwrap(),
        None => {
            let mode = OpenMode::Passphrase;
            machine
                .create(CreateProfileRequest { name: "Measure".into(), mode, passphrase }, silent)
                .unwrap()
        }
    }
}

fn ids(session: &Session) -> BTreeMap<String, String> {
    let inbox = inbox::view(session).unwrap();
    let rows = [inbox.to_review, inbox.ready, inbox.failed].concat();
    rows.into_iter().map(|row| (row.file_name, row.id)).collect()
}

fn teach(session: &Session, (file, labels): &(String, Labels), ids: &BTreeMap<String, String>) {
    let fields = FIELDS.into_iter().zip(labels.clone()).collect();
    let edits = ReceiptEdits { fields, ..ReceiptEdits::default() };
    let request = ConfirmRequest { id: ids[file].clone(), edits, as_it_stands: true };
    receipts::confirm(session, &request).unwrap();
}

/// Of each receipt but the first of its seller: which of the three are right, and which are shown as sure.
fn measure(
    session: &Session,
    sellers: &BTreeMap<String, Vec<(String, Labels)>>,
    ids: &BTreeMap<String, String>,
) -> BTreeMap<String, Found> {
    let others = sellers.values().flat_map(|receipts| &receipts[1..]);
    others.map(|(file, labels)| (file.clone(), verdicts(session, &ids[file], labels))).collect()
}

fn verdicts(session: &Session, id: &str, labels: &Labels) -> Found {
    let view = receipts::review(session, id).unwrap();
    std::array::from_fn(|at| {
        let field = view.fields.iter().find(|field| field.name == FIELDS[at]).unwrap();
        let value = field.value.clone().unwrap_or_default();
        let right = if at == 0 { plain(&value) == plain(&labels[at]) } else { value == labels[at] };
        (right, field.state == app::views::FieldState::Sure)
    })
}

/// Of merchant, date and total: whether each is right, and whether it is shown as sure.
type Found = [(bool, bool); 3];
/// Whether a receipt counts.
type Asked<'a> = &'a dyn Fn(&Found) -> bool;

/// As names are compared: letters and digits alone.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn report(
    sellers: &BTreeMap<String, Vec<(String, Labels)>>,
    before: &BTreeMap<String, Found>,
    after: &BTreeMap<String, Found>,
) {
    println!(
        "{} receipts of {} sellers, besides the one of each that was corrected",
        before.len(),
        sellers.len()
    );
    println!("{:<24} {:>8} {:>8}", "", "before", "after");
    let share = |all: &BTreeMap<String, Found>, is: Asked<'_>| {
        let count = u32::try_from(all.values().filter(|of| is(of)).count()).unwrap();
        format!("{:.1} %", f64::from(count) * 100.0 / f64::from(u32::try_from(all.len()).unwrap()))
    };
    let row = |name: &str, is: Asked<'_>| {
        println!("{name:<24} {:>8} {:>8}", share(before, is), share(after, is));
    };
    row("merchant exact", &|of| of[0].0);
    row("date", &|of| of[1].0);
    row("total", &|of| of[2].0);
    row("all three right", &|of| of.iter().all(|(right, _)| *right));
    row("merchant shown as sure", &|of| of[0].1);
    row("sure, and wrong", &|of| of[0] == (false, true));
    if std::env::var_os("LIST").is_some() {
        for (file, of) in after.iter().filter(|(_, of)| of.iter().any(|(right, _)| !right)) {
            println!("{file} {:?}", of.map(|(right, _)| right));
        }
    }
}
