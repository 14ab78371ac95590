//! The pointer and the keyboard, by xdotool.
use crate::desktop::Desktop;
use crate::wait::until;
use std::thread::sleep;
use std::time::Duration;

/// Steps of a drag: a toolkit needs to see the pointer travel.
const STEPS: i32 = 8;

/// The hands of a person at a desktop.
#[derive(Clone, Copy)]
pub struct Pointer<'d>(&'d Desktop);

/// A window on the screen, in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// The X server's number.
    pub id: String,
    /// Left edge.
    pub x: i32,
    /// Top edge.
    pub y: i32,
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
}

impl Window {
    /// Its middle.
    pub fn middle(&self) -> (i32, i32) {
        (self.x + self.width / 2, self.y + self.height / 2)
    }
}

impl<'d> Pointer<'d> {
    pub(crate) fn new(desktop: &'d Desktop) -> Self {
        Self(desktop)
    }

    /// What xdotool answers, if it succeeds.
    pub(crate) fn ask(&self, words: &[&str]) -> Option<String> {
        let output = self.0.command("xdotool").args(words).output().expect("xdotool is installed");
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Moves there.
    pub fn go(&self, (x, y): (i32, i32)) {
        self.ask(&["mousemove", &x.to_string(), &y.to_string()]);
    }

    /// Clicks there.
    pub fn click(&self, at: (i32, i32)) {
        self.go(at);
        self.ask(&["click", "1"]);
    }

    /// Presses on one place, travels to another and lets go there.
    pub fn drag(&self, from: (i32, i32), to: (i32, i32)) {
        self.drag_over(from, to);
        self.release();
    }

    /// Presses on one place and travels to another, without letting go.
    pub fn drag_over(&self, from: (i32, i32), to: (i32, i32)) {
        self.go(from);
        self.ask(&["mousedown", "1"]);
        for step in 1..=STEPS {
            let between = |a: i32, b: i32| a + (b - a) * step / STEPS;
            self.go((between(from.0, to.0), between(from.1, to.1)));
            sleep(Duration::from_millis(60));
        }
        self.go((to.0 + 3, to.1 + 3));
        sleep(Duration::from_millis(400));
    }

    /// Lets go.
    pub fn release(&self) {
        self.ask(&["mouseup", "1"]);
    }

    /// Presses keys by name: `ctrl+Return`, `Escape`.
    pub fn press(&self, keys: &str) {
        self.ask(&["key", "--clearmodifiers", keys]);
    }

    /// Types text into whatever has the keyboard.
    pub fn write(&self, text: &str) {
        self.ask(&["type", "--clearmodifiers", "--delay", "8", "--", text]);
    }

    /// Waits for a visible window with this in its title, and gives it the keyboard.
    pub fn window(&self, title: &str) -> Window {
        let window = until(&format!("a window called {title}"), || self.find_window(title));
        self.activate(&window.id);
        window
    }

    /// Brings a window to the front and gives it the keyboard.
    pub(crate) fn activate(&self, id: &str) {
        until("the window in front", || {
            self.ask(&["windowactivate", id]);
            let active = self.ask(&["getactivewindow"])?;
            (active.trim() == id).then_some(())
        });
    }

    /// A visible window with this in its title.
    pub fn find_window(&self, title: &str) -> Option<Window> {
        let found = self.ask(&["search", "--onlyvisible", "--name", title])?;
        found.lines().find_map(|id| self.measure(id))
    }

    /// Where a window's content is; xdotool itself counts the frame twice. Not
    /// for those that no window manager manages: toolkits have some for their own use.
    fn measure(&self, id: &str) -> Option<Window> {
        let told = self.told_of(id);
        if !told.contains("Override Redirect State: no") {
            return None;
        }
        let number = |name: &str| {
            let line = told.lines().find_map(|line| line.trim().strip_prefix(name))?;
            line.trim_start_matches(':').trim().parse().ok()
        };
        Some(Window {
            id: id.to_owned(),
            x: number("Absolute upper-left X")?,
            y: number("Absolute upper-left Y")?,
            width: number("Width")?,
            height: number("Height")?,
        })
    }

    /// Whether a window is on the screen.
    pub fn is_shown(&self, window: &Window) -> bool {
        self.told_of(&window.id).contains("Map State: IsViewable")
    }

    /// What the screen's server knows of a window; nothing of one that is gone.
    fn told_of(&self, id: &str) -> String {
        let output = self.0.command("xwininfo").args(["-id", id]).output();
        let output = output.expect("xwininfo is installed");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Puts a window's top left corner there.
    pub fn place(&self, window: &Window, x: i32, y: i32) {
        self.ask(&["windowmove", "--sync", &window.id, &x.to_string(), &y.to_string()]);
    }

    /// Takes a window off the screen, as its button does.
    pub fn hide(&self, window: &Window) {
        self.ask(&["windowminimize", "--sync", &window.id]);
    }

    /// Makes a window so large.
    pub fn resize(&self, window: &Window, width: u32, height: u32) {
        self.ask(&["windowsize", "--sync", &window.id, &width.to_string(), &height.to_string()]);
    }
}
