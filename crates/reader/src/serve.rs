//! One job after another.
use crate::clock::{self, timed};
use crate::engines::Engines;
use crate::looks::{self, Read};
use crate::printed;
use fault::Coded;
use ocr::{Leaf, OcrError, Print, Upright};
use page::{QrCode, Turn};
use reader::wire::{Answer, Asked, Job, MAX_HEAD, MAX_PICTURE, PictureHead};
use reader::{FrameError, Password, Region, Stage, Wish, read_frame, write_frame};
use receipt::Context;
use std::io;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Answers until the input ends.
pub fn jobs(
    engines: &Engines,
    input: &mut impl io::Read,
    output: &mut impl Write,
) -> Result<(), FrameError> {
    loop {
        let (asked, file) = match read_frame::<Asked>(input, MAX_HEAD, MAX_PICTURE) {
            Err(FrameError::Closed) => return Ok(()),
            asked => asked?,
        };
        write_frame(output, &Answer::Progress(Stage::Started), &[])?;
        let done = answer(engines, &asked, &file, output);
        let (answer, body) = match done {
            Ok(done) => done,
            Err(Stop::Picture(error)) => (Answer::Failed(error.code()), Body::default()),
            Err(Stop::Pipe(error)) => return Err(error),
        };
        write_frame(output, &answer, &[&body.0, &body.1])?;
    }
}

/// The pieces of an answer's body.
#[derive(Default)]
struct Body(Vec<u8>, Vec<u8>);

/// Why a job has no answer: the picture is told, the pipe ends the process.
pub enum Stop {
    Picture(OcrError),
    Pipe(FrameError),
}

impl From<OcrError> for Stop {
    fn from(error: OcrError) -> Self {
        Self::Picture(error)
    }
}

impl From<FrameError> for Stop {
    fn from(error: FrameError) -> Self {
        Self::Pipe(error)
    }
}

fn answer(
    engines: &Engines,
    asked: &Asked,
    file: &[u8],
    output: &mut impl Write,
) -> Result<(Answer, Body), Stop> {
    let passwords: Vec<&str> = asked.sheet.passwords.iter().map(Password::expose).collect();
    let start = clock::processor();
    let leaf = Leaf::open(file, asked.sheet.page, &passwords)?;
    match &asked.job {
        Job::Read { today, currency, wish } => {
            let context = Context { today: *today, currency: *currency };
            read(engines, &leaf, wish, &context, start, output)
        }
        Job::Picture(turn) => {
            let (head, body) = derive(&leaf, &upright(&leaf, *turn)?)?;
            Ok((Answer::Picture(head), body))
        }
        Job::Render(turn) => {
            let picture = upright(&leaf, *turn)?;
            let (width, height) = (picture.width(), picture.height());
            Ok((Answer::Rendered { width, height }, Body(picture.full()?, Vec::new())))
        }
        Job::Region(turn, Region { bounds, digits }) => {
            let print = if *digits { Print::Digits } else { Print::Block };
            let region = ocr::Region { bounds: *bounds, print };
            let page = engines.first.reread(&upright(&leaf, *turn)?, region)?;
            Ok((Answer::Region(page), Body::default()))
        }
    }
}

fn read(
    engines: &Engines,
    leaf: &Leaf<'_>,
    wish: &Wish,
    context: &Context,
    start: u64,
    output: &mut impl Write,
) -> Result<(Answer, Body), Stop> {
    let mut tell = |stage| write_frame(output, &Answer::Progress(stage), &[]);
    let printed = printed::read(&engines.first, leaf, wish, context, &mut tell)?;
    let is_printed = printed.is_some();
    let read = match printed {
        Some(read) => read,
        None => looks::read(engines, leaf, wish, context, tell)?,
    };
    let Read { turn, pages, draft, mut timings, .. } = read;
    let codes = timed(&mut timings.derive, || codes(&read.picture));
    let (picture, body) = timed(&mut timings.derive, || derive(leaf, &read.picture))?;
    timings.cpu = clock::processor() - start;
    let mut pages = pages.into_iter();
    let page = pages.next().ok_or(OcrError::NothingToRead)?;
    let (others, languages) = (pages.collect(), engines.first.languages().to_vec());
    let draft = Box::new(draft);
    let answer =
        Answer::Read { is_printed, page, others, turn, codes, languages, draft, picture, timings };
    Ok((answer, body))
}

/// Codes are a bonus: what is wrong with one must not cost the reading.
fn codes(picture: &Upright) -> Vec<QrCode> {
    let look = AssertUnwindSafe(|| picture.codes().unwrap_or_default());
    catch_unwind(look).unwrap_or_default()
}

/// The picture, turned.
pub fn upright(leaf: &Leaf<'_>, turn: Turn) -> Result<Upright, OcrError> {
    Ok(leaf.upright()?.turned(turn))
}

fn derive(leaf: &Leaf<'_>, picture: &Upright) -> Result<(PictureHead, Body), OcrError> {
    let (thumb, view) = (picture.thumb()?, picture.view()?);
    let head = PictureHead {
        pages: leaf.pages(),
        width: picture.width(),
        height: picture.height(),
        thumb: u32::try_from(thumb.len()).map_err(|_| OcrError::TooLarge)?,
        hash: picture.hash()?,
    };
    Ok((head, Body(thumb, view)))
}
