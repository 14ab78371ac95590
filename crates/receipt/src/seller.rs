//! Who sold and where: the head of a receipt.
mod address;
mod clean;
mod evidence;
mod form;
mod known;
mod name;

pub(crate) use address::address;
pub(crate) use name::{candidates, certainty, merchant};

use crate::{label::says, sheet::Line};

/// Words of street and place.
const PLACES: &[&str] = &[
    "jalan",
    "jln",
    "taman",
    "lorong",
    "lot",
    "persiaran",
    "kampung",
    "kg",
    "bandar",
    "seksyen",
    "section",
    "selangor",
    "johor",
    "kuala",
    "lumpur",
    "penang",
    "perak",
    "melaka",
    "street",
    "st",
    "road",
    "rd",
    "ave",
    "avenue",
    "blvd",
    "boulevard",
    "drive",
    "dr",
    "hwy",
    "highway",
    "suite",
    "floor",
    "level",
    "strasse",
    "straße",
    "plaza",
    "batu",
    "darul",
    "ehsan",
    "pusat",
    "perdagangan",
    "ground",
    "flr",
    "petaling",
    "malaysia",
    "singapore",
    "block",
    "blok",
    "unit",
    "parkway",
    "lane",
    "pkwy",
    "turnpike",
    "tpke",
    "expressway",
    "expy",
    "freeway",
    "pike",
    "sq",
    "square",
    "via",
    "rue",
    "calle",
    "off",
    "damansara",
    "subang",
    "puchong",
    "klang",
    "cheras",
    "ampang",
    "kajang",
    "shah",
    "alam",
];

/// Whether a line looks like a part of an address.
pub(crate) fn is_place(line: &Line) -> bool {
    let starts_numbered = line
        .label
        .first()
        .is_some_and(|w| matches!(w.as_str(), "no" | "lot" | "unit" | "blok" | "block" | "pt"));
    let digits = line.text.chars().any(|c| c.is_ascii_digit());
    let named = line
        .label
        .iter()
        .filter(|w| {
            PLACES.contains(&w.as_str())
                || crate::label::says(
                    std::slice::from_ref(w),
                    &["strasse", "street", "selangor", "avenue", "persiaran", "kuala", "lumpur"],
                )
        })
        .count();
    let german_street = line.label.iter().any(|w| {
        (w.ends_with("str")
            || w.ends_with("strasse")
            || w.ends_with("strabe")
            || w.ends_with("straße")
            || w.ends_with("weg")
            || w.ends_with("platz"))
            && w.len() > 4
    });
    let street = digits && (starts_numbered || named >= 1 || german_street);
    let place = named >= 2 || named == 1 && line.words.len() <= 3;
    street
        || place
        || crate::country::ends_in_state(&line.text)
        || has_postcode(line)
        || crate::country::state_and_zip(&line.text)
}

/// A five-digit number at the line's start, or before a capitalised word.
fn has_postcode(line: &Line) -> bool {
    let code = |text: &str| text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit());
    let trimmed = |at: usize| {
        line.words.get(at).map_or("", |w| w.text.trim_matches(|c: char| !c.is_alphanumeric()))
    };
    (0..line.words.len()).any(|at| {
        code(trimmed(at)) && trimmed(at + 1).chars().next().is_some_and(char::is_uppercase)
    }) && line.letters() >= 4
}

/// Whether a line carries a telephone, web or mail address.
pub(crate) fn is_contact(line: &Line) -> bool {
    says(
        &line.label,
        &[
            "tel",
            "fax",
            "phone",
            "telephone",
            "tei",
            "hp",
            "hotline",
            "email",
            "www",
            "http",
            "https",
            "mobile",
            "whatsapp",
            "careline",
        ],
    ) || line.text.contains('@') && line.amounts.is_empty()
        || line.text.to_ascii_lowercase().contains(".com")
}

/// Whether a line carries a registration or tax number.
pub(crate) fn is_registration(line: &Line) -> bool {
    let named = says(
        &line.label,
        &[
            "gst",
            "sst",
            "reg",
            "roc",
            "registration",
            "ssm",
            "co",
            "company",
            "tax",
            "ust",
            "id",
            "tin",
        ],
    );
    let digits = line.text.chars().filter(char::is_ascii_digit).count();
    named && digits >= 6 && line.letters() < 30
}

/// Whether a line heads a receipt without naming the seller.
pub(crate) fn is_title(line: &Line) -> bool {
    let tax_invoice = says(
        &line.label,
        &[
            "invoice",
            "tax",
            "receipt",
            "bill",
            "resit",
            "invois",
            "kundenbeleg",
            "rechnung",
            "cash",
            "copy",
            "duplicate",
            "reprint",
            "original",
            "order",
            "guest",
            "check",
            "table",
            "welcome",
            "thank",
            "kassenbon",
            "statement",
            "official",
            "customer",
        ],
    );
    tax_invoice && line.words.len() <= 5 && !form::has_legal_form(line)
}
