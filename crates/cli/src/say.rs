//! What is printed: results on standard output, trouble on standard error.
use fault::{Code, Fault};
use std::io::{self, Write};
use std::process::ExitCode;
use words::Words;

/// One line of result. A closed pipe ends the program quietly, as other tools do.
pub fn line(text: &str) {
    if writeln!(io::stdout().lock(), "{text}").is_err() {
        std::process::exit(0);
    }
}

/// One line of result, as JSON.
pub fn json<T: serde::Serialize>(value: &T) {
    line(&serde_json::to_string(value).unwrap_or_default());
}

/// One line of trouble.
#[expect(clippy::print_stderr, reason = "standard error is where a program says what went wrong")]
pub fn trouble(text: &str) {
    eprintln!("{text}");
}

/// A fault in words, with its exit status.
pub fn fault(fault: &Fault) -> ExitCode {
    trouble(&in_words(fault));
    ExitCode::from(fault.code.exit_status())
}

/// What happened and what to do.
pub fn in_words(fault: &Fault) -> String {
    let words = Words::english();
    let about = fault.about.as_deref().unwrap_or_default();
    let key = sentence(&words, fault.code, about);
    let arguments = [("about", about), ("name", about)];
    // A hint that can be exact has a second form, for when there is something to be exact about.
    let exact = format!("{key}.hint_about");
    let hint = if !about.is_empty() && words.has(&exact) { exact } else { format!("{key}.hint") };
    format!("{} {}", words.get(&key, &arguments), words.get(&hint, &arguments))
}

/// Of some fields a sentence of their own says what they cannot hold.
fn sentence(words: &Words, code: Code, about: &str) -> String {
    let key = format!("fault.{}", code.as_str());
    let own = format!("{key}.{about}");
    if code == Code::InvalidValue && words.has(&own) { own } else { key }
}

/// A fault of one file of many; the file is named once, by the sentence or before it.
pub fn about_file(file: &str, fault: &Fault) -> String {
    let sentence = in_words(fault);
    let named =
        fault.about.as_deref().is_some_and(|name| !name.is_empty() && sentence.contains(name));
    if named { sentence } else { format!("{file}: {sentence}") }
}

/// Everything done, some of it, or nothing: the exit status of work on many files.
pub fn outcome(done: usize, refused: &[Fault]) -> ExitCode {
    match (done, refused) {
        (_, []) => ExitCode::SUCCESS,
        (0, [first, ..]) => ExitCode::from(first.code.exit_status()),
        _ => ExitCode::from(1),
    }
}
