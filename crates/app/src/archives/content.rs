//! What an archive says of itself, and what its entries are called.
use crate::views::ProfileColour;
use archive::ArchiveError;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Read;

/// The first entry.
pub(super) const MANIFEST: &str = "manifest.json";
/// What people read who look into it.
pub(super) const README: &str = "readme.md";
/// The receipts for spreadsheets; it is not read back.
pub(super) const TABLE: &str = "receipts.csv";
/// The last entry.
pub(super) const END: &str = "end.json";

/// What is written and read.
const FORMAT: &str = "quittance-archive";
const VERSION: u32 = 1;
/// Bytes of manifest and end at most.
const MOST: u64 = 64 * 1024;

/// The beginning. Fields are only ever added, so that older ones are read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    format: String,
    version: u32,
    pub(crate) profile: String,
    #[serde(default)]
    pub(super) colour: ProfileColour,
    made_at: Timestamp,
    /// The version of the app that made it.
    app: String,
}

impl Manifest {
    pub(super) fn new(profile: String, colour: ProfileColour, made_at: Timestamp) -> Self {
        let (format, app) = (FORMAT.to_owned(), env!("CARGO_PKG_VERSION").to_owned());
        Self { format, version: VERSION, profile, colour, made_at, app }
    }

    pub(super) fn parse(content: &mut dyn Read) -> Result<Self, ArchiveError> {
        // What a newer version writes may not fit; that it is newer is said first.
        #[derive(Deserialize)]
        struct Sign {
            format: String,
            version: u32,
        }
        let bytes = small(content)?;
        let sign: Sign = serde_json::from_slice(&bytes).map_err(|_| ArchiveError::NotAnArchive)?;
        match (sign.format.as_str(), sign.version) {
            (FORMAT, VERSION) => parse(&bytes, MANIFEST),
            (FORMAT, version) if version > VERSION => Err(ArchiveError::Newer),
            _ => Err(ArchiveError::NotAnArchive),
        }
    }
}

/// The end: what there has to be before it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct End {
    /// Rows of each table.
    pub(super) rows: BTreeMap<String, u64>,
    pub(super) pictures: u64,
}

impl End {
    pub(super) fn count_row(&mut self, table: &str) {
        *self.rows.entry(table.to_owned()).or_default() += 1;
    }

    pub(super) fn parse(content: &mut dyn Read) -> Result<Self, ArchiveError> {
        parse(&small(content)?, END)
    }
}

fn parse<T: DeserializeOwned>(bytes: &[u8], what: &'static str) -> Result<T, ArchiveError> {
    serde_json::from_slice(bytes).map_err(|_| ArchiveError::Damaged(what))
}

fn small(content: &mut dyn Read) -> Result<Vec<u8>, ArchiveError> {
    let mut bytes = Vec::new();
    content.take(MOST + 1).read_to_end(&mut bytes).map_err(ArchiveError::File)?;
    if bytes.len() as u64 > MOST { Err(ArchiveError::Damaged("a length")) } else { Ok(bytes) }
}

/// What an entry holds, by its name.
pub(super) enum Kind<'n> {
    Manifest,
    /// Lines of a table.
    Rows(&'n str),
    /// A picture, by its SHA-256.
    Picture(&'n str),
    End,
    /// For people.
    Beside,
}

impl<'n> Kind<'n> {
    pub(super) fn of(name: &'n str) -> Option<Self> {
        let parts: Vec<&str> = name.split('/').collect();
        match parts[..] {
            [MANIFEST] => Some(Self::Manifest),
            [END] => Some(Self::End),
            [README | TABLE] => Some(Self::Beside),
            ["tables", table, part] if part.ends_with(".jsonl") => Some(Self::Rows(table)),
            ["pictures", file] => Some(Self::Picture(file.split('.').next()?)),
            _ => None,
        }
    }
}

pub(super) fn rows_name(table: &str, part: u32) -> String {
    format!("tables/{table}/{part:06}.jsonl")
}

pub(super) fn picture_name(sha256: &str, mime: &str) -> String {
    let ending = match mime {
        "image/jpeg" => "jpg",
        "application/pdf" => "pdf",
        other => other.strip_prefix("image/").unwrap_or_default(),
    };
    let plain = !ending.is_empty() && ending.chars().all(|c| c.is_ascii_lowercase());
    format!("pictures/{sha256}.{}", if plain { ending } else { "bin" })
}
