//! The receipt's number, the seller's registration and tax numbers.
use crate::{
    Field, Source, Suggestion,
    label::says,
    sheet::{Line, Sheet},
};

/// The receipt's, bill's or invoice's number.
pub(crate) fn receipt_number(sheet: &Sheet) -> Field<String> {
    const NAMED: &[&str] = &[
        "invoice",
        "inv",
        "receipt",
        "rcpt",
        "bill",
        "doc",
        "document",
        "invno",
        "resit",
        "check",
        "chk",
        "order",
        "ticket",
        "bon",
        "beleg",
        "transaction",
        "trans",
        "trx",
        "slip",
        "belegnr",
        "kassenbon",
        "ref",
    ];
    const BETTER: &[&str] = &["invoice", "inv", "receipt", "rcpt", "bill", "invno", "doc", "beleg"];
    labelled(sheet, |line, at| {
        let before = &line.label_until(at);
        let named = says(before, NAMED);
        let numbered = says(before, &["no", "number", "nr", "num", "nos"])
            || line.text.contains('#')
            || line.text.contains(':');
        if !named
            || !numbered
            || says(before, &["gst", "sst", "reg", "tel", "auth", "card", "date", "account"])
        {
            return None;
        }
        Some(if says(before, BETTER) { 1.0 } else { 0.6 })
    })
}

/// The seller's company registration number: `126928-H`, `201901000005`.
pub(crate) fn registration(sheet: &Sheet) -> Field<String> {
    let named = |line: &Line| {
        says(
            &line.label,
            &[
                "sdn",
                "bhd",
                "roc",
                "reg",
                "registration",
                "company",
                "ssm",
                "co",
                "plt",
                "enterprise",
            ],
        )
    };
    words(sheet, |line, word| {
        let old = is_old_registration(word);
        let new = is_new_registration(word) && !says(&line.label, &["gst", "tax", "invoice"]);
        (old || new).then_some(if named(line) { 1.0 } else { 0.6 })
    })
}

/// The seller's GST, SST or VAT number.
pub(crate) fn tax_number(sheet: &Sheet) -> Field<String> {
    words(sheet, |line, word| {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        let gst = says(&line.label, &["gst", "6st", "gstid"]) && digits == 12 && word.len() == 12;
        let sst = is_sst(word);
        let vat = word.len() == 11 && word.starts_with("DE") && digits == 9;
        (gst || sst || vat).then_some(1.0)
    })
}

/// `W10-1808-32000012`
fn is_sst(word: &str) -> bool {
    let parts: Vec<&str> = word.split('-').collect();
    matches!(parts.as_slice(), [a, b, c] if a.len() == 3 && b.len() == 4 && c.len() == 8
        && a.starts_with(|c: char| c.is_ascii_uppercase()) && b.chars().chain(c.chars()).all(|c| c.is_ascii_digit()))
}

fn is_old_registration(word: &str) -> bool {
    let Some((digits, letter)) = word.split_once('-') else { return false };
    (4..=7).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && letter.len() == 1
        && letter.bytes().all(|b| b.is_ascii_alphabetic())
}

/// Year, kind of company 01 to 06, six digits.
fn is_new_registration(word: &str) -> bool {
    let shaped = word.len() == 12 && word.bytes().all(|b| b.is_ascii_digit());
    shaped
        && (word.starts_with("19") || word.starts_with("20"))
        && matches!(&word[4..6], "01" | "02" | "03" | "04" | "05" | "06")
}

impl Line {
    /// The label words of the words before one.
    fn label_until(&self, at: usize) -> Vec<String> {
        let before = self.words[..at].iter().map(|w| w.text.len()).sum::<usize>();
        let mut seen = 0;
        self.label
            .iter()
            .take_while(|w| {
                seen += w.len();
                seen <= before
            })
            .cloned()
            .collect()
    }
}

/// The best word by a judge that sees each word with digits of each line.
fn words(sheet: &Sheet, judge: impl Fn(&Line, &str) -> Option<f32>) -> Field<String> {
    best(sheet.lines.iter().flat_map(|line| {
        line.words
            .iter()
            .filter_map(|word| {
                let text = trimmed(&word.text);
                judge(line, text).map(|score| (score, text.to_owned(), word))
            })
            .collect::<Vec<_>>()
    }))
}

fn labelled(sheet: &Sheet, judge: impl Fn(&Line, usize) -> Option<f32>) -> Field<String> {
    best(sheet.lines.iter().flat_map(|line| {
        let numbers = (1..line.words.len()).filter(|at| is_number(trimmed(&line.words[*at].text)));
        numbers
            .filter_map(|at| {
                judge(line, at)
                    .map(|score| (score, trimmed(&line.words[at].text).to_owned(), &line.words[at]))
            })
            .collect::<Vec<_>>()
    }))
}

fn is_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let date = text.split(['/', '-', '.']).count() == 3 && digits >= 5 && digits + 2 == text.len();
    digits >= 2
        && !date
        && text.len() <= 30
        && digits * 3 >= text.len()
        && !text.contains(':')
        && crate::amount::read(text).is_none_or(|a| !a.is_price())
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

fn best<'a>(found: impl Iterator<Item = (f32, String, &'a page::Word)>) -> Field<String> {
    let mut found: Vec<_> = found.collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut field = Field::default();
    for (score, value, word) in found {
        if field.suggestions.len() < 5
            && field.suggestions.iter().all(|s: &Suggestion<String>| s.value != value)
        {
            let confidence = (score * (0.4 + 0.5 * word.confidence)).clamp(0.05, 0.9);
            field.suggestions.push(Suggestion {
                value,
                confidence,
                bounds: Some(word.bounds),
                source: Source::Read,
            });
        }
    }
    field
}
