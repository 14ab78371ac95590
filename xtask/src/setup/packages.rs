//! System packages.
use crate::{Result, shell};
use std::fs;
use std::path::Path;

/// What the packages are for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Building and opening the window.
    Run,
    /// That, and every test.
    Test,
}

/// Debian's names, which are Ubuntu's too.
const BUILD: [&str; 14] = [
    "build-essential",
    "pkg-config",
    "libssl-dev",
    "libwebkit2gtk-4.1-dev",
    "librsvg2-dev",
    "libtesseract-dev",
    "libleptonica-dev",
    "tesseract-ocr",
    "tesseract-ocr-eng",
    "tesseract-ocr-msa",
    "tesseract-ocr-chi-sim",
    "tesseract-ocr-deu",
    "fonts-noto-core",
    "fonts-noto-cjk",
];
const TEST: [&str; 15] = [
    "xvfb",
    "openbox",
    "dbus",
    "gnome-keyring",
    "webkit2gtk-driver",
    "xdotool",
    "x11-utils",
    "scrot",
    "python3-gi",
    "gir1.2-gtk-3.0",
    "poppler-utils",
    "strace",
    "iproute2",
    "at-spi2-core",
    "gir1.2-atspi-2.0",
];
/// Debian's alone: Ubuntu has it as a snap, which cannot be had everywhere.
const DEBIAN_TEST: [&str; 1] = ["chromium"];
/// What `pkg-config` calls the libraries, for systems with other package names.
const LIBRARIES: [&str; 5] = ["openssl", "webkit2gtk-4.1", "librsvg-2.0", "tesseract", "lept"];

/// Installs what is missing where this is Debian or one of its kin; elsewhere
/// names what to install, and goes on where it is there.
///
/// # Errors
/// Something is missing and could not be installed.
pub fn ensure(purpose: Purpose) -> Result {
    let wanted: Vec<&str> = match purpose {
        Purpose::Run => BUILD.to_vec(),
        Purpose::Test if is_debian() => [&BUILD[..], &TEST, &DEBIAN_TEST].concat(),
        Purpose::Test => [&BUILD[..], &TEST].concat(),
    };
    if shell::found("dpkg-query") && shell::found("apt-get") {
        debian(&wanted)
    } else {
        elsewhere()
    }
}

/// Debian itself, rather than one of its kin.
fn is_debian() -> bool {
    fs::read_to_string("/etc/os-release")
        .is_ok_and(|told| told.lines().any(|line| line == "ID=debian"))
}

fn debian(wanted: &[&str]) -> Result {
    let missing = missing(wanted, &installed());
    if missing.is_empty() {
        return Ok(());
    }
    println!("Installing with apt-get, as root: {}.", missing.join(" "));
    if fs::read_dir("/var/lib/apt/lists").map_or(0, |lists| lists.flatten().count()) < 4 {
        shell::run(as_root(&["apt-get", "update"]))?;
    }
    let mut install = vec!["apt-get", "install", "--yes", "--no-install-recommends"];
    install.extend(missing);
    shell::run(as_root(&install))
}

/// `dpkg-query`'s list of what is installed, one package a line.
fn installed() -> String {
    let list = shell::command("dpkg-query", ["-W", "-f=${db:Status-Abbrev} ${Package}\n"]);
    shell::capture(list).unwrap_or_default()
}

fn missing<'a>(wanted: &[&'a str], installed: &str) -> Vec<&'a str> {
    let there: Vec<&str> = installed.lines().filter_map(|line| line.strip_prefix("ii  ")).collect();
    wanted.iter().filter(|package| !there.contains(package)).copied().collect()
}

fn as_root(words: &[&str]) -> std::process::Command {
    let root = shell::capture(shell::line("id -u")).is_ok_and(|id| id.trim() == "0");
    let words = if root { words.to_vec() } else { [&["sudo"], words].concat() };
    let mut command = shell::command(words[0], &words[1..]);
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn elsewhere() -> Result {
    let absent: Vec<&str> =
        LIBRARIES.into_iter().filter(|library| !library_found(library)).collect();
    let data =
        Path::new("/usr/share/tessdata/eng.traineddata").exists() || shell::found("tesseract");
    if absent.is_empty() && data {
        return Ok(());
    }
    Err(format!(
        "This system has no apt-get, so please install by hand: a C compiler, pkg-config, \
         Tesseract 5 with its English, Malay, Chinese and German data, Noto fonts, and the \
         libraries that pkg-config knows as {}. Missing now: {}.",
        LIBRARIES.join(", "),
        if absent.is_empty() { "Tesseract".to_owned() } else { absent.join(", ") },
    )
    .into())
}

fn library_found(library: &str) -> bool {
    shell::capture(shell::command("pkg-config", ["--exists", library])).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_fully_installed_counts() {
        let installed = "ii  xvfb\nrc  openbox\nii  dbus-x11\n";
        assert_eq!(
            missing(&["xvfb", "openbox", "dbus"], installed),
            ["openbox", "dbus"],
            "a removed package with left settings is missing, and dbus is not dbus-x11"
        );
    }
}
