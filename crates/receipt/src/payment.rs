//! How it was paid.
use crate::{
    Field, PaymentMethod, Source, Suggestion,
    label::says,
    sheet::{Line, Sheet},
};
use PaymentMethod::{Card, Cash, CreditCard, DebitCard, Ewallet, Transfer, Voucher};

/// Ways of paying and the words that name them, the most particular first.
const WAYS: &[(PaymentMethod, &[&str])] = &[
    (
        Ewallet,
        &[
            "grabpay",
            "tng",
            "touchngo",
            "boost",
            "shopeepay",
            "ewallet",
            "duitnow",
            "alipay",
            "wechat",
            "qr",
            "paypal",
            "applepay",
        ],
    ),
    (DebitCard, &["debit", "mydebit", "girocard", "ec", "maestro"]),
    (CreditCard, &["credit", "kreditkarte", "amex", "discover"]),
    (Card, &["visa", "mastercard", "master", "card", "kartenzahlung", "karte", "emv"]),
    (Transfer, &["transfer", "ibg", "giro", "überweisung"]),
    (Voucher, &["voucher", "giftcard", "baucar", "gutschein"]),
    (Cash, &["cash", "tunai", "bargeld", "bar"]),
];

/// How it was paid: a line that names a way and carries an amount tells most.
pub(crate) fn payment(sheet: &Sheet) -> Field<PaymentMethod> {
    let mut found: Vec<(f32, PaymentMethod, &Line)> = Vec::new();
    for line in &sheet.lines {
        let aside = says(
            &line.label,
            &[
                "bill",
                "invoice",
                "sales",
                "cashier",
                "receipt",
                "change",
                "member",
                "loyalty",
                "refund",
                "exchange",
                "rounding",
                "accept",
                "refundable",
                "please",
                "note",
            ],
        );
        for (rank, (way, names)) in WAYS.iter().enumerate() {
            if says(&line.label, names) {
                let amount = if line.amounts.iter().any(|a| a.is_price()) { 1.0 } else { 0.0 };
                let score = amount - if aside { 1.2 } else { 0.0 } - rank as f32 * 0.01 + 0.3;
                found.push((score, *way, line));
                break;
            }
        }
    }
    found.retain(|(score, _, _)| *score > 0.0);
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut field = Field::default();
    for (score, value, line) in found {
        if field.suggestions.iter().all(|s: &Suggestion<PaymentMethod>| s.value != value) {
            let confidence =
                (0.45 + 0.35 * score).clamp(0.1, 0.92) * (0.7 + 0.3 * line.confidence());
            field.suggestions.push(Suggestion {
                value,
                confidence,
                bounds: Some(line.bounds),
                source: Source::Read,
            });
        }
    }
    field.suggestions.truncate(5);
    field
}
