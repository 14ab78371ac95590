//! What a reader is given to look at.
use serde::{Deserialize, Serialize};
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// One page of a file, as it was dropped.
#[derive(Debug, Clone, Copy)]
pub struct Original<'a> {
    /// The file's bytes, whatever its kind.
    pub bytes: &'a [u8],
    /// From 0; pictures have one.
    pub page: u32,
    /// What may open it, if it is locked.
    pub passwords: &'a [Password],
}

/// The only page, or the first.
impl<'a, B: AsRef<[u8]> + ?Sized> From<&'a B> for Original<'a> {
    fn from(bytes: &'a B) -> Self {
        Self { bytes: bytes.as_ref(), page: 0, passwords: &[] }
    }
}

impl Original<'_> {
    /// What of it goes before its bytes.
    pub(crate) fn sheet(&self) -> Sheet {
        Sheet { page: self.page, passwords: self.passwords.to_vec() }
    }
}

/// Which page of the file that is sent, and what may open it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// From 0.
    pub page: u32,
    /// Tried one after the other, if the file is locked.
    pub passwords: Vec<Password>,
}

/// A password of a PDF. It is sent to a reader and kept nowhere.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(transparent)]
pub struct Password(String);

impl Password {
    /// As the user typed it.
    pub fn new(typed: String) -> Self {
        Self(typed)
    }

    /// For the decoder alone.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_shown_nowhere() {
        let sheet = Sheet { page: 1, passwords: vec![Password::new("hunter2".into())] };
        assert!(!format!("{sheet:?}").contains("hunter2"), "a log would keep it: {sheet:?}");
    }
}
