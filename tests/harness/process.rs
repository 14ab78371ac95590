//! Child processes that end with the test.
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A child and whatever it starts, in a process group of its own.
#[derive(Debug)]
pub struct Process(Child);

impl Process {
    /// Starts it with nothing on its standard input.
    ///
    /// # Panics
    /// When it cannot be started.
    pub fn start(command: &mut Command) -> Self {
        Self::spawn(command.stdin(Stdio::null()))
    }

    /// Starts it and hands it a few words on its standard input.
    ///
    /// # Panics
    /// When it cannot be started.
    pub fn start_with_input(command: &mut Command, input: &str) -> Self {
        let mut process = Self::spawn(command.stdin(Stdio::piped()));
        let mut pipe = process.0.stdin.take().expect("the pipe was asked for");
        pipe.write_all(input.as_bytes()).expect("a fresh child reads its input");
        process
    }

    /// Starts it and waits for the first line that it prints.
    ///
    /// # Panics
    /// When it cannot be started.
    pub fn start_and_hear(command: &mut Command) -> (Self, String) {
        let mut process = Self::start(command.stdout(Stdio::piped()));
        let pipe = process.0.stdout.take().expect("the pipe was asked for");
        let mut line = String::new();
        BufReader::new(pipe).read_line(&mut line).expect("what it prints is text");
        (process, line.trim().to_owned())
    }

    fn spawn(command: &mut Command) -> Self {
        let name = command.get_program().to_owned();
        Self(command.process_group(0).spawn().unwrap_or_else(|error| panic!("{name:?}: {error}")))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        signal_kill(&format!("-{}", self.0.id()));
        let _ = self.0.wait();
    }
}

/// Ends a process at once.
pub fn kill(id: u32) {
    signal_kill(&id.to_string());
}

/// To a process, or with a minus sign in front to a process group.
fn signal_kill(id: &str) {
    let _ = Command::new("kill").args(["-KILL", "--", id]).stderr(Stdio::null()).status();
}

/// Processes that have this variable in their environment, and those they
/// started, whatever environment they gave them.
pub fn with_variable(assignment: &str) -> Vec<u32> {
    let all = fs::read_dir("/proc").into_iter().flatten().flatten();
    let all = all.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    all.filter(|id| {
        has_variable(*id, assignment) || parent(*id).is_some_and(|id| has_variable(id, assignment))
    })
    .collect()
}

/// The process that started it: the second number after the name in brackets.
fn parent(id: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

fn has_variable(id: u32, assignment: &str) -> bool {
    let environment = fs::read(format!("/proc/{id}/environ")).unwrap_or_default();
    environment.split(|byte| *byte == 0).any(|variable| variable == assignment.as_bytes())
}

/// The program file that a process runs.
pub fn program_of(id: u32) -> Option<PathBuf> {
    fs::read_link(Path::new("/proc").join(id.to_string()).join("exe")).ok()
}

/// The threads of a process, each with its name.
pub fn threads(process: u32) -> impl Iterator<Item = (u32, String)> {
    let tasks = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    tasks.filter_map(|task| {
        let name = fs::read_to_string(task.path().join("comm")).ok()?;
        Some((task.file_name().to_str()?.parse().ok()?, name.trim_end().to_owned()))
    })
}

/// Who traces a thread, 0 for nobody; none when it has ended.
pub fn tracer(thread: u32) -> Option<u32> {
    let status = fs::read_to_string(format!("/proc/{thread}/status")).ok()?;
    if status.contains("State:\tZ") {
        return None;
    }
    status.lines().find_map(|line| line.strip_prefix("TracerPid:"))?.trim().parse().ok()
}
