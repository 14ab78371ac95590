//! Reading files without a vault: what `quittance-cli read` and the measures use.
use crate::fields::{FieldReading, readings};
use crate::intake::{self, Refusal};
use crate::views::FieldName;
use fault::{Code, Coded, Fault};
use money::{Clock, SystemClock};
use page::{Bounds, QrCode, Turn};
use reader::{CancelToken, Original, Password, Pool, PoolConfig, ReadError, Reading};
use receipt::{Context, ReceiptDraft};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

/// One receipt as a line of JSON: the form that accuracy is measured on, with
/// the evidence of each field beside it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReadReceipt {
    /// The file's name.
    pub file: String,
    /// Which of its pages, from 1; none where it has but one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<u32>,
    /// Who sold.
    pub merchant: Option<String>,
    /// The seller's address.
    pub address: Option<String>,
    /// ISO date.
    pub date: Option<String>,
    /// ISO time.
    pub time: Option<String>,
    /// Plain decimal.
    pub total: Option<String>,
    /// Plain decimal.
    pub tax: Option<String>,
    /// Plain decimal.
    pub subtotal: Option<String>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// The lines of goods.
    pub items: Vec<ReadItem>,
    /// Every field that was found, with its evidence.
    pub fields: BTreeMap<FieldName, Evidence>,
    /// The QR codes on it. Nothing in them is opened.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<QrCode>,
}

/// One line of goods.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReadItem {
    /// What was bought.
    pub name: String,
    /// Plain decimal.
    pub qty: Option<String>,
    /// What the line comes to, plain decimal.
    pub price: String,
    /// 0 to 1.
    pub confidence: f32,
    /// Where it stands.
    #[serde(rename = "box")]
    pub bounds: Option<Bounds>,
}

/// Why a field has its value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evidence {
    /// Canonical text.
    pub value: String,
    /// 0 to 1.
    pub confidence: f32,
    /// Where it was read.
    #[serde(rename = "box")]
    pub bounds: Option<Bounds>,
    /// Whether it needs a look.
    pub check: bool,
}

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
pub enum Unread {
    /// It was not taken.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It was taken and could not be read.
    #[error(transparent)]
    Unreadable(#[from] ReadError),
}

impl Coded for Unread {
    fn code(&self) -> fault::Code {
        match self {
            Self::Refused(refusal) => refusal.code(),
            Self::Unreadable(error) => error.code(),
        }
    }
}

/// A pool of `size` readers, or as many as there are cores.
pub fn pool(size: Option<usize>) -> Result<Pool, ReadError> {
    let mut config = PoolConfig::new(reader::program()?);
    if let Some(size) = size {
        config.size = size.max(1);
    }
    Ok(Pool::start(config))
}

/// What a reading knows beforehand: today's date.
pub fn today() -> Context {
    Context { today: SystemClock.today(), currency: None }
}

/// The files behind what was named on a command line; folders are opened.
pub fn files(named: &[PathBuf]) -> Vec<PathBuf> {
    intake::expand(named)
}

/// Reads all files on all readers and tells each outcome, in the order of the
/// files; a file may hold several receipts. The password is for locked ones.
pub fn read_all(
    pool: &Pool,
    context: &Context,
    files: &[PathBuf],
    password: Option<String>,
    mut tell: impl FnMut(&Path, Result<Vec<ReadReceipt>, Fault>),
) {
    let passwords: Vec<Password> = password.map(Password::new).into_iter().collect();
    let reading = Files { pool, context, passwords: &passwords };
    let next = AtomicUsize::new(0);
    let (send, outcomes) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..pool.size().min(files.len()) {
            let (send, next, reading) = (send.clone(), &next, &reading);
            scope.spawn(move || {
                while let Some(at) = claim(next, files.len()) {
                    let outcome =
                        reading.file(&files[at]).map_err(|error| about(&error, &files[at]));
                    if send.send((at, outcome)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        in_order(outcomes.iter(), |at, outcome| tell(&files[at], outcome));
    });
}

fn claim(next: &AtomicUsize, most: usize) -> Option<usize> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    (at < most).then_some(at)
}

/// Passes on what arrives out of order as soon as all before it has arrived.
fn in_order<T>(arriving: impl Iterator<Item = (usize, T)>, mut tell: impl FnMut(usize, T)) {
    let mut early = BTreeMap::new();
    let mut due = 0;
    for (at, outcome) in arriving {
        early.insert(at, outcome);
        while let Some(outcome) = early.remove(&due) {
            tell(due, outcome);
            due += 1;
        }
    }
}

/// The fault, which always names its file.
fn about(error: &Unread, path: &Path) -> Fault {
    Fault { about: Some(intake::shown_name(path)), ..Fault::from(error) }
}

/// How files are read.
struct Files<'a> {
    pool: &'a Pool,
    context: &'a Context,
    passwords: &'a [Password],
}

impl Files<'_> {
    /// The receipts of a file.
    fn file(&self, path: &Path) -> Result<Vec<ReadReceipt>, Unread> {
        let bytes = intake::read_file(path)?;
        let pages = self.pages(&bytes)?;
        let drafts: Vec<Option<&ReceiptDraft>> =
            pages.iter().map(|page| page.as_ref().map(|reading| &reading.draft)).collect();
        let receipts = receipt::documents(&drafts);
        let named = |at: usize| u32::try_from(at + 1).unwrap_or(u32::MAX);
        let told = receipts.into_iter().map(|range| {
            let numbers = if pages.len() > 1 { range.clone().map(named).collect() } else { vec![] };
            told(intake::shown_name(path), numbers, &pages[range])
        });
        Ok(told.collect())
    }

    /// Each page of a file as it was read; nothing of one without text.
    fn pages(&self, bytes: &[u8]) -> Result<Vec<Option<Reading>>, ReadError> {
        let first = self.page(bytes, 0)?;
        let count = match &first {
            Some(reading) => reading.picture.pages,
            None => {
                self.pool.picture(self.original(bytes, 0), Turn::None, &CancelToken::new())?.pages
            }
        };
        let mut pages = vec![first];
        for page in 1..count {
            pages.push(self.page(bytes, page)?);
        }
        match pages.iter().any(Option::is_some) {
            true => Ok(pages),
            false => Err(ReadError::Refused(Code::NothingToRead)),
        }
    }

    fn page(&self, bytes: &[u8], page: u32) -> Result<Option<Reading>, ReadError> {
        let original = self.original(bytes, page);
        match self.pool.read(original, self.context, &CancelToken::new(), &mut |_| {}) {
            Err(ReadError::Refused(Code::NothingToRead)) => Ok(None),
            read => read.map(Some),
        }
    }

    fn original<'b>(&'b self, bytes: &'b [u8], page: u32) -> Original<'b> {
        Original { bytes, page, passwords: self.passwords }
    }
}

fn told(file: String, numbers: Vec<u32>, pages: &[Option<Reading>]) -> ReadReceipt {
    let read = || pages.iter().flatten();
    let draft = receipt::stitch(read().map(|reading| reading.draft.clone()).collect());
    let fields: BTreeMap<FieldName, Evidence> =
        readings(&draft).iter().filter_map(|field| Some((field.field, evidence(field)?))).collect();
    let value = |name: FieldName| fields.get(&name).map(|evidence| evidence.value.clone());
    let item = |item: &receipt::ItemDraft| ReadItem {
        name: item.name.clone(),
        qty: item.quantity.map(|quantity| quantity.to_string()),
        price: item.total.to_decimal_string(),
        confidence: item.confidence,
        bounds: item.bounds,
    };
    ReadReceipt {
        file,
        pages: numbers,
        merchant: value(FieldName::Merchant),
        address: value(FieldName::Address),
        date: value(FieldName::Date),
        time: value(FieldName::Time),
        total: value(FieldName::Total),
        tax: value(FieldName::Tax),
        subtotal: value(FieldName::Subtotal),
        currency: value(FieldName::Currency),
        items: draft.items.iter().map(item).collect(),
        fields,
        codes: read().flat_map(|reading| reading.codes.clone()).collect(),
    }
}

fn evidence(field: &FieldReading) -> Option<Evidence> {
    let best = field.suggestions.first()?;
    Some(Evidence {
        value: best.value.clone(),
        confidence: best.confidence,
        bounds: best.bounds,
        check: !field.is_sure(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_are_told_in_the_order_of_the_files() {
        let mut told = Vec::new();
        in_order([(2, 'c'), (0, 'a'), (3, 'd'), (1, 'b')].into_iter(), |at, outcome| {
            told.push((at, outcome))
        });
        assert_eq!(
            told,
            [(0, 'a'), (1, 'b'), (2, 'c'), (3, 'd')],
            "a script pairs lines with its files"
        );
    }
}
