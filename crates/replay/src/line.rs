//! One call as `strace -y -xx` prints it: all bytes of names and data in hexadecimal.
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// A call that succeeded.
#[derive(Debug, PartialEq, Eq)]
pub struct Call<'a> {
    pub name: &'a str,
    arguments: Vec<&'a str>,
    result: &'a str,
}

impl<'a> Call<'a> {
    /// From `name(argument, …) = result`; nothing for signals, ends and failures.
    pub fn of(line: &'a str) -> Option<Self> {
        let (name, rest) = line.split_once('(')?;
        let (arguments, result) = rest.rsplit_once(" = ")?;
        let arguments = arguments.trim_end().strip_suffix(')')?;
        let failed = result.starts_with(['-', '?']);
        (!failed).then(|| Self { name, arguments: arguments.split(", ").collect(), result })
    }

    /// What it returned, as a number.
    pub fn returned(&self) -> Option<usize> {
        let end = self.result.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.result.len());
        self.result[..end].parse().ok()
    }

    /// The name of the file that it opened.
    pub fn opened(&self) -> Option<PathBuf> {
        in_brackets(self.result)
    }

    /// Which descriptor an argument is.
    pub fn descriptor(&self, at: usize) -> Option<&'a str> {
        self.arguments.get(at)?.split('<').next()
    }

    /// The name of the file that a descriptor belongs to.
    pub fn file(&self, at: usize) -> Option<PathBuf> {
        in_brackets(self.arguments.get(at)?)
    }

    /// A path, made whole by the folder that the argument before it names.
    pub fn path_in(&self, folder: usize) -> Option<PathBuf> {
        Some(self.file(folder)?.join(self.path(folder + 1)?))
    }

    /// A path that was given as a string.
    pub fn path(&self, at: usize) -> Option<PathBuf> {
        self.bytes(at).map(|bytes| path_of(&bytes))
    }

    pub fn bytes(&self, at: usize) -> Option<Vec<u8>> {
        let quoted = self.arguments.get(at)?.strip_prefix('"')?.strip_suffix('"')?;
        unescaped(quoted)
    }

    pub fn number(&self, at: usize) -> Option<usize> {
        self.arguments.get(at)?.parse().ok()
    }

    /// Whether an argument, a set of flags, has this one.
    pub fn has(&self, at: usize, flag: &str) -> bool {
        self.arguments.get(at).is_some_and(|flags| flags.split('|').any(|it| it == flag))
    }
}

fn in_brackets(text: &str) -> Option<PathBuf> {
    let (_, rest) = text.split_once('<')?;
    Some(path_of(&unescaped(rest.split_once('>')?.0)?))
}

fn path_of(bytes: &[u8]) -> PathBuf {
    Path::new(OsStr::from_bytes(bytes)).to_owned()
}

fn unescaped(text: &str) -> Option<Vec<u8>> {
    let pairs = text.split("\\x").skip(1);
    pairs.map(|pair| u8::from_str_radix(pair, 16).ok()).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_write_has_file_bytes_and_length() {
        let call = Call::of(r#"write(3<\x2f\x61>(deleted), "\x68\x69\x2c", 3) = 2"#).unwrap();
        assert_eq!((call.name, call.returned()), ("write", Some(2)));
        assert_eq!(call.file(0).unwrap(), Path::new("/a"));
        assert_eq!(call.bytes(1).unwrap(), b"hi,");
    }

    #[test]
    fn a_path_is_taken_from_its_folder() {
        let call = Call::of(r#"unlinkat(4<\x2f\x61>, "\x62", AT_REMOVEDIR) = 0"#).unwrap();
        assert_eq!(call.path_in(0).unwrap(), Path::new("/a/b"));
        assert!(call.has(2, "AT_REMOVEDIR"));
    }

    #[test]
    fn the_end_may_stand_far_from_the_call() {
        let call = Call::of(r"fsync(6<\x2f\x61>)              = 0").unwrap();
        assert_eq!((call.file(0).unwrap().as_path(), call.returned()), (Path::new("/a"), Some(0)));
    }

    #[test]
    fn what_failed_changed_nothing() {
        assert_eq!(Call::of(r#"unlink("\x61") = -1 ENOENT (No such file or directory)"#), None);
        assert_eq!(Call::of("--- SIGCHLD {si_signo=SIGCHLD} ---"), None);
        assert_eq!(Call::of("+++ exited with 0 +++"), None);
    }
}
