//! Dependencies that no source file names.
use super::{list, text};
use crate::Result;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// `package: dependency` for each declared dependency of a workspace member
/// whose name stands in none of its Rust files.
///
/// # Errors
/// A source file cannot be read.
pub fn unused(metadata: &Value) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for package in list(metadata, "packages").filter(|package| package["source"].is_null()) {
        let sources = sources(package)?;
        found.extend(
            declared(package)
                .filter(|name| !names(&sources, name))
                .map(|name| format!("{}: {name}", text(package, "name"))),
        );
    }
    Ok(found)
}

/// The names by which a package's code would call its dependencies.
fn declared(package: &Value) -> impl Iterator<Item = String> {
    list(package, "dependencies").map(|dependency| {
        dependency["rename"].as_str().unwrap_or(text(dependency, "name")).replace('-', "_")
    })
}

/// All Rust text of a package: the folders that its targets lie in.
fn sources(package: &Value) -> Result<String> {
    let mut folders: Vec<&Path> = list(package, "targets")
        .filter_map(|target| Path::new(text(target, "src_path")).parent())
        .collect();
    folders.sort();
    folders.dedup();
    let mut all = String::new();
    folders.into_iter().try_for_each(|folder| gather(folder, &mut all))?;
    Ok(all)
}

fn gather(folder: &Path, all: &mut String) -> Result {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, all)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(path)?;
            for borrowed in borrowed(&source) {
                all.push_str(&fs::read_to_string(folder.join(borrowed))?);
            }
            all.push_str(&source);
        }
    }
    Ok(())
}

/// Files of other folders that a source takes in as modules: `#[path = "…"]`.
fn borrowed(source: &str) -> impl Iterator<Item = &str> {
    let lines = source.lines().filter_map(|line| line.trim().strip_prefix("#[path = \""));
    lines.filter_map(|rest| rest.split('"').next())
}

/// Whether code (not a comment line) has the name as a word of its own.
fn names(sources: &str, name: &str) -> bool {
    let code = sources.lines().filter(|line| !is_plain_comment(line));
    code.flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_'))
        .any(|word| word == name)
}

/// A `//` comment; the examples in doc comments count as code.
fn is_plain_comment(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("//") && !line.starts_with("///") && !line.starts_with("//!")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_name_counts_as_a_word_outside_comments_only() {
        assert!(names("use serde_json::Value;", "serde_json"));
        assert!(!names("use serde_json::Value;", "serde"), "serde_json does not use serde");
        assert!(!names("// tokio would be nice", "tokio"), "a comment is no use");
    }

    #[test]
    fn a_module_from_elsewhere_counts_as_its_users_own() {
        let source = "#[path = \"../../ocr/tests/drawn/mod.rs\"]\nmod drawn;";
        assert_eq!(borrowed(source).collect::<Vec<_>>(), ["../../ocr/tests/drawn/mod.rs"]);
    }

    #[test]
    fn a_dependency_that_no_file_names_is_reported() {
        let absent = ["left", "pad"].join("_");
        let here = concat!(env!("CARGO_MANIFEST_DIR"), "/src/main.rs");
        let package = json!({"packages": [{"name": "xtask", "source": null,
            "targets": [{"src_path": here}],
            "dependencies": [{"name": "serde_json"}, {"name": absent}]}]});
        assert_eq!(
            unused(&package).unwrap(),
            [format!("xtask: {absent}")],
            "serde_json is named in this file"
        );
    }
}
