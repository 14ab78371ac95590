//! How a profile is kept, in the real window: another key, a backup that comes
//! back with the kit alone, a profile's end, locking by itself.
use crate::steps;
use harness::{App, Desktop, Launch, cli, samples, until, within};
use std::fs;
use std::thread::sleep;
use std::time::Duration;

/// Opens the settings by their key.
fn settings(app: &App<'_>) {
    app.press("ctrl+comma");
    app.wait_for_text("This profile");
}

fn profile_with_a_receipt(app: &App<'_>) {
    steps::make_profile(app);
    steps::drop_and_read(app, &samples()[..1]);
}

/// The words that the kit's page shows.
fn kit_words(app: &App<'_>) -> String {
    app.menu(&["File", "Recovery kit…"]);
    app.wait_for_text("If this computer is lost.");
    let words = app.driver().script(WORDS, &[]);
    app.press_button("Later");
    words.as_str().expect("the words are shown").to_owned()
}

const WORDS: &str = "return [...document.querySelectorAll('dialog ol li')]
    .map(word => word.lastChild.textContent.trim()).join(' ')";

#[test]
fn everything_is_encrypted_anew_and_goes_on_where_it_was() {
    let desktop = Desktop::start();
    let mut app = App::launch(&desktop);
    profile_with_a_receipt(&app);
    let old = kit_words(&app);
    settings(&app);
    app.press_button("Someone may have it…");
    app.press_button("Encrypt anew");
    app.wait_for_text("Everything is encrypted under a new key.");
    app.wait_for_text("If this computer is lost.");
    let new = app.driver().script(WORDS, &[]);
    assert_ne!(new.as_str(), Some(old.as_str()), "the new kit is another");
    app.press_button("Later");
    app.press("ctrl+1");
    app.wait_for_text("Review");
    app.quit();
    app.restart();
    app.wait_for_text("Review");
    app.quit();
    let open = |kit: &str| {
        let output = desktop.command(cli()).arg("list").env("QUITTANCE_KIT", kit).output();
        output.expect("the twin starts").status.success()
    };
    assert!(open(new.as_str().unwrap()) && !open(&old), "only the new kit opens it");
}

#[test]
fn a_backup_comes_back_on_an_empty_computer_with_the_kit_alone() {
    let desktop = Desktop::start();
    let mut app = App::launch(&desktop);
    profile_with_a_receipt(&app);
    let kit = kit_words(&app);
    let place = desktop.home().documents().join("backups");
    fs::create_dir_all(&place).unwrap();
    settings(&app);
    app.press_button("Back up now…");
    app.open_dialog(&place);
    app.wait_for_text("Backup written and read back");
    app.wait_for_text("On the disk of the vault");
    app.press_button("Check");
    app.wait_for_text("is whole: 1 receipt");
    remove(&app);
    app.quit();
    let file = fs::read_dir(&place).unwrap().flatten().next().expect("a backup is there").path();

    app.restart();
    app.press_button("Restore from a backup…");
    app.press_button("Choose the backup…");
    app.open_dialog(&file);
    app.fill("textarea", &kit);
    app.press_button("Restore");
    app.wait_for_text("Review");
    assert!(app.driver().page_text().contains("Aina"), "it is the profile itself");
    app.quit();
}

/// The profile goes for good, and its report says so.
fn remove(app: &App<'_>) {
    app.press_button("Delete this profile…");
    app.wait_for_text("1 receipt, 1 picture, all keys.");
    app.fill("dialog input", "Aina");
    app.press_button("Delete for good");
    app.wait_for_text("Files gone");
    let profiles = app.desktop().home().path().join("data/quittance/profiles");
    let left: Vec<_> = fs::read_dir(profiles).into_iter().flatten().flatten().collect();
    let left: Vec<_> = left.iter().filter(|entry| entry.path().is_dir()).collect();
    assert!(left.is_empty(), "nothing of it is left: {left:?}");
}

#[test]
fn unlocking_brings_the_same_screen_back_and_an_ordinary_start_does_not() {
    let desktop = Desktop::start();
    let mut app = App::launch_alone(&desktop, Launch::default());
    app.accessible().wait_for(&["entry", "text", "text box"], "Name this profile", 30);
    app.type_keys("Aina");
    app.press("Return");
    shows(&app, "Drop receipts anywhere");
    app.press("ctrl+f");
    shows(&app, "Search receipts");
    app.type_keys("kopitiam");
    shows(&app, "Nothing found");
    app.press("ctrl+l");
    shows(&app, "Welcome back");
    assert!(is_locked(&app), "the process was started anew, and knows of nothing");
    app.press("Return");
    shows(&app, "Nothing found");
    assert!(app.accessible().text().contains("kopitiam"), "what was searched is searched again");
    app.kill9();
    app.restart();
    app.wait_for_text("Drop receipts anywhere");
    app.quit();
}

fn shows(app: &App<'_>, text: &str) {
    within(60, text, || app.accessible().text().contains(text).then_some(()));
}

#[test]
fn a_profile_that_nobody_touches_locks_by_itself() {
    let desktop = Desktop::start();
    let app = App::launch(&desktop);
    profile_with_a_receipt(&app);
    settings(&app);
    assert!(!is_locked(&app), "it is open");
    app.driver().script(AFTER_A_MINUTE, &[]);
    wait_until_locked(&app);
}

/// Chooses *After 1 minute* for the time without a touch.
const AFTER_A_MINUTE: &str = "const choice = document.querySelector('section select');
    choice.value = '1';
    choice.dispatchEvent(new Event('change', { bubbles: true }));";

#[test]
fn restoring_from_an_open_profile_locks_it_first() {
    let desktop = Desktop::start();
    let app = App::launch(&desktop);
    steps::make_profile(&app);
    app.menu(&["File", "Restore a backup…"]);
    app.wait_for_text("Restore a backup?");
    // By keys: the driver's session ends with the page, and its click with it.
    app.press("Tab");
    app.press("Return");
    wait_until_locked(&app);
    assert!(started_with(&app).contains("--restore"), "the page for it is what comes");
}

#[test]
fn what_was_done_before_the_last_start_is_asked_for_before_it_is_undone() {
    let desktop = Desktop::start();
    let mut app = App::launch(&desktop);
    profile_with_a_receipt(&app);
    steps::confirm_everything(&app);
    app.quit();
    app.restart();
    app.wait_for_text("Inbox");
    app.press("ctrl+z");
    app.wait_for_text("It was done before the profile was last opened.");
    app.press("Escape");
    assert_eq!(steps::Inbox::shown(app.driver()).reviewable(), 0, "it is left as it is");
    app.press("ctrl+z");
    app.press_button("Undo");
    within(30, "the receipt's return to the inbox", || {
        (steps::Inbox::shown(app.driver()).reviewable() == 1).then_some(())
    });
    app.quit();
}

#[test]
fn a_profile_locks_with_the_desktops_screen() {
    let desktop = Desktop::start();
    let app = App::launch(&desktop);
    choose(&app, "When the desktop locks its screen");
    let mut screen = desktop.command("dbus-send");
    screen.args(["--session", "--type=signal", "/org/gnome/ScreenSaver"]);
    screen.args(["org.gnome.ScreenSaver.ActiveChanged", "boolean:true"]);
    assert!(screen.status().expect("dbus-send is installed").success());
    wait_until_locked(&app);
}

#[test]
fn a_profile_locks_before_the_machine_sleeps() {
    let mut desktop = Desktop::start();
    let place = desktop.home().path().display().to_string();
    desktop.run("/usr/bin/python3", &["-c", include_str!("logind.py"), &place]);
    until("who owns the sleep", || desktop.bus_has("org.freedesktop.login1").then_some(()));
    // The bus of the session stands for that of the system, which is not ours.
    let system = "DBUS_SYSTEM_BUS_ADDRESS=$DBUS_SESSION_BUS_ADDRESS exec \"$@\"";
    let app = App::launch_as(&desktop, Launch::through(&["sh", "-c", system, "sh"]));
    choose(&app, "Before the computer sleeps");
    let released = desktop.home().path().join("released");
    assert!(!released.exists(), "the sleep would be delayed for as long as it is open");
    fs::write(desktop.home().path().join("asleep"), "").unwrap();
    wait_until_locked(&app);
    let process = within(30, "the sleep to go on", || {
        fs::read_to_string(&released).ok().filter(|said| !said.is_empty())
    });
    let is_old = process.contains("quittance") && !process.contains("--locked");
    assert!(!is_old, "it went on while the process with the keys was there: {process}");
}

/// Makes a profile, which stays open until this is chosen for it.
fn choose(app: &App<'_>, label: &str) {
    steps::make_profile(app);
    settings(app);
    sleep(Duration::from_secs(3));
    assert!(!is_locked(app), "nobody asked for it yet");
    app.driver().script(CHECK, &[label.into()]);
}

const CHECK: &str = "[...document.querySelectorAll('label')]
    .find(label => label.textContent.includes(arguments[0])).querySelector('input').click()";

fn is_locked(app: &App<'_>) -> bool {
    started_with(app).contains("--locked")
}

/// The words of its command line.
fn started_with(app: &App<'_>) -> String {
    fs::read_to_string(format!("/proc/{}/cmdline", app.process())).unwrap_or_default()
}

fn wait_until_locked(app: &App<'_>) {
    within(120, "the lock screen's start", || is_locked(app).then_some(()));
}
