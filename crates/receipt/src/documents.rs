//! Which pages of a file are one receipt.
use crate::{Field, ReceiptDraft};
use std::ops::Range;

/// A page that has seller and total at least this surely is a receipt of its own.
const LIKELY: f32 = 0.5;
/// Names that are this much alike are one seller's, read twice.
const ALIKE: f64 = 0.8;

/// The receipts that pages in a row are, each as a range of pages. A page
/// without a draft, a blank back or a picture alone, goes with the one before.
///
/// A new receipt begins where seller and total are there already and a page
/// shows both again, of another document. In doubt pages stay together: a
/// person sees that, and has them parted in one step.
pub fn documents(pages: &[Option<&ReceiptDraft>]) -> Vec<Range<usize>> {
    let mut receipts: Vec<Range<usize>> = Vec::new();
    let mut whole: Option<&ReceiptDraft> = None;
    for (at, page) in pages.iter().enumerate() {
        let standing = page.filter(|page| stands_alone(page));
        let begins =
            matches!((whole, standing), (Some(before), Some(page)) if !is_same(before, page));
        match receipts.last_mut() {
            Some(receipt) if !begins => receipt.end = at + 1,
            _ => receipts.push(at..at + 1),
        }
        if begins || whole.is_none() {
            whole = standing;
        }
    }
    receipts
}

fn stands_alone(page: &ReceiptDraft) -> bool {
    is_likely(&page.merchant) && is_likely(&page.total)
}

fn is_likely<T>(field: &Field<T>) -> bool {
    field.best().is_some_and(|best| best.confidence >= LIKELY)
}

/// One document says the same number on each page. Without numbers, it says
/// the same seller, and neither another day nor another time.
fn is_same(before: &ReceiptDraft, page: &ReceiptDraft) -> bool {
    match (before.number.value(), page.number.value()) {
        (Some(one), Some(other)) => one == other,
        _ => {
            is_same_seller(before, page)
                && !differ(&before.date, &page.date)
                && !differ(&before.time, &page.time)
        }
    }
}

fn is_same_seller(one: &ReceiptDraft, other: &ReceiptDraft) -> bool {
    let name = |draft: &ReceiptDraft| draft.merchant.value().map(|name| name.to_lowercase());
    let alike = |a: &str, b: &str| strsim::normalized_levenshtein(a, b) >= ALIKE;
    let same = |a: &Field<String>, b: &Field<String>| a.value().is_some() && a.value() == b.value();
    same(&one.registration, &other.registration)
        || same(&one.tax_number, &other.tax_number)
        || name(one).zip(name(other)).is_some_and(|(a, b)| alike(&a, &b))
}

/// Both are known, and are not the same.
fn differ<T: PartialEq>(one: &Field<T>, other: &Field<T>) -> bool {
    matches!((one.value(), other.value()), (Some(one), Some(other)) if one != other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Source, Suggestion};
    use jiff::civil::time;
    use money::{Currency, Money};

    fn field<T>(value: T, confidence: f32) -> Field<T> {
        let suggestion = Suggestion { value, confidence, bounds: None, source: Source::Read };
        Field { suggestions: vec![suggestion], doubts: vec![] }
    }

    fn receipt(merchant: &str, total: i64) -> ReceiptDraft {
        ReceiptDraft {
            merchant: field(merchant.to_owned(), 0.9),
            total: field(Money::from_minor(total, Currency::MYR), 0.9),
            ..ReceiptDraft::default()
        }
    }

    fn numbered(draft: ReceiptDraft, number: &str) -> ReceiptDraft {
        ReceiptDraft { number: field(number.to_owned(), 0.9), ..draft }
    }

    fn parted(pages: &[&ReceiptDraft]) -> Vec<Range<usize>> {
        documents(&pages.iter().map(|page| Some(*page)).collect::<Vec<_>>())
    }

    /// So many pages as one receipt.
    fn together(pages: usize) -> Vec<Range<usize>> {
        std::iter::once(0..pages).collect()
    }

    #[test]
    fn pages_of_one_invoice_stay_together() {
        let first = numbered(receipt("ACME Sdn Bhd", 5000), "INV-7");
        let last = numbered(receipt("ACME Sdn Bhd", 9900), "INV-7");
        assert_eq!(parted(&[&first, &last]), together(2), "what is carried over is no total");
        let terms = ReceiptDraft { number: Field::default(), ..receipt("Acme Sdn. Bhd", 5000) };
        assert_eq!(parted(&[&first, &terms]), together(2), "its seller is read a little otherwise");
        let faint = ReceiptDraft { merchant: field("Terms".into(), 0.2), ..receipt("", 1) };
        assert_eq!(parted(&[&first, &faint]), together(2), "a line of print is no seller");
    }

    #[test]
    fn each_head_with_its_total_is_a_receipt() {
        let (petrol, food) = (receipt("Petronas", 8000), receipt("Kedai Kopi", 1250));
        assert_eq!(parted(&[&petrol, &food, &petrol]), [0..1, 1..2, 2..3]);
        let one = numbered(petrol.clone(), "A1");
        assert_eq!(
            parted(&[&one, &numbered(petrol.clone(), "A2")]),
            [0..1, 1..2],
            "filled up twice"
        );
        let at = |hour| ReceiptDraft { time: field(time(hour, 0, 0, 0), 0.9), ..petrol.clone() };
        assert_eq!(parted(&[&at(9), &at(18)]), [0..1, 1..2], "at another time of the day");
    }

    #[test]
    fn no_page_is_lost() {
        let (petrol, food) = (receipt("Petronas", 8000), receipt("Kedai Kopi", 1250));
        let pages = [None, Some(&petrol), None, Some(&food), None];
        assert_eq!(documents(&pages), [0..3, 3..5], "a blank one goes with the one before");
        assert_eq!(documents(&[None, None]), together(2));
        assert_eq!(documents(&[]), []);
    }
}
