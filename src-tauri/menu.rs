//! The native menu, made from the registry.
use crate::registry::{COMMANDS, Command};
use crate::shell::Shell;
use app::views::{ActionView, Event, UndoView};
use tauri::menu::{Menu, MenuEvent, MenuItem, MenuItemKind, PredefinedMenuItem, Submenu};
use tauri::{AppHandle, Manager, Wry};
use words::Words;

/// The menus from left to right; `export` stands inside `file`.
const MENUS: &[&str] = &["file", "edit", "view", "go", "help"];

/// Builds the menu bar.
pub fn build(app: &AppHandle) -> tauri::Result<Menu<Wry>> {
    let words = Words::english();
    let bar = Menu::new(app)?;
    for name in MENUS {
        let menu = Submenu::with_id(app, *name, words.get(&format!("menu.{name}"), &[]), true)?;
        fill(app, &menu, name, &words)?;
        bar.append(&menu)?;
    }
    Ok(bar)
}

fn fill(app: &AppHandle, menu: &Submenu<Wry>, name: &str, words: &Words) -> tauri::Result<()> {
    for command in COMMANDS.iter().filter(|command| command.menu == Some(name)) {
        if command.separated {
            menu.append(&PredefinedMenuItem::separator(app)?)?;
        }
        menu.append(&item(app, command, words)?)?;
        if command.id == "import" {
            let export = Submenu::with_id(app, "export", words.get("menu.export", &[]), true)?;
            fill(app, &export, "export", words)?;
            menu.append(&export)?;
        }
    }
    Ok(())
}

fn item(app: &AppHandle, command: &Command, words: &Words) -> tauri::Result<MenuItem<Wry>> {
    let label = words.get(&format!("command.{}", command.id), &[]);
    MenuItem::with_id(app, command.id, label, true, command.accelerator)
}

/// Passes the choice to the face, which runs it as it runs the palette's.
pub fn chosen(app: &AppHandle, event: MenuEvent) {
    match event.id().as_ref() {
        "quit" => app.exit(0),
        id => app.state::<Shell>().tell(Event::Command { id: id.to_owned() }),
    }
}

/// Names in the Edit menu what undo and redo would do.
pub fn name_undo(app: &AppHandle, view: &UndoView) {
    let words = Words::english();
    label(app, "undo", &words, view.undo.as_ref());
    label(app, "redo", &words, view.redo.as_ref());
}

fn label(app: &AppHandle, id: &str, words: &Words, action: Option<&ActionView>) {
    let Some(item) = find(app, id) else { return };
    let text = match action {
        Some(action) => {
            words.get(&format!("command.{id}_what"), &[("what", &in_words(words, action))])
        }
        None => words.get(&format!("command.{id}"), &[]),
    };
    let renamed = item.set_text(text).and_then(|()| item.set_enabled(action.is_some()));
    if let Err(error) = renamed {
        tracing::warn!(%error, "a menu entry could not be renamed");
    }
}

fn in_words(words: &Words, action: &ActionView) -> String {
    let count = usize::try_from(action.count).unwrap_or(usize::MAX);
    let about = action.about.as_deref().unwrap_or_default();
    words.count(&format!("action.{}", action.code), count, &[("about", about)])
}

fn find(app: &AppHandle, id: &str) -> Option<MenuItem<Wry>> {
    let menu = app.menu()?;
    let MenuItemKind::Submenu(edit) = menu.get("edit")? else { return None };
    match edit.get(id)? {
        MenuItemKind::MenuItem(item) => Some(item),
        _ => None,
    }
}
