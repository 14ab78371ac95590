//! axe on every screen, light and dark, in the webview that people have.
use crate::pictures::variant;
use crate::steps;
use harness::{App, Desktop, Launch, assets, samples};
use serde_json::Value;
use std::thread::sleep;
use std::time::Duration;

/// Longer than anything on the screen moves or fades.
const STILL: Duration = Duration::from_millis(400);

#[test]
fn axe_finds_nothing_on_any_screen() {
    let desktop = Desktop::start();
    let mut app = App::launch(&desktop);
    let mut found = Vec::new();
    taking_in(&app, &mut found);
    looking_up(&app, &mut found);
    keeping(&app, &mut found);
    app.quit();
    for (words, text) in [
        (&["--locked"][..], "Welcome back"),
        (&["--locked", "--restore"][..], "Restore from a backup"),
    ] {
        let arguments = words.iter().map(ToString::to_string).collect();
        let mut app = App::launch_as(&desktop, Launch { arguments, ..Launch::default() });
        app.wait_for_text(text);
        look(&app, text, &mut found);
        app.quit();
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// From the first start to the offer of the kit.
fn taking_in(app: &App<'_>, found: &mut Vec<String>) {
    app.wait_for_text("Name this profile");
    a_planted_fault_is_found(app);
    look(app, "first start", found);
    steps::make_profile(app);
    look(app, "empty inbox", found);
    app.press("ctrl+2");
    app.wait_for_text("No receipts yet");
    look(app, "no receipts", found);
    app.press("ctrl+1");
    let folder = tempfile::tempdir().unwrap();
    let again = variant(folder.path(), "again.jpg", 0);
    steps::drop_and_read(app, &[&samples()[..3], &[again]].concat());
    app.wait_for_text("Same purchase?");
    look(app, "inbox", found);
    app.press_button("Compare");
    app.driver().find("img");
    look(app, "duplicate", found);
    app.press("Escape");
    app.press_button("Review");
    app.wait_for_text(" of ");
    look(app, "review", found);
    app.press("Escape");
    steps::confirm_everything(app);
    app.wait_for_text("If this computer is lost.");
    look(app, "kit", found);
    steps::put_kit_off(app);
}

/// How the profile is kept, and what was done in it.
fn keeping(app: &App<'_>, found: &mut Vec<String>) {
    app.press("ctrl+comma");
    app.wait_for_text("This profile");
    look(app, "settings", found);
    for (button, text) in [
        ("Change how it opens…", "How this profile opens"),
        ("Someone may have it…", "If someone may have the kit"),
        ("Delete this profile…", "There is no undo and we hold no copy."),
    ] {
        app.press_button(button);
        app.wait_for_text(text);
        look(app, text, found);
        app.press("Escape");
    }
    app.menu(&["File", "Restore a backup…"]);
    app.wait_for_text("Restore a backup?");
    look(app, "restore?", found);
    app.press("Escape");
}

/// What there is to do with receipts that are confirmed.
fn looking_up(app: &App<'_>, found: &mut Vec<String>) {
    app.press("ctrl+2");
    app.wait_for_text("4 receipts");
    look(app, "receipts", found);
    app.press_button("As pictures");
    app.driver().find("img");
    look(app, "grid", found);
    app.press_button("As a table");
    app.fill("input[aria-label='Search receipts']", "zzzz");
    app.wait_for_text("Nothing found");
    look(app, "nothing found", found);
    app.press_button("Clear");
    app.wait_for_text("4 receipts");
    app.press("ctrl+3");
    app.wait_for_text("The bin is empty");
    look(app, "empty bin", found);
    app.press("ctrl+2");
    select_first(app);
    look(app, "selection", found);
    app.press("Delete");
    app.wait_for_text("3 receipts");
    app.press("ctrl+3");
    app.wait_for_text("1 receipt");
    look(app, "bin", found);
    app.press("ctrl+k");
    app.wait_for_text("Commands");
    look(app, "palette", found);
    app.press("Escape");
    for kind in ["CSV", "PDF"] {
        app.menu(&["File", "Export", &format!("{kind}…")]);
        app.wait_for_text(&format!("Export {kind}"));
        look(app, &format!("export {kind}"), found);
        app.press("Escape");
    }
    app.menu(&["Help", "About"]);
    app.wait_for_text("What leaves this computer: nothing");
    look(app, "about", found);
    app.press("Escape");
}

/// axe finds what is there to be found.
fn a_planted_fault_is_found(app: &App<'_>) {
    let mut found = Vec::new();
    app.driver().script("document.body.append(document.createElement('button'))", &[]);
    look(app, "planted", &mut found);
    app.driver().script("document.body.lastElementChild.remove()", &[]);
    assert!(found.iter().any(|line| line.contains("button-name")), "a nameless button: {found:?}");
}

/// Puts the keyboard into the list and selects its first row.
fn select_first(app: &App<'_>) {
    app.wait_for_text("4 receipts");
    app.driver()
        .script("document.querySelector(\"[aria-label='Receipts'][tabindex]\").focus()", &[]);
    app.press("Home");
    app.press("space");
    app.wait_for_text("1 selected");
}

/// What axe says of the screen in either look, a line each.
fn look(app: &App<'_>, screen: &str, found: &mut Vec<String>) {
    let axe = std::fs::read_to_string(assets("../ui/node_modules/axe-core/axe.min.js"));
    app.driver().script(&axe.expect("the face's packages are installed"), &[]);
    for theme in ["light", "dark"] {
        app.driver().script(DRESS, &[theme.into()]);
        sleep(STILL);
        let said = app.driver().script_later(RUN, &[]);
        let said = said.as_array().unwrap_or_else(|| panic!("axe did not run: {said}"));
        let lines = said.iter().filter_map(Value::as_str);
        found.extend(lines.map(|line| format!("{screen}, {theme}: {line}")));
    }
}

const DRESS: &str = "document.documentElement.dataset.theme = arguments[0]";
const RUN: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(
        ({ violations }) => done(violations.flatMap(({ id, nodes }) =>
            nodes.map(node => id + ': ' + node.target.join(' ')))),
        error => done(String(error)));
";
