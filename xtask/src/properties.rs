//! Which tests are property tests: those that try something new with each seed.
use crate::{Result, shell};
use std::fs;
use std::path::Path;

/// A test that draws what it tries.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Property {
    /// The function's name.
    pub name: String,
    /// How many cases it tries whatever it is told; none where it obeys.
    pub fixed: Option<u64>,
}

/// Every test written in a `proptest!` block, by name.
///
/// # Errors
/// A source file cannot be read.
pub fn all() -> Result<Vec<Property>> {
    let mut found = Vec::new();
    gather(&shell::root().join("crates"), &mut found)?;
    found.sort();
    found.dedup();
    Ok(found)
}

/// A nextest filter that chooses these.
pub fn filter(properties: &[Property]) -> String {
    let names: Vec<&str> = properties.iter().map(|property| property.name.as_str()).collect();
    format!("not package(whole-app) & test(/(^|::)({})$/)", names.join("|"))
}

fn gather(folder: &Path, found: &mut Vec<Property>) -> Result {
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
fn properties(source: &str) -> Vec<Property> {
    let Some((_, block)) = source.split_once("proptest! {") else { return Vec::new() };
    let fixed = fixed_cases(block);
    let functions = block.split("fn ").skip(1).filter_map(|rest| rest.split_once('('));
    functions
        .filter(|(_, arguments)| {
            arguments.split('{').next().is_some_and(|head| head.contains(" in "))
        })
        .map(|(name, _)| name.trim().to_owned())
        .filter(|name| name.chars().all(|letter| letter.is_alphanumeric() || letter == '_'))
        .map(|name| Property { name, fixed })
        .collect()
}

/// What a block says above its first function: `cases: 24`, or `with_cases(24)`.
fn fixed_cases(block: &str) -> Option<u64> {
    let head = block.split("fn ").next()?;
    let (_, number) = head.split_once("cases: ").or_else(|| head.split_once("with_cases("))?;
    number.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{Property, properties};

    #[test]
    fn only_functions_with_drawn_arguments_count() {
        let source = "fn plain(a: u8) { for x in 0..1 {} }\nproptest! {\n  #[test]\n  \
            fn adds(\n a in any::<u8>(), b in 0..3) { for y in 0..2 {} }\n}\n\
            fn helper() { for x in 0..3 {} }";
        let adds = Property { name: "adds".into(), fixed: None };
        assert_eq!(properties(source), [adds], "loops in a body are no drawn arguments");
        assert!(properties("fn adds(a in b) {}").is_empty(), "outside proptest! there are none");
    }

    #[test]
    fn a_number_of_cases_that_is_fixed_is_known() {
        for head in ["Config { cases: 24, ..d() }", "Config::with_cases(24)"] {
            let source = format!("proptest! {{ #![proptest_config({head})]\nfn one(a in b) {{}}");
            assert_eq!(properties(&source)[0].fixed, Some(24), "{head}");
        }
    }
}
