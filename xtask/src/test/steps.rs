//! What `cargo xtask test` does, in order: what is quick to tell comes first,
//! and what the window shows is built before anything compiles it in.
use super::nextest::{self, Selection};
use super::{Step, command_check, vitest};
use crate::arguments::Arguments;
use crate::check::{self, licences, unused};
use crate::setup;
use crate::tally::Tally;
use crate::{Result, shell, soak};
use std::path::Path;

pub const STEPS: [Step; 15] = [
    Step {
        name: "format",
        about: "Format",
        run: |_| Ok(command_check("cargo fmt --all -- --check")),
    },
    Step { name: "unused", about: "Unused dependencies", run: unused_dependencies },
    Step { name: "licences", about: "Licences", run: refused_licences },
    Step { name: "advisories", about: "Advisories", run: advisories },
    Step { name: "face-types", about: "Types of the face", run: |_| Ok(face_script("check")) },
    Step { name: "face", about: "Tests of the face", run: |_| vitest::vitest("test") },
    Step { name: "face-build", about: "Build of the face", run: face_build },
    Step { name: "face-browser", about: "The face in a browser", run: |_| face_in_browser() },
    Step { name: "clippy", about: "Clippy", run: |_| Ok(command_check(CLIPPY)) },
    Step {
        name: "build",
        about: "Build of everything that is tested",
        run: |_| Ok(command_check(setup::BUILD)),
    },
    Step { name: "rust", about: "Rust tests, and the generated bindings", run: rust },
    Step { name: "documented", about: "Examples in the documentation", run: documented },
    Step { name: "architecture", about: "Architecture", run: architecture },
    Step { name: "window", about: "The whole app in its real window", run: window },
    Step { name: "soak", about: "A sample of the soak", run: soak::sample },
];

const CLIPPY: &str = "cargo clippy --quiet --workspace --all-targets -- -D warnings";

fn unused_dependencies(_: &Arguments) -> Result<Tally> {
    Ok(none_of("unused dependency", unused::unused(&check::metadata()?)?))
}

fn refused_licences(_: &Arguments) -> Result<Tally> {
    if shell::found("cargo-deny") {
        return Ok(command_check("cargo deny check licenses bans sources"));
    }
    Ok(none_of("licence not allowed", licences::refused(&check::metadata()?)?))
}

fn none_of(what: &str, found: Vec<String>) -> Tally {
    if found.is_empty() {
        Tally::pass()
    } else {
        Tally::fail(format!("{what}: {}", found.join(", ")))
    }
}

/// Known weaknesses of dependencies, where their databases can be reached.
fn advisories(_: &Arguments) -> Result<Tally> {
    let mut tally = rust_advisories();
    let audit = setup::npm(&["audit", "--audit-level=high"]);
    tally.add(match shell::capture(audit) {
        Ok(_) => Tally::pass(),
        Err(problem) if problem.to_string().contains("audit endpoint") => {
            Tally::skip("npm advisories: database not reachable, not checked")
        }
        Err(problem) => Tally::fail(format!("npm advisories: {problem}")),
    });
    Ok(tally)
}

fn rust_advisories() -> Tally {
    if !shell::found("cargo-deny") {
        return Tally::skip("Rust advisories: cargo-deny is not installed, not checked");
    }
    if shell::capture(shell::line("cargo deny fetch db")).is_err() {
        return Tally::skip("Rust advisories: database not reachable, not checked");
    }
    command_check("cargo deny check advisories")
}

fn face_script(name: &str) -> Tally {
    match shell::run(setup::npm(&["run", name])) {
        Ok(()) => Tally::pass(),
        Err(problem) => Tally::fail(format!("npm run {name}: {problem}")),
    }
}

/// Every screen in Chromium, where there is one.
fn face_in_browser() -> Result<Tally> {
    let named = std::env::var_os("CHROMIUM").is_some();
    if named || Path::new("/usr/bin/chromium").exists() {
        return vitest::vitest("e2e");
    }
    Ok(Tally::skip("the face in a browser: no Chromium, and none named by CHROMIUM"))
}

fn face_build(_: &Arguments) -> Result<Tally> {
    setup::build_face()?;
    Ok(Tally::pass())
}

/// The shell's own test compares the generated bindings with the tree; a run in
/// which no such test took part has not looked.
fn rust(_: &Arguments) -> Result<Tally> {
    let mut bindings_checked = false;
    let all = Selection { filter: "not package(whole-app)", ..Selection::default() };
    let mut tally = all.watched(|line| bindings_checked |= line.contains("bindings"))?;
    if !bindings_checked {
        tally.add(Tally::fail("generated bindings: no test compared them with the tree"));
    }
    Ok(tally)
}

/// Of the whole workspace, so that features unite as they did in the build.
fn documented(_: &Arguments) -> Result<Tally> {
    nextest::documented("cargo test --quiet --doc --workspace")
}

fn architecture(_: &Arguments) -> Result<Tally> {
    Selection { filter: "binary(architecture)", ..Selection::default() }.run()
}

/// One after the other: a screen, a pointer and two cores have room for one.
fn window(_: &Arguments) -> Result<Tally> {
    let more = &["--test-threads=1"];
    Selection { filter: "binary(window)", more, ..Selection::default() }.run()
}
