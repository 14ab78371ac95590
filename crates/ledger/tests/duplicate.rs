//! What counts as maybe one purchase.
use jiff::civil::{date, time};
use ledger::duplicate::{Purchase, Trait, compare};
use money::{Currency, Money};

fn lunch() -> Purchase {
    Purchase {
        merchant: Some("TESCO STORES (M) SDN BHD".into()),
        date: Some(date(2026, 3, 12)),
        time: Some(time(10, 2, 0, 0)),
        total: Some(Money::from_minor(2340, Currency::MYR)),
        number: Some("A-1001".into()),
        picture: Some(0xFF00_FF00_FF00_FF00),
    }
}

#[test]
fn a_second_visit_is_shown_with_what_differs() {
    let again = Purchase {
        time: Some(time(18, 41, 0, 0)),
        number: Some("A-1077".into()),
        picture: Some(0),
        merchant: Some("Tesco Stores".into()),
        ..lunch()
    };
    let found = compare(&lunch(), &again).expect("same seller, day and total");
    assert_eq!(found.same, [Trait::Merchant, Trait::Date, Trait::Total], "what is equal");
    assert_eq!(
        found.different,
        [Trait::Time, Trait::Number, Trait::Picture],
        "what tells them apart"
    );
}

#[test]
fn number_and_total_suffice_when_the_seller_was_misread() {
    let misread = Purchase {
        merchant: Some("TE5C0".into()),
        number: Some("a1001".into()),
        date: None,
        ..lunch()
    };
    let found = compare(&lunch(), &misread).expect("same number and total");
    assert!(
        found.same.contains(&Trait::Number) && found.different.contains(&Trait::Merchant),
        "punctuation and case do not part numbers"
    );
}

#[test]
fn another_photo_of_the_same_paper_matches_by_its_look() {
    let unread = Purchase { picture: Some(0xFF00_FF00_FF00_FF07), ..Purchase::default() };
    assert!(compare(&lunch(), &unread).is_some(), "three bits of 64 are noise");
    let far = Purchase { picture: Some(0x00FF_00FF_00FF_00FF), ..Purchase::default() };
    assert_eq!(compare(&lunch(), &far), None, "another picture, nothing else known");
}

#[test]
fn other_purchases_do_not_match() {
    let other_total = Purchase { total: Some(Money::from_minor(2341, Currency::MYR)), ..lunch() };
    assert_eq!(
        compare(&lunch(), &other_total),
        None,
        "alike pictures with different totals are two receipts of one shop"
    );
    let other_currency =
        Purchase { total: Some(Money::from_minor(2340, Currency::USD)), ..lunch() };
    assert_eq!(compare(&lunch(), &other_currency), None, "$23.40 is not RM 23.40");
    assert_eq!(
        compare(&Purchase::default(), &Purchase::default()),
        None,
        "two empty drafts are no pair"
    );
    let short =
        Purchase { merchant: None, date: None, picture: None, number: Some("1".into()), ..lunch() };
    assert_eq!(compare(&short, &short.clone()), None, "receipt number 1 says nothing");
}
