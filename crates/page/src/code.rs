//! Codes on a picture, and what they are good for.
use crate::Bounds;
use serde::{Deserialize, Serialize};

/// A QR code that was found on a picture. Nothing in it is opened or asked after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct QrCode {
    /// What it says, as it says it.
    pub payload: String,
    /// Where it stands on the upright picture.
    pub bounds: Bounds,
    /// What it is.
    pub kind: CodeKind,
}

/// What a code's payload is, by its form alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CodeKind {
    /// A validated Malaysian e-invoice; its amounts are only behind the link, which is not followed.
    MyInvois {
        /// The document's number at the tax office.
        document: String,
        /// The number that gives access to it.
        share: String,
    },
    /// A QR payment after EMVCo, in Malaysia DuitNow.
    Payment {
        /// Who is paid.
        merchant: Option<String>,
        /// How much, a plain decimal, where the code fixes it.
        amount: Option<String>,
        /// ISO country code.
        country: Option<String>,
    },
    /// A German receipt as its cash register signed it (DSFinV-K, `V0;...`).
    GermanRegister,
    /// A European bank transfer (EPC069-12, `BCD`).
    Transfer,
    /// A link to anywhere.
    Link,
    /// Anything else.
    Other,
}

impl CodeKind {
    /// The kind of a payload.
    pub fn of(payload: &str) -> Self {
        if let Some(invoice) = my_invois(payload) {
            return invoice;
        }
        if payload.starts_with("000201") {
            return payment(payload);
        }
        let first = payload.lines().next().unwrap_or_default();
        match first {
            "BCD" => Self::Transfer,
            _ if payload.starts_with("V0;") => Self::GermanRegister,
            _ if ["https://", "http://"].iter().any(|scheme| first.starts_with(scheme)) => {
                Self::Link
            }
            _ => Self::Other,
        }
    }
}

/// The hosts that MyInvois links have, in use and for trials.
const MY_INVOIS: [&str; 2] =
    ["https://myinvois.hasil.gov.my/", "https://preprod.myinvois.hasil.gov.my/"];

fn my_invois(payload: &str) -> Option<CodeKind> {
    let path = MY_INVOIS.iter().find_map(|host| payload.strip_prefix(host))?;
    let (document, share) = path.split_once("/share/")?;
    let is_number = |text: &str, most: usize| {
        (10..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    (is_number(document, 40) && is_number(share, 200))
        .then(|| CodeKind::MyInvois { document: document.to_owned(), share: share.to_owned() })
}

/// Tags of the merchant-presented mode: each a two-digit tag, a two-digit length, a value.
const AMOUNT: &str = "54";
const COUNTRY: &str = "58";
const MERCHANT: &str = "59";

fn payment(payload: &str) -> CodeKind {
    let field = |wanted: &str| {
        let value = fields(payload).find(|(tag, _)| *tag == wanted)?.1;
        Some(value.trim().to_owned()).filter(|value| !value.is_empty())
    };
    let is_amount = |text: &String| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    CodeKind::Payment {
        merchant: field(MERCHANT),
        amount: field(AMOUNT).filter(is_amount),
        country: field(COUNTRY),
    }
}

/// Tags and values, until the form breaks.
fn fields(payload: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = payload;
    std::iter::from_fn(move || {
        let (tag, length) = (rest.get(..2)?, rest.get(2..4)?.parse::<usize>().ok()?);
        let value = rest.get(4..4 + length)?;
        rest = &rest[4 + length..];
        Some((tag, value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_e_invoice_gives_its_numbers() {
        let link = "https://myinvois.hasil.gov.my/ABCDE12345FGH/share/0a1b2c3d4e5f6g7h";
        let (document, share) = ("ABCDE12345FGH".to_owned(), "0a1b2c3d4e5f6g7h".to_owned());
        assert_eq!(CodeKind::of(link), CodeKind::MyInvois { document, share });
        let strange = "https://myinvois.hasil.gov.my.evil.example/ABCDE12345FGH/share/0a1b2c3d4e5f";
        assert_eq!(CodeKind::of(strange), CodeKind::Link, "another host is any link");
        let broken = "https://myinvois.hasil.gov.my/AB/../C1234567/share/0a1b2c3d4e5f";
        assert_eq!(CodeKind::of(broken), CodeKind::Link, "numbers are letters and digits");
    }

    #[test]
    fn a_payment_gives_whom_how_much_and_where() {
        let payload = "0002010102115204581253034585405 9.505802MY5911KEDAI ALI  6005KLANG6304ABCD";
        let expected = CodeKind::Payment {
            merchant: Some("KEDAI ALI".into()),
            amount: Some("9.50".into()),
            country: Some("MY".into()),
        };
        assert_eq!(CodeKind::of(payload), expected);
    }

    #[test]
    fn malformed_payloads_are_no_panic() {
        for payload in
            ["", "000201", "0002015999", "000201é", "00020154é1", "BCD", "V0;", "https://"]
        {
            let _ = CodeKind::of(payload);
        }
        let cut = CodeKind::of("0002015999KEDAI");
        assert!(matches!(cut, CodeKind::Payment { merchant: None, .. }), "{cut:?}");
    }
}
