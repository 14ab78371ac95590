//! What confirmed receipts teach of their sellers.
use ledger::memory::{Clue, ClueKind, Lesson, Trust, looks_like, phones, recognise, steady, usual};
use proptest::prelude::*;

fn clue(kind: ClueKind, read: &str) -> Clue {
    Clue::new(kind, read).expect("it says enough")
}

fn look(read: &str) -> Clue {
    clue(ClueKind::Look, read)
}

fn registration(read: &str) -> Clue {
    clue(ClueKind::Registration, read)
}

fn lesson(merchant: &str, clues: &[Clue]) -> Lesson {
    Lesson { merchant: merchant.into(), clues: clues.to_vec() }
}

#[test]
fn a_slip_that_was_corrected_once_is_known_the_next_time() {
    let lessons = [lesson("KEDAI UJIAN SDN BHD", &[look("KEDA1 UJIAN SON BHD")])];
    let known =
        recognise(&[look("KEDAI UJIAN S0N BHD")], &lessons).expect("letters that readers confuse");
    assert_eq!((known.trust, known.by), (Trust::Known, ClueKind::Look), "the same header as read");
    let likely = recognise(&[look("KEDAI UJAN SDN BHD")], &lessons).expect("a letter is lost");
    assert_eq!(likely.trust, Trust::Likely, "much alike is not the same");
    assert_eq!(
        recognise(&[look("RESTORAN MAJU")], &lessons),
        None,
        "another seller is not this one"
    );
}

#[test]
fn a_number_outweighs_the_header_and_another_number_speaks_against_it() {
    let lessons = [
        lesson("ALPHA TRADING", &[look("TAX INVOICE"), registration("111111-A")]),
        lesson("BETA TRADING", &[look("GARBLED"), registration("222222-B")]),
    ];
    let read = [look("TAX INVOICE"), registration("(222222-B)")];
    let known = recognise(&read, &lessons).expect("the number is known");
    assert_eq!(known.lesson, 1, "a header that anybody prints does not outweigh a number");
    let stranger = [look("TAX INVOICE"), registration("987654-Z")];
    assert_eq!(recognise(&stranger, &lessons), None, "another company's number is another company");
    let slip = [look("TAX INVOICE"), registration("111117-A")];
    assert!(recognise(&slip, &lessons).is_some(), "one digit misread does not speak against it");
}

#[test]
fn the_newest_of_equal_lessons_counts() {
    let number = [registration("123456-X")];
    let lessons = [lesson("NEW NAME", &number), lesson("OLD NAME", &number)];
    assert_eq!(
        recognise(&number, &lessons).expect("known").lesson,
        0,
        "a correction is believed over what it corrects"
    );
}

#[test]
fn of_one_company_the_receipt_that_looks_most_alike_gives_the_spelling() {
    let number = registration("860671-D");
    let lessons = [
        lesson("MR. D.I.Y. (KUCHAI) SDN BHD", &[number.clone(), look("MR DIY KUCHAI SDN BHD")]),
        lesson("MR. D.I.Y. (M) SDN BHD", &[number.clone(), look("MR DIY M SDN BHD")]),
    ];
    let known =
        recognise(&[number, look("MR DIY M SDN BHO")], &lessons).expect("known by its number");
    assert_eq!(known.lesson, 1, "branches share a number, not a name");
}

#[test]
fn telephone_numbers_are_found_behind_their_label() {
    let lines = [
        "NO 12 JALAN 34567890",
        "TEL: 03-1234 5678 / 012-345 6789",
        "Fax 03-9999 9999",
        "H/P +6012 3456789",
    ];
    let found: Vec<String> = phones(lines).into_iter().map(|clue| clue.value).collect();
    assert_eq!(
        found,
        ["0312345678", "0123456789", "0123456789"],
        "with and without the country code, no address, no fax"
    );
}

#[test]
fn what_says_too_little_is_no_clue() {
    assert_eq!(Clue::new(ClueKind::Registration, "12-X"), None, "two digits are anybody's");
    assert_eq!(Clue::new(ClueKind::Look, "7-11"), None, "a look of three letters fits too much");
    assert_eq!(Clue::new(ClueKind::Phone, "1234"), None, "an extension is no number");
}

#[test]
fn the_usual_is_the_most_frequent_of_the_newest() {
    assert_eq!(usual::<u8>(&[]), None, "nothing is known before the first");
    assert_eq!(usual(&['b', 'a', 'a']), Some('a'), "one exception changes no habit");
    assert_eq!(usual(&['b', 'a']), Some('b'), "of equals the newest");
    assert_eq!(
        usual(&['b', 'b', 'b', 'a', 'a', 'a', 'a', 'a']),
        Some('b'),
        "an old habit is given up"
    );
}

#[test]
fn one_receipt_is_no_habit_and_a_break_ends_one() {
    assert_eq!(steady(&['a']), None, "once is chance");
    assert_eq!(steady(&['a', 'a']), Some('a'), "twice is a habit");
    assert_eq!(steady(&['a', 'b', 'a']), None, "it was paid otherwise lately");
    assert_eq!(steady(&['a', 'a', 'a', 'b']), Some('a'), "what is long ago does not count");
}

proptest! {
    #[test]
    fn any_print_can_be_looked_at(text in ".{0,80}", other in ".{0,80}") {
        for kind in ClueKind::ALL {
            let clues: Vec<Clue> = Clue::new(kind, &text).into_iter().collect();
            let lessons = [lesson("X", &Clue::new(kind, &other).into_iter().collect::<Vec<_>>())];
            let back = recognise(&clues, &lessons);
            prop_assert_eq!(back.is_some(), recognise(&lessons[0].clues, &[lesson("Y", &clues)]).is_some(), "likeness has no direction");
        }
        prop_assert_eq!(looks_like(&text, &other), looks_like(&other, &text), "nor has a look");
        phones([text.as_str()]);
    }
}
