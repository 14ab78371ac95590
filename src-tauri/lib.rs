//! The desktop shell: commands, state, windows, menu, events.
//!
//! It holds no rule of the product: a command converts, calls one use case of
//! `app` off the UI thread and maps the error.
mod ask;
mod bindings;
mod commands;
mod drops;
mod idle;
mod lock;
mod menu;
#[cfg(target_os = "linux")]
mod occasions;
mod pictures;
mod recent;
mod registry;
mod relock;
mod shell;
mod steps;
mod vault;
mod window;

use std::process::ExitCode;

/// Opens the window and runs until it is closed.
pub fn run() -> ExitCode {
    if !window::has_display() {
        complain("start.no_display");
        return ExitCode::from(2);
    }
    start_log();
    let outcome = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| window::raise(app)))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .register_asynchronous_uri_scheme_protocol(pictures::SCHEME, pictures::answer)
        .invoke_handler(bindings::handler())
        .menu(menu::build)
        .on_menu_event(menu::chosen)
        .setup(|app| {
            shell::Shell::manage(app.handle())?;
            window::open(app.handle())?;
            #[cfg(target_os = "linux")]
            occasions::listen(app.handle());
            Ok(())
        })
        .build(tauri::generate_context!());
    match outcome {
        Ok(app) => {
            app.run(shell::on_run_event);
            ExitCode::SUCCESS
        }
        Err(error) => {
            tracing::error!(%error, "the window could not be opened");
            complain("start.failed");
            ExitCode::from(70)
        }
    }
}

/// Says one sentence where a person who started it from a terminal sees it.
#[expect(clippy::print_stderr, reason = "there is no window to say it in")]
fn complain(key: &str) {
    eprintln!("{}", words::Words::english().get(key, &[]));
}

/// The log goes to standard error, never to a file: nothing readable rests on disk.
fn start_log() {
    let level = tracing::level_filters::LevelFilter::WARN;
    tracing_subscriber::fmt()
        .with_max_level(level)
        .with_writer(std::io::stderr)
        .with_target(false)
        .init();
}
