//! What a reader gives back.
use page::{Bounds, OcrPage, QrCode, Turn};
use receipt::ReceiptDraft;
use serde::{Deserialize, Serialize};

/// What a person asks for who has a picture read again.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Wish {
    /// How to turn it; none lets the reader find out, unless a part is wished.
    pub turn: Option<Turn>,
    /// The part to read, in pixels of the picture *after* the turn; cut to the
    /// picture. None for all of it.
    pub crop: Option<Bounds>,
    /// Tesseract's names of the languages to read with, the main one first:
    /// `["eng", "msa"]`. Those that are not installed are left out; when none is
    /// left, or none is given, the pool's own languages are used.
    pub languages: Vec<String>,
}

impl Wish {
    /// The languages that are wished, if any. What is no name of a language is
    /// left out: names become parts of paths.
    pub(crate) fn languages(&self) -> Option<Vec<String>> {
        let is_name = |name: &&String| {
            let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
            (1..=32).contains(&name.len()) && name.chars().all(plain)
        };
        let names: Vec<String> = self.languages.iter().filter(is_name).cloned().collect();
        (!names.is_empty()).then_some(names)
    }
}

/// One picture, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Whether the words are the file's own: nothing had to be recognised.
    pub is_printed: bool,
    /// What was recognised; its size is that of the whole upright picture, also
    /// where only a part of it was read.
    pub page: OcrPage,
    /// What further readings of the same picture recognised, in the same pixels:
    /// made where the first left a doubt.
    pub others: Vec<OcrPage>,
    /// How the picture was turned, beyond what its file says, to be upright: what
    /// was wished, else what was found. Pages, boxes and derived pictures are
    /// turned; give it to [`crate::Pool::render`] to see the same.
    pub turn: Turn,
    /// The QR codes on it.
    pub codes: Vec<QrCode>,
    /// The languages it was read with.
    pub languages: Vec<String>,
    /// What the receipt parser suggests.
    pub draft: ReceiptDraft,
    /// The pictures derived from the original.
    pub picture: Picture,
    /// Where the time went.
    pub timings: Timings,
}

/// What is derived from an original for show and for comparing: upright and
/// without any metadata of the original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// How many pages its file has.
    pub pages: u32,
    /// Width of the upright original in pixels.
    pub width: u32,
    /// Height of the upright original in pixels.
    pub height: u32,
    /// JPEG, 96 pixels high at most.
    pub thumb: Vec<u8>,
    /// JPEG, its longer side 1600 pixels at most.
    pub view: Vec<u8>,
    /// Difference hash: pictures whose hashes differ in few of the 64 bits look alike.
    pub hash: u64,
}

/// The whole upright picture for zooming, without metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// JPEG.
    pub jpeg: Vec<u8>,
}

/// A part of a picture to be read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// Where, in pixels of the upright picture; cut to the picture.
    pub bounds: Bounds,
    /// Whether only digits, signs and separators can stand there.
    pub digits: bool,
}

/// How far a reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// A reader has the picture.
    Started,
    /// The picture is decoded and upright.
    Decoded,
    /// The words are recognised.
    Recognised,
    /// The fields are found.
    Parsed,
}

/// Where the time of one reading went, in microseconds; of wall clock where not
/// said otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Timings {
    /// Bytes to an upright picture.
    pub decode: u64,
    /// Making it easier to recognise, and recognising it; further readings included.
    pub recognise: u64,
    /// Finding the fields, re-reading of single lines included.
    pub parse: u64,
    /// Thumbnail, view and hash.
    pub derive: u64,
    /// Processor time of `decode` and `recognise`; 0 where the system cannot tell.
    pub recognise_cpu: u64,
    /// Processor time of all of it; 0 where the system cannot tell.
    pub cpu: u64,
}
