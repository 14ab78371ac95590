//! axe on every screen, in the webview that people have.
use crate::steps;
use harness::{App, Desktop, assets, samples};
use serde_json::Value;

#[test]
fn axe_finds_nothing_on_any_screen() {
    let axe = std::fs::read_to_string(assets("../ui/node_modules/axe-core/axe.min.js"));
    let axe = axe.expect("the face's packages are installed");
    let desktop = Desktop::start();
    let app = App::launch(&desktop);
    app.wait_for_text("Name this profile");
    let mut found = findings(&app, &axe, "first start");
    steps::make_profile(&app);
    found.extend(findings(&app, &axe, "empty inbox"));
    steps::drop_and_read(&app, &samples()[..3]);
    found.extend(findings(&app, &axe, "inbox"));
    app.press_button("Review");
    app.wait_for_text(" of ");
    found.extend(findings(&app, &axe, "review"));
    app.press("Escape");
    app.press("ctrl+2");
    app.wait_for_text("No receipts yet");
    found.extend(findings(&app, &axe, "receipts"));
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// What axe says of the screen, a line each.
fn findings(app: &App<'_>, axe: &str, screen: &str) -> Vec<String> {
    app.driver().script(axe, &[]);
    let found = app.driver().script_later(RUN, &[]);
    let found = found.as_array().unwrap_or_else(|| panic!("axe did not run: {found}"));
    found.iter().filter_map(Value::as_str).map(|line| format!("{screen}: {line}")).collect()
}

const RUN: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then(
        ({ violations }) => done(violations.flatMap(({ id, nodes }) =>
            nodes.map(node => id + ': ' + node.target.join(' ')))),
        error => done(String(error)));
";
