//! Quantity, unit price and total on a line of goods.
use crate::{amount::Printed, sheet::Line};

/// Quantity and price in ten-thousandths, the line's total in hundredths.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figures {
    pub quantity: Option<i64>,
    pub unit_price: Option<i64>,
    pub total: i64,
    /// The line says `2 x 4.85` and no product.
    pub factors_only: bool,
    /// Quantity times unit price is the total, or the digits were plain.
    pub proven: bool,
}

/// Whole numbers that can be a count, with the word they stand in.
pub(super) fn counts(line: &Line) -> Vec<(usize, i64, bool)> {
    let taken =
        |at: usize| line.amounts.iter().any(|a| (a.first..=a.last).contains(&at) && a.is_price());
    let free = line.words.iter().enumerate().filter(|(at, _)| !taken(*at));
    free.filter_map(|(at, word)| {
        count(&word.text).map(|(n, times)| (at, n, times || says_times(line, at + 1)))
    })
    .collect()
}

pub(super) fn says_times(line: &Line, at: usize) -> bool {
    line.words.get(at).is_some_and(|w| {
        matches!(
            w.text.trim_matches(['.', ':', '(']).to_ascii_lowercase().as_str(),
            "x" | "@" | "*" | "×" | "xrm" | "x@"
        )
    })
}

/// `2`, `2x`, `(2@$3.50)`: the count, and whether it says `times`.
pub(super) fn count(text: &str) -> Option<(i64, bool)> {
    let body = text.trim_matches([
        '@', '(', ')', ':', '.', '*', '|', '\'', '[', ']', '"', '‘', '“', '_', '~', '=', ';', ',',
    ]);
    let digits: String = body.chars().take_while(char::is_ascii_digit).collect();
    let (digits, rest) = if digits.is_empty() && matches!(body, "l" | "I" | "i" | "|") {
        ("1".to_owned(), "")
    } else {
        let n = digits.len();
        (digits, &body[n..])
    };
    let rest = rest.to_ascii_lowercase();
    let times = rest.starts_with(['x', '@', '×', '*']);
    let plain = rest.is_empty()
        || times && rest.len() <= 1
        || rest.starts_with('@')
        || matches!(
            rest.as_str(),
            "pc" | "pcs" | "unit" | "units" | "ea" | "st" | "stk" | "pkt" | "btl" | "ctn" | "set"
        );
    let number: i64 = digits.parse().ok()?;
    (plain && (1..=999).contains(&number)).then_some((number, times))
}

pub(super) fn figures(line: &Line) -> Option<Figures> {
    let prices: Vec<&Printed> = line.amounts.iter().filter(|a| a.is_price()).collect();
    let counts = counts(line);
    if let Some(figures) = product(line, &prices, &counts).or_else(|| torn(line, &counts)) {
        return Some(figures);
    }
    let mut last = *prices.last()?;
    if last.units == 0 && prices.len() >= 2 {
        last = prices[prices.len() - 2];
    }
    let times_before =
        counts.iter().find(|(at, _, times)| *times && *at < last.first && last.first - at <= 3);
    let with_word_before = last.first.checked_sub(1).is_some_and(|at| says_times(line, at));
    if let Some((_, n, _)) = times_before
        .filter(|_| prices.len() == 1 && (with_word_before || short_words_between(line, last)))
    {
        let total = (n * last.units) / 100;
        return Some(Figures {
            quantity: Some(n * 10_000),
            unit_price: Some(last.units),
            total,
            factors_only: true,
            proven: false,
        });
    }
    let quantity =
        counts.iter().find(|(at, _, times)| *times || *at == 0).map(|(_, n, _)| n * 10_000);
    let unit_price = (prices.len() >= 2 && quantity == Some(10_000)).then_some(last.units);
    Some(Figures {
        quantity,
        unit_price,
        total: last.cents()?,
        factors_only: false,
        proven: last.slips == 0,
    })
}

/// Between count and price stand only `x` and the like.
pub(super) fn short_words_between(line: &Line, price: &Printed) -> bool {
    price.first <= 2
        && line.words[..price.first]
            .iter()
            .all(|w| w.text.chars().filter(|c| c.is_alphanumeric()).count() <= 3)
}

/// The rightmost amount that is the product of two figures before it.
pub(super) fn product(
    line: &Line,
    prices: &[&Printed],
    counts: &[(usize, i64, bool)],
) -> Option<Figures> {
    let embedded = line
        .words
        .iter()
        .filter_map(|w| w.text.split_once('@'))
        .filter_map(|(_, price)| crate::amount::read(price));
    let units: Vec<i64> =
        line.amounts.iter().map(|a| a.units).chain(embedded.map(|a| a.units)).take(8).collect();
    let quantities: Vec<i64> = counts
        .iter()
        .map(|(_, n, _)| n * 10_000)
        .chain(line.amounts.iter().map(|a| a.units))
        .take(12)
        .collect();
    for total in torn_totals(line, prices, counts) {
        let factors = quantities.iter().flat_map(|q| units.iter().map(move |u| (*q, *u)));
        if let Some((quantity, unit_price)) = factors
            .into_iter()
            .find(|(q, u)| *u > 0 && *q > 0 && *q != *u && is_product(*q, *u, total))
        {
            return Some(Figures {
                quantity: Some(quantity),
                unit_price: Some(unit_price),
                total: total / 100,
                factors_only: false,
                proven: true,
            });
        }
    }
    for total in prices.iter().rev().filter(|a| a.units > 0) {
        let before = |units: &i64| {
            line.amounts.iter().any(|a| a.units == *units && a.first != total.first)
                || !line.amounts.iter().any(|a| a.units == *units)
        };
        let factors = quantities.iter().flat_map(|q| units.iter().map(move |u| (*q, *u)));
        let found = factors
            .filter(|(_, u)| *u > 0 && before(u))
            .find(|(q, u)| *q > 0 && is_product(*q, *u, total.units));
        if let Some((quantity, unit_price)) = found {
            return Some(Figures {
                quantity: Some(quantity),
                unit_price: Some(unit_price),
                total: total.cents()?,
                factors_only: false,
                proven: true,
            });
        }
    }
    None
}

/// `1 8091 8091 SR`: count, price and product, all separators lost; only where the product holds.
pub(super) fn torn(line: &Line, counts: &[(usize, i64, bool)]) -> Option<Figures> {
    let plain = |at: usize| {
        let text = line.words.get(at)?.text.as_str();
        let digits = (3..=6).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse::<i64>().ok()).flatten()
    };
    if line.amounts.iter().any(|a| a.is_price()) {
        return None;
    }
    let found = counts.iter().find_map(|(at, count, _)| {
        let (price, total) = (plain(at + 1)?, plain(at + 2)?);
        (count * price == total).then_some((*count, price, total))
    });
    found.map(|(count, price, total)| Figures {
        quantity: Some(count * 10_000),
        unit_price: Some(price * 100),
        total,
        factors_only: false,
        proven: true,
    })
}

/// Totals whose separator got lost, behind the unit price: `2 2.12 424`.
pub(super) fn torn_totals(
    line: &Line,
    prices: &[&Printed],
    counts: &[(usize, i64, bool)],
) -> Vec<i64> {
    let [only] = prices else { return Vec::new() };
    if !counts.iter().any(|(at, _, _)| *at < only.first) {
        return Vec::new();
    }
    let behind = line.words.iter().skip(only.last + 1).map(|w| w.text.as_str());
    behind
        .filter(|text| (3..=6).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()))
        .filter_map(|text| text.parse::<i64>().ok())
        .map(|cents| cents * 100)
        .collect()
}

/// Within a hundredth, since weights are rounded.
pub(super) fn is_product(quantity: i64, unit_price: i64, total: i64) -> bool {
    let product = i128::from(quantity) * i128::from(unit_price) / 10_000;
    (product - i128::from(total)).abs() <= if quantity % 10_000 == 0 { 0 } else { 100 }
}
