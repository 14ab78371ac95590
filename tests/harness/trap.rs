//! Killing the app at the very system call that a test means. The app's end is
//! the only sign of it: as long as nobody else kills it, it died at that call.
use crate::app::{App, Launch};
use crate::process::{Process, thread, tracer};
use crate::wait::until;
use std::path::Path;
use std::process::Command;

const STRACE: [&str; 4] = ["strace", "-qqq", "-o", "/dev/null"];

/// A start of the app that ends where it makes such a call on a file for the
/// first time.
pub fn ends_on_file(call: &str, file: &Path) -> Launch {
    // strace counts calls on other files too, so it has to be any that comes.
    let file = file.display().to_string();
    let mut words = [&STRACE[..], &["-f", "--seccomp-bpf", "-P", &file]].concat();
    let [trace, inject] = kill_at(call, "1+");
    words.extend(["-e", &trace, "-e", &inject]);
    Launch::through(&words)
}

/// Lets a running app end where one of its threads makes such a call for the
/// n-th time from now.
///
/// # Panics
/// When there is no such thread, or the system does not let one process trace
/// another.
pub fn ends_in_thread(app: &App<'_>, name: &str, call: &str, count: u64) -> Process {
    let id = until(&format!("a thread {name}"), || thread(app.process(), name));
    let [trace, inject] = kill_at(call, &count.to_string());
    let mut strace = Command::new(STRACE[0]);
    strace.args(&STRACE[1..]).args(["-e", &trace, "-e", &inject, "-p", &id.to_string()]);
    let process = Process::start(&mut strace);
    until("strace (for root, or where kernel.yama.ptrace_scope is 0)", || {
        (tracer(id)? != 0).then_some(())
    });
    process
}

fn kill_at(call: &str, when: &str) -> [String; 2] {
    [format!("trace={call}"), format!("inject={call}:signal=KILL:when={when}")]
}
