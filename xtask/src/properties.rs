//! Which tests are property tests: those that try something new with each seed.
use crate::{Result, shell};
use std::fs;
use std::path::Path;

/// Every test written in a `proptest!` block, by name.
///
/// # Errors
/// A source file cannot be read.
pub fn all() -> Result<Vec<String>> {
    let mut found = Vec::new();
    gather(&shell::root().join("crates"), &mut found)?;
    found.sort();
    found.dedup();
    Ok(found)
}

/// A nextest filter that chooses these.
pub fn filter(properties: &[String]) -> String {
    format!("not package(whole-app) & test(/(^|::)({})$/)", properties.join("|"))
}

fn gather(folder: &Path, found: &mut Vec<String>) -> Result {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.extend(properties(&fs::read_to_string(path)?));
        }
    }
    Ok(())
}

/// The functions in a source whose arguments are drawn: `fn adds(a in any::<u8>())`.
fn properties(source: &str) -> Vec<String> {
    let Some((_, block)) = source.split_once("proptest! {") else { return Vec::new() };
    let functions = block.split("fn ").skip(1).filter_map(|rest| rest.split_once('('));
    functions
        .filter(|(_, arguments)| {
            arguments.split('{').next().is_some_and(|head| head.contains(" in "))
        })
        .map(|(name, _)| name.trim().to_owned())
        .filter(|name| name.chars().all(|letter| letter.is_alphanumeric() || letter == '_'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::properties;

    #[test]
    fn only_functions_with_drawn_arguments_count() {
        let source = "fn plain(a: u8) { for x in 0..1 {} }\nproptest! {\n  #[test]\n  \
            fn adds(\n a in any::<u8>(), b in 0..3) { for y in 0..2 {} }\n}\n\
            fn helper() { for x in 0..3 {} }";
        assert_eq!(properties(source), ["adds"], "loops in a body are no drawn arguments");
        assert!(properties("fn adds(a in b) {}").is_empty(), "outside proptest! there are none");
    }
}
