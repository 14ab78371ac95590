use super::bench::bench;
use ::receipt::{Doubt, Field, ItemDraft, PaymentMethod, ReceiptDraft, Source, Suggestion};
use money::{Currency, Money, Quantity};
use page::{Bounds, CodeKind, OcrPage, QrCode, Word};
use store::table::reading::{self, NewReading};

const BOX: Bounds = Bounds { x: 10, y: 20, width: 300, height: 40 };

fn field<T>(values: Vec<T>, doubts: Vec<Doubt>) -> Field<T> {
    let suggestion =
        |value| Suggestion { value, confidence: 0.87, bounds: Some(BOX), source: Source::Read };
    Field { suggestions: values.into_iter().map(suggestion).collect(), doubts }
}

fn draft() -> ReceiptDraft {
    let money = |minor| Money::from_minor(minor, Currency::MYR);
    let differs = Doubt::SumDiffers { sum: "23.20".into(), printed: "23.40".into() };
    ReceiptDraft {
        merchant: field(
            vec!["KEDAI \"茶室\"".to_owned(), "KEDAI".to_owned()],
            vec![Doubt::SeveralCandidates],
        ),
        date: field(vec!["2026-03-12".parse().unwrap()], vec![]),
        time: field(vec!["18:41:00".parse().unwrap()], vec![]),
        currency: field(vec![], vec![Doubt::CurrencyInferred]),
        total: field(vec![money(2340), money(-1)], vec![differs, Doubt::Faint]),
        payment: field(vec![PaymentMethod::Ewallet], vec![]),
        items: vec![
            ItemDraft {
                name: "Petrol".into(),
                quantity: Quantity::parse("31.707"),
                unit_price: Quantity::parse("2.050"),
                total: money(6500),
                confidence: 0.5,
                bounds: Some(BOX),
            },
            ItemDraft {
                name: String::new(),
                quantity: None,
                unit_price: None,
                total: money(0),
                confidence: 1.0,
                bounds: None,
            },
        ],
        ..ReceiptDraft::default()
    }
}

fn page() -> OcrPage {
    let word = |text: &str, line| Word { text: text.into(), bounds: BOX, confidence: 0.917, line };
    OcrPage {
        width: 1200,
        height: 3400,
        words: vec![word("KEDAI", 0), word("茶室", 0), word("\"TOTAL\"", 1)],
        close: false,
    }
}

fn codes() -> Vec<QrCode> {
    let code = |payload: &str| QrCode {
        kind: CodeKind::of(payload),
        payload: payload.into(),
        bounds: BOX,
    };
    vec![
        code("https://myinvois.hasil.gov.my/ABCDE12345FGH/share/0a1b2c3d4e5f6g7h"),
        code("any\ntext, \"quoted\""),
    ]
}

#[test]
fn a_reading_comes_back_as_it_was_and_the_last_counts() {
    let bench = bench();
    let id = bench.ingest("scan.jpg");
    assert_eq!(bench.store.read(|view| reading::latest(view, id)).unwrap(), None, "not read yet");
    let first = NewReading {
        engine: "tesseract".into(),
        version: "5.3".into(),
        page: OcrPage::default(),
        draft: ReceiptDraft::default(),
        codes: vec![],
    };
    let second = NewReading { page: page(), draft: draft(), codes: codes(), ..first.clone() };
    bench.store.write_local(move |tx| reading::insert(tx, id, &first)).unwrap();
    bench.store.write_local(move |tx| reading::insert(tx, id, &second)).unwrap();
    let bench = bench.reopen();
    let found = bench.store.read(|view| reading::latest(view, id)).unwrap().expect("read twice");
    assert_eq!(found.draft, draft(), "every suggestion, box and doubt");
    assert_eq!(found.page, page(), "every word and its place");
    assert_eq!(found.codes, codes(), "every code, as it says it");
    assert_eq!(
        (found.engine.as_str(), found.version.as_str()),
        ("tesseract", "5.3"),
        "and who read it"
    );
}

#[test]
fn a_reading_of_nothing_is_refused() {
    let bench = bench();
    let stranger = money::Id::from_uuid(uuid::Uuid::from_u128(9));
    let new = NewReading {
        engine: "t".into(),
        version: "1".into(),
        page: page(),
        draft: draft(),
        codes: vec![],
    };
    assert!(
        bench.store.write_local(move |tx| reading::insert(tx, stranger, &new)).is_err(),
        "a receipt must be there"
    );
}
