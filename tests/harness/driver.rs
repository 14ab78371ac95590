//! WebKitGTK's own WebDriver, and what it can see in the webview.
use crate::http;
use crate::process::Process;
use crate::wait::{until, within};
use serde_json::{Value, json};
use std::net::TcpListener;
use std::process::{Command, Stdio};

/// How the protocol names an element's id.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A driver with one session, which started the program it drives.
#[derive(Debug)]
pub struct Driver {
    port: u16,
    session: String,
    _process: Process,
}

/// Something in the page.
#[derive(Debug, Clone)]
pub struct Element(String);

impl Driver {
    /// Starts the driver, which starts the program.
    ///
    /// # Errors
    /// The program offers no webview to drive; the driver's own words.
    pub fn start(mut driver: Command, program: &str, arguments: &[String]) -> Result<Self, String> {
        let port = free_port();
        driver.arg("--host=127.0.0.1").arg(format!("--port={port}"));
        let process = Process::start(driver.stdout(Stdio::null()).stderr(Stdio::null()));
        until("WebKitWebDriver", || http::ask(port, "GET", "/status", None).ok());
        let options = json!({"binary": program, "args": arguments});
        let wanted =
            json!({"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}});
        let session = http::ask(port, "POST", "/session", Some(&wanted))?;
        let session = session["sessionId"].as_str().ok_or("a session without an id")?.to_owned();
        Ok(Self { port, session, _process: process })
    }

    fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value, String> {
        http::ask(self.port, method, &format!("/session/{}{path}", self.session), body)
    }

    /// Everything that a selector matches now.
    pub fn all(&self, css: &str) -> Vec<Element> {
        let wanted = json!({"using": "css selector", "value": css});
        let found = self.ask("POST", "/elements", Some(&wanted)).unwrap_or_default();
        let found = found.as_array().cloned().unwrap_or_default();
        found.iter().filter_map(|one| Some(Element(one[ELEMENT].as_str()?.to_owned()))).collect()
    }

    /// Waits for the first that a selector matches.
    ///
    /// # Panics
    /// When it does not come.
    pub fn find(&self, css: &str) -> Element {
        until(css, || self.all(css).into_iter().next())
    }

    /// Waits until the page's text contains this.
    ///
    /// # Panics
    /// When it does not come, with the text that is there.
    pub fn wait_for_text(&self, text: &str, seconds: u64) {
        let shown = || self.page_text().contains(text).then_some(());
        let what = || format!("{text:?} in the window");
        within(seconds, &what(), shown);
    }

    /// The page's whole text as a person sees it.
    pub fn page_text(&self) -> String {
        let text = self.script("return document.body.innerText", &[]);
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Runs a function body in the page.
    ///
    /// # Panics
    /// When it throws.
    pub fn script(&self, body: &str, arguments: &[Value]) -> Value {
        let wanted = json!({"script": body, "args": arguments});
        self.ask("POST", "/execute/sync", Some(&wanted)).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Runs a function body in the page, which may be gone.
    ///
    /// # Errors
    /// It throws, or the page is gone.
    pub fn try_script(&self, body: &str) -> Result<Value, String> {
        self.ask("POST", "/execute/sync", Some(&json!({"script": body, "args": []})))
    }

    /// Runs a function body whose last argument is called with the answer.
    ///
    /// # Panics
    /// When it throws, or never calls back.
    pub fn script_later(&self, body: &str, arguments: &[Value]) -> Value {
        let wanted = json!({"script": body, "args": arguments});
        self.ask("POST", "/execute/async", Some(&wanted)).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Clicks in the middle of it. The answer is whether it could be clicked.
    pub fn click(&self, element: &Element) -> Result<(), String> {
        self.ask("POST", &format!("/element/{}/click", element.0), Some(&json!({}))).map(drop)
    }

    /// Types into it.
    pub fn write(&self, element: &Element, text: &str) -> Result<(), String> {
        let body = json!({"text": text});
        self.ask("POST", &format!("/element/{}/value", element.0), Some(&body)).map(drop)
    }

    /// Its text as a person sees it; nothing where it is gone.
    pub fn text(&self, element: &Element) -> Option<String> {
        let text = self.ask("GET", &format!("/element/{}/text", element.0), None).ok()?;
        text.as_str().map(str::to_owned)
    }

    /// A field's value, and other properties.
    pub fn property(&self, element: &Element, name: &str) -> Value {
        self.ask("GET", &format!("/element/{}/property/{name}", element.0), None)
            .unwrap_or_default()
    }
}

/// A port that nobody listens on. Another process could take it before the
/// driver does: then the driver does not come up, and says so.
fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("loopback is up");
    listener.local_addr().expect("a bound socket has an address").port()
}
