//! The history of a receipt: who did what to it, when, and what it was before.
use crate::error::Error;
use crate::ids;
use crate::list;
use crate::session::Session;
use crate::views::{ActionView, ChangeView, DeedView};
use jiff::Timestamp;
use journal::{Actor, Value};
use money::{Currency, Money};
use std::collections::HashMap;
use store::history::{CellChange, Deed};
use store::table::category;
use words::Words;

/// Everything that was done to a receipt, the latest first. What changed
/// nothing that a person sees is left out.
pub fn of_receipt(session: &Session, id: &str) -> Result<Vec<DeedView>, Error> {
    let id = ids::receipt(id)?;
    let deeds = session.store().read(|view| store::history::of_receipt(view, id))?;
    let teller = Teller::of(session)?;
    Ok(deeds.iter().map(|deed| teller.deed(deed)).filter(says_something).collect())
}

fn says_something(deed: &DeedView) -> bool {
    deed.by_user || !deed.changes.is_empty()
}

/// Puts logged values into words.
pub(crate) struct Teller {
    words: Words,
    categories: HashMap<String, String>,
    started: Timestamp,
}

impl Teller {
    pub(crate) fn of(session: &Session) -> Result<Self, Error> {
        let (words, started) = (Words::english(), session.started());
        let name = |it: &category::Category| (it.id.to_string(), list::category_name(it, &words));
        let categories = session.store().read(category::list)?.iter().map(name).collect();
        Ok(Self { words, categories, started })
    }

    fn deed(&self, deed: &Deed) -> DeedView {
        let Deed { action, device, changes } = deed;
        let at = action.hlc.wall();
        DeedView {
            action: ActionView {
                code: action.code.clone(),
                count: action.args.count,
                about: action.args.about.clone(),
                at: at.to_string(),
                earlier: at < self.started,
            },
            by_user: action.actor == Actor::User,
            device: device.clone(),
            changes: changes.iter().filter_map(|change| self.change(change, changes)).collect(),
        }
    }

    /// `beside` is all that the action changed: an amount's currency is among it.
    fn change(&self, change: &CellChange, beside: &[CellChange]) -> Option<ChangeView> {
        if change.old == change.new {
            return None;
        }
        let column = change.column.as_deref()?;
        let field = field(&change.table, column)?;
        let currencies = beside.iter().find(|other| {
            (&other.table, &other.row) == (&change.table, &change.row)
                && other.column.as_deref() == Some("currency")
        });
        let old = self.value(column, &change.old, currencies.map(|it| &it.old));
        let new = self.value(column, &change.new, currencies.map(|it| &it.new));
        (old != new).then(|| ChangeView { field: field.to_owned(), old, new })
    }

    /// A logged value; an amount in the currency that stood beside it.
    pub(crate) fn value(
        &self,
        column: &str,
        value: &Value,
        currency: Option<&Value>,
    ) -> Option<String> {
        match value {
            Value::Null => None,
            Value::Integer(minor) if column.ends_with("_minor") => Some(amount(*minor, currency)),
            Value::Integer(millis) if column.ends_with("_at") => {
                Timestamp::from_millisecond(*millis).ok().map(|moment| moment.to_string())
            }
            Value::Integer(number) => Some(number.to_string()),
            Value::Text(text) if text.is_empty() => None,
            Value::Text(id) if column == "category_id" => {
                Some(self.categories.get(id).unwrap_or(id).clone())
            }
            Value::Text(payment) if column == "payment" => {
                Some(self.words.get(&format!("payment.{payment}"), &[]))
            }
            Value::Text(text) => Some(text.clone()),
        }
    }
}

/// An amount in the currency that was logged with it, since they change together.
fn amount(minor: i64, currency: Option<&Value>) -> String {
    let currency = match currency {
        Some(Value::Text(code)) => Currency::from_code(code),
        _ => None,
    };
    currency.map_or_else(
        || minor.to_string(),
        |currency| {
            let money = Money::from_minor(minor, currency);
            format!("{} {}", currency.code(), money.to_decimal_string())
        },
    )
}

/// What a person calls a column; none for what only the app keeps there.
pub(crate) fn field(table: &str, column: &str) -> Option<&'static str> {
    match (table, column) {
        ("receipt", "merchant") => Some("merchant"),
        ("receipt", "address") => Some("address"),
        ("receipt", "date") => Some("date"),
        ("receipt", "time") => Some("time"),
        ("receipt", "currency") => Some("currency"),
        ("receipt", "subtotal_minor") => Some("subtotal"),
        ("receipt", "tax_minor") => Some("tax"),
        ("receipt", "service_minor") => Some("service"),
        ("receipt", "rounding_minor") => Some("rounding"),
        ("receipt", "total_minor") => Some("total"),
        ("receipt", "paid_minor") => Some("paid"),
        ("receipt", "change_minor") => Some("change"),
        ("receipt", "payment") => Some("payment"),
        ("receipt", "number") => Some("number"),
        ("receipt", "registration") => Some("registration"),
        ("receipt", "tax_number") => Some("tax_number"),
        ("receipt", "category_id") => Some("category"),
        ("receipt", "note") => Some("note"),
        ("receipt", "deleted_at") => Some("bin"),
        ("receipt_item", "name" | "total_minor" | "deleted_at") => Some("item"),
        ("receipt_page", "attachment_id" | "deleted_at") => Some("picture"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_words() {
        let words = Words::english();
        for table in ["receipt", "receipt_item", "receipt_page"] {
            for column in ["merchant", "total_minor", "deleted_at", "name", "attachment_id", "note"]
            {
                let Some(field) = field(table, column) else { continue };
                assert!(words.has(&format!("field.{field}")), "{field} would be shown as a key");
            }
        }
    }

    #[test]
    fn an_amount_has_the_currency_of_its_day() {
        assert_eq!(amount(2340, Some(&Value::Text("MYR".into()))), "MYR 23.40");
        assert_eq!(amount(-1200, Some(&Value::Text("JPY".into()))), "JPY -1200");
        assert_eq!(amount(2340, Some(&Value::Null)), "2340", "never in a currency it was not in");
    }
}
