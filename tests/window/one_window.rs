//! One window a desktop, and as it was left.
use harness::{App, Desktop, Launch, program, until};
use std::process::Stdio;

#[test]
fn a_second_start_raises_the_first_window_and_ends() {
    let desktop = Desktop::start();
    let app = App::launch_alone(&desktop, Launch::default());
    let first = app.process();
    let window = app.window();
    desktop.pointer().hide(&window);
    until("the window out of sight", || {
        desktop.pointer().find_window("^Quittance").is_none().then_some(())
    });
    let mut second = desktop.command(program("quittance"));
    let mut second = second.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let ended = until("the second start's end", || second.try_wait().unwrap());
    assert!(ended.success(), "it is no error to start it twice: {ended}");
    let raised = until("the first window", || desktop.pointer().find_window("^Quittance"));
    assert_eq!(raised.id, window.id, "the same window, not a new one");
    assert_eq!(app.process(), first, "the first process is still the one");
}

#[test]
fn the_window_comes_back_as_large_as_it_was_left() {
    let desktop = Desktop::start();
    let size = |app: &App<'_>| (app.window().width, app.window().height);
    let mut app = App::launch_alone(&desktop, Launch::default());
    let usual = size(&app);
    app.resize(1011, 703);
    until("the new size", || (size(&app) == (1011, 703)).then_some(()));
    app.quit();
    drop(app);
    let app = App::launch_alone(&desktop, Launch::default());
    until("the size of before", || (size(&app) == (1011, 703)).then_some(()));
    assert_ne!(usual, (1011, 703), "a fresh home opens at the usual size");
}
