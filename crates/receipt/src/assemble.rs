//! Puts the fields of a draft together.
use crate::{
    Context, Doubt, Field, ItemDraft, ReceiptDraft, Source, Suggestion,
    country::Evidence,
    items::{self, Goods},
    learn::Lesson,
    model::Weights,
    numbers, payment,
    readings::Readings,
    seller,
    sheet::Sheet,
    sums::{self, Balance, Candidate, Sums, Weighed},
    when,
};
use money::{Currency, Money, Quantity};

/// Drafts a receipt from what its readings saw.
pub(crate) fn assemble(readings: &Readings, context: &Context, weights: &Weights) -> ReceiptDraft {
    let evidence = Evidence::of(readings);
    let currency_field = currency(&evidence, context);
    let currency = currency_field.value().copied().or(context.currency).unwrap_or(Currency::MYR);
    let (balance, goods) = balance(readings, currency, weights);
    let goods = items::best(goods, &balance);
    let merchant = seller::merchant(readings, &evidence, weights);
    let date = when::date(readings, &evidence, context, weights);
    let sure = weights.total_sure.chance(&sums::certainty(&balance, readings));
    let amount = |candidate: Option<Candidate>| field(candidate, currency, &balance);
    let below = merchant.best().and_then(|best| best.bounds);
    ReceiptDraft {
        address: each(readings, |sheet| seller::address(sheet, below)),
        time: each(readings, |sheet| when::time(sheet, &date)),
        subtotal: amount(balance.subtotal),
        tax: amount(balance.tax),
        service: amount(balance.service),
        rounding: amount(balance.rounding),
        paid: amount(balance.paid),
        change: amount(balance.change),
        total: total(&balance, &goods, currency, sure),
        payment: each(readings, payment::payment),
        number: each(readings, numbers::receipt_number),
        registration: each(readings, numbers::registration),
        tax_number: each(readings, numbers::tax_number),
        items: goods.into_iter().map(|one| item(one, currency)).collect(),
        currency: currency_field,
        merchant,
        date,
    }
}

/// A field of all readings together.
fn each<T: PartialEq>(readings: &Readings, read: impl Fn(&Sheet) -> Field<T>) -> Field<T> {
    readings.whole().map(read).reduce(Field::join).unwrap_or_default()
}

/// The sums of a receipt, and the goods that each reading saw.
fn balance(
    readings: &Readings,
    currency: Currency,
    weights: &Weights,
) -> (Balance, Vec<Vec<Goods>>) {
    let roles: Vec<_> = readings.sheets.iter().map(sums::roles).collect();
    let each = readings.sheets.iter().zip(&roles).filter(|(sheet, _)| !sheet.close);
    let goods: Vec<_> = each.map(|(sheet, roles)| items::goods(sheet, roles)).collect();
    let sums = Sums::collect(readings, &roles);
    let mut all: Vec<i64> = goods.iter().filter_map(|goods| items::sum(goods)).collect();
    all.dedup();
    let coins = if currency == Currency::MYR { 5 } else { 1 };
    (sums::weigh(&sums, &all, coins, weights), goods)
}

/// What the models see of a receipt.
pub(crate) fn lesson(readings: &Readings, context: &Context, weights: &Weights) -> Lesson {
    let evidence = Evidence::of(readings);
    let currency = currency(&evidence, context).value().copied().unwrap_or(Currency::MYR);
    let merchants = seller::candidates(readings, weights);
    let days = when::candidates(readings, &evidence, context, weights);
    let (balance, _) = balance(readings, currency, weights);
    let cents = |weighed: &Weighed| money(weighed.candidate.cents, currency);
    Lesson {
        date_sure: when::certainty(&days, readings, context),
        total_sure: sums::certainty(&balance, readings),
        merchants: merchants.into_iter().map(|one| (one.name, one.features)).collect(),
        dates: days.iter().map(|one| (one.date, one.features())).collect(),
        totals: balance.totals.iter().map(|one| (cents(one), one.features())).collect(),
    }
}

/// Below this an inferred currency is in doubt.
const INFERRED: f32 = 0.85;

fn currency(evidence: &Evidence, context: &Context) -> Field<Currency> {
    let mut field = Field::default();
    let Some((value, confidence)) = evidence.currency(context.currency) else { return field };
    let source = if evidence.mark == Some(value) { Source::Read } else { Source::Inferred };
    field.suggestions.push(Suggestion { value, confidence, bounds: None, source });
    if let Some(printed) = evidence.mark.filter(|printed| *printed != value) {
        field.suggestions.push(Suggestion {
            value: printed,
            confidence: 1.0 - confidence,
            bounds: None,
            source: Source::Read,
        });
    }
    if source == Source::Inferred && confidence < INFERRED {
        field.doubts.push(Doubt::CurrencyInferred);
    }
    field
}

/// Money of hundredths in a currency with however many decimals.
fn money(cents: i64, currency: Currency) -> Money {
    let minor = match currency.exponent() {
        0 => cents / 100,
        1 => cents / 10,
        2 => cents,
        more => cents.saturating_mul(10_i64.saturating_pow(more - 2)),
    };
    Money::from_minor(minor, currency)
}

fn field(candidate: Option<Candidate>, currency: Currency, balance: &Balance) -> Field<Money> {
    let mut field = Field::default();
    let Some(candidate) = candidate else { return field };
    let adds_up = balance.totals.first().is_some_and(|best| best.support >= 2.0);
    let base = if adds_up { 0.98 } else { 0.75 };
    let confidence = base * (0.8 + 0.2 * candidate.confidence);
    let source = if candidate.line.is_some() { Source::Read } else { Source::Summed };
    field.suggestions.push(Suggestion {
        value: money(candidate.cents, currency),
        confidence,
        bounds: candidate.bounds,
        source,
    });
    if candidate.confidence < 0.5 && !adds_up {
        field.doubts.push(Doubt::Faint);
    }
    field
}

fn total(balance: &Balance, goods: &[Goods], currency: Currency, sure: f32) -> Field<Money> {
    let mut field = Field::default();
    let Some(best) = balance.totals.first() else { return field };
    let margin = balance.totals.get(1).map_or(3.0, |second| best.rule - second.rule);
    for (rank, weighed) in balance.totals.iter().take(5).enumerate() {
        let confidence = if rank == 0 { sure } else { (1.0 - sure) / (rank + 1) as f32 };
        let source = if weighed.candidate.line.is_some() { Source::Read } else { Source::Summed };
        field.suggestions.push(Suggestion {
            value: money(weighed.candidate.cents, currency),
            confidence,
            bounds: weighed.candidate.bounds,
            source,
        });
    }
    doubts(&mut field, balance, best, margin, goods, currency);
    field
}

fn doubts(
    field: &mut Field<Money>,
    balance: &Balance,
    best: &Weighed,
    margin: f32,
    goods: &[Goods],
    currency: Currency,
) {
    let printed = money(best.candidate.cents, currency).to_decimal_string();
    let other = |cents: i64| money(cents, currency).to_decimal_string();
    let goods_sum: i64 = goods.iter().map(|one| one.total).fold(0, i64::saturating_add);
    if let (Some(paid), Some(change)) = (balance.paid, balance.change) {
        let sum = paid.cents.saturating_sub(change.cents.abs());
        if sum != best.candidate.cents && sum > 0 {
            field.doubts.push(Doubt::PaidDiffers { sum: other(sum), printed: printed.clone() });
        }
    }
    if let Some(read) = best.candidate.mended {
        let sum = printed.clone();
        field.doubts.push(Doubt::SumDiffers { sum, printed: other(read) });
    } else if best.support < 1.0 && !goods.is_empty() && goods_sum != best.candidate.cents {
        field.doubts.push(Doubt::SumDiffers { sum: other(goods_sum), printed });
    }
    if margin < 0.4 {
        field.doubts.push(Doubt::SeveralCandidates);
    }
    if best.candidate.confidence < 0.5 && best.support < 2.0 {
        field.doubts.push(Doubt::Faint);
    }
}

fn item(goods: Goods, currency: Currency) -> ItemDraft {
    ItemDraft {
        name: goods.name,
        quantity: goods.quantity.and_then(quantity),
        unit_price: goods.unit_price.and_then(quantity),
        total: money(goods.total, currency),
        confidence: goods.confidence,
        bounds: Some(goods.bounds),
    }
}

/// A decimal of ten-thousandths, in canonical text.
fn quantity(units: i64) -> Option<Quantity> {
    let sign = if units < 0 { "-" } else { "" };
    let text =
        format!("{sign}{}.{:04}", units.unsigned_abs() / 10_000, units.unsigned_abs() % 10_000);
    Quantity::parse(text.trim_end_matches('0').trim_end_matches('.'))
}
