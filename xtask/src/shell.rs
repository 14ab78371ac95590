//! Running other programs from the repository's root.
use crate::Result;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::thread;

/// The repository's root.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// A command that runs in the root, without colour codes in what it prints.
pub fn command<S: AsRef<OsStr>>(program: &str, arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root()).env("NO_COLOR", "1").env("FORCE_COLOR", "0");
    command
}

/// Splits a line at white space: for commands without an argument that holds any.
pub fn line(words: &str) -> Command {
    let mut words = words.split_whitespace();
    command(words.next().unwrap_or_default(), words)
}

/// Runs it with its output on the terminal.
///
/// # Errors
/// It cannot be started, or ends with anything but success.
pub fn run(mut command: Command) -> Result {
    println!("$ {}", shown(&command));
    let status = command.status().map_err(|error| cannot_start(&command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{} ended with {status}.", shown(&command)).into())
    }
}

/// Runs it quietly and gives what it printed on its standard output.
///
/// # Errors
/// It cannot be started, or ends with anything but success: then its own words.
pub fn capture(mut command: Command) -> Result<String> {
    let output =
        command.stdin(Stdio::null()).output().map_err(|error| cannot_start(&command, &error))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(format!("{} failed: {}", shown(&command), String::from_utf8_lossy(&output.stderr).trim())
        .into())
}

/// Runs it, hands each line it prints on either stream to `on_line`, and shows
/// the lines for which that gives true, behind a mark. The answer is whether it
/// succeeded.
///
/// # Errors
/// It cannot be started.
pub fn tee(
    mut command: Command,
    mark: &str,
    mut on_line: impl FnMut(&str) -> bool,
) -> Result<bool> {
    println!("{mark}$ {}", shown(&command));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| cannot_start(&command, &error))?;
    let (sender, lines) = channel();
    forward(child.stdout.take(), sender.clone());
    forward(child.stderr.take(), sender);
    for line in lines {
        if on_line(&line) {
            println!("{mark}{line}");
        }
    }
    Ok(child.wait()?.success())
}

/// Sends a stream's lines on, from a thread that ends with the stream.
fn forward(stream: Option<impl Read + Send + 'static>, sender: Sender<String>) {
    let Some(stream) = stream else { return };
    thread::spawn(move || {
        for line in BufReader::new(stream).split(b'\n').map_while(std::result::Result::ok) {
            if sender.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
                return;
            }
        }
    });
}

/// A command of these words that takes what others leave of the processor, where
/// the system can be told so.
pub fn idle(words: &str) -> Command {
    if found("chrt") { line(&format!("chrt --idle 0 {words}")) } else { line(words) }
}

/// Whether a program of this name is on the path.
pub fn found(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// The command as one would type it.
fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn cannot_start(command: &Command, error: &std::io::Error) -> String {
    format!("{} cannot be started: {error}.", command.get_program().to_string_lossy())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn both_streams_are_seen_and_the_ending_told() {
        let mut seen = Vec::new();
        let ok = tee(command("sh", ["-c", "echo out; echo err >&2; exit 3"]), "", |line| {
            seen.push(line.to_owned());
            false
        });
        seen.sort();
        assert_eq!(seen, ["err", "out"], "lines of either stream arrive");
        assert!(!ok.unwrap(), "exit status 3 is a failure");
    }

    #[test]
    fn a_missing_program_is_named() {
        let problem = run(line("no-such-program-here x")).unwrap_err().to_string();
        assert!(problem.contains("no-such-program-here"), "{problem}");
    }
}
