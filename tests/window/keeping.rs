//! What is held stays, and what goes for good is gone, in the real window.
use crate::{steps, vault};
use harness::{App, Desktop, samples, until};

#[test]
fn what_is_held_stays_and_what_goes_for_good_is_proven_gone() {
    let desktop = Desktop::start();
    let mut app = App::launch(&desktop);
    steps::make_profile(&app);
    steps::drop_and_read(&app, &samples()[..2]);
    steps::confirm_everything(&app);
    app.press("ctrl+2");
    app.wait_for_text("2 receipts");
    hold_the_first(&app);
    select_all(&app);
    app.press("Delete");
    app.press("ctrl+3");
    until("both in the bin", || (rows(&app) == 2).then_some(()));
    select_all(&app);
    app.press("Delete");
    app.wait_for_text("held until 31 Dec 2999 (Claim of 2025)");
    press_in_dialog(&app, "Remove for good");
    app.wait_for_text("One receipt is gone");
    app.wait_for_text("none is found now");
    press_in_dialog(&app, "Close");
    app.press("ctrl+z");
    app.press("ctrl+3");
    until("what was removed for good to stay away", || (rows(&app) == 1).then_some(()));
    select_all(&app);
    app.press_button("Restore");
    until("an empty bin", || (rows(&app) == 0).then_some(()));
    app.quit();
    assert_eq!(vault::holdings(&desktop), (1, 1), "the held one and its picture are there");
}

fn hold_the_first(app: &App<'_>) {
    app.driver().script(FOCUS, &[]);
    app.press("space");
    app.press_button("Hold…");
    app.fill_labelled("Until", "2999-12-31");
    app.fill_labelled("Why", "Claim of 2025");
    app.press("Return");
    app.wait_for_text("The receipt is held");
}

fn select_all(app: &App<'_>) {
    app.driver().script(FOCUS, &[]);
    app.press("ctrl+a");
}

const FOCUS: &str = "document.querySelector('[role=grid]').focus()";

/// Receipts that the list shows.
fn rows(app: &App<'_>) -> usize {
    app.driver().all("[role=grid] [role=row][aria-selected]").len()
}

/// The list behind the dialog has a button of this name too.
fn press_in_dialog(app: &App<'_>, name: &str) {
    until(&format!("{name:?} in the dialog"), || {
        app.driver().script(PRESS, &[name.into()]).as_bool()?.then_some(())
    });
}

const PRESS: &str = "const found = [...document.querySelectorAll('dialog[open] button')]
        .find(one => one.innerText.trim() === arguments[0] && !one.disabled);
    found?.click();
    return found !== undefined;";
