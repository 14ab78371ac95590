//! `read`: pictures to what they say, without a vault.
use crate::arguments::ReadArguments;
use crate::{say, vault};
use app::reading::{self, ReadReceipt};
use fault::{Code, Fault};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub fn run(arguments: &ReadArguments) -> Result<ExitCode, Fault> {
    let pool = reading::pool(arguments.readers).map_err(|error| Fault::from(&error))?;
    let files = reading::files(&named(&arguments.files));
    let (mut done, mut refused) = (0, Vec::new());
    let password = vault::pdf_password(arguments.pdf_password_stdin);
    reading::read_all(&pool, &reading::today(), &files, password, |path, outcome| match outcome {
        Ok(receipts) => {
            done += 1;
            for receipt in &receipts {
                say::line(&shown(receipt, arguments.jsonl));
            }
        }
        Err(fault) => {
            say::trouble(&say::about_file(&path.display().to_string(), &fault));
            refused.push(fault);
        }
    });
    match files.as_slice() {
        [] => Err(Fault::new(Code::FileGone)),
        _ => Ok(say::outcome(done, &refused)),
    }
}

/// The files that patterns stand for; the shell may not have expanded them. A
/// name that is there is taken as it is, whatever characters it has.
pub fn named(arguments: &[PathBuf]) -> Vec<PathBuf> {
    arguments.iter().flat_map(|argument| matching(argument)).collect()
}

fn matching(argument: &Path) -> Vec<PathBuf> {
    let pattern =
        argument.to_str().filter(|text| !argument.exists() && text.contains(['*', '?', '[']));
    let found: Vec<PathBuf> =
        pattern.and_then(|text| glob::glob(text).ok()).into_iter().flatten().flatten().collect();
    match found.as_slice() {
        [] => vec![argument.to_owned()],
        _ => found,
    }
}

fn shown(receipt: &ReadReceipt, jsonl: bool) -> String {
    if jsonl {
        return serde_json::to_string(receipt).unwrap_or_default();
    }
    let or_dash = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    let currency = receipt.currency.as_deref().unwrap_or_default();
    let fields = [
        or_dash(&receipt.date),
        format!("{currency} {}", or_dash(&receipt.total)),
        or_dash(&receipt.merchant),
    ];
    format!("{}\t{}", fields.join("\t"), receipt.file)
}
