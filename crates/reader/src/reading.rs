//! What a reader gives back.
use page::{Bounds, OcrPage};
use receipt::ReceiptDraft;
use serde::{Deserialize, Serialize};

/// One picture, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// What was recognised; its size is that of the upright picture.
    pub page: OcrPage,
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
    /// Making it easier to recognise, and recognising it.
    pub recognise: u64,
    /// Finding the fields, re-reading of parts included.
    pub parse: u64,
    /// Thumbnail, view and hash.
    pub derive: u64,
    /// Processor time of `decode` and `recognise`; 0 where the system cannot tell.
    pub recognise_cpu: u64,
    /// Processor time of all of it; 0 where the system cannot tell.
    pub cpu: u64,
}
