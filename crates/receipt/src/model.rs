//! Small linear models whose weights stand in `assets/reading/weights.txt`.
//!
//! `cargo xtask train` writes that file; it is compiled in.
use std::sync::OnceLock;

/// What speaks for or against a candidate, by name.
pub type Features = Vec<(&'static str, f32)>;

const WEIGHTS: &str = include_str!("../../../assets/reading/weights.txt");

/// A model's weights, sorted by name.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Model {
    weights: Vec<(String, f32)>,
}

impl Model {
    /// How much speaks for a candidate. A feature without a weight does not count.
    pub fn score(&self, features: &[(&'static str, f32)]) -> f32 {
        let weight = |name: &str| {
            let at = self.weights.binary_search_by(|(known, _)| known.as_str().cmp(name)).ok();
            at.and_then(|at| self.weights.get(at)).map_or(0.0, |(_, weight)| *weight)
        };
        self.bias() + features.iter().map(|(name, value)| weight(name) * value).sum::<f32>()
    }

    /// The same as a chance from 0 to 1.
    pub fn chance(&self, features: &[(&'static str, f32)]) -> f32 {
        1.0 / (1.0 + (-self.score(features)).exp())
    }

    fn bias(&self) -> f32 {
        self.weights.iter().find(|(name, _)| name == "bias").map_or(0.0, |(_, weight)| *weight)
    }
}

/// The weights of every model that a draft is made with.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Weights {
    /// Which line names the seller.
    pub(crate) merchant: Model,
    /// Which day is that of the sale.
    pub(crate) date: Model,
    /// Which amount is the total.
    pub(crate) total: Model,
    /// How likely the chosen merchant, date and total are right.
    pub(crate) merchant_sure: Model,
    pub(crate) date_sure: Model,
    pub(crate) total_sure: Model,
}

impl Weights {
    /// Those of `assets/reading/weights.txt`.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Weights> = OnceLock::new();
        SHIPPED.get_or_init(|| Self::parse(WEIGHTS))
    }

    /// Reads weights: sections `[model]` of lines `feature weight`. What is not understood counts nothing.
    pub fn parse(text: &str) -> Self {
        Self {
            merchant: section(text, "merchant"),
            date: section(text, "date"),
            total: section(text, "total"),
            merchant_sure: section(text, "merchant sure"),
            date_sure: section(text, "date sure"),
            total_sure: section(text, "total sure"),
        }
    }
}

/// The weights below `[name]`, one `feature weight` a line.
fn section(text: &str, name: &str) -> Model {
    let heading = format!("[{name}]");
    let lines = text.lines().map(str::trim).skip_while(|line| *line != heading).skip(1);
    let own = lines.take_while(|line| !line.starts_with('['));
    let mut weights: Vec<(String, f32)> = own
        .filter_map(|line| {
            let (feature, weight) = line.rsplit_once(' ')?;
            Some((feature.trim().to_owned(), weight.trim().parse().ok()?))
        })
        .collect();
    weights.sort_by(|a, b| a.0.cmp(&b.0));
    Model { weights }
}

#[cfg(test)]
mod tests {
    use super::{WEIGHTS, section};

    const TEXT: &str = "# by a test\n[date sure]\nbias -1\nagain 2.5\n\n[total sure]\nbias 4\n";

    #[test]
    fn a_section_ends_at_the_next() {
        let model = section(TEXT, "date sure");
        assert_eq!(model.score(&[("again", 1.0), ("unheard of", 9.0)]), 1.5, "-1 + 2.5");
        assert_eq!(section(TEXT, "merchant").score(&[("again", 1.0)]), 0.0, "no weights, no score");
    }

    #[test]
    fn every_model_has_weights() {
        for name in ["merchant", "date", "total", "merchant sure", "date sure", "total sure"] {
            assert!(!section(WEIGHTS, name).weights.is_empty(), "{name} was not trained");
        }
    }
}
