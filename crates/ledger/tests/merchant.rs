//! One seller, many prints.
use ledger::merchant::{key, same};
use proptest::prelude::*;

#[test]
fn the_same_seller_meets() {
    for (a, b) in [
        ("TESCO STORES (M) SDN. BHD.", "Tesco Stores Sdn Bhd"),
        ("McDonald's", "MCDONALDS"),
        ("Müller GmbH & Co. KG", "MUELLER"),
        ("ACME, Inc.", "Acme"),
        ("AEON CO. (M) BHD (126928-H)", "aeon"),
        ("Café Zürich AG", "CAFE ZUERICH"),
    ] {
        assert!(same(a, b), "{a} ({}) and {b} ({}) are one seller", key(a), key(b));
    }
}

#[test]
fn different_sellers_do_not() {
    for (a, b) in [("Tesco", "Tesco Extra"), ("", ""), ("...", "---"), ("Kedai A", "Kedai B")] {
        assert!(!same(a, b), "{a:?} and {b:?} are not one seller");
    }
}

#[test]
fn a_name_of_nothing_but_a_legal_form_keeps_its_words() {
    assert_eq!(key("SDN BHD"), "sdn bhd", "an empty key would match nothing");
}

proptest! {
    #[test]
    fn any_text_has_a_key_and_the_key_is_its_own_key_but_for_endings(name in ".{0,60}") {
        let once = key(&name);
        prop_assert!(!once.contains("  ") && once.trim() == once, "one space between words: {once:?}");
        prop_assert_eq!(key(&name.to_uppercase()).is_empty(), once.is_empty(), "case does not make a name");
    }
}
