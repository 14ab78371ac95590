//! What goes over the pipes: one job in, some progress and one answer out.
//!
//! Both ends are built from one commit, so there is no migration; a reader of
//! another [`PROTOCOL`] is refused at its hello.
use crate::{Region, Sheet, Stage, Timings, Wish, sandbox::Sandbox};
use fault::Code;
use jiff::civil::Date;
use money::Currency;
use page::{OcrPage, QrCode, Turn};
use receipt::{Context, ReceiptDraft};
use serde::{Deserialize, Serialize};

/// Raised whenever a message changes its form.
pub const PROTOCOL: u32 = 5;
/// The largest picture file that is sent, in bytes.
pub const MAX_PICTURE: usize = 128 << 20;
/// The largest head of any frame, in bytes.
pub const MAX_HEAD: usize = 16 << 20;
/// The largest body of an answer, in bytes: a rendered picture.
pub const MAX_ANSWER: usize = 128 << 20;

/// What the parent asks; the frame's body is the file's bytes as they were dropped.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Asked {
    /// Of which page of the file.
    pub sheet: Sheet,
    /// What is to be done with it.
    pub job: Job,
}

/// What is to be done with a page.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Job {
    /// Everything a new receipt needs.
    Read {
        /// See [`Context::today`].
        today: Date,
        /// See [`Context::currency`].
        currency: Option<Currency>,
        /// How to read it.
        wish: Wish,
    },
    /// The derived pictures alone.
    Picture(Turn),
    /// The whole picture upright.
    Render(Turn),
    /// One part of it again.
    Region(Turn, Region),
}

impl Job {
    /// The reading of a receipt in this context.
    pub fn read(context: &Context, wish: &Wish) -> Self {
        let Context { today, currency } = *context;
        Self::Read { today, currency, wish: wish.clone() }
    }
}

/// What the child says.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The first message of a child that can work.
    Hello(Hello),
    /// How far it is.
    Progress(Stage),
    /// Body: thumb, then view.
    Read {
        /// Whether the words are the file's own, and nothing had to be recognised.
        is_printed: bool,
        /// What was recognised.
        page: OcrPage,
        /// What further readings recognised.
        others: Vec<OcrPage>,
        /// How the picture was turned.
        turn: Turn,
        /// The QR codes on it.
        codes: Vec<QrCode>,
        /// The languages it was read with.
        languages: Vec<String>,
        /// What it says.
        draft: Box<ReceiptDraft>,
        /// How the body is split.
        picture: PictureHead,
        /// Where the time went.
        timings: Timings,
    },
    /// Body: thumb, then view.
    Picture(PictureHead),
    /// Body: the JPEG.
    Rendered {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// What stands in the part; bounds are those of the whole picture.
    Region(OcrPage),
    /// The picture is refused; instead of a hello: the reader cannot work.
    Failed(Code),
}

/// What a child that can work says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// See [`PROTOCOL`].
    pub protocol: u32,
    /// The languages that are loaded.
    pub languages: Vec<String>,
    /// The languages that are installed.
    pub installed: Vec<String>,
    /// Tesseract's version.
    pub tesseract: String,
    /// The walls around it.
    pub sandbox: Sandbox,
}

/// The parts of a picture that are not bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureHead {
    /// How many pages its file has.
    pub pages: u32,
    /// Width of the upright original.
    pub width: u32,
    /// Height of the upright original.
    pub height: u32,
    /// How many bytes of the body are the thumb.
    pub thumb: u32,
    /// Difference hash.
    pub hash: u64,
}
