//! What assistive technology sees: the native menu, the dialogs and, where no
//! driver may be, the page.
use crate::desktop::Desktop;
use crate::wait::within;
use serde_json::Value;

const PROGRAM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/harness/accessible.py");

/// The app through the accessibility bus.
#[derive(Clone, Copy)]
pub struct Accessible<'d>(&'d Desktop);

/// Something that assistive technology can name, with its place on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What it is called.
    pub name: String,
    /// Whether it is on the screen.
    pub showing: bool,
    /// Whether it can be used.
    pub enabled: bool,
    x: i32,
    y: i32,
    width: i32,
    height: i32,
}

impl Place {
    /// Its middle.
    pub fn middle(&self) -> (i32, i32) {
        (self.x + self.width / 2, self.y + self.height / 2)
    }

    fn of(told: &Value) -> Option<Self> {
        let number = |name: &str| told[name].as_i64().and_then(|number| i32::try_from(number).ok());
        Some(Self {
            name: told["name"].as_str()?.to_owned(),
            showing: told["showing"].as_bool()?,
            enabled: told["enabled"].as_bool()?,
            x: number("x")?,
            y: number("y")?,
            width: number("width")?,
            height: number("height")?,
        })
    }
}

impl<'d> Accessible<'d> {
    pub(crate) fn new(desktop: &'d Desktop) -> Self {
        Self(desktop)
    }

    /// The first thing of one of these roles whose name begins so.
    ///
    /// # Panics
    /// When the accessibility bus cannot be asked.
    pub fn find(&self, roles: &[&str], name: &str) -> Option<Place> {
        let told = self.ask(&["find", &roles.join(","), name]);
        Place::of(&told)
    }

    /// Waits for it.
    ///
    /// # Panics
    /// When it does not come.
    pub fn wait_for(&self, roles: &[&str], name: &str, seconds: u64) -> Place {
        let what = format!("{} {name:?} on the screen", roles.join(" or "));
        within(seconds, &what, || self.find(roles, name).filter(|place| place.showing))
    }

    /// Every name and text that is on the screen.
    ///
    /// # Panics
    /// When the accessibility bus cannot be asked.
    pub fn text(&self) -> String {
        self.ask(&["text"]).as_str().unwrap_or_default().to_owned()
    }

    fn ask(&self, words: &[&str]) -> Value {
        let output = self.0.command("/usr/bin/python3").arg(PROGRAM).args(words).output();
        let output = output.expect("python3 is installed");
        let told = serde_json::from_slice(&output.stdout);
        told.unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
    }
}
