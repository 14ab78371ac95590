//! What one line of the goods says.
use super::figures::{Figures, count, figures};
use crate::{label::says, sheet::Line};
use page::Bounds;

/// One line of the goods.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Row {
    /// A name, no price.
    Name(String),
    /// A name with its price.
    Item(String, Figures),
    /// Figures whose name stands on another line.
    Figures(Figures),
    /// Neither.
    Other,
}

/// A row with where it stands.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub row: Row,
    pub bounds: Bounds,
    pub confidence: f32,
}

impl Placed {
    pub fn of(line: &Line) -> Self {
        Self { row: row(line), bounds: line.bounds, confidence: line.confidence() }
    }
}

fn row(line: &Line) -> Row {
    let name = name(line);
    let named = name.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    let percent = line.text.contains('%') && line.amounts.len() < 2 && !named;
    match figures(line).filter(|f| f.total != 0 && !percent) {
        Some(figures) if named => Row::Item(name, figures),
        Some(figures) => Row::Figures(figures),
        None if named && line.amounts.iter().all(|a| a.units == 0 || !a.is_price()) => {
            Row::Name(name)
        }
        None => Row::Other,
    }
}

/// The words that name the goods: not counts at the ends, codes, prices, tax codes.
fn name(line: &Line) -> String {
    let in_amount = |at: usize| line.amounts.iter().any(|a| (a.first..=a.last).contains(&at));
    let behind = line.amounts.iter().filter(|a| a.is_price()).map(|a| a.last).max();
    let code =
        |at: usize, text: &str| behind.is_some_and(|last| at > last) && text.chars().count() <= 4;
    let mut words: Vec<&str> = line
        .words
        .iter()
        .enumerate()
        .filter(|(at, w)| !in_amount(*at) && !code(*at, &w.text))
        .map(|(_, w)| w.text.as_str())
        .collect();
    let clutter = |text: &str| {
        let alphanumeric = text.chars().filter(|c| c.is_alphanumeric()).count();
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let unit = matches!(
            text.trim_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase().as_str(),
            "pc" | "pcs" | "rm" | "unit" | "units" | "kg" | "ea" | "xrm"
        );
        alphanumeric == 0 || letters == 0 || count(text).is_some() || alphanumeric == 1 || unit
    };
    while words.first().is_some_and(|w| clutter(w)) {
        words.remove(0);
    }
    let tail = |text: &str| {
        clutter(text)
            || matches!(
                text.trim_matches(['*', '.', '|', ':', '(', ')', '='])
                    .to_ascii_uppercase()
                    .as_str(),
                "SR" | "ZR"
                    | "ZRL"
                    | "SRL"
                    | "X"
                    | "RM"
                    | "PCS"
                    | "PC"
                    | "UNIT"
                    | "EUR"
                    | "TX"
                    | "S6"
                    | "NOS"
                    | "EA"
                    | "ES"
                    | "OS"
                    | "SF"
                    | "5R"
                    | "S"
                    | "Z"
                    | "T"
                    | "SA"
                    | "SK"
            )
    };
    while words.len() > 1 && words.last().is_some_and(|w| tail(w)) {
        words.pop();
    }
    if let [only] = words.as_slice()
        && tail(only)
    {
        words.clear();
    }
    words
        .join(" ")
        .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')' | '"' | '\''))
        .to_owned()
}

/// Whether a line heads the columns of goods.
pub(super) fn heads_columns(line: &Line) -> bool {
    const COLUMNS: &[&str] = &[
        "qty",
        "quantity",
        "price",
        "amount",
        "description",
        "item",
        "u",
        "uprice",
        "total",
        "disc",
        "amt",
        "desc",
        "code",
        "menge",
        "preis",
        "artikel",
        "kuantiti",
        "harga",
        "jumlah",
        "no",
        "tax",
        "rm",
        "sub",
        "particulars",
        "unit",
        "eur",
    ];
    let columns =
        line.label.iter().filter(|w| COLUMNS.iter().any(|c| crate::label::is_word(w, c))).count();
    let price = line.amounts.iter().any(|a| a.is_price());
    !price
        && columns >= 2
        && columns * 2 >= line.label.len()
        && !says(&line.label, &["invoice", "gst", "summary"])
}
