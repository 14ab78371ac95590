//! What the kernel counts, and whom this process dies with.
use rustix::io;
use rustix::process::{
    DumpableBehavior, Resource, Rlimit, Signal, set_dumpable_behavior,
    set_parent_process_death_signal, setrlimit,
};
use rustix::thread::set_no_new_privs;

/// Address space in bytes: the largest allowed picture with all its copies fits.
const MEMORY: u64 = 2 << 30;

pub(super) fn set() -> io::Result<()> {
    set_parent_process_death_signal(Some(Signal::KILL))?;
    set_no_new_privs(true)?;
    // Nobody may attach to it or read its memory under `/proc`.
    set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    let none = [Resource::Core, Resource::Fsize, Resource::Nofile, Resource::Nproc];
    for resource in none {
        at_most(resource, 0)?;
    }
    at_most(Resource::As, MEMORY)
}

fn at_most(resource: Resource, value: u64) -> io::Result<()> {
    setrlimit(resource, Rlimit { current: Some(value), maximum: Some(value) })
}
