//! The recovery kit as people type it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
use envelope::{DataKey, EnvelopeError, Header, KIT_WORDS, Kit, Opener};
use fault::{Code, Coded};
use proptest::prelude::*;

fn words(kit: &Kit) -> Vec<String> {
    kit.to_words().expose().split(' ').map(str::to_owned).collect()
}

/// Whether what was typed is this kit.
fn is(kit: &Kit, typed: &str) -> bool {
    let data = DataKey::make_random().unwrap();
    let header = Header::make([1; 16], &data, &[Opener::Kit(kit)]).unwrap();
    Kit::parse(typed).and_then(|typed| header.open(&Opener::Kit(&typed))).is_ok()
}

#[test]
fn a_kit_is_thirteen_words_and_no_wallet() {
    let kit = Kit::make_random().unwrap();
    assert_eq!(words(&kit).len(), KIT_WORDS, "as many as the page has room for");
    assert!(![12, 15, 18, 21, 24].contains(&KIT_WORDS), "a wallet would take a kit of that length");
    assert_eq!(kit.word(1), Some(words(&kit)[0].as_str()), "positions count from 1");
    assert_eq!((kit.word(0), kit.word(14)), (None, None), "there are no other positions");
}

#[test]
fn it_is_read_as_people_write() {
    let kit = Kit::make_random().unwrap();
    let words = words(&kit);
    let numbered: String =
        words.iter().enumerate().map(|(at, word)| format!("{}. {word}\n", at + 1)).collect();
    let short: Vec<&str> = words.iter().map(|word| &word[..word.len().min(4)]).collect();
    for (how, typed) in [
        ("as it is", words.join(" ")),
        ("in capitals", words.join(" ").to_uppercase()),
        ("with commas and spaces", format!("  {} ", words.join(" ,  "))),
        ("numbered", numbered),
        ("the first four letters", short.join(" ")),
    ] {
        assert!(is(&kit, &typed), "{how}: {typed}");
    }
}

#[test]
fn what_is_no_kit_is_said() {
    let kit = Kit::make_random().unwrap();
    let good = words(&kit);
    assert!(matches!(Kit::parse(""), Err(EnvelopeError::KitLength(0))), "nothing was typed");
    assert!(
        matches!(Kit::parse(&good[1..].join(" ")), Err(EnvelopeError::KitLength(12))),
        "one is missing"
    );
    let mut strange = good.clone();
    strange[3] = "xyzzyx".into();
    let error = Kit::parse(&strange.join(" ")).unwrap_err();
    assert_eq!(
        (error.code(), error.about()),
        (Code::WrongKit, Some("4".into())),
        "the position helps to find it"
    );
    let chinese = ["收据"; KIT_WORDS].join(" ");
    assert!(
        matches!(Kit::parse(&chinese), Err(EnvelopeError::KitWord(1))),
        "another script is no kit, nor a crash"
    );
    assert!(Kit::parse(&"abandon ".repeat(100_000)).is_err(), "an endless text is refused");
}

#[test]
fn a_slip_is_mended() {
    // A kit that was made once: "creek office smoke grid" three times, and "gravity main" at the end.
    let right = "creek office smoke grid creek office smoke grid creek office smoke gravity main";
    for slip in ["ofice", "offfice", "offiec", "oxfice", "OFFICE,", "offi"] {
        let typed = right.replacen("office", slip, 1);
        let kit = Kit::parse(&typed).unwrap();
        assert_eq!(kit.to_words().expose(), right, "{slip} stands for one word");
    }
    let swapped = right.replacen("creek office", "office creek", 1);
    assert!(matches!(Kit::parse(&swapped), Err(EnvelopeError::KitChecksum)), "the order counts");
}

#[test]
fn two_words_prove_it() {
    let kit = Kit::make_random().unwrap();
    let words = words(&kit);
    assert!(
        kit.proves(4, &format!(" {} ", words[3].to_uppercase())),
        "case and spaces do not matter"
    );
    assert!(!kit.proves(4, ""), "an empty answer proves nothing");
    assert!(!kit.proves(99, &words[3]), "there is no such position");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn one_slip_is_mended_or_refused_but_never_another_kit(
        position in 0..KIT_WORDS, at in any::<prop::sample::Index>(), letter in "[a-z]", insert in any::<bool>(),
    ) {
        let kit = Kit::make_random().unwrap();
        let mut typed = words(&kit);
        let word = &mut typed[position];
        let at = at.index(word.len());
        word.replace_range(at..at + usize::from(!insert), &letter);
        let typed = typed.join(" ");
        prop_assert!(is(&kit, &typed) || Kit::parse(&typed).is_err(), "{typed} was read as another kit");
    }

    #[test]
    fn what_is_typed_is_a_kit_or_refused(typed in "\\PC{0,200}") {
        if let Ok(kit) = Kit::parse(&typed) {
            prop_assert!(is(&kit, kit.to_words().expose()), "{typed} became a kit that its own words do not open");
        }
    }
}
