//! The app, running.
use crate::accessible::{Accessible, Place};
use crate::desktop::Desktop;
use crate::drag;
use crate::driver::Driver;
use crate::pointer::Window;
use crate::process::{Process, kill};
use crate::programs::program;
use crate::wait::until;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

const TITLE: &str = "^Quittance";
/// The key, as the protocol writes it.
const DELETE: &str = "\u{e017}";
const SELECT_TEXT: &str =
    "const field = document.querySelector(arguments[0]); field.focus(); field.select()";

/// How to start the app.
#[derive(Debug, Clone, Default)]
pub struct Launch {
    /// A program that starts the app, with its arguments: `strace -f`.
    pub through: Vec<String>,
    /// What the app is told on its command line.
    pub arguments: Vec<String>,
    /// Variables that the app sees besides its desktop's.
    pub variables: Vec<(String, String)>,
}

impl Launch {
    /// Through a program, with its arguments.
    pub fn through(words: &[&str]) -> Self {
        Self { through: words.iter().map(ToString::to_string).collect(), ..Self::default() }
    }

    fn words(&self) -> Vec<String> {
        [self.through.clone(), vec![executable()], self.arguments.clone()].concat()
    }
}

/// The app on a desktop, under a driver or on its own.
pub struct App<'d> {
    desktop: &'d Desktop,
    launch: Launch,
    driver: Option<Driver>,
    alone: Option<Process>,
}

impl<'d> App<'d> {
    /// Starts it under a driver, and waits for its window.
    ///
    /// # Panics
    /// When it does not come up.
    pub fn launch(desktop: &'d Desktop) -> Self {
        Self::launch_as(desktop, Launch::default())
    }

    /// The same, in another way.
    ///
    /// # Panics
    /// When it does not come up.
    pub fn launch_as(desktop: &'d Desktop, launch: Launch) -> Self {
        let mut app = Self { desktop, launch, driver: None, alone: None };
        app.start_driven();
        app
    }

    /// Starts it as a person does, without a driver: incognito webview and all.
    /// What it says on its standard error lands in its home.
    ///
    /// # Panics
    /// When its window does not come.
    pub fn launch_alone(desktop: &'d Desktop, launch: Launch) -> Self {
        let mut words = launch.words();
        let mut command = desktop.command(words.remove(0));
        command.args(words).envs(launch.variables.clone());
        let said = File::create(desktop.home().path().join("said.log")).expect("our own folder");
        let process = Process::start(command.stdout(Stdio::null()).stderr(said));
        let app = Self { desktop, launch, driver: None, alone: Some(process) };
        app.settle();
        app
    }

    fn start_driven(&mut self) {
        let mut words = self.launch.words();
        let mut driver = self.desktop.command("WebKitWebDriver");
        driver.env("TAURI_WEBVIEW_AUTOMATION", "true").envs(self.launch.variables.clone());
        let binary = words.remove(0);
        let driver = Driver::start(driver, &binary, &words);
        self.driver =
            Some(driver.unwrap_or_else(|error| panic!("the app cannot be driven: {error}")));
        self.settle();
    }

    /// Puts the window into the corner, beside where drags start.
    fn settle(&self) {
        let pointer = self.desktop.pointer();
        let window = pointer.window(TITLE);
        pointer.place(&window, 0, 0);
    }

    /// What the driver sees.
    ///
    /// # Panics
    /// When the app was started without one.
    pub fn driver(&self) -> &Driver {
        self.driver.as_ref().expect("the app was started under a driver")
    }

    /// The desktop it is on.
    pub fn desktop(&self) -> &'d Desktop {
        self.desktop
    }

    /// Its window.
    pub fn window(&self) -> Window {
        self.desktop.pointer().window(TITLE)
    }

    /// The page's text, where the app is still there to say it.
    pub fn try_text(&self) -> Option<String> {
        self.driver
            .as_ref()?
            .try_script("return document.body.innerText")
            .ok()?
            .as_str()
            .map(str::to_owned)
    }

    /// Makes the window so large.
    pub fn resize(&self, width: u32, height: u32) {
        let window = self.window();
        self.desktop.pointer().resize(&window, width, height);
    }

    /// Waits for an element and clicks it.
    ///
    /// # Panics
    /// When it does not come, or something lies over it.
    pub fn click(&self, css: &str) {
        let mut why = String::new();
        let clicked = |why: &mut String| {
            let element = self.driver().all(css).into_iter().next()?;
            self.driver().click(&element).map_err(|error| *why = error).ok()
        };
        for _ in 0..200 {
            if clicked(&mut why).is_some() {
                return;
            }
            sleep(Duration::from_millis(100));
        }
        panic!("{css} could not be clicked: {why}\n{}", self.driver().page_text());
    }

    /// Waits for a button (or link, or menu entry of the page) with this text, and clicks it.
    ///
    /// # Panics
    /// When it does not come.
    pub fn press_button(&self, text: &str) {
        until(&format!("a button {text:?}"), || {
            let found = self.driver().script(FIND_BUTTON, &[text.into()]);
            found.as_bool()?.then_some(())
        });
        self.click("[data-whole-app-target]");
    }

    /// Replaces what stands in a field.
    ///
    /// # Panics
    /// When the field does not come or takes no text.
    pub fn fill(&self, css: &str, text: &str) {
        let field = self.driver().find(css);
        self.driver().script(SELECT_TEXT, &[css.into()]);
        let keys = format!("{DELETE}{text}");
        self.driver().write(&field, &keys).unwrap_or_else(|error| panic!("{css}: {error}"));
    }

    /// Replaces what stands in the field with this label.
    ///
    /// # Panics
    /// When there is no such field, or it takes no text.
    pub fn fill_labelled(&self, label: &str, text: &str) {
        let id = until(&format!("a field called {label:?}"), || {
            self.driver().script(FIND_FIELD, &[label.into()]).as_str().map(str::to_owned)
        });
        self.fill(&format!("[id='{id}']"), text);
    }

    /// Types into whatever has the keyboard, or presses keys with [`App::press`].
    pub fn type_keys(&self, text: &str) {
        self.desktop.pointer().write(text);
    }

    /// Presses keys by name: `ctrl+Return`.
    pub fn press(&self, keys: &str) {
        self.window();
        self.desktop.pointer().press(keys);
    }

    /// As [`App::press`], where the app may end before its window is found; whether it
    /// was there.
    pub fn try_press(&self, keys: &str) -> bool {
        let pointer = self.desktop.pointer();
        let there = until("the window, or the end of the app", || match self.is_running() {
            true => pointer.find_window(TITLE).map(Some),
            false => Some(None),
        });
        let Some(window) = there else { return false };
        pointer.activate(&window.id);
        pointer.press(keys);
        true
    }

    /// Waits for a text in the window.
    ///
    /// # Panics
    /// When it does not come.
    pub fn wait_for_text(&self, text: &str) {
        self.driver().wait_for_text(text, 30);
    }

    /// Drags files onto the middle of the window, with a real pointer.
    ///
    /// # Panics
    /// When the window to drag from does not come up.
    pub fn drop_files(&self, paths: &[PathBuf]) {
        self.drop_files_while(paths, drag::fetching);
    }

    /// The same; what the files are dragged from is there until `after` ends,
    /// for an app that takes its time to fetch them.
    ///
    /// # Panics
    /// When the window to drag from does not come up.
    pub fn drop_files_while<T>(&self, paths: &[PathBuf], after: impl FnOnce() -> T) -> T {
        drag::drop_files(self.desktop, &self.window(), paths, || {}, after).1
    }

    /// Holds files over the window and gives `look` the time to look at it.
    ///
    /// # Panics
    /// When the window to drag from does not come up.
    pub fn hold_files_over<T>(&self, paths: &[PathBuf], look: impl FnOnce() -> T) -> T {
        drag::drop_files(self.desktop, &self.window(), paths, look, drag::fetching).0
    }

    /// Chooses from the native menu: `["File", "Export", "CSV…"]`.
    ///
    /// # Panics
    /// When there is no such entry.
    pub fn menu(&self, entries: &[&str]) {
        self.window();
        crate::dialogs::choose(self.desktop, entries);
    }

    /// Names the file in the native save dialog, and saves.
    ///
    /// # Panics
    /// When no dialog comes.
    pub fn save_dialog(&self, path: &Path) {
        crate::dialogs::answer(self.desktop, path);
    }

    /// Names the file or folder in the native dialog that opens one.
    ///
    /// # Panics
    /// When no dialog comes.
    pub fn open_dialog(&self, path: &Path) {
        crate::dialogs::answer_open(self.desktop, path);
    }

    /// Clicks on something that assistive technology has found.
    pub fn point_at(&self, place: Place) {
        self.desktop.pointer().click(place.middle());
    }

    /// What assistive technology sees.
    pub fn accessible(&self) -> Accessible<'d> {
        Accessible::new(self.desktop)
    }

    /// A picture of the window's content, into a folder of pictures.
    ///
    /// # Panics
    /// When it cannot be taken.
    pub fn screenshot(&self, path: &Path) {
        let window = self.window();
        let area = format!("{},{},{},{}", window.x, window.y, window.width, window.height);
        let mut scrot = self.desktop.command("scrot");
        scrot.args(["--overwrite", "--autoselect", &area]).arg(path);
        assert!(
            scrot.status().is_ok_and(|status| status.success()),
            "no picture {}",
            path.display()
        );
    }

    /// Whether the app's process is there.
    pub fn is_running(&self) -> bool {
        !self.desktop.processes_of(Path::new(&executable())).is_empty()
    }

    /// The app's own process.
    ///
    /// # Panics
    /// When it is gone.
    pub fn process(&self) -> u32 {
        let running = self.desktop.processes_of(Path::new(&executable()));
        running.into_iter().next().expect("the app is running")
    }

    /// Ends it as a power cut would.
    pub fn kill9(&mut self) {
        let path = executable();
        self.desktop.processes_of(Path::new(&path)).into_iter().for_each(kill);
        self.rest();
    }

    /// Quits by the menu's own key and waits for its end.
    ///
    /// # Panics
    /// When it does not end.
    pub fn quit(&mut self) {
        self.press("ctrl+q");
        until("the app's end", || (!self.is_running()).then_some(()));
        self.rest();
    }

    /// Ends what belonged to the app, and waits until all of it is gone.
    fn rest(&mut self) {
        self.driver = None;
        self.alone = None;
        until("the app's end", || (!self.is_running()).then_some(()));
    }

    /// Starts it again after its end, under a driver.
    ///
    /// # Panics
    /// When it does not come up.
    pub fn restart(&mut self) {
        self.rest();
        self.start_driven();
    }
}

/// A test that fails leaves a picture of what a person would have seen.
impl Drop for App<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let picture = program("quittance").with_file_name("failed.png");
            let taken = self.desktop.command("scrot").arg("--overwrite").arg(&picture).status();
            eprintln!("the screen at the failure: {} ({taken:?})", picture.display());
            eprintln!("{}", self.try_text().unwrap_or_default());
        }
    }
}

fn executable() -> String {
    program("quittance").display().to_string()
}

/// Marks the first visible, enabled button whose text or name this is.
const FIND_BUTTON: &str = "
    document.querySelectorAll('[data-whole-app-target]')
        .forEach(old => old.removeAttribute('data-whole-app-target'));
    const wanted = arguments[0];
    const said = one => [one.innerText?.trim(), one.getAttribute('aria-label'), one.title];
    const found = [...document.querySelectorAll('button, a, [role=button], [role=menuitem], [role=option]')]
        .find(one => said(one).includes(wanted) && one.offsetParent !== null && !one.disabled);
    found?.setAttribute('data-whole-app-target', '');
    return found !== undefined;
";

/// The id of the control that a visible label belongs to.
const FIND_FIELD: &str = "
    const label = [...document.querySelectorAll('label')]
        .find(one => one.innerText.trim().split('\\n')[0] === arguments[0] && one.htmlFor);
    return label ? label.htmlFor : null;
";
