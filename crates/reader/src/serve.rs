//! One job after another.
use crate::clock::{self, timed};
use fault::Coded;
use ocr::{Engine, OcrError, Upright};
use page::{Bounds, OcrPage};
use reader::wire::{Answer, Job, MAX_HEAD, MAX_PICTURE, PictureHead};
use reader::{FrameError, Region, Stage, Timings, read_frame, write_frame};
use receipt::{Context, Hint, Reread};
use std::io::{Read, Write};

/// Answers until the input ends.
pub fn jobs(
    engine: &Engine,
    input: &mut impl Read,
    output: &mut impl Write,
) -> Result<(), FrameError> {
    loop {
        let (job, picture) = match read_frame::<Job>(input, MAX_HEAD, MAX_PICTURE) {
            Err(FrameError::Closed) => return Ok(()),
            job => job?,
        };
        write_frame(output, &Answer::Progress(Stage::Started), &[])?;
        let done = answer(engine, &job, &picture, output);
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
enum Stop {
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
    engine: &Engine,
    job: &Job,
    bytes: &[u8],
    output: &mut impl Write,
) -> Result<(Answer, Body), Stop> {
    match *job {
        Job::Read { today, currency } => read(engine, bytes, &Context { today, currency }, output),
        Job::Picture => {
            let (head, body) = derive(&ocr::upright(bytes)?)?;
            Ok((Answer::Picture(head), body))
        }
        Job::Render => {
            let picture = ocr::upright(bytes)?;
            let (width, height) = (picture.width(), picture.height());
            Ok((Answer::Rendered { width, height }, Body(picture.full()?, Vec::new())))
        }
        Job::Region(Region { bounds, digits }) => {
            let region = ocr::Region { bounds, digits };
            let page = engine.reread(&ocr::upright(bytes)?, region)?;
            Ok((Answer::Region(page), Body::default()))
        }
    }
}

fn read(
    engine: &Engine,
    bytes: &[u8],
    context: &Context,
    output: &mut impl Write,
) -> Result<(Answer, Body), Stop> {
    let mut timings = Timings::default();
    let start = clock::processor();
    let mut tell = |stage| write_frame(output, &Answer::Progress(stage), &[]);
    let picture = timed(&mut timings.decode, || ocr::upright(bytes))?;
    tell(Stage::Decoded)?;
    let page = timed(&mut timings.recognise, || engine.read(&picture))?;
    timings.recognise_cpu = clock::processor() - start;
    tell(Stage::Recognised)?;
    let mut again = Again { engine, picture: &picture };
    let draft = timed(&mut timings.parse, || receipt::parse(&page, &mut again, context));
    tell(Stage::Parsed)?;
    let (head, body) = timed(&mut timings.derive, || derive(&picture))?;
    timings.cpu = clock::processor() - start;
    Ok((Answer::Read { page, draft: Box::new(draft), picture: head, timings }, body))
}

fn derive(picture: &Upright) -> Result<(PictureHead, Body), OcrError> {
    let (thumb, view) = (picture.thumb()?, picture.view()?);
    let head = PictureHead {
        width: picture.width(),
        height: picture.height(),
        thumb: u32::try_from(thumb.len()).map_err(|_| OcrError::TooLarge)?,
        hash: picture.hash()?,
    };
    Ok((head, Body(thumb, view)))
}

/// A second look for the parser, on the picture that is decoded already.
struct Again<'a> {
    engine: &'a Engine,
    picture: &'a Upright,
}

impl Reread for Again<'_> {
    fn region(&mut self, bounds: Bounds, _hint: Hint) -> Option<OcrPage> {
        let region = ocr::Region { bounds, digits: false };
        let page = self.engine.reread(self.picture, region).ok()?;
        (!page.words.is_empty()).then_some(page)
    }
}
