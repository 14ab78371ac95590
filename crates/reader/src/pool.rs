//! Warm readers, as many as there are cores.
use crate::child::{Reader, Request};
use crate::lanes::{Lane, Lanes, Place};
use crate::spawner::Spawner;
use crate::wire::{Answer, Asked, Hello, Job, MAX_PICTURE, PictureHead};
use crate::{CancelToken, Original, Picture, ReadError, Reading, Region, Rendered, Stage, Wish};
use page::{OcrPage, Turn};
use receipt::Context;
use std::path::PathBuf;
use std::time::Duration;

/// A reader is replaced after so many jobs, so that what C libraries leak stays bounded.
const JOBS_A_LIFE: u32 = 500;

/// How a pool works.
#[derive(Debug, Clone)]
pub struct PoolConfig {
    /// `quittance-reader`; see [`crate::program`].
    pub program: PathBuf,
    /// How many pictures are read at once; at least 1.
    pub size: usize,
    /// How long one picture may take before its reader is killed.
    pub timeout: Duration,
    /// Tesseract's names of the languages to read with: `eng`, `msa`.
    pub languages: Vec<String>,
    /// The folder of the language data; none for the system's own.
    pub tessdata: Option<PathBuf>,
}

impl PoolConfig {
    /// English, one reader a core, a minute a picture.
    pub fn new(program: PathBuf) -> Self {
        Self {
            program,
            size: std::thread::available_parallelism().map_or(1, usize::from),
            timeout: Duration::from_secs(60),
            languages: vec!["eng".into()],
            tessdata: None,
        }
    }
}

/// A pool of readers; share it by reference between as many threads as you like.
///
/// Every call blocks until the answer is there. Nothing runs before the first
/// call; dropping the pool ends its readers.
pub struct Pool {
    config: PoolConfig,
    lanes: Lanes,
    spawner: Spawner,
}

impl Pool {
    /// A pool that starts its readers when they are needed.
    pub fn start(config: PoolConfig) -> Self {
        Self { lanes: Lanes::new(config.size), config, spawner: Spawner::default() }
    }

    /// How many pictures it reads at once.
    pub fn size(&self) -> usize {
        self.config.size.max(1)
    }

    /// Whether a reader can work here, and what it says of itself. Starts one and
    /// keeps it warm.
    pub fn check(&self) -> Result<Hello, ReadError> {
        let cancel = CancelToken::new();
        let place = self.lanes.enter(Lane::Show, &cancel)?;
        let own = &self.config.languages;
        let (reader, hello) = Reader::start(&self.config, own, &self.spawner, &cancel)?;
        place.keep(reader);
        Ok(hello)
    }

    /// Reads a receipt: a page of a file, whatever its kind.
    ///
    /// `progress` is called on this thread.
    pub fn read<'a>(
        &self,
        original: impl Into<Original<'a>>,
        context: &Context,
        cancel: &CancelToken,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<Reading, ReadError> {
        self.read_again(original, &Wish::default(), context, cancel, progress)
    }

    /// Reads a receipt as a person wishes: turned, a part of it, in other languages.
    pub fn read_again<'a>(
        &self,
        original: impl Into<Original<'a>>,
        wish: &Wish,
        context: &Context,
        cancel: &CancelToken,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<Reading, ReadError> {
        let job = Job::read(context, wish);
        let own = &self.config.languages;
        let languages = wish.languages().unwrap_or_else(|| own.clone());
        let call = Call { lane: Lane::Read, job, original: original.into(), languages: &languages };
        let (answer, body) = self.run(call, cancel, progress)?;
        let Answer::Read {
            is_printed,
            page,
            others,
            turn,
            codes,
            languages,
            draft,
            picture,
            timings,
        } = answer
        else {
            return Err(unasked());
        };
        let (picture, draft) = (split(&picture, body)?, *draft);
        Ok(Reading { is_printed, page, others, turn, codes, languages, draft, picture, timings })
    }

    /// Derives the pictures alone: for a receipt that could not be read.
    pub fn picture<'a>(
        &self,
        original: impl Into<Original<'a>>,
        turn: Turn,
        cancel: &CancelToken,
    ) -> Result<Picture, ReadError> {
        let (answer, body) = self.show(Job::Picture(turn), original.into(), cancel)?;
        let Answer::Picture(head) = answer else { return Err(unasked()) };
        split(&head, body)
    }

    /// Renders the whole picture for zooming.
    pub fn render<'a>(
        &self,
        original: impl Into<Original<'a>>,
        turn: Turn,
        cancel: &CancelToken,
    ) -> Result<Rendered, ReadError> {
        let (answer, jpeg) = self.show(Job::Render(turn), original.into(), cancel)?;
        let Answer::Rendered { width, height } = answer else { return Err(unasked()) };
        Ok(Rendered { width, height, jpeg })
    }

    /// Reads one part of the turned picture again; bounds in the answer are those
    /// of the whole.
    pub fn read_region<'a>(
        &self,
        original: impl Into<Original<'a>>,
        turn: Turn,
        region: Region,
        cancel: &CancelToken,
    ) -> Result<OcrPage, ReadError> {
        let (answer, _) = self.show(Job::Region(turn, region), original.into(), cancel)?;
        let Answer::Region(page) = answer else { return Err(unasked()) };
        Ok(page)
    }

    /// Ends the readers that are idle, to free their memory; the next call starts anew.
    pub fn rest(&self) {
        self.lanes.rest();
    }

    fn show(
        &self,
        job: Job,
        original: Original<'_>,
        cancel: &CancelToken,
    ) -> Result<(Answer, Vec<u8>), ReadError> {
        let languages = &self.config.languages;
        self.run(Call { lane: Lane::Show, job, original, languages }, cancel, &mut |_| {})
    }

    fn run(
        &self,
        call: Call<'_>,
        cancel: &CancelToken,
        progress: &mut dyn FnMut(Stage),
    ) -> Result<(Answer, Vec<u8>), ReadError> {
        let Call { lane, job, original, languages } = call;
        let file = original.bytes;
        if file.len() > MAX_PICTURE {
            return Err(ReadError::FileTooLarge);
        }
        let place = self.lanes.enter(lane, cancel)?;
        let limit = self.config.timeout;
        let asked = &Asked { sheet: original.sheet(), job };
        let mut request = Request { asked, file, limit, cancel, progress, begun: false };
        match self.answer(&place, languages, &mut request)? {
            (Answer::Failed(code), _) => Err(ReadError::Refused(code)),
            answer => Ok(answer),
        }
    }

    /// A warm reader's answer, else a new one's. A warm one that ends before it
    /// began did not die of the picture: it was ended from outside while it idled.
    fn answer(
        &self,
        place: &Place,
        languages: &[String],
        request: &mut Request<'_>,
    ) -> Result<(Answer, Vec<u8>), ReadError> {
        if let Some(reader) = place.warm(languages) {
            match ask(reader, place, request) {
                Err(ReadError::Crashed(_)) if !request.begun => {}
                answer => return answer,
            }
        }
        ask(self.begin(languages, request.cancel)?, place, request)
    }

    /// A new reader of these languages, or of the pool's own where none of these
    /// is installed.
    fn begin(&self, languages: &[String], cancel: &CancelToken) -> Result<Reader, ReadError> {
        let start = |languages| Reader::start(&self.config, languages, &self.spawner, cancel);
        let started = match start(languages) {
            Err(ReadError::Missing(_)) if *languages != self.config.languages => {
                start(&self.config.languages)
            }
            started => started,
        };
        Ok(started?.0)
    }
}

/// What a call wants of some reader.
struct Call<'a> {
    lane: Lane,
    job: Job,
    original: Original<'a>,
    languages: &'a [String],
}

fn ask(
    mut reader: Reader,
    place: &Place,
    request: &mut Request<'_>,
) -> Result<(Answer, Vec<u8>), ReadError> {
    let answer = reader.ask(request)?;
    if reader.jobs < JOBS_A_LIFE {
        place.keep(reader);
    }
    Ok(answer)
}

fn split(head: &PictureHead, mut thumb: Vec<u8>) -> Result<Picture, ReadError> {
    let at = head.thumb as usize;
    if at > thumb.len() {
        return Err(ReadError::Crashed("the answer is shorter than it says".into()));
    }
    let view = thumb.split_off(at);
    let PictureHead { pages, width, height, hash, .. } = *head;
    Ok(Picture { pages, width, height, thumb, view, hash })
}

fn unasked() -> ReadError {
    ReadError::Crashed("an answer to another question".into())
}
