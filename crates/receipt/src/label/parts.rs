//! What beside the total is called: parts of the bill, and money that went over the counter.
use super::{Role, TAX, says};

/// Tax, service charge, rounding, tip.
pub(super) fn part(words: &[String]) -> Option<Role> {
    if says(
        words,
        &[
            "rounding",
            "round",
            "rounded",
            "pembundaran",
            "roundoff",
            "rnd",
            "penggenapan",
            "bundaran",
            "roundg",
            "rounoing",
        ],
    ) {
        return Some(Role::Rounding);
    }
    let charge = says(words, &["charge", "chg", "charges", "caj", "chrg", "crg"])
        && says(words, &["service", "svc", "serv", "svr", "perkhidmatan", "srv", "ser", "svs"]);
    if charge || says(words, &["servicecharge", "bedienung", "scharge", "surcharge"]) {
        return Some(Role::Service);
    }
    if says(words, &["gratuity", "grat", "trinkgeld"]) || words.first().is_some_and(|w| w == "tip")
    {
        return Some(Role::Tip);
    }
    let identity = says(
        words,
        &[
            "id",
            "no",
            "reg",
            "invoice",
            "inv",
            "number",
            "registration",
            "summary",
            "code",
            "nr",
            "idnr",
            "inclusive",
            "included",
            "incl",
        ],
    );
    (says(words, TAX) && !identity).then_some(Role::Tax)
}

/// Paid and change.
pub(super) fn money_moved(words: &[String]) -> Option<Role> {
    const CHANGE: &[&str] = &[
        "change",
        "chg",
        "baki",
        "zuruck",
        "zurück",
        "zurueck",
        "ruckgeld",
        "rückgeld",
        "wechselgeld",
        "kembali",
    ];
    const PAID: &[&str] = &[
        "cash",
        "tunai",
        "tender",
        "tendered",
        "received",
        "paid",
        "accepted",
        "visa",
        "mastercard",
        "master",
        "debit",
        "credit",
        "card",
        "amex",
        "bargeld",
        "bar",
        "gegeben",
        "eft",
        "payment",
        "bayar",
        "bayaran",
        "mydebit",
        "grabpay",
        "ewallet",
        "girocard",
        "kartenzahlung",
        "boost",
        "tng",
        "karte",
        "kreditkarte",
        "voucher",
        "pay",
        "cheque",
    ];
    let balance = words.len() <= 2 && says(words, &["balance"]);
    if balance || says(words, CHANGE) {
        return Some(Role::Change);
    }
    says(words, PAID).then_some(Role::Paid)
}
