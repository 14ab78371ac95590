//! A draft as a line of JSON, as the scoring program reads it.
use receipt::ReceiptDraft;

/// One line.
pub fn line(file: &str, draft: &ReceiptDraft) -> String {
    let money =
        |field: &receipt::Field<money::Money>| text(field.value().map(|m| m.to_decimal_string()));
    let items: Vec<String> = draft
        .items
        .iter()
        .map(|item| {
            let quantity = text(item.quantity.map(|q| q.to_string()));
            format!(
                "{{\"name\": {}, \"qty\": {quantity}, \"price\": \"{}\"}}",
                text(Some(item.name.clone())),
                item.total.to_decimal_string()
            )
        })
        .collect();
    let sure = |confidence: Option<f32>| confidence.unwrap_or(0.0);
    format!(
        "{{\"file\": {}, \"merchant\": {}, \"address\": {}, \"date\": {}, \"time\": {}, \"currency\": {}, \"total\": {}, \"tax\": {}, \"subtotal\": {}, \"number\": {}, \"registration\": {}, \"tax_number\": {}, \"payment\": {}, \"total_confidence\": {:.3}, \"total_sure\": {}, \"date_confidence\": {:.3}, \"date_sure\": {}, \"merchant_confidence\": {:.3}, \"merchant_sure\": {}, \"ready\": {}, \"items\": [{}]}}",
        text(Some(file.to_owned())),
        text(draft.merchant.value().cloned()),
        text(draft.address.value().cloned()),
        text(draft.date.value().map(ToString::to_string)),
        text(draft.time.value().map(ToString::to_string)),
        text(draft.currency.value().map(ToString::to_string)),
        money(&draft.total),
        money(&draft.tax),
        money(&draft.subtotal),
        text(draft.number.value().cloned()),
        text(draft.registration.value().cloned()),
        text(draft.tax_number.value().cloned()),
        text(draft.payment.value().map(|way| format!("{way:?}"))),
        sure(draft.total.best().map(|s| s.confidence)),
        draft.total.is_sure(),
        sure(draft.date.best().map(|s| s.confidence)),
        draft.date.is_sure(),
        sure(draft.merchant.best().map(|s| s.confidence)),
        draft.merchant.is_sure(),
        draft.is_ready(),
        items.join(", ")
    )
}

/// A JSON string, or `null`.
fn text(value: Option<String>) -> String {
    serde_json::to_string(&value).unwrap_or_else(|_| "null".to_owned())
}
