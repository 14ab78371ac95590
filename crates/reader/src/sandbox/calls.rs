//! Seccomp: a short list of calls is allowed, all others fail with `EPERM`.
//!
//! They fail rather than kill, so that a C library that merely asks for
//! something it can do without goes on.
use seccompiler::{
    BackendError, BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition,
    SeccompFilter, SeccompRule, TargetArch, apply_filter,
};
use std::collections::BTreeMap;

/// Memory, the open pipes, time, chance, and coming to an end.
const ALLOWED: &[i64] = &[
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_close,
    libc::SYS_fstat,
    libc::SYS_lseek,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_futex,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_getrandom,
    libc::SYS_getrusage,
    libc::SYS_sysinfo,
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_nanosleep,
    libc::SYS_restart_syscall,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_exit,
    libc::SYS_exit_group,
];

/// Allowed only where the memory does not become executable.
const MAPPING: &[i64] = &[libc::SYS_mmap, libc::SYS_mprotect];
/// Which argument of both says what the memory may be used for.
const PROTECTION: u8 = 2;

pub(super) fn restrict() -> bool {
    program().is_ok_and(|program| apply_filter(&program).is_ok())
}

fn program() -> Result<BpfProgram, BackendError> {
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
        ALLOWED.iter().map(|call| (*call, Vec::new())).collect();
    for call in MAPPING {
        rules.insert(*call, vec![SeccompRule::new(vec![not_executable()?])?]);
    }
    let denied = SeccompAction::Errno(libc::EPERM as u32);
    let arch = TargetArch::try_from(std::env::consts::ARCH)?;
    SeccompFilter::new(rules, denied, SeccompAction::Allow, arch)?.try_into()
}

fn not_executable() -> Result<SeccompCondition, BackendError> {
    let executable = libc::PROT_EXEC as u64;
    let absent = SeccompCmpOp::MaskedEq(executable);
    SeccompCondition::new(PROTECTION, SeccompCmpArgLen::Dword, absent, 0)
}
