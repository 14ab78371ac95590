//! PDF files: printed words, scanned pages, passwords.
use super::*;

#[test]
fn a_printed_page_is_not_recognised_and_a_scanned_one_is() {
    let pool = pool(1);
    let printed = read(&pool, &papers::printed(&[&papers::INVOICE])).unwrap();
    assert!(printed.is_printed);
    assert_eq!(printed.page.text(), papers::INVOICE.join("\n").replace('\t', " "), "to the letter");
    let total = Money::parse("23.40", Currency::MYR).unwrap();
    assert_eq!(printed.draft.total.value(), Some(&total));
    assert!(printed.timings.recognise == 0 && printed.timings.decode > 0);

    let receipt = drawn::receipt();
    let jpeg = drawn::file(receipt.clone(), ImageFormat::Jpeg);
    let scanned = read(&pool, &papers::scanned(&jpeg, receipt.dimensions())).unwrap();
    assert!(!scanned.is_printed);
    assert_eq!(scanned.draft.total.value(), Some(&total), "{}", scanned.page.text());

    let english = Wish { languages: vec!["eng".into()], ..Wish::default() };
    let pdf = papers::printed(&[&papers::INVOICE]);
    let again =
        pool.read_again(&pdf, &english, &context(), &CancelToken::new(), &mut |_| {}).unwrap();
    assert!(!again.is_printed, "who asks for a language wants the picture read");
}

#[test]
fn a_part_of_a_printed_page_is_read_alone() {
    let pdf = papers::printed(&[&papers::INVOICE]);
    let upper = Bounds { x: 0, y: 0, width: 1750, height: 640 };
    let wish = Wish { crop: Some(upper), ..Wish::default() };
    let part =
        pool(1).read_again(&pdf, &wish, &context(), &CancelToken::new(), &mut |_| {}).unwrap();
    assert!(part.page.text().contains("TAX INVOICE"), "{}", part.page.text());
    assert_eq!(part.draft.total.value(), None, "the total stands further down");
}

#[test]
fn each_page_of_a_file_is_read_by_itself() {
    let pool = pool(1);
    let pdf = papers::printed(&[&papers::INVOICE, &papers::PARKING]);
    let second = Original { page: 1, ..Original::from(&pdf) };
    let reading = pool.read(second, &context(), &CancelToken::new(), &mut |_| {}).unwrap();
    assert_eq!(reading.picture.pages, 2);
    assert!(reading.page.text().starts_with("SUNWAY"));
    let third = Original { page: 2, ..Original::from(&pdf) };
    let error = pool.picture(third, Turn::None, &CancelToken::new()).unwrap_err();
    assert_eq!(error.code(), Code::PictureDamaged, "there is none");
}

#[test]
fn a_locked_file_is_opened_by_the_password_that_fits() {
    let pool = pool(1);
    let pdf = papers::locked();
    let read_with = |passwords: &[Password]| {
        let original = Original { passwords, ..Original::from(&pdf) };
        pool.read(original, &context(), &CancelToken::new(), &mut |_| {})
    };
    assert_eq!(read_with(&[]).unwrap_err(), ReadError::Refused(Code::PdfLocked));
    let passwords = ["wrong", papers::PASSWORD].map(|typed| Password::new(typed.into()));
    assert!(read_with(&passwords).is_ok());
}

#[test]
fn a_bomb_in_a_file_is_no_panic_of_ours() {
    let pool = pool(1);
    assert!(read(&pool, &papers::bomb()).is_err(), "3,600 million pixels are not read");
    assert!(read(&pool, &papers::printed(&[&papers::INVOICE])).is_ok(), "and the pool goes on");
}
