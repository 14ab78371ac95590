//! Runs a test again inside a session bus of its own with a real gnome-keyring
//! and a home folder of its own, so that nobody's real keyring is touched.
use std::{
    env,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

const INSIDE: &str = "QUITTANCE_TEST_KEYRING";

/// What the session has.
#[derive(Clone, Copy)]
#[allow(dead_code, reason = "each test binary uses what it needs")]
pub enum Keyring {
    /// A default collection, unlocked.
    Unlocked,
    /// A session bus without a keyring that anybody created.
    NoCollection,
    /// No session bus at all.
    NoBus,
}

/// True inside the session, where the test's body runs. Outside, runs the test
/// of this name there, requires that it ran and passed, and returns false.
pub fn enter(test: &str, keyring: Keyring) -> bool {
    if env::var_os(INSIDE).is_some() {
        return true;
    }
    if missing_program().is_some_and(|program| skip(test, program)) {
        return false;
    }
    let home = tempfile::tempdir().expect("a home for the session");
    let output = session(keyring, home.path()).args([test, "--exact", "--nocapture"]).output();
    let output = output.expect("the session starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{test} failed inside its keyring session:\n{said}");
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(
        told.contains("1 passed"),
        "there is no test {test}, so nothing was looked at:\n{told}"
    );
    false
}

/// Runs one more test of this binary within the running session, as a process
/// of its own.
#[allow(dead_code, reason = "each test binary uses what it needs")]
pub fn run_in_fresh_process(test: &str) -> bool {
    let binary = env::current_exe().expect("this binary");
    let status = Command::new(binary).args([test, "--exact", "--ignored", "--nocapture"]).status();
    status.expect("a second process").success()
}

/// Calls a method of the Secret Service with `dbus-send`.
#[allow(dead_code, reason = "each test binary uses what it needs")]
pub fn service_call(method: &str, arguments: &[&str]) {
    let status = Command::new("dbus-send")
        .args([
            "--session",
            "--print-reply",
            "--dest=org.freedesktop.secrets",
            "/org/freedesktop/secrets",
        ])
        .arg(format!("org.freedesktop.Secret.Service.{method}"))
        .args(arguments)
        .stdout(Stdio::null())
        .status();
    assert!(status.expect("dbus-send").success(), "{method} was refused");
}

/// Locks the collection that entries go to.
#[allow(dead_code, reason = "each test binary uses what it needs")]
pub fn lock() {
    service_call("Lock", &["array:objpath:/org/freedesktop/secrets/collection/login"]);
}

fn session(keyring: Keyring, home: &Path) -> Command {
    let binary = env::current_exe().expect("this binary");
    let mut command = match keyring {
        Keyring::NoBus => Command::new(binary),
        Keyring::NoCollection => on_a_bus("exec \"$0\" \"$@\""),
        Keyring::Unlocked => on_a_bus(
            "printf 'test\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec \"$0\" \"$@\"",
        ),
    };
    if !matches!(keyring, Keyring::NoBus) {
        command.arg(env::current_exe().expect("this binary"));
    }
    for variable in
        ["DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL"]
    {
        command.env_remove(variable);
    }
    for variable in
        ["HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"]
    {
        command.env(variable, home);
    }
    command.env(INSIDE, "1");
    command
}

fn on_a_bus(script: &str) -> Command {
    let mut command = Command::new("dbus-run-session");
    command.args(["--", "sh", "-c", script]);
    command
}

fn missing_program() -> Option<&'static str> {
    ["dbus-run-session", "gnome-keyring-daemon", "dbus-send"].into_iter().find(|program| {
        let found = Command::new("sh")
            .args(["-c", "command -v \"$0\""])
            .arg(program)
            .stdout(Stdio::null())
            .status();
        !found.is_ok_and(|status| status.success())
    })
}

/// Says so past the test harness, which would swallow it.
fn skip(test: &str, program: &str) -> bool {
    writeln!(std::io::stderr(), "skipped: {test} ({program} is not installed)").is_ok()
}
