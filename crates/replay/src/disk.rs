//! A folder as a disk has it: what is on it for good, and what is not yet.
use crate::{Draw, Operation, ReplayError};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A disk writes so many bytes at once or not at all.
const SECTOR: usize = 512;

/// What becomes of all that was not flushed.
#[derive(Debug, Clone)]
pub enum Unflushed {
    /// None of it is on the disk.
    Lost,
    /// All of it is.
    Kept,
    /// Any part of it, as drawn; writes may be torn between sectors.
    Drawn(Draw),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Node {
    Folder,
    File(usize),
}

#[derive(Debug, Clone)]
enum Change {
    Written { at: usize, bytes: Vec<u8> },
    Cut(usize),
}

#[derive(Debug, Clone)]
enum Naming {
    Added(PathBuf, Node),
    Moved { from: PathBuf, to: PathBuf },
    Removed(PathBuf),
}

#[derive(Debug, Clone, Default)]
struct Content {
    flushed: Vec<u8>,
    pending: Vec<Change>,
}

type Names = BTreeMap<PathBuf, Node>;

/// Names follow each other onto the disk in their order, as every file system
/// with a journal has it; contents do not.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    files: Vec<Content>,
    /// As the programs see them.
    names: Names,
    flushed: Names,
    pending: Vec<Naming>,
}

impl Disk {
    /// What lies in a folder, all of it flushed. Names keep the folder's own path.
    ///
    /// # Errors
    /// It could not be read.
    pub fn of(folder: &Path) -> Result<Self, ReplayError> {
        let mut disk = Self::default();
        disk.take(folder)?;
        disk.flushed = disk.names.clone();
        Ok(disk)
    }

    fn take(&mut self, folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                self.names.insert(path.clone(), Node::Folder);
                self.take(&path)?;
            } else {
                let flushed = fs::read(&path)?;
                self.files.push(Content { flushed, pending: Vec::new() });
                self.names.insert(path, Node::File(self.files.len() - 1));
            }
        }
        Ok(())
    }

    /// What was done happens here too.
    pub fn apply(&mut self, operation: &Operation) {
        match operation {
            Operation::Made(path) if !self.names.contains_key(path) => {
                self.files.push(Content::default());
                self.name(Naming::Added(path.clone(), Node::File(self.files.len() - 1)));
            }
            Operation::MadeFolder(path) => self.name(Naming::Added(path.clone(), Node::Folder)),
            Operation::Moved { from, to } => {
                self.name(Naming::Moved { from: from.clone(), to: to.clone() });
            }
            Operation::Linked { from, to } => {
                if let Some(node) = self.names.get(from).copied() {
                    self.name(Naming::Added(to.clone(), node));
                }
            }
            Operation::Removed(path) => self.name(Naming::Removed(path.clone())),
            Operation::Written { file, at, bytes } => {
                self.change(file, Change::Written { at: *at, bytes: bytes.clone() });
            }
            Operation::Cut { file, len } => self.change(file, Change::Cut(*len)),
            Operation::Flushed(path) => self.flush(path),
            Operation::Made(_) | Operation::Said(_) => {}
        }
    }

    fn name(&mut self, naming: Naming) {
        rename(&mut self.names, &naming);
        self.pending.push(naming);
    }

    /// A file that has no name any more is nobody's concern.
    fn change(&mut self, file: &Path, change: Change) {
        if let Some(Node::File(index)) = self.names.get(file) {
            self.files[*index].pending.push(change);
        }
    }

    fn flush(&mut self, path: &Path) {
        if let Some(Node::File(index)) = self.names.get(path) {
            let content = &mut self.files[*index];
            for change in std::mem::take(&mut content.pending) {
                write(&mut content.flushed, &change, change.len());
            }
            return;
        }
        let last = self.pending.iter().rposition(|naming| naming.concerns(path));
        for naming in self.pending.drain(..last.map_or(0, |last| last + 1)) {
            rename(&mut self.flushed, &naming);
        }
    }

    /// What is left when the power goes now: path and content, nothing for a folder.
    pub fn left(&self, unflushed: &mut Unflushed) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
        let mut names = self.flushed.clone();
        let kept = unflushed.first_of(self.pending.len());
        self.pending[..kept].iter().for_each(|naming| rename(&mut names, naming));
        names.retain(|path, _| !is_unnamed(path));
        let content = |node| match node {
            Node::Folder => None,
            Node::File(index) => Some(self.content(index, unflushed)),
        };
        names.into_iter().zip_with(content)
    }

    fn content(&self, file: usize, unflushed: &mut Unflushed) -> Vec<u8> {
        let Content { flushed, pending } = &self.files[file];
        let mut bytes = flushed.clone();
        for change in pending {
            let kept = unflushed.of_change(change);
            write(&mut bytes, change, kept);
        }
        bytes
    }
}

/// So that what a closure draws is drawn in the order of the names.
trait ZipWith<K, V> {
    fn zip_with<W>(self, content: impl FnMut(V) -> W) -> BTreeMap<K, W>;
}

impl<K: Ord, V, I: Iterator<Item = (K, V)>> ZipWith<K, V> for I {
    fn zip_with<W>(self, mut content: impl FnMut(V) -> W) -> BTreeMap<K, W> {
        self.map(|(name, value)| (name, content(value))).collect()
    }
}

impl Unflushed {
    /// How many of so many changes of names took place.
    fn first_of(&mut self, all: usize) -> usize {
        match self {
            Self::Lost => 0,
            Self::Kept => all,
            Self::Drawn(draw) => draw.below(all + 1),
        }
    }

    /// How much of a change took place: all, nothing, or a part that ends with a sector.
    fn of_change(&mut self, change: &Change) -> usize {
        let whole = change.len();
        match self {
            Self::Lost => 0,
            Self::Kept => whole,
            Self::Drawn(draw) => match draw.below(3) {
                0 => 0,
                1 => whole,
                _ => change.torn(draw.below(whole)),
            },
        }
    }
}

impl Change {
    /// In bytes; cutting a file counts as one.
    fn len(&self) -> usize {
        match self {
            Self::Written { bytes, .. } => bytes.len(),
            Self::Cut(_) => 1,
        }
    }

    fn torn(&self, near: usize) -> usize {
        match self {
            Self::Written { at, .. } => ((at + near) / SECTOR * SECTOR).saturating_sub(*at),
            Self::Cut(_) => near,
        }
    }
}

impl Naming {
    /// Whether it stands in this folder's list.
    fn concerns(&self, folder: &Path) -> bool {
        let within = |path: &Path| path.parent() == Some(folder);
        match self {
            Self::Added(path, _) | Self::Removed(path) => within(path),
            Self::Moved { from, to } => within(from) || within(to),
        }
    }
}

/// As `O_TMPFILE` makes them: a number behind a sign.
fn is_unnamed(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"#"))
}

fn rename(names: &mut Names, naming: &Naming) {
    match naming {
        Naming::Added(path, node) => {
            names.insert(path.clone(), *node);
        }
        Naming::Removed(path) => {
            names.remove(path);
        }
        Naming::Moved { from, to } => {
            let moved: Vec<PathBuf> =
                names.keys().filter(|path| path.starts_with(from)).cloned().collect();
            for path in moved {
                if let (Some(node), Ok(rest)) = (names.remove(&path), path.strip_prefix(from)) {
                    let target = if rest == Path::new("") { to.clone() } else { to.join(rest) };
                    names.insert(target, node);
                }
            }
        }
    }
}

/// The first bytes of a change, so many; none at all changes nothing.
fn write(content: &mut Vec<u8>, change: &Change, kept: usize) {
    match change {
        _ if kept == 0 => {}
        Change::Cut(len) => content.resize(*len, 0),
        Change::Written { at, bytes } => {
            let end = at + kept;
            content.resize(content.len().max(end), 0);
            content[*at..end].copy_from_slice(&bytes[..kept]);
        }
    }
}
