//! What a person does, as steps that the tests share.
use harness::{App, Desktop, Driver, cli, until, within};
use serde_json::Value;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::Duration;

/// Seconds that reading what was dropped may take.
const READING: u64 = 300;

/// The counts in the inbox's headings.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Inbox {
    pub to_review: usize,
    pub ready: usize,
    pub reading: usize,
    pub failed: usize,
    pub duplicates: usize,
}

impl Inbox {
    /// As the window shows it now.
    pub fn shown(driver: &Driver) -> Self {
        let heads = driver.script(HEADINGS, &[]);
        let count = |title: &str| {
            let heads = heads.as_array().into_iter().flatten().filter_map(Value::as_str);
            let mut counts =
                heads.filter_map(|head| head.trim().strip_prefix(title)?.trim().parse().ok());
            counts.next().unwrap_or(0)
        };
        Self {
            to_review: count("To review"),
            ready: count("Ready"),
            reading: count("Reading"),
            failed: count("Couldn’t read"),
            duplicates: count("Same purchase?"),
        }
    }

    /// Receipts that can be reviewed.
    pub fn reviewable(self) -> usize {
        self.to_review + self.ready
    }
}

const HEADINGS: &str = "return [...document.querySelectorAll('h2')].map(head => head.innerText)";

/// Names the profile at the first start, and comes to the empty inbox.
pub fn make_profile(app: &App<'_>) {
    app.wait_for_text("Name this profile");
    app.fill_labelled("Name this profile", "Aina");
    app.press_button("Start");
    app.wait_for_text("Drop receipts anywhere");
}

/// Drags the files in and waits until all are read.
pub fn drop_and_read(app: &App<'_>, files: &[PathBuf]) -> Inbox {
    app.drop_files(files);
    app.wait_for_text(&format!("{} file", files.len()));
    wait_until_read(app)
}

/// Waits until nothing is waiting or being read.
pub fn wait_until_read(app: &App<'_>) -> Inbox {
    wait_until_read_within(app, READING)
}

/// The same for many, with so many seconds of patience.
pub fn wait_until_read_within(app: &App<'_>, seconds: u64) -> Inbox {
    within(seconds, "the end of reading", || {
        let inbox = Inbox::shown(app.driver());
        let settled =
            inbox.reading == 0 && inbox.reviewable() + inbox.failed + inbox.duplicates > 0;
        settled.then_some(inbox)
    })
}

/// Goes through the round of receipts and confirms each as it stands.
pub fn confirm_everything(app: &App<'_>) {
    app.press_button("Review");
    while let Some((at, count)) = place_in_round(app.driver()) {
        app.press("ctrl+Return");
        until(&format!("the step after receipt {at} of {count}"), || {
            (place_in_round(app.driver()) != Some((at, count))).then_some(())
        });
    }
}

/// `3 of 14` at the foot of the review; none when no review is open.
pub fn place_in_round(driver: &Driver) -> Option<(usize, usize)> {
    driver.page_text().lines().find_map(|line| {
        let (at, count) = line.trim().split_once(" of ")?;
        Some((at.parse().ok()?, count.parse().ok()?))
    })
}

/// The kit is offered after the third receipt; this is not the test of it.
pub fn put_kit_off(app: &App<'_>) {
    sleep(Duration::from_millis(700));
    if app.driver().page_text().contains("If this computer is lost.") {
        app.press_button("Later");
    }
}

/// What the vault holds confirmed, by the command line twin. The app must not
/// have the profile open.
pub fn confirmed(desktop: &Desktop, query: &str) -> Vec<Value> {
    let output = desktop.command(cli()).args(["list", query]).output().expect("the twin starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "quittance-cli list: {said}");
    let lines = String::from_utf8(output.stdout).expect("JSON is text");
    lines.lines().map(|line| serde_json::from_str(line).expect("one object a line")).collect()
}
