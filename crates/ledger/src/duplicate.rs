//! Whether two receipts may be of one purchase.
use crate::merchant;
use jiff::civil::{Date, Time};
use money::Money;

/// What is compared of a receipt; absent fields speak neither for nor against.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Purchase {
    /// Who sold, as printed.
    pub merchant: Option<String>,
    /// The day.
    pub date: Option<Date>,
    /// The time of day.
    pub time: Option<Time>,
    /// What was to pay.
    pub total: Option<Money>,
    /// The receipt's own number.
    pub number: Option<String>,
    /// A 64 bit perceptual hash of the picture.
    pub picture: Option<u64>,
}

/// A field that two receipts share or differ in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trait {
    /// Who sold.
    Merchant,
    /// The day.
    Date,
    /// The time of day.
    Time,
    /// What was to pay.
    Total,
    /// The receipt's own number.
    Number,
    /// How the picture looks.
    Picture,
}

impl Trait {
    /// The field's name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Merchant => "merchant",
            Self::Date => "date",
            Self::Time => "time",
            Self::Total => "total",
            Self::Number => "number",
            Self::Picture => "picture",
        }
    }
}

/// Two receipts that may be of one purchase: a person decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Equal in both.
    pub same: Vec<Trait>,
    /// Present in both and different.
    pub different: Vec<Trait>,
}

/// Hashes this many bits apart, of 64, still show the same picture.
const PICTURE_REACH: u32 = 6;

/// Compares two receipts; `None` when nothing suggests one purchase.
///
/// They match when seller, day and total are equal, or number and total are,
/// or the pictures look alike and no total speaks against it. A second visit
/// on the same day is a match as well: its time and number are then among the
/// differences that the person is shown.
pub fn compare(a: &Purchase, b: &Purchase) -> Option<Match> {
    let verdicts = verdicts(a, b);
    let is =
        |wanted: Trait| verdicts.iter().find(|(field, _)| *field == wanted).map(|(_, same)| *same);
    let same = |wanted| is(wanted) == Some(true);
    let one_purchase = same(Trait::Merchant) && same(Trait::Date) && same(Trait::Total)
        || same(Trait::Number) && same(Trait::Total)
        || same(Trait::Picture) && is(Trait::Total) != Some(false);
    let with = |verdict: bool| {
        verdicts.iter().filter(|(_, same)| *same == verdict).map(|(field, _)| *field).collect()
    };
    one_purchase.then(|| Match { same: with(true), different: with(false) })
}

fn verdicts(a: &Purchase, b: &Purchase) -> Vec<(Trait, bool)> {
    let mut verdicts = Vec::new();
    let mut put = |field, verdict: Option<bool>| verdicts.extend(verdict.map(|same| (field, same)));
    put(Trait::Merchant, both(&a.merchant, &b.merchant, |a, b| merchant::same(a, b)));
    put(Trait::Date, both(&a.date, &b.date, |a, b| a == b));
    put(
        Trait::Time,
        both(&a.time, &b.time, |a, b| (a.hour(), a.minute()) == (b.hour(), b.minute())),
    );
    put(Trait::Total, both(&a.total, &b.total, |a, b| a == b));
    put(Trait::Number, both(&a.number, &b.number, |a, b| same_number(a, b)));
    put(Trait::Picture, both(&a.picture, &b.picture, |a, b| (a ^ b).count_ones() <= PICTURE_REACH));
    verdicts
}

fn both<T>(a: &Option<T>, b: &Option<T>, same: impl Fn(&T, &T) -> bool) -> Option<bool> {
    Some(same(a.as_ref()?, b.as_ref()?))
}

/// Equal letters and digits; a number of fewer than three says nothing.
fn same_number(a: &str, b: &str) -> bool {
    let plain = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    let plain_a = plain(a);
    plain_a.len() >= 3 && plain_a == plain(b)
}
