//! One reader process and the talk with it.
use crate::spawner::Spawner;
use crate::wire::{Answer, Asked, Hello, MAX_ANSWER, MAX_HEAD, PROTOCOL};
use crate::{CancelToken, FrameError, PoolConfig, ReadError, Stage, read_frame, write_frame};
use fault::Code;
use std::io::{self, BufReader, ErrorKind};
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What the dynamic linker and a shell end with when something is not installed.
const NOT_INSTALLED: i32 = 127;

type Process = Arc<Mutex<std::process::Child>>;

/// A reader that said hello. Dropping it ends the process.
pub(crate) struct Reader {
    process: Process,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    /// What it was asked to load.
    pub(crate) languages: Vec<String>,
    /// How many jobs it was given.
    pub(crate) jobs: u32,
}

/// What is asked of a reader.
pub(crate) struct Request<'a> {
    pub(crate) asked: &'a Asked,
    pub(crate) file: &'a [u8],
    pub(crate) limit: Duration,
    pub(crate) cancel: &'a CancelToken,
    pub(crate) progress: &'a mut dyn FnMut(Stage),
    /// Whether a reader said that it has the job.
    pub(crate) begun: bool,
}

impl Drop for Reader {
    fn drop(&mut self) {
        end(&self.process);
    }
}

impl Reader {
    /// Starts one and waits until it can work.
    pub(crate) fn start(
        config: &PoolConfig,
        languages: &[String],
        spawner: &Spawner,
        cancel: &CancelToken,
    ) -> Result<(Self, Hello), ReadError> {
        let mut child =
            spawner.spawn(command(config, languages)).map_err(|error| unstarted(&error))?;
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let process = Arc::new(Mutex::new(child));
        let (Some(input), Some(output)) = (input, output) else {
            end(&process);
            return Err(ReadError::Crashed("no pipes".into()));
        };
        let (output, languages) = (BufReader::new(output), languages.to_vec());
        let mut reader = Self { process, input, output, languages, jobs: 0 };
        let hello = reader.hello(config.timeout, cancel)?;
        Ok((reader, hello))
    }

    fn hello(&mut self, limit: Duration, cancel: &CancelToken) -> Result<Hello, ReadError> {
        let process = self.process.clone();
        match watched(&process, limit, cancel, || receive(&mut self.output))? {
            (Answer::Hello(hello), _) if hello.protocol == PROTOCOL => Ok(hello),
            (Answer::Hello(_), _) => {
                Err(ReadError::Missing("the reader is of another version".into()))
            }
            (Answer::Failed(Code::ReaderMissing), _) => {
                Err(ReadError::Missing("Tesseract or its language data is not installed".into()))
            }
            (Answer::Failed(code), _) => Err(ReadError::Crashed(code.as_str().into())),
            _ => Err(ReadError::Crashed("no hello".into())),
        }
    }

    /// Gives it a job and waits for the answer; after an error the reader is of no more use.
    pub(crate) fn ask(
        &mut self,
        request: &mut Request<'_>,
    ) -> Result<(Answer, Vec<u8>), ReadError> {
        self.jobs += 1;
        let process = self.process.clone();
        watched(&process, request.limit, request.cancel, || {
            write_frame(&mut self.input, request.asked, &[request.file])?;
            loop {
                match receive(&mut self.output)? {
                    (Answer::Progress(stage), _) => {
                        request.begun = true;
                        (request.progress)(stage);
                    }
                    answer => return Ok(answer),
                }
            }
        })
    }

    /// Whether it still runs: an idle reader may have been ended from outside.
    pub(crate) fn is_alive(&self) -> bool {
        let mut child = self.process.lock().unwrap_or_else(PoisonError::into_inner);
        matches!(child.try_wait(), Ok(None))
    }
}

fn receive(output: &mut BufReader<ChildStdout>) -> Result<(Answer, Vec<u8>), FrameError> {
    read_frame(output, MAX_HEAD, MAX_ANSWER)
}

/// Talks with a child that is killed when time is up or the caller cancels:
/// that ends every blocking read and write on its pipes.
fn watched<T>(
    process: &Process,
    limit: Duration,
    cancel: &CancelToken,
    talk: impl FnOnce() -> Result<T, FrameError>,
) -> Result<T, ReadError> {
    let victim = process.clone();
    let attached = cancel.when_cancelled(move || end(&victim));
    let late = AtomicBool::new(false);
    let outcome = std::thread::scope(|scope| {
        let (done, finished) = sync_channel::<()>(0);
        let late = &late;
        scope.spawn(move || {
            if finished.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
                late.store(true, Ordering::SeqCst);
                end(process);
            }
        });
        let outcome = talk();
        drop(done);
        outcome
    });
    drop(attached);
    match outcome {
        _ if cancel.is_cancelled() => Err(ReadError::Cancelled),
        _ if late.load(Ordering::SeqCst) => Err(ReadError::TimedOut),
        Ok(answer) => Ok(answer),
        Err(error) => Err(broken(process, &error)),
    }
}

fn broken(process: &Process, error: &FrameError) -> ReadError {
    let mut child = process.lock().unwrap_or_else(PoisonError::into_inner);
    // A child that broke the protocol may still run; one that closed its pipe is ending.
    if !matches!(error, FrameError::Closed) {
        let _ = child.kill();
    }
    match child.wait() {
        Ok(status) if status.code() == Some(NOT_INSTALLED) => {
            ReadError::Missing("a library the reader needs is not installed".into())
        }
        Ok(status) => ReadError::Crashed(format!("{error}, {status}")),
        Err(_) => ReadError::Crashed(error.to_string()),
    }
}

fn end(process: &Process) {
    let mut child = process.lock().unwrap_or_else(PoisonError::into_inner);
    // Both fail only when it has ended already.
    let _ = child.kill();
    let _ = child.wait();
}

fn unstarted(error: &io::Error) -> ReadError {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::PermissionDenied => {
            ReadError::Missing(format!("the program: {}", error.kind()))
        }
        kind => ReadError::Crashed(format!("not started: {kind}")),
    }
}

fn command(config: &PoolConfig, languages: &[String]) -> Command {
    let mut command = Command::new(&config.program);
    command.arg(languages.join("+"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    command.env_clear().env("OMP_THREAD_LIMIT", "1").env("LANG", "C.UTF-8");
    let tessdata = config.tessdata.clone().map(Into::into);
    if let Some(folder) = tessdata.or_else(|| std::env::var_os("TESSDATA_PREFIX")) {
        command.env("TESSDATA_PREFIX", folder);
    }
    if cfg!(unix) {
        // It must not hold the folder the app was started in.
        command.current_dir("/");
    }
    command
}
