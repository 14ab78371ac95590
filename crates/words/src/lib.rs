//! The sentences people read, looked up by key.
//!
//! One catalogue a language serves the window, the native menu, the command
//! line and the PDF: `assets/i18n/<language>.json`, flat, dotted keys,
//! `{name}` placeholders and `_one`/`_other` plurals chosen by `{count}`.
use std::collections::BTreeMap;

/// A language's catalogue.
#[derive(Debug, Clone)]
pub struct Words(BTreeMap<String, String>);

impl Words {
    /// English, which is complete by definition.
    pub fn english() -> Self {
        Self::parse(include_str!("../../../assets/i18n/en.json"))
    }

    fn parse(json: &str) -> Self {
        Self(serde_json::from_str(json).unwrap_or_default())
    }

    /// The sentence of a key, its placeholders filled. An unknown key comes
    /// back as itself, so that a gap is seen and nothing breaks.
    pub fn get(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        let mut sentence = self.0.get(key).cloned().unwrap_or_else(|| key.to_owned());
        for (name, value) in arguments {
            sentence = sentence.replace(&format!("{{{name}}}"), value);
        }
        sentence
    }

    /// The sentence for a count: `key_one` for 1, `key_other` otherwise.
    pub fn count(&self, key: &str, count: usize, arguments: &[(&str, &str)]) -> String {
        let form = if count == 1 { "one" } else { "other" };
        let number = count.to_string();
        let mut all = vec![("count", number.as_str())];
        all.extend_from_slice(arguments);
        self.get(&format!("{key}_{form}"), &all)
    }

    /// Whether the catalogue has this key.
    pub fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }
}
