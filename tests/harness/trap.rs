//! Killing the app at the very system call that a test means. The app's end is
//! the only sign of it: as long as nobody else kills it, it died at that call.
//!
//! Traced without `--seccomp-bpf`, under which strace injects no signals.
use crate::app::App;
use crate::process::{Process, threads, tracer};
use crate::wait::until;
use std::path::Path;
use std::process::Command;

/// Lets a running app end where it makes such a call on a file for the first
/// time from now.
///
/// # Panics
/// When the system does not let one process trace another.
pub fn ends_on_file(app: &App<'_>, call: &str, file: &Path) -> Process {
    let id = app.process();
    // strace counts calls on other files too, so it has to be any that comes.
    let mut strace = strace(call, "1+", id);
    let process = Process::start(strace.arg("-f").arg("-P").arg(file));
    until(PERMITTED, || threads(id).all(|(id, _)| is_traced_or_gone(id)).then_some(()));
    process
}

/// Lets a running app end where one of its threads makes such a call for the
/// n-th time from now.
///
/// # Panics
/// When there is no such thread, or the system does not let one process trace
/// another.
pub fn ends_in_thread(app: &App<'_>, name: &str, call: &str, count: u64) -> Process {
    let named = || threads(app.process()).find(|(_, known)| known == name);
    let (id, _) = until(&format!("a thread {name}"), named);
    let process = Process::start(&mut strace(call, &count.to_string(), id));
    until(PERMITTED, || is_traced_or_gone(id).then_some(()));
    process
}

const PERMITTED: &str = "strace (for root, or where kernel.yama.ptrace_scope is 0)";

/// The trap may spring before anyone looks.
fn is_traced_or_gone(thread: u32) -> bool {
    tracer(thread) != Some(0)
}

fn strace(call: &str, when: &str, id: u32) -> Command {
    let mut strace = Command::new("strace");
    strace.args(["-qqq", "-o", "/dev/null", "-p", &id.to_string()]);
    strace.arg("-e").arg(format!("trace={call}"));
    strace.arg("-e").arg(format!("inject={call}:signal=KILL:when={when}"));
    strace
}
