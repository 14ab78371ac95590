//! MEASURED.md: the figures, each with its commit, seed and command.
use crate::{Result, shell};
use std::fs;

const INTRODUCTION: &str =
    "# Measured\n\nEvery figure with the command that made it; run it again and compare.\n";

/// Replaces one section of the file, or adds it at the end.
///
/// # Errors
/// The file cannot be read or written.
pub fn write(title: &str, command: &str, body: &str) -> Result {
    let path = shell::root().join("MEASURED.md");
    let before = fs::read_to_string(&path).unwrap_or_else(|_| INTRODUCTION.to_owned());
    let section = format!("`{command}`, {}, {}\n\n{}\n", commit(), machine(), body.trim_end());
    fs::write(&path, replaced(&before, title, &section))?;
    println!("MEASURED.md: {title}");
    Ok(())
}

/// The commit, and whether the tree differs from it.
fn commit() -> String {
    let git = |words| shell::capture(shell::line(words)).unwrap_or_default();
    let changed = !git("git status --porcelain --untracked-files=no").trim().is_empty();
    let hash = git("git rev-parse --short=12 HEAD");
    format!("commit {}{}", hash.trim(), if changed { " with changes" } else { "" })
}

fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    format!("{cores} cores, {}", std::env::consts::OS)
}

fn replaced(before: &str, title: &str, section: &str) -> String {
    let heading = format!("\n## {title}\n");
    let new = format!("{heading}\n{section}");
    let Some(start) = before.find(&heading) else { return format!("{before}{new}") };
    let after = start + heading.len();
    let end = before[after..].find("\n## ").map_or(before.len(), |next| after + next);
    format!("{}{new}{}", &before[..start], &before[end..])
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn a_section_is_replaced_and_the_others_stay() {
        let first = replaced("# Measured\n", "Soak", "one\n");
        let both = replaced(&first, "Speed", "two\n");
        assert_eq!(both, "# Measured\n\n## Soak\n\none\n\n## Speed\n\ntwo\n");
        let again = replaced(&both, "Soak", "three\n");
        assert_eq!(again, "# Measured\n\n## Soak\n\nthree\n\n## Speed\n\ntwo\n");
    }
}
