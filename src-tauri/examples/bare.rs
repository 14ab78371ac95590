//! A window with a few words and nothing behind it: what the app's own start
//! is measured beside.
use tauri::{WebviewUrl, WebviewWindowBuilder};

const WORDS: &str = "addEventListener('DOMContentLoaded', () => {
    document.body.textContent = 'A window with a few words, several times. '.repeat(60);
});";

fn main() -> tauri::Result<()> {
    let blank = tauri::Url::parse("about:blank").map_err(|_| tauri::Error::WindowNotFound)?;
    tauri::Builder::default()
        .setup(|app| {
            WebviewWindowBuilder::new(app, "bare", WebviewUrl::External(blank))
                .title("Bare")
                .inner_size(1280.0, 800.0)
                .incognito(true)
                .initialization_script(WORDS)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
}
