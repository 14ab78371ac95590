//! The search language: `tesco >50 after:2026-01 #food is:unsure -returns`.
//!
//! | word | finds |
//! |---|---|
//! | `tesco`, `"kopi o"` | receipts with these words, or this phrase |
//! | `>50` `>=50` `<100` `<=100` `=23.40` | totals above, below, of exactly |
//! | `after:2026` `after:2026-01` `after:2026-01-15` | from the period's first day on |
//! | `before:2026-02` | before the period's first day |
//! | `on:2026-01` | within the period |
//! | `#dining`, `#"pet food"` | a category, by its key or name |
//! | `is:unsure` `is:binned` `is:sample` | how it stands |
//! | `paid:cash` | how it was paid |
//! | `-word`, `-#dining`, `-paid:cash`, `-is:unsure` | leaves those out |
//!
//! Every text is a query: what is no rule is searched for as it stands.
//! Conditions are joined by *and*.
mod period;
mod split;

use jiff::civil::Date;
use money::Quantity;
use split::{Piece, pieces};

/// What a person looks for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Query {
    /// Words and phrases.
    pub terms: Vec<Term>,
    /// The first day, included.
    pub from: Option<Date>,
    /// The day after the last one.
    pub until: Option<Date>,
    /// Conditions on the total.
    pub amounts: Vec<AmountTest>,
    /// Categories, by key or name, in lower case.
    pub categories: Vec<Choice>,
    /// Ways of paying, snake case: `cash`, `card`, `credit_card`.
    pub paid: Vec<Choice>,
    /// Confirmed with a doubt left; `Some(false)` leaves those out.
    pub unsure: Option<bool>,
    /// In the bin.
    pub binned: Option<bool>,
    /// Bundled samples.
    pub sample: Option<bool>,
}

/// A word or phrase of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// As typed, without quotes; never blank.
    pub text: String,
    /// Quoted: the words stand together; otherwise a word may be a beginning.
    pub phrase: bool,
    /// Must not occur.
    pub excluded: bool,
}

/// A condition on the total, whatever its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AmountTest {
    /// How to compare.
    pub comparison: Comparison,
    /// With what.
    pub amount: Quantity,
}

/// How a total is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `>`
    Above,
    /// `>=`
    AtLeast,
    /// `<`
    Below,
    /// `<=`
    AtMost,
    /// `=`
    Equal,
}

/// A category or way of paying that is asked for or left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Lower case.
    pub name: String,
    /// Must not be it.
    pub excluded: bool,
}

impl Query {
    /// Understands any text.
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        for piece in pieces(text) {
            query.add(&piece);
        }
        query
    }

    /// Whether everything is found.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn add(&mut self, piece: &Piece) {
        let understood = !piece.quoted
            && (self.add_amount(piece) || self.add_category(piece) || self.add_keyed(piece));
        if !understood {
            let term =
                Term { text: piece.text.clone(), phrase: piece.quoted, excluded: piece.excluded };
            self.terms.push(term);
        }
    }

    fn add_amount(&mut self, piece: &Piece) -> bool {
        use Comparison::{Above, AtLeast, AtMost, Below, Equal};
        let signs = [(">=", AtLeast), ("<=", AtMost), (">", Above), ("<", Below), ("=", Equal)];
        let test = signs.iter().find_map(|(sign, comparison)| {
            let amount = plain_amount(piece.text.strip_prefix(sign)?)?;
            Some(AmountTest { comparison: *comparison, amount })
        });
        let test = test.filter(|_| !piece.excluded);
        self.amounts.extend(test);
        test.is_some()
    }

    fn add_category(&mut self, piece: &Piece) -> bool {
        let name = piece.text.strip_prefix('#').filter(|name| !name.trim().is_empty());
        let choice =
            name.map(|name| Choice { name: name.to_lowercase(), excluded: piece.excluded });
        let found = choice.is_some();
        self.categories.extend(choice);
        found
    }

    fn add_keyed(&mut self, piece: &Piece) -> bool {
        let Some((key, value)) = piece.text.split_once(':') else { return false };
        match key.to_ascii_lowercase().as_str() {
            "after" | "before" | "on" if piece.excluded => false,
            key @ ("after" | "before" | "on") => self.add_period(key, value),
            "is" => self.add_standing(value, !piece.excluded),
            "paid" if !value.trim().is_empty() => {
                let name = value.trim().to_lowercase().replace(['-', ' '], "_");
                self.paid.push(Choice { name, excluded: piece.excluded });
                true
            }
            _ => false,
        }
    }

    fn add_period(&mut self, key: &str, value: &str) -> bool {
        let Some((first, after_last)) = period::parse(value) else { return false };
        if key != "before" {
            self.from = self.from.max(Some(first));
        }
        let end = match key {
            "before" => Some(first),
            "on" => after_last,
            _ => None,
        };
        self.until = [self.until, end].into_iter().flatten().min();
        true
    }

    fn add_standing(&mut self, value: &str, wanted: bool) -> bool {
        let flag = match value.to_ascii_lowercase().as_str() {
            "unsure" => &mut self.unsure,
            "binned" => &mut self.binned,
            "sample" => &mut self.sample,
            _ => return false,
        };
        *flag = Some(wanted);
        true
    }
}

/// `1,234.50` and `1234.5`; nothing else, so that `>sign` stays text.
fn plain_amount(text: &str) -> Option<Quantity> {
    let plain = text.replace(',', "");
    let digits_only = plain.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    (digits_only && plain.bytes().any(|b| b.is_ascii_digit()))
        .then(|| Quantity::parse(&plain))
        .flatten()
}
