//! The recognisers of a process.
use ocr::{Engine, OcrError};

/// Whose network looks at lines that tell day and total, the likelier first. They have
/// seen other print, so they misread other digits.
const DIGITS: [&str; 3] = ["deu", "msa", "eng"];
/// Whose network looks at the seller's name: it has seen names that are no English words,
/// which the English one turns into such.
const NAMES: [&str; 2] = ["msa", "eng"];

/// One for everything, and others for what it should not decide alone.
pub struct Engines {
    /// Of the languages that are wanted.
    pub first: Engine,
    /// Of a language that is not among them; none where no other is installed.
    pub digits: Option<Engine>,
    /// Of another one again, as far as there is one.
    names: Option<Engine>,
}

impl Engines {
    /// Loads these languages, and others where they can be had.
    pub fn start(languages: &[String]) -> Result<Self, OcrError> {
        let first = Engine::start(languages, None)?;
        let digits = other(&first, &DIGITS);
        let is_loaded = |name: &&str| digits.as_ref().is_some_and(|one| has(one.languages(), name));
        let left: Vec<&str> = NAMES.into_iter().filter(|name| !is_loaded(name)).collect();
        let names = other(&first, &left);
        Ok(Self { first, digits, names })
    }

    /// For names.
    pub fn names(&self) -> Option<&Engine> {
        self.names.as_ref().or(self.digits.as_ref())
    }
}

/// One of the first of these that is installed and not among the first engine's.
fn other(first: &Engine, names: &[&str]) -> Option<Engine> {
    let is_other = |name: &&&str| has(first.installed(), name) && !has(first.languages(), name);
    let name = names.iter().find(is_other)?;
    Engine::start(&[(*name).to_owned()], None).ok()
}

fn has(names: &[String], name: &str) -> bool {
    names.iter().any(|known| known == name)
}
