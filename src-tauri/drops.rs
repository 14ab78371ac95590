//! Files dragged onto the window. Their paths never reach the webview.
use crate::shell::Shell;
use app::views::Event;
use tauri::{AppHandle, DragDropEvent, Manager, WindowEvent};

/// Tells the face what hovers, and takes in what is dropped.
pub fn on_window_event(app: &AppHandle, event: &WindowEvent) {
    let WindowEvent::DragDrop(drag) = event else { return };
    let shell = app.state::<Shell>();
    match drag {
        DragDropEvent::Enter { paths, .. } => {
            shell.tell(Event::DragOver { count: count(paths.len()) })
        }
        DragDropEvent::Drop { paths, .. } => {
            shell.tell(Event::DragOver { count: 0 });
            shell.take_in(paths.clone());
        }
        DragDropEvent::Leave => shell.tell(Event::DragOver { count: 0 }),
        _ => {}
    }
}

fn count(files: usize) -> u32 {
    u32::try_from(files).unwrap_or(u32::MAX)
}
