//! What receipts say in other places than where it was misread.
mod layout;

use receipt::{Context, ReceiptDraft};

fn draft(readings: &[&str]) -> ReceiptDraft {
    let context = Context { today: jiff::civil::date(2026, 3, 12), currency: None };
    let pages: Vec<_> = readings.iter().map(|text| layout::page(text)).collect();
    receipt::parse_several(&pages, &context)
}

fn total(draft: &ReceiptDraft) -> Option<i64> {
    draft.total.value().map(|total| total.minor())
}

fn day(draft: &ReceiptDraft) -> Option<String> {
    draft.date.value().map(ToString::to_string)
}

#[test]
fn two_readings_that_agree_are_not_put_right_by_a_misread_change() {
    let text = "KEDAI SERI SDN BHD\nDate: 14/08/2017\nROTI 57.40\nTOTAL INCL GST RM 57.40\n\
        CASH RM 100.00\nCHANGE RM 42.40\n";
    assert_eq!(total(&draft(&[text, text])), Some(5740), "42.60 was misread, not the total");
}

#[test]
fn what_a_bill_is_rounded_to_is_near_what_it_was() {
    let head = "KEDAI SERI SDN BHD\nDate: 14/08/2017\nROTI 300.00\nSUSU 335.02\n";
    let rounded = format!("{head}SUBTOTAL 635.02\nROUNDING 635.00\n");
    assert_eq!(total(&draft(&[&rounded])), Some(63_500), "two sen less");
    let misread = format!("{head}SUBTOTAL 635.02\nROUNDING 9.00\n");
    assert_ne!(total(&draft(&[&misread])), Some(900), "nobody rounds 635 to 9");
}

#[test]
fn a_service_that_is_in_the_subtotal_is_not_added_again() {
    let text = "BURGER BARN\n12 Main Street, Lodi, CA 95240\n02/17/2019\nBURGER 30.43\n\
        SERV. CHARGE (2%) 0.81\nSUBTOTAL 31.24\nTAX 2.97\nDRIVE THRU 34.21\n";
    assert_eq!(total(&draft(&[text])), Some(3421), "31.24 and 2.97 are printed as a sum");
}

#[test]
fn goods_of_two_rates_come_to_the_total() {
    let text = "GOLDEN BAKERIES SDN BHD\nDate: 21/08/2017\nWHITE 35.14\n\
        Total 0% supplies: 35.14\nTotal 6% supplies (Inc. GST): 38.41\n\
        Total 0% supplies: 35.14\nTotal Pays. 9: 73.55\n";
    assert_eq!(total(&draft(&[text])), Some(7355), "35.14 and 38.41");
}

#[test]
fn a_receipts_number_tells_which_of_two_days_was_misread() {
    let text = "KEDAI SERI SDN BHD\nJALAN UTARID\nKP02201605190112 19/05/16 12:01:43 pm\n\
        Cashier, Ros 19/05/15 12:01:50 pm\nROTI 3.05\nTOTAL 3.05\n";
    assert_eq!(day(&draft(&[text])).as_deref(), Some("2016-05-19"), "20160519 is in the number");
}

#[test]
fn the_end_of_an_offer_is_no_day_of_sale() {
    let text = "FIVE BURGERS\nLodi, CA 95240\nBURGER $5.00\nTOTAL $5.00\n\
        Sweepstakes ends 12/31/2017.\n";
    let alone = draft(&[text]);
    assert!(!alone.date.is_sure(), "nothing else says when it was");
    let with = format!("{text}5/25/2017\n");
    assert_eq!(day(&draft(&[&with])).as_deref(), Some("2017-05-25"), "a plain day is likelier");
}

#[test]
fn hours_with_points_do_not_say_that_the_month_stands_first() {
    let text = "KEDAI SERI SDN BHD\nJALAN SS23/11\nDate 06/01/18 12.17.26 PM\nROTI 3.05\n\
        Time 10.25.59 AM\nTOTAL 3.05\n";
    assert_eq!(day(&draft(&[text])).as_deref(), Some("2018-01-06"), "the sixth of January");
}
