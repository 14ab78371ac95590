//! A desktop: screen, window manager, session bus, keychain.
use crate::home::Home;
use crate::pointer::Pointer;
use crate::process::{self, Process};
use crate::wait::until;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Wide enough for the app's window with something to drag from beside it.
const SCREEN: &str = "1600x900x24";

/// A desktop of its own; all that was started on it ends with it.
#[derive(Debug)]
pub struct Desktop {
    display: String,
    bus: String,
    tag: String,
    processes: Vec<Process>,
    home: Home,
}

impl Desktop {
    /// With an unlocked keychain.
    ///
    /// # Panics
    /// When one of the programs is not installed or does not come up.
    pub fn start() -> Self {
        let mut desktop = Self::without_keychain();
        desktop.unlock_keychain();
        desktop
    }

    /// With nothing that keeps secrets.
    ///
    /// # Panics
    /// As [`Desktop::start`].
    pub fn without_keychain() -> Self {
        let home = Home::new();
        let tag = format!("QUITTANCE_DESKTOP={}", home.path().display());
        let mut desktop =
            Self { display: String::new(), bus: String::new(), tag, processes: Vec::new(), home };
        desktop.display = format!(":{}", desktop.hear("Xvfb", XVFB));
        desktop.bus = desktop.hear("dbus-daemon", BUS);
        desktop.run("openbox", &["--sm-disable"]);
        until("the window manager", || desktop.pointer().ask(&["get_desktop"]));
        desktop
    }

    fn unlock_keychain(&mut self) {
        let mut command = self.command("gnome-keyring-daemon");
        command.args(["--foreground", "--unlock", "--components=secrets"]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        self.processes.push(Process::start_with_input(&mut command, "test\n"));
        until("the keychain", || self.bus_has("org.freedesktop.secrets").then_some(()));
    }

    /// Whether somebody on the session bus has this name.
    ///
    /// # Panics
    /// When the bus cannot be asked.
    pub fn bus_has(&self, name: &str) -> bool {
        let mut ask = self.command("dbus-send");
        ask.args([
            "--session",
            "--print-reply",
            "--dest=org.freedesktop.DBus",
            "/org/freedesktop/DBus",
        ]);
        ask.args(["org.freedesktop.DBus.NameHasOwner", &format!("string:{name}")]);
        let answer = ask.output().expect("dbus-send is installed").stdout;
        String::from_utf8_lossy(&answer).contains("true")
    }

    /// Keeps a program running beside the app.
    pub fn run(&mut self, program: &str, arguments: &[&str]) {
        let mut command = self.command(program);
        command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        self.processes.push(Process::start(&mut command));
    }

    fn hear(&mut self, program: &str, arguments: &[&str]) -> String {
        let mut command = self.command(program);
        let (process, line) =
            Process::start_and_hear(command.args(arguments).stderr(Stdio::null()));
        assert!(!line.is_empty(), "{program} did not come up");
        self.processes.push(process);
        line
    }

    /// A command on this desktop, at home in its home.
    pub fn command(&self, program: impl Into<OsString>) -> Command {
        self.command_in(&self.home, program)
    }

    /// A command on this desktop with a home of its own.
    pub fn command_in(&self, home: &Home, program: impl Into<OsString>) -> Command {
        let mut command = home.command(program);
        command.env("DISPLAY", &self.display).env("DBUS_SESSION_BUS_ADDRESS", &self.bus);
        command.env("GDK_BACKEND", "x11").env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
        command.env("WEBKIT_DISABLE_COMPOSITING_MODE", "1");
        command.envs(self.tag.split_once('='));
        command
    }

    /// The pointer and the keyboard.
    pub fn pointer(&self) -> Pointer<'_> {
        Pointer::new(self)
    }

    /// The home that programs have here unless told otherwise.
    pub fn home(&self) -> &Home {
        &self.home
    }

    /// Processes on this desktop that run a program.
    pub fn processes_of(&self, program: &Path) -> Vec<u32> {
        let running = process::with_variable(&self.tag).into_iter();
        running.filter(|id| process::program_of(*id).as_deref() == Some(program)).collect()
    }

    /// The app's processes and those of its webview.
    pub fn processes_of_the_app(&self) -> Vec<u32> {
        let ours = |program: PathBuf| {
            let name = program.file_name().unwrap_or_default().to_string_lossy().into_owned();
            name.starts_with("quittance") || name.starts_with("WebKit")
        };
        let running = process::with_variable(&self.tag).into_iter();
        running.filter(|id| process::program_of(*id).is_some_and(ours)).collect()
    }

    /// A picture of the whole screen.
    ///
    /// # Panics
    /// When scrot is not installed.
    pub fn screenshot(&self, path: PathBuf) -> PathBuf {
        let taken = self.command("scrot").arg("--overwrite").arg(&path).status();
        assert!(taken.is_ok_and(|status| status.success()), "scrot wrote no {}", path.display());
        path
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        self.processes.drain(..).rev().for_each(drop);
        process::with_variable(&self.tag).into_iter().for_each(process::kill);
    }
}

const XVFB: &[&str] = &["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"];
const BUS: &[&str] = &["--session", "--nofork", "--nopidfile", "--print-address=1"];
