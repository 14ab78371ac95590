//! What a line's words say its amount is.
mod parts;

use crate::sheet::Line;
use parts::{money_moved, part};

/// What an amount is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// What is to pay; the weight tells how plainly it says so.
    Total(Weight),
    Subtotal,
    Tax,
    Service,
    Rounding,
    Paid,
    Change,
    Discount,
    /// A gratuity that is part of the bill.
    Tip,
    /// An amount that is none of these: points, savings, suggested tips.
    Aside,
}

/// How plainly a label says `total`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    /// `Total qty 3`, `amount`.
    Weak,
    /// `Total`.
    Plain,
    /// `Total incl. GST`, `Net total`.
    Strong,
    /// `Grand total`, `rounded total`, `amount due`.
    Final,
}

/// Whether one of the words is `wanted`, allowing a slip in longer ones.
pub(crate) fn says(words: &[String], wanted: &[&str]) -> bool {
    wanted.iter().any(|wanted| words.iter().any(|word| is_word(word, wanted)))
}

/// Whether a word is the wanted one, allowing one slip from five letters on and two from eight on.
pub(crate) fn is_word(word: &str, wanted: &str) -> bool {
    if word == wanted {
        return true;
    }
    let reach = match wanted.len().min(word.len()) {
        0..=4 => return false,
        5..=7 => 1,
        _ => 2,
    };
    word.len().abs_diff(wanted.len()) <= reach
        && word.len() < 40
        && strsim::levenshtein(word, wanted) <= reach
}

const TAX: &[&str] = &["gst", "sst", "tax", "taxes", "vat", "mwst", "ust", "6st", "gstamt"];
const INCLUDED: &[&str] =
    &["incl", "inc", "inclusive", "including", "included", "with", "w", "inci", "inkl", "lncl"];
const EXCLUDED: &[&str] = &[
    "excl",
    "exc",
    "exclusive",
    "excluding",
    "before",
    "without",
    "exci",
    "ex",
    "taxable",
    "netto",
    "zzgl",
];

/// The role of a line's amounts, by its words alone.
pub(crate) fn role(line: &Line) -> Option<Role> {
    let words = &line.label;
    if words.is_empty() {
        return None;
    }
    aside(words, &line.text, line.amounts.iter().filter(|a| a.is_price()).count())
        .or_else(|| sum(words))
        .or_else(|| part(words))
        .or_else(|| money_moved(words))
}

fn aside(words: &[String], text: &str, amounts: usize) -> Option<Role> {
    let saving = says(
        words,
        &[
            "saving", "savings", "saved", "save", "points", "point", "stamp", "stamps", "rebate",
            "earned", "bonus",
        ],
    );
    let suggested =
        says(words, &["suggested", "suggestion", "guide", "recommended", "convenience"]);
    // `Gratuity 18% 9.01` is one that was charged; the sum tells.
    let charged = words.first().is_some_and(|w| w == "gratuity" || w == "grat") && amounts == 1;
    let choices = text.contains('%')
        && !charged
        && says(words, &["tip", "gratuity", "is"])
        && !says(words, TAX)
        && !says(words, &["auto", "service"]);
    let code = says(words, &["auth", "approval", "terminal", "tid", "mid", "trace", "batch"])
        && !says(words, &["total"]);
    (saving || suggested || choices || code || text.contains("%=") || text.contains("% ="))
        .then_some(Role::Aside)
}

/// Before tax. `Inclusive` is two letters from `exclusive`, so nothing is mended here.
fn excludes(words: &[String]) -> bool {
    words.iter().any(|word| EXCLUDED.contains(&word.as_str()) || word.starts_with("excl"))
}

/// Totals and subtotals.
fn sum(words: &[String]) -> Option<Role> {
    let taxed = says(words, TAX) || says(words, &["supplies", "supply"]);
    let total = says(
        words,
        &[
            "total",
            "jumlah",
            "tota",
            "otal",
            "gesamtbetrag",
            "gesamt",
            "finaltotal",
            "grandtotal",
            "nettotal",
            "ttl",
            "tl",
            "amounttotal",
        ],
    );
    let moved = says(words, &["change", "tender", "tendered", "baki"]);
    // One letter from `summer`, so nothing is mended here.
    let total = total || words.iter().any(|word| word == "summe");
    // `Total paid 50.00` is what was handed over.
    if says(words, &["paid", "accepted", "received"]) && !says(words, &["due", "payable", "to"]) {
        return None;
    }
    let after_rounding = says(words, &["after"]) && says(words, &["rounding", "adj", "adjustment"]);
    let due = after_rounding
        || !moved && says(words, &["due", "owed"]) && (total || !taxed && words.len() <= 4)
        || total && words.iter().any(|word| word.starts_with("pay") && word.len() <= 7)
        || says(words, &["payable", "paybale", "zahlen", "topay", "pay"])
            && (total
                || says(
                    words,
                    &["amount", "amt", "balance", "zu", "order", "bill", "net", "nett"],
                ));
    let final_word = says(
        words,
        &[
            "grand",
            "rounded",
            "rounding",
            "round",
            "adj",
            "adjustment",
            "final",
            "besar",
            "finaltotal",
            "grandtotal",
            "gesamtbetrag",
            "zahlbetrag",
        ],
    );
    if says(words, &["discount", "disc", "diskaun", "rabatt"])
        && !due
        && !final_word
        && !says(words, &["after"])
    {
        return Some(Role::Discount);
    }
    if says(words, &["subtotal", "subtota", "zwischensumme", "sbtl", "sbtotal", "subtl"])
        || total && says(words, &["sub", "sbt", "ob", "0b", "ub"])
    {
        return (!says(words, &["after"]))
            .then_some(Role::Subtotal)
            .or(Some(Role::Total(Weight::Weak)));
    }
    if !total && !due {
        if words.len() <= 4 && says(words, &["net", "nett"]) && says(words, &["amount", "amt"]) {
            return Some(Role::Total(Weight::Plain));
        }
        let weak = says(words, &["amount", "amt", "betrag", "sale", "sales", "bill"]) && !taxed;
        return (weak
            && words.len() <= 4
            && !says(
                words,
                &["cash", "change", "tendered", "paid", "invoice", "no", "id", "card"],
            ))
        .then_some(Role::Total(Weight::Weak));
    }
    let supplies = says(words, &["supplies", "supply", "suppites"]) && !due;
    if supplies || excludes(words) && (taxed || !due) {
        return Some(Role::Subtotal);
    }
    if moved {
        return None;
    }
    if says(
        words,
        &[
            "qty", "aty", "oty", "gty", "qly", "quantity", "items", "item", "pcs", "unit", "units",
            "count", "artikel", "kuantiti", "quan", "articles",
        ],
    ) && !due
    {
        return Some(Role::Total(Weight::Weak));
    }
    if taxed
        && !says(words, INCLUDED)
        && !due
        && !final_word
        && !says(words, &["sales", "amount", "after", "and", "plus", "payment", "of"])
    {
        return Some(Role::Tax);
    }
    if due || final_word || total && says(words, &["nett", "net", "bill", "after"]) {
        return Some(Role::Total(Weight::Final));
    }
    let strong = says(words, INCLUDED)
        || says(words, &["net", "amount", "amt", "rm", "sales", "myr", "eur"]);
    Some(Role::Total(if strong { Weight::Strong } else { Weight::Plain }))
}

/// Whether the line heads the list of taxed amounts at the end of a receipt.
pub(crate) fn heads_tax_summary(line: &Line) -> bool {
    let words = &line.label;
    let tax = says(words, TAX) || words.iter().any(|w| w.starts_with("mwst"));
    let header = says(words, &["summary", "analysis", "breakdown", "sumary", "summery"])
        || says(words, &["code", "rate"])
            && says(words, &["amount", "amt", "goods", "net", "tax", "excl"])
        || says(words, &["amount", "amt", "goods", "netto", "net", "brutto", "value", "amtcrm"]);
    tax && header
        && line.amounts.is_empty()
        && !says(words, &["qty", "price", "description", "item", "u", "uprice"])
}

#[cfg(test)]
mod tests {
    use super::{Role, Weight, is_word, role};
    use crate::sheet::Line;

    fn of(text: &str) -> Option<Role> {
        role(&Line::of_text(text))
    }

    #[test]
    fn what_labels_say() {
        for (text, wanted) in [
            ("TOTAL 9.00", Role::Total(Weight::Plain)),
            ("Tota]: 9.00", Role::Total(Weight::Plain)),
            ("Total Inclusive GST 9.00", Role::Total(Weight::Strong)),
            ("GRAND TOTAL 9.00", Role::Total(Weight::Final)),
            ("Total Rounded 9.00", Role::Total(Weight::Final)),
            ("Amount due 9.00", Role::Total(Weight::Final)),
            ("Nett Total 9.00", Role::Total(Weight::Final)),
            ("Net Amt : 9.00", Role::Total(Weight::Plain)),
            ("0B TOTAL: 9.00", Role::Subtotal),
            ("ZU ZAHLEN EURO 8,83", Role::Total(Weight::Final)),
            ("SUMME EUR 8,83", Role::Total(Weight::Strong)),
            ("TotalQty 3 9.00", Role::Total(Weight::Weak)),
            ("Sub-Total 9.00", Role::Subtotal),
            ("SubTatal 9.00", Role::Subtotal),
            ("Total (Excluding GST) 9.00", Role::Subtotal),
            ("TOTAL GST 0.54", Role::Tax),
            ("GST payable (6%) 0.54", Role::Tax),
            ("Sales Tax 0.54", Role::Tax),
            ("MWST 0,54", Role::Tax),
            ("Svc Charge 10% 0.90", Role::Service),
            ("Rounding Adj 0.01", Role::Rounding),
            ("CASH 10.00", Role::Paid),
            ("Visa 10.00", Role::Paid),
            ("CHANGE DUE 1.00", Role::Change),
            ("RÜCKGELD EUR 1,00", Role::Change),
            ("Total Discount 1.00", Role::Discount),
            ("Totel 9.00", Role::Total(Weight::Plain)),
            ("You saved 1.00", Role::Aside),
            ("18% = $7.53", Role::Aside),
            ("Suggested gratuity 7.53", Role::Aside),
        ] {
            assert_eq!(of(text), Some(wanted), "{text}");
        }
        for text in [
            "NASI LEMAK 4.50",
            "Totem Honey 11.00",
            "SUMMER CUP 8.49",
            "GST ID 001122334455",
            "TAX INVOICE",
            "",
            "12.00",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn long_words_may_have_a_slip_and_short_ones_none() {
        assert!(is_word("tctal", "total") && is_word("sub1otal", "subtotal"), "one letter misread");
        assert!(
            !is_word("nett", "netto") && !is_word("cosh", "cash"),
            "four letters are too few to mend"
        );
    }
}
