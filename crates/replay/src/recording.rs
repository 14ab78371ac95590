//! A program's run, taken down call by call.
use crate::line::Call;
use crate::{Disk, Operation, ReplayError, Unflushed};
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a line on the program's standard output says first when something is done.
pub const DONE: char = '\u{2713}';
const CALLS: &str = "trace=open,openat,creat,write,writev,pwrite64,pwritev,pwritev2,lseek,\
    ftruncate,truncate,fallocate,fsync,fdatasync,rename,renameat,renameat2,link,linkat,\
    unlink,unlinkat,rmdir,mkdir,mkdirat,copy_file_range,sendfile,splice";

/// What a run did to a folder.
#[derive(Debug)]
pub struct Recording {
    folder: PathBuf,
    before: Disk,
    operations: Vec<Operation>,
}

impl Recording {
    /// Runs a program to its end and records what it does beneath a folder.
    /// What SQLite maps into memory (`-shm`) is made anew after a crash, and left out.
    ///
    /// # Errors
    /// The program failed, or did what is not recorded.
    pub fn of(program: &mut Command, folder: &Path) -> Result<Self, ReplayError> {
        let folder = fs::canonicalize(folder)?;
        let before = Disk::of(&folder)?;
        let lines = traced(program)?;
        let mut taken = Taken { folder: &folder, ..Taken::new() };
        for call in whole(&lines).iter().filter_map(|line| Call::of(line)) {
            taken.take(&call).ok_or_else(|| ReplayError::Call(call.name.into()))?;
        }
        let operations = taken.operations;
        let recording = Self { folder, before, operations };
        recording.compare()?;
        Ok(recording)
    }

    /// Where a loss of power is worth trying: how many operations have happened by then.
    pub fn points(&self) -> Vec<usize> {
        let turning = self.operations.iter().enumerate().filter(|(_, it)| it.is_turning_point());
        let mut points: Vec<usize> = turning.flat_map(|(at, _)| [at, at + 1]).collect();
        points.dedup();
        points
    }

    /// What was said to be done by then, in its order.
    pub fn said(&self, point: usize) -> Vec<&str> {
        let said = self.operations[..point].iter().filter_map(|operation| match operation {
            Operation::Said(what) => Some(what.as_str()),
            _ => None,
        });
        said.collect()
    }

    /// What happened last by then, for whoever looks into a failure.
    pub fn last(&self, point: usize, many: usize) -> Vec<String> {
        let last = &self.operations[point.saturating_sub(many)..point];
        last.iter().map(Operation::to_string).collect()
    }

    /// Lays out in another folder what a loss of power at that point leaves.
    ///
    /// # Errors
    /// It could not be written.
    pub fn lay_out(
        &self,
        point: usize,
        mut unflushed: Unflushed,
        target: &Path,
    ) -> Result<(), ReplayError> {
        for (path, content) in self.at(point).left(&mut unflushed) {
            let path = target.join(path.strip_prefix(&self.folder).unwrap_or(&path));
            match content {
                _ if is_mapped(&path) => {}
                None => fs::create_dir_all(path)?,
                Some(bytes) => fs::write(path, bytes)?,
            }
        }
        Ok(())
    }

    fn at(&self, point: usize) -> Disk {
        let mut disk = self.before.clone();
        self.operations[..point].iter().for_each(|operation| disk.apply(operation));
        disk
    }

    /// With everything kept, the record has to give what lies in the folder.
    fn compare(&self) -> Result<(), ReplayError> {
        let mut recorded = self.at(self.operations.len()).left(&mut Unflushed::Kept);
        let mut present = Disk::of(&self.folder)?.left(&mut Unflushed::Kept);
        recorded.retain(|path, _| !is_mapped(path));
        present.retain(|path, _| !is_mapped(path));
        let differs = |a: &BTreeMap<PathBuf, _>, b: &BTreeMap<_, Option<Vec<u8>>>| {
            a.iter()
                .find(|(path, content)| b.get(*path) != Some(*content))
                .map(|(path, _)| path.clone())
        };
        match differs(&recorded, &present).or_else(|| differs(&present, &recorded)) {
            Some(path) => Err(ReplayError::Missed(path.display().to_string())),
            None => Ok(()),
        }
    }
}

fn is_mapped(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().ends_with(b"-shm")
}

fn traced(program: &mut Command) -> Result<String, ReplayError> {
    static TRACES: AtomicUsize = AtomicUsize::new(0);
    let number = TRACES.fetch_add(1, Ordering::Relaxed);
    let trace = std::env::temp_dir().join(format!("replay-{}-{number}", std::process::id()));
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-y", "-xx", "-s", "100000000", "-e", CALLS, "-o"]).arg(&trace);
    strace.arg(program.get_program()).args(program.get_args());
    for (name, value) in program.get_envs() {
        match value {
            Some(value) => strace.env(name, value),
            None => strace.env_remove(name),
        };
    }
    let output = strace.output()?;
    let lines = fs::read_to_string(&trace);
    fs::remove_file(&trace).ok();
    if !output.status.success() {
        return Err(ReplayError::Program(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    Ok(lines?)
}

/// The calls without the number of their thread, those that another one cut
/// into two put together where they end.
fn whole(lines: &str) -> Vec<String> {
    let mut begun: HashMap<&str, &str> = HashMap::new();
    let mut whole = Vec::new();
    for line in lines.lines() {
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let rest = rest.trim_start();
        if let Some(first) = rest.strip_suffix(" <unfinished ...>") {
            begun.insert(thread, first);
        } else if let Some((_, last)) = rest.split_once(" resumed>") {
            whole.push(format!("{}{last}", begun.remove(thread).unwrap_or_default()));
        } else {
            whole.push(rest.to_owned());
        }
    }
    whole
}

/// What was taken down so far.
struct Taken<'a> {
    folder: &'a Path,
    operations: Vec<Operation>,
    /// Where the next plain write to a file goes.
    positions: HashMap<PathBuf, usize>,
    /// Files that were opened without a name, by descriptor.
    unnamed: HashMap<String, PathBuf>,
}

impl Taken<'_> {
    fn new() -> Self {
        Self {
            folder: Path::new(""),
            operations: Vec::new(),
            positions: HashMap::new(),
            unnamed: HashMap::new(),
        }
    }

    /// Nothing when there is no word for what the call did beneath the folder.
    fn take(&mut self, call: &Call<'_>) -> Option<()> {
        match call.name {
            "openat" => self.opened(call),
            "write" => self.written(call),
            "pwrite64" => self.put(call, call.number(3)?),
            "lseek" => {
                self.positions.insert(call.file(0)?, call.returned()?);
                Some(())
            }
            "ftruncate" => self.add(Operation::Cut { file: call.file(0)?, len: call.number(1)? }),
            "fsync" | "fdatasync" => self.add(Operation::Flushed(call.file(0)?)),
            "rename" => self.moved(call.path(0)?, call.path(1)?),
            "renameat" | "renameat2" => self.moved(call.path_in(0)?, call.path_in(2)?),
            "linkat" => self.linked(call),
            "unlink" | "rmdir" => self.add(Operation::Removed(call.path(0)?)),
            "unlinkat" => self.add(Operation::Removed(call.path_in(0)?)),
            "mkdir" => self.add(Operation::MadeFolder(call.path(0)?)),
            "mkdirat" => self.add(Operation::MadeFolder(call.path_in(0)?)),
            _ => self.is_elsewhere(call).then_some(()),
        }
    }

    fn add(&mut self, operation: Operation) -> Option<()> {
        if operation.is_beneath(self.folder) {
            self.operations.push(operation);
        }
        Some(())
    }

    fn opened(&mut self, call: &Call<'_>) -> Option<()> {
        let path = call.opened()?;
        if call.has(2, "O_TMPFILE") {
            self.unnamed.insert(call.returned()?.to_string(), path.clone());
        } else if !call.has(2, "O_CREAT") && !call.has(2, "O_TRUNC") {
            return Some(());
        }
        self.positions.insert(path.clone(), 0);
        self.add(Operation::Made(path.clone()))?;
        if call.has(2, "O_TRUNC") {
            self.add(Operation::Cut { file: path, len: 0 })?;
        }
        Some(())
    }

    fn written(&mut self, call: &Call<'_>) -> Option<()> {
        if call.descriptor(0) == Some("1") {
            return self.said(&String::from_utf8_lossy(&call.bytes(1)?));
        }
        let Some(file) = call.file(0).filter(|file| file.starts_with(self.folder)) else {
            return Some(());
        };
        let at = self.positions.get(&file).copied().unwrap_or_default();
        self.positions.insert(file, at + call.returned()?);
        self.put(call, at)
    }

    fn said(&mut self, line: &str) -> Option<()> {
        match line.split_once(DONE) {
            Some((_, what)) => self.add(Operation::Said(what.trim().to_owned())),
            None => Some(()),
        }
    }

    fn put(&mut self, call: &Call<'_>, at: usize) -> Option<()> {
        let mut bytes = call.bytes(1)?;
        bytes.truncate(call.returned()?);
        self.add(Operation::Written { file: call.file(0)?, at, bytes })
    }

    fn moved(&mut self, from: PathBuf, to: PathBuf) -> Option<()> {
        if let Some(at) = self.positions.remove(&from) {
            self.positions.insert(to.clone(), at);
        }
        self.add(Operation::Moved { from, to })
    }

    /// A name for a file that was opened without one, or one more for one that has one.
    fn linked(&mut self, call: &Call<'_>) -> Option<()> {
        let (from, to) = (call.path_in(0)?, call.path_in(2)?);
        let descriptor = from.file_name()?.to_str()?;
        match self.unnamed.remove(descriptor) {
            Some(unnamed) => self.moved(unnamed, to),
            None => self.add(Operation::Linked { from, to }),
        }
    }

    fn is_elsewhere(&self, call: &Call<'_>) -> bool {
        (0..4).all(|at| {
            let concerned = [call.file(at), call.path(at)];
            concerned.into_iter().flatten().all(|path| !path.starts_with(self.folder))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn a_call_that_another_thread_cut_in_two_is_one_where_it_ends() {
        let lines = "7  fsync(3 <unfinished ...>\n8  close(4) = 0\n7  <... fsync resumed>)   = 0\n";
        assert_eq!(whole(lines), ["close(4) = 0", "fsync(3)   = 0"]);
    }
}
