//! One draft of a long receipt that was photographed in several pictures.
use crate::{Doubt, Field, ItemDraft, ReceiptDraft};
use money::Money;

/// What has less than this share of another's chance to be right is passed over.
const UNLIKELIER: f32 = 0.5;

/// Puts the drafts of a receipt's pictures together, given from the top down.
///
/// The head is taken from the first picture that shows it, the sums from the
/// last. Lines of goods that two pictures both show are kept once. Boxes of
/// pictures but the first are dropped: they stand on another picture.
pub fn stitch(parts: Vec<ReceiptDraft>) -> ReceiptDraft {
    let mut parts = parts.into_iter();
    let Some(mut joined) = parts.next() else { return ReceiptDraft::default() };
    let several = parts.len() > 0;
    for part in parts {
        append(&mut joined, part);
    }
    if several {
        check_sum(&mut joined);
    }
    joined
}

fn append(joined: &mut ReceiptDraft, part: ReceiptDraft) {
    macro_rules! each {
        ($choose:ident: $($name:ident),+) => { $($choose(&mut joined.$name, part.$name);)+ };
    }
    each!(first: merchant, address, date, time, currency, number, registration, tax_number);
    each!(last: subtotal, tax, service, rounding, total, paid, change, payment);
    append_items(&mut joined.items, part.items);
}

fn first<T>(here: &mut Field<T>, below: Field<T>) {
    if here.suggestions.is_empty() {
        *here = elsewhere(below);
    }
}

/// What stands further down counts, unless it is far less likely: terms on an
/// invoice's back name sums too.
fn last<T>(here: &mut Field<T>, below: Field<T>) {
    let confidence = |field: &Field<T>| field.best().map_or(0.0, |best| best.confidence);
    if !below.suggestions.is_empty() && confidence(&below) >= confidence(here) * UNLIKELIER {
        *here = elsewhere(below);
    }
}

fn elsewhere<T>(mut field: Field<T>) -> Field<T> {
    field.suggestions.iter_mut().for_each(|suggestion| suggestion.bounds = None);
    field
}

fn append_items(here: &mut Vec<ItemDraft>, below: Vec<ItemDraft>) {
    let shared = overlap(here, &below);
    let rest = below.into_iter().skip(shared);
    here.extend(rest.map(|item| ItemDraft { bounds: None, ..item }));
}

/// How many lines at the end of one picture are those at the beginning of the next.
fn overlap(upper: &[ItemDraft], lower: &[ItemDraft]) -> usize {
    let most = upper.len().min(lower.len());
    let is_shared = |count: &usize| {
        let end = &upper[upper.len() - count..];
        end.iter().zip(lower).all(|(a, b)| is_same(a, b))
    };
    (1..=most).rev().find(is_shared).unwrap_or(0)
}

/// The same amount under much the same name.
fn is_same(a: &ItemDraft, b: &ItemDraft) -> bool {
    let plain = |name: &str| name.to_lowercase();
    a.total == b.total && strsim::normalized_levenshtein(&plain(&a.name), &plain(&b.name)) >= 0.7
}

/// What one picture could not add up, all of them may.
fn check_sum(joined: &mut ReceiptDraft) {
    joined.total.doubts.retain(|doubt| !matches!(doubt, Doubt::SumDiffers { .. }));
    let (Some(total), Some(goods)) = (joined.total.value().copied(), goods(joined)) else { return };
    let extras =
        [&joined.tax, &joined.service, &joined.rounding].map(|field| field.value().copied());
    let sums = (0..1_u8 << extras.len()).filter_map(|chosen| {
        let chosen = extras.iter().enumerate().filter(|(at, _)| chosen & (1 << at) != 0);
        chosen.filter_map(|(_, extra)| *extra).try_fold(goods, Money::checked_add).ok()
    });
    if !sums.into_iter().any(|sum| sum == total) {
        let (sum, printed) = (goods.to_decimal_string(), total.to_decimal_string());
        joined.total.doubts.push(Doubt::SumDiffers { sum, printed });
    }
}

fn goods(joined: &ReceiptDraft) -> Option<Money> {
    let (first, rest) = joined.items.split_first()?;
    rest.iter().try_fold(first.total, |sum, item| sum.checked_add(item.total)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Source, Suggestion};
    use money::Currency;
    use page::Bounds;

    const BOX: Bounds = Bounds { x: 1, y: 2, width: 3, height: 4 };

    fn rm(minor: i64) -> Money {
        Money::from_minor(minor, Currency::MYR)
    }

    fn field<T>(value: T) -> Field<T> {
        let suggestion =
            Suggestion { value, confidence: 0.9, bounds: Some(BOX), source: Source::Read };
        Field { suggestions: vec![suggestion], doubts: vec![] }
    }

    fn item(name: &str, minor: i64) -> ItemDraft {
        ItemDraft {
            name: name.into(),
            quantity: None,
            unit_price: None,
            total: rm(minor),
            confidence: 0.9,
            bounds: Some(BOX),
        }
    }

    fn names(draft: &ReceiptDraft) -> Vec<&str> {
        draft.items.iter().map(|item| item.name.as_str()).collect()
    }

    fn upper() -> ReceiptDraft {
        let differs = Doubt::SumDiffers { sum: "3.00".into(), printed: "9.99".into() };
        ReceiptDraft {
            merchant: field("KEDAI".to_owned()),
            total: Field { doubts: vec![differs], ..field(rm(999)) },
            items: vec![item("Rice", 100), item("Eggs", 200), item("Milk", 300)],
            ..ReceiptDraft::default()
        }
    }

    fn lower() -> ReceiptDraft {
        ReceiptDraft {
            merchant: field("THANK YOU".to_owned()),
            total: field(rm(1060)),
            tax: field(rm(60)),
            items: vec![item("EGGS", 200), item("Mi1k", 300), item("Bread", 400)],
            ..ReceiptDraft::default()
        }
    }

    #[test]
    fn head_from_the_first_sums_from_the_last_and_shared_lines_once() {
        let joined = stitch(vec![upper(), lower()]);
        assert_eq!(
            joined.merchant.value().map(String::as_str),
            Some("KEDAI"),
            "the head is at the top"
        );
        assert_eq!(joined.total.value(), Some(&rm(1060)), "the total at the bottom");
        assert_eq!(
            names(&joined),
            ["Rice", "Eggs", "Milk", "Bread"],
            "what both show is bought once"
        );
        assert_eq!(joined.total.doubts, [], "10.00 and tax of 0.60 add up once all is seen");
        assert_eq!(joined.total.suggestions[0].bounds, None, "it stands on the other picture");
        assert_eq!(joined.merchant.suggestions[0].bounds, Some(BOX), "this one on the first");
    }

    #[test]
    fn an_unlikely_sum_further_down_is_no_total() {
        let mut terms = ReceiptDraft { total: field(rm(5000)), ..ReceiptDraft::default() };
        terms.total.suggestions[0].confidence = 0.2;
        let joined = stitch(vec![lower(), terms]);
        assert_eq!(joined.total.value(), Some(&rm(1060)), "a late fee on the back was not paid");
    }

    #[test]
    fn what_does_not_add_up_says_so() {
        let lower = ReceiptDraft { total: field(rm(5000)), ..lower() };
        let doubts = stitch(vec![upper(), lower]).total.doubts;
        let differs = Doubt::SumDiffers { sum: "10.00".into(), printed: "50.00".into() };
        assert_eq!(doubts, [differs], "a line may be missing between the pictures");
    }

    #[test]
    fn two_pictures_of_all_of_it_are_one_receipt() {
        let once = upper();
        assert_eq!(
            names(&stitch(vec![once.clone(), once.clone()])),
            names(&once),
            "nothing is bought twice"
        );
        let one = upper();
        assert_eq!(stitch(vec![one.clone()]), one, "one picture stays as it was read");
        assert_eq!(stitch(vec![]), ReceiptDraft::default(), "and none is an empty draft");
    }

    #[test]
    fn equal_lines_of_one_picture_stay_as_many() {
        let tea = |count| ReceiptDraft {
            items: vec![item("Tea", 100); count],
            ..ReceiptDraft::default()
        };
        assert_eq!(stitch(vec![tea(3)]).items.len(), 3, "three teas are three teas");
        let lower = ReceiptDraft { items: vec![item("Cake", 500)], ..ReceiptDraft::default() };
        assert_eq!(
            stitch(vec![tea(2), lower]).items.len(),
            3,
            "pictures that share no line are put one below the other"
        );
    }
}
