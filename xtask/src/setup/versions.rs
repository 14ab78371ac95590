//! The tool chains a person brings along, and their minimum versions.
use crate::{Result, shell};

/// Program, smallest version (major, minor), where to get it.
const WANTED: [(&str, (u32, u32), &str); 3] = [
    ("rustc", (1, 95), "rustup.rs"),
    ("node", (20, 19), "nodejs.org"),
    ("npm", (10, 0), "nodejs.org, with Node"),
];

/// # Errors
/// Names the first tool that is missing or too old.
pub fn check() -> Result {
    WANTED.iter().try_for_each(|(program, least, source)| {
        let told = shell::capture(shell::command(program, ["--version"])).unwrap_or_default();
        let wanted = format!("{program} {}.{} or newer is needed ({source})", least.0, least.1);
        match version(&told) {
            Some(found) if found >= *least => Ok(()),
            Some((major, minor)) => Err(format!("{wanted}; found {major}.{minor}.").into()),
            None => Err(format!("{wanted}; it was not found.").into()),
        }
    })
}

/// Major and minor of the first version number in a line such as `rustc 1.95.0 (…)`.
fn version(told: &str) -> Option<(u32, u32)> {
    let mut words = told.split_whitespace().map(|word| word.trim_start_matches('v'));
    let number = words.find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    let mut parts = number.split('.').map(str::parse);
    Some((parts.next()?.ok()?, parts.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn versions_are_found_in_what_tools_say() {
        assert_eq!(version("rustc 1.95.0 (59807616e 2026-04-14)"), Some((1, 95)));
        assert_eq!(version("v20.20.2\n"), Some((20, 20)), "node puts a v in front");
        assert_eq!(version("11.19.1\n"), Some((11, 19)), "npm says the number alone");
        assert_eq!(version(""), None, "a missing tool says nothing");
    }
}
