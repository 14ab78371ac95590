//! The search language.
use jiff::civil::date;
use ledger::query::{AmountTest, Choice, Comparison, Query, Term};
use money::Quantity;
use proptest::prelude::*;

fn term(text: &str) -> Term {
    Term { text: text.into(), phrase: false, excluded: false }
}

fn amount(comparison: Comparison, amount: &str) -> AmountTest {
    AmountTest { comparison, amount: Quantity::parse(amount).expect("a decimal") }
}

#[test]
fn all_rules_together() {
    let query = Query::parse(
        "tesco >50 <=1,000 after:2026-01 #Food is:unsure -is:sample paid:Credit-Card -milk \"kopi o\" =23.40",
    );
    assert_eq!(
        query.terms,
        [
            term("tesco"),
            Term { excluded: true, ..term("milk") },
            Term { phrase: true, ..term("kopi o") }
        ],
        "words"
    );
    assert_eq!(
        query.amounts,
        [
            amount(Comparison::Above, "50"),
            amount(Comparison::AtMost, "1000"),
            amount(Comparison::Equal, "23.40")
        ],
        "amounts"
    );
    assert_eq!(
        (query.from, query.until),
        (Some(date(2026, 1, 1)), None),
        "after a month is from its first day on"
    );
    assert_eq!(
        query.categories,
        [Choice { name: "food".into(), excluded: false }],
        "categories in lower case"
    );
    assert_eq!(
        query.paid,
        [Choice { name: "credit_card".into(), excluded: false }],
        "ways of paying in snake case"
    );
    assert_eq!(
        (query.unsure, query.sample, query.binned),
        (Some(true), Some(false), None),
        "standing"
    );
}

#[test]
fn periods() {
    for (text, from, until) in [
        ("on:2026", Some(date(2026, 1, 1)), Some(date(2027, 1, 1))),
        ("on:2026-02", Some(date(2026, 2, 1)), Some(date(2026, 3, 1))),
        ("on:2026-12-31", Some(date(2026, 12, 31)), Some(date(2027, 1, 1))),
        ("before:2026-02", None, Some(date(2026, 2, 1))),
        ("after:2026-2-3", Some(date(2026, 2, 3)), None),
        (
            "after:2025 after:2026 before:2028 before:2027",
            Some(date(2026, 1, 1)),
            Some(date(2027, 1, 1)),
        ),
        ("on:9999", Some(date(9999, 1, 1)), None),
    ] {
        let query = Query::parse(text);
        assert_eq!((query.from, query.until), (from, until), "{text}");
        assert!(query.terms.is_empty(), "{text} is no word to look for");
    }
}

#[test]
fn what_is_no_rule_is_looked_for_as_it_stands() {
    for text in [
        ">",
        ">x",
        "=",
        "after:",
        "after:2026-13",
        "after:26",
        "on:2026-02-30",
        "#",
        "is:rich",
        "paid:",
        "http://x",
        "-",
        "a:b",
    ] {
        assert_eq!(Query::parse(text).terms, [term(text)], "{text}");
    }
    assert_eq!(
        Query::parse("\">50\"").terms,
        [Term { phrase: true, ..term(">50") }],
        "quotes make a rule a phrase"
    );
    assert_eq!(
        Query::parse("#\"pet food\"").categories[0].name,
        "pet food",
        "quotes hold a name together"
    );
    assert_eq!(
        Query::parse("\"never closed").terms,
        [Term { phrase: true, ..term("never closed") }],
        "an open quote quotes to the end"
    );
}

#[test]
fn nothing_finds_everything() {
    for text in ["", "   ", "\"\"", "-\"\"", "\t\n"] {
        assert!(Query::parse(text).is_empty(), "{text:?} restricts nothing");
    }
}

proptest! {
    #[test]
    fn any_text_is_a_query(text in ".{0,200}") {
        let query = Query::parse(&text);
        prop_assert!(query.terms.iter().all(|term| !term.text.trim().is_empty()), "a blank term would match nothing");
    }

    #[test]
    fn texts_made_of_rules_never_fail(parts in prop::collection::vec(prop::sample::select(vec![">", "<=", "=", "1,5", "9.", "after:", "on:", "2026", "-", "99", "#", "\"", " ", "is:", "binned", "paid:", "é", "漢"]), 0..24)) {
        Query::parse(&parts.concat());
    }

    #[test]
    fn plain_words_are_all_kept(words in prop::collection::vec("[a-z]{1,8}", 1..8)) {
        let query = Query::parse(&words.join(" "));
        let terms: Vec<String> = query.terms.into_iter().map(|term| term.text).collect();
        prop_assert_eq!(terms, words, "no word is lost or reordered");
    }
}
