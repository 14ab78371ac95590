//! The list of receipts and what it finds in all.
use crate::error::Error;
use crate::ids;
use crate::retention::BinAge;
use crate::session::Session;
use crate::views::{ListRequest, ListTotals, MoneyView, ReceiptRow, Sort, SortBy};
use ledger::Query;
use ledger::query::{AmountTest, Choice, Comparison};
use receipt::PaymentMethod;
use std::collections::BTreeSet;
use store::table::category::{self, Category};
use store::table::hold;
use store::table::receipt_list::{self, Bound, Filter, Listed, Window};
use store::{CategoryId, ReceiptId};
use words::Words;

/// Rows of one window at most.
const MOST: u32 = 500;

/// A window of the list.
pub fn rows(session: &Session, request: &ListRequest) -> Result<Vec<ReceiptRow>, Error> {
    let filter = filter(session, &request.query)?;
    let window = window(request.sort, request.offset, request.limit.min(MOST));
    let today = session.core.clock.today();
    let (listed, held, age) = session.store().read(|view| {
        let age = filter.binned.then(|| BinAge::read(view)).transpose()?;
        Ok((receipt_list::list(view, &filter, &window)?, hold::held_on(view, today)?, age))
    })?;
    Ok(listed.into_iter().map(|listed| row(listed, &held, age.as_ref())).collect())
}

/// Count and sums of a query.
pub fn totals(session: &Session, query: &str) -> Result<ListTotals, Error> {
    let filter = filter(session, query)?;
    let totals = session.store().read(|view| receipt_list::totals(view, &filter))?;
    Ok(ListTotals {
        count: totals.count,
        sums: totals.sums.into_iter().map(MoneyView::from).collect(),
    })
}

pub(crate) fn window(sort: Sort, offset: u32, limit: u32) -> Window {
    let by = match sort.by {
        SortBy::Date => receipt_list::SortBy::Date,
        SortBy::Merchant => receipt_list::SortBy::Merchant,
        SortBy::Total => receipt_list::SortBy::Total,
        SortBy::Added => receipt_list::SortBy::Added,
    };
    Window { sort: by, ascending: sort.ascending, offset, limit }
}

/// A query in the store's terms.
pub(crate) fn filter(session: &Session, query: &str) -> Result<Filter, Error> {
    let query = Query::parse(query);
    let known = session.store().read(category::list)?;
    let (not_text, text) = query.terms.iter().partition::<Vec<_>, _>(|term| term.excluded);
    let (not_in, within) = query.categories.iter().partition::<Vec<_>, _>(|choice| choice.excluded);
    let (not_paid, paid) = query.paid.iter().partition::<Vec<_>, _>(|choice| choice.excluded);
    let mut filter = Filter {
        text: texts(&text),
        without_text: texts(&not_text),
        from: query.from,
        to: query.until.and_then(|day| day.yesterday().ok()),
        categories: categories(&within, &known),
        without_categories: not_in.iter().flat_map(|choice| named(choice, &known)).collect(),
        payments: payments(&paid),
        without_payments: payments(&not_paid),
        unsure: query.unsure,
        sample: query.sample,
        binned: query.binned.unwrap_or(false),
        ..Filter::default()
    };
    query.amounts.iter().for_each(|test| narrow(&mut filter, *test));
    Ok(filter)
}

/// What a category is called.
pub(crate) fn category_name(category: &Category, words: &Words) -> String {
    match (&category.key, category.name.is_empty()) {
        (Some(key), true) => words.get(&format!("category.{key}"), &[]),
        _ => category.name.clone(),
    }
}

fn texts(terms: &[&ledger::query::Term]) -> Vec<String> {
    terms.iter().map(|term| term.text.clone()).collect()
}

/// The categories that are meant; what is asked for and unknown finds nothing.
fn categories(choices: &[&Choice], known: &[Category]) -> Vec<CategoryId> {
    let found: Vec<CategoryId> = choices.iter().flat_map(|choice| named(choice, known)).collect();
    match (choices.is_empty(), found.is_empty()) {
        (false, true) => vec![CategoryId::from_uuid(uuid::Uuid::nil())],
        _ => found,
    }
}

fn named(choice: &Choice, known: &[Category]) -> Vec<CategoryId> {
    let words = Words::english();
    let is_meant = |category: &&Category| {
        category.key.as_deref() == Some(choice.name.as_str())
            || category_name(category, &words).to_lowercase() == choice.name
    };
    known.iter().filter(is_meant).map(|category| category.id).collect()
}

/// `paid:card` means a card of any kind.
fn payments(choices: &[&Choice]) -> Vec<PaymentMethod> {
    let is_meant = |choice: &Choice, payment: PaymentMethod| {
        let name = payment.as_str();
        name == choice.name || (choice.name == "card" && name.ends_with("_card"))
    };
    let all = PaymentMethod::ALL.into_iter();
    all.filter(|payment| choices.iter().any(|choice| is_meant(choice, *payment))).collect()
}

fn narrow(filter: &mut Filter, test: AmountTest) {
    let bound = |inclusive| Some(Bound { amount: test.amount, inclusive });
    match test.comparison {
        Comparison::Above => filter.min_total = bound(false),
        Comparison::AtLeast => filter.min_total = bound(true),
        Comparison::Below => filter.max_total = bound(false),
        Comparison::AtMost => filter.max_total = bound(true),
        Comparison::Equal => (filter.min_total, filter.max_total) = (bound(true), bound(true)),
    }
}

fn row(listed: Listed, held: &BTreeSet<ReceiptId>, age: Option<&BinAge>) -> ReceiptRow {
    let goes_on = age.and_then(|age| age.goes_on(&listed));
    ReceiptRow {
        held: held.contains(&listed.id),
        id: listed.id.to_string(),
        number: listed.number,
        date: listed.date.map(|date| date.to_string()),
        merchant: listed.merchant,
        category_id: listed.category.map(|id| id.to_string()),
        payment: listed.payment.map(|payment| payment.as_str().to_owned()),
        total: listed.total.map(MoneyView::from),
        attachment_id: listed.picture.map(|(file, page)| ids::picture_name(file, page)),
        unsure: listed.unsure,
        binned: listed.binned_at.is_some(),
        binned_at: listed.binned_at.map(|at| at.to_string()),
        goes_on: goes_on.map(|day| day.to_string()),
        sample: listed.sample,
    }
}
