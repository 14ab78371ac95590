//! A hundred thousand receipts, encrypted and logged, beside the same schema
//! in plain SQLite without a log, in one run. Prints one JSON object:
//! milliseconds (medians) and the ratio of the two for each thing measured.
//!
//! `cargo run -p store --features bench --example ledger_bench [receipts] [folder]`
#![allow(clippy::print_stdout, reason = "its output")]
use jiff::{SignedDuration, civil::date};
use journal::{Action, ActionCode};
use money::{Currency, Money, SystemClock, UuidSource};
use page::{Bounds, OcrPage, Word};
use serde_json::{Map, Value, json};
use std::{
    error::Error,
    path::{Path, PathBuf},
    sync::Arc,
    time::Instant,
};
use store::{
    Context, Founding, Store, Tx,
    table::{
        reading::{self, NewReading},
        receipt::{self, Fields, NewReceipt, State},
        receipt_item::{self, Line},
        receipt_list::{self, Filter, SortBy, Window},
    },
};

const KEY: [u8; 32] = [42; 32];
const MERCHANTS: [&str; 12] = [
    "Tesco Stores",
    "99 Speedmart",
    "Aeon Big",
    "Shell Jalan Ipoh",
    "Petronas",
    "Mr D.I.Y.",
    "Guardian",
    "Watsons",
    "Kedai Kopi 茶室",
    "Restoran Al-Noor",
    "Popular Bookshop",
    "Pasar KL",
];
const GOODS: [&str; 10] = [
    "Fresh milk",
    "White bread",
    "Teh tarik",
    "Nasi lemak",
    "Petrol RON95",
    "Soap",
    "Ayam goreng",
    "Eggs grade A",
    "Rice 5kg",
    "矿泉水",
];

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let receipts = arguments.next().map_or(Ok(100_000), |text| text.parse())?;
    let folder = arguments
        .next()
        .map_or_else(std::env::temp_dir, PathBuf::from)
        .join(format!("ledger-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let measured = measure(&folder, receipts);
    std::fs::remove_dir_all(&folder)?;
    println!("{}", serde_json::to_string_pretty(&measured?)?);
    Ok(())
}

/// The two databases, filled alike.
struct Pair {
    encrypted: Store,
    plain: Store,
}

fn context() -> Context {
    Context { clock: Arc::new(SystemClock), ids: Arc::new(UuidSource) }
}

fn measure(folder: &Path, receipts: u32) -> Outcome<Value> {
    let (encrypted, plain) = (folder.join("encrypted.db"), folder.join("plain.db"));
    let founding =
        || Founding { device_name: "bench".into(), categories: vec!["groceries".into()] };
    let pair = Pair {
        encrypted: Store::create(&encrypted, &KEY, context(), founding())?,
        plain: Store::create_plain_for_comparison(&plain, context(), founding())?,
    };
    let mut figures = Map::new();
    figures.insert("receipts".into(), json!(receipts));
    figures.insert(
        "fill_s".into(),
        json!([fill(&pair.encrypted, receipts)?, fill(&pair.plain, receipts)?]),
    );
    pair.encrypted.close()?;
    pair.plain.close()?;
    for (name, path) in [("encrypted_mb", &encrypted), ("plain_mb", &plain)] {
        figures.insert(name.into(), json!(std::fs::metadata(path)?.len() >> 20));
    }
    figures.insert(
        "open".into(),
        both(
            7,
            1,
            || Ok(Store::open(&encrypted, &KEY, context())?.close()?),
            || Ok(Store::open_plain_for_comparison(&plain, context())?.close()?),
        )?,
    );
    let pair = Pair {
        encrypted: Store::open(&encrypted, &KEY, context())?,
        plain: Store::open_plain_for_comparison(&plain, context())?,
    };
    figures.insert("search_index_mb".into(), json!(pair.encrypted.search_index_bytes()? >> 20));
    read_all(&pair, receipts, &mut figures)?;
    write_all(&pair, receipts, &mut figures)?;
    Ok(figures.into())
}

fn read_all(pair: &Pair, receipts: u32, figures: &mut Map<String, Value>) -> Outcome<()> {
    let by_date = |offset, limit| Window { offset, limit, ..Window::default() };
    let words = |text: &str| Filter {
        text: text.split(' ').map(str::to_owned).collect(),
        ..Filter::default()
    };
    let by = |sort| Window { sort, ascending: true, offset: 0, limit: 50 };
    for (name, filter, window) in [
        ("first_page", Filter::default(), by_date(0, 50)),
        ("first_page_common_word", words("total"), by_date(0, 50)),
        ("first_page_common_name", words("tesco"), by_date(0, 50)),
        ("first_page_part_of_word", words("esc"), by_date(0, 50)),
        ("first_page_two_letters", words("te"), by_date(0, 50)),
        ("first_page_two_letters_in_text", words("rm"), by_date(0, 50)),
        ("first_page_chinese", words("茶室"), by_date(0, 50)),
        ("first_page_rare_word", words("ref77777"), by_date(0, 50)),
        ("first_page_two_words", words("tesco milk"), by_date(0, 50)),
        ("first_page_nothing", words("zzyzx"), by_date(0, 50)),
        ("first_page_by_merchant", Filter::default(), by(SortBy::Merchant)),
        ("first_page_by_total", Filter::default(), by(SortBy::Total)),
        ("scroll_to_the_middle", Filter::default(), by_date(receipts / 2, 100)),
        ("scroll_to_the_end", Filter::default(), by_date(receipts - 100, 100)),
    ] {
        let list = |store: &Store| -> Outcome<()> {
            store.read(|view| receipt_list::list(view, &filter, &window))?;
            Ok(())
        };
        figures.insert(name.into(), both(9, 10, || list(&pair.encrypted), || list(&pair.plain))?);
    }
    let totals = |store: &Store| -> Outcome<()> {
        store.read(|view| receipt_list::totals(view, &Filter::default()))?;
        Ok(())
    };
    figures
        .insert("totals".into(), both(5, 1, || totals(&pair.encrypted), || totals(&pair.plain))?);
    Ok(())
}

fn write_all(pair: &Pair, receipts: u32, figures: &mut Map<String, Value>) -> Outcome<()> {
    let one = |store: &Store| -> Outcome<()> { insert(store, receipts, receipts + 1) };
    figures.insert("insert_one".into(), both(9, 5, || one(&pair.encrypted), || one(&pair.plain))?);
    let many = |store: &Store| -> Outcome<()> { insert(store, receipts, receipts + 500) };
    figures
        .insert("insert_500".into(), both(7, 1, || many(&pair.encrypted), || many(&pair.plain))?);
    let edit = |store: &Store| -> Outcome<()> {
        let rows = store.read(|view| {
            receipt_list::list(
                view,
                &Filter::default(),
                &Window { limit: 500, ..Window::default() },
            )
        })?;
        store.write(Action::user(ActionCode::EditReceipt), move |tx| {
            rows.iter().try_for_each(|row| {
                let mut receipt = receipt::get(tx, row.id)?;
                receipt.fields.total = receipt
                    .fields
                    .total
                    .map(|total| Money::from_minor(total.minor() + 1, total.currency()));
                receipt.note.push('x');
                receipt::update(tx, &receipt)
            })
        })?;
        Ok(())
    };
    figures.insert("edit_500".into(), both(5, 1, || edit(&pair.encrypted), || edit(&pair.plain))?);
    Ok(())
}

/// Medians of both, taken in turns so that the machine's moods meet them
/// alike. Each is done once, timed, and then `repeat` times for each figure.
fn both(
    times: usize,
    repeat: u32,
    mut encrypted: impl FnMut() -> Outcome<()>,
    mut plain: impl FnMut() -> Outcome<()>,
) -> Outcome<Value> {
    let first = milliseconds(1, &mut encrypted)?;
    milliseconds(1, &mut plain)?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..times {
        ours.push(milliseconds(repeat, &mut encrypted)?);
        theirs.push(milliseconds(repeat, &mut plain)?);
    }
    let (ours, theirs) = (median(ours), median(theirs));
    Ok(
        json!({ "encrypted_ms": ours, "plain_ms": theirs, "ratio": ours / theirs, "first_time_ms": first }),
    )
}

fn milliseconds(repeat: u32, work: &mut impl FnMut() -> Outcome<()>) -> Outcome<f64> {
    let start = Instant::now();
    for _ in 0..repeat {
        work()?;
    }
    Ok(start.elapsed().as_secs_f64() * 1000.0 / f64::from(repeat))
}

fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

fn fill(store: &Store, receipts: u32) -> Outcome<f64> {
    let start = Instant::now();
    for from in (0..receipts).step_by(1000) {
        insert(store, from, receipts.min(from + 1000))?;
    }
    Ok(start.elapsed().as_secs_f64())
}

/// One action over these receipts, as an import and its confirmation.
fn insert(store: &Store, from: u32, to: u32) -> Outcome<()> {
    store.write(Action::user(ActionCode::Ingest), move |tx| {
        (from..to).try_for_each(|n| insert_one(tx, n))
    })?;
    Ok(())
}

fn insert_one(tx: &Tx<'_>, n: u32) -> store::Result<()> {
    let id = receipt::insert(tx, NewReceipt { file_name: format!("scan-{n}.jpg"), sample: false })?;
    let mut receipt = receipt::get(tx, id)?;
    receipt.state = State::Confirmed;
    receipt.confirmed_at = Some(tx.now());
    receipt.fields = fields(n);
    receipt.merchant_key = receipt.fields.merchant.as_deref().map(str::to_lowercase);
    receipt::update(tx, &receipt)?;
    receipt_item::replace(tx, id, &lines(n))?;
    reading::insert(tx, id, &reading(n))?;
    Ok(())
}

fn pick<'t>(from: &[&'t str], n: u32) -> &'t str {
    from[n as usize % from.len()]
}

fn fields(n: u32) -> Fields {
    let day = date(2015, 1, 1) + SignedDuration::from_hours(i64::from(n) * 24 / 28);
    Fields {
        merchant: Some(pick(&MERCHANTS, n * 7 / 3).to_owned()),
        date: Some(day),
        currency: Some(Currency::MYR),
        total: Some(Money::from_minor(i64::from(n % 20_000) + 100, Currency::MYR)),
        tax: Some(Money::from_minor(i64::from(n % 200), Currency::MYR)),
        number: Some(format!("INV-{n:06}")),
        ..Fields::default()
    }
}

fn lines(n: u32) -> Vec<(Option<store::ItemId>, Line)> {
    let line = |k: u32| Line {
        name: pick(&GOODS, n + k).to_owned(),
        quantity: None,
        unit_price: None,
        total: Money::from_minor(i64::from(n % 500 + k), Currency::MYR),
        bounds: None,
        doubtful: false,
    };
    (0..3).map(|k| (None, line(k))).collect()
}

fn reading(n: u32) -> NewReading {
    let text = format!(
        "{} JALAN {} KUALA LUMPUR TEL 03-{n:07} TAX INVOICE REF{n} {} {} {} SUBTOTAL ROUNDING TOTAL RM {}.{:02} CASH CHANGE THANK YOU 谢谢光临",
        pick(&MERCHANTS, n * 7 / 3),
        n % 97,
        pick(&GOODS, n),
        pick(&GOODS, n + 1),
        pick(&GOODS, n + 2),
        n % 200,
        n % 100
    );
    let word = |(k, text): (usize, &str)| {
        let k = u32::try_from(k).unwrap_or(0);
        Word {
            text: text.to_owned(),
            bounds: Bounds { x: k * 40, y: k * 12, width: 90, height: 24 },
            confidence: 0.93,
            line: k / 4,
        }
    };
    let words = text.split(' ').enumerate().map(word).collect();
    NewReading {
        engine: "bench".into(),
        version: "1".into(),
        page: OcrPage { width: 1200, height: 3400, words, close: false },
        draft: Default::default(),
        codes: Vec::new(),
    }
}
