//! The recognisers of a process.
use ocr::{Engine, OcrError};

/// Whose network is asked for a second opinion on single lines, the likelier first.
/// They have seen other print, so they misread other digits.
const OPINIONS: [&str; 2] = ["msa", "eng"];

/// One for everything, and another for what it should not decide alone.
pub struct Engines {
    /// Of the languages that are wanted.
    pub first: Engine,
    /// Of a language that is not among them; none where no other is installed.
    pub second: Option<Engine>,
}

impl Engines {
    /// Loads these languages, and one more where it can be had.
    pub fn start(languages: &[String]) -> Result<Self, OcrError> {
        let first = Engine::start(languages, None)?;
        let has = |names: &[String], name: &str| names.iter().any(|known| known == name);
        let other = OPINIONS
            .into_iter()
            .find(|name| has(first.installed(), name) && !has(first.languages(), name));
        let second = other.and_then(|name| Engine::start(&[name.to_owned()], None).ok());
        Ok(Self { first, second })
    }
}
