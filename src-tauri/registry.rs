//! Every command a person can give, once: the native menu and the palette are
//! both made from this table. Labels are `command.<id>` in the catalogue.
use app::views::CommandView;

/// One command.
pub struct Command {
    /// What the face is told when it is chosen.
    pub id: &'static str,
    /// The menu it stands in, as the catalogue key `menu.<menu>`; none for the palette alone.
    pub menu: Option<&'static str>,
    /// Its key.
    pub accelerator: Option<&'static str>,
    /// Whether a line is drawn above it.
    pub separated: bool,
}

const fn entry(id: &'static str, menu: &'static str, accelerator: Option<&'static str>) -> Command {
    Command { id, menu: Some(menu), accelerator, separated: false }
}

const fn after_line(command: Command) -> Command {
    Command { separated: true, ..command }
}

const fn palette_only(id: &'static str) -> Command {
    Command { id, menu: None, accelerator: None, separated: false }
}

/// The commands in the order of their menus.
pub const COMMANDS: &[Command] = &[
    entry("import", "file", Some("CmdOrCtrl+O")),
    entry("export_csv", "export", Some("CmdOrCtrl+E")),
    entry("export_pdf", "export", Some("CmdOrCtrl+Shift+E")),
    entry("export_archive", "export", None),
    entry("merge", "file", None),
    entry("watched_folders", "file", None),
    after_line(entry("backup", "file", None)),
    entry("restore", "file", None),
    entry("recovery_kit", "file", None),
    after_line(entry("settings", "file", Some("CmdOrCtrl+,"))),
    entry("lock", "file", Some("CmdOrCtrl+L")),
    after_line(entry("quit", "file", Some("CmdOrCtrl+Q"))),
    entry("undo", "edit", Some("CmdOrCtrl+Z")),
    entry("redo", "edit", Some("CmdOrCtrl+Shift+Z")),
    after_line(entry("find", "edit", Some("CmdOrCtrl+F"))),
    entry("palette", "edit", Some("CmdOrCtrl+K")),
    entry("theme_system", "view", None),
    entry("theme_light", "view", None),
    entry("theme_dark", "view", None),
    after_line(entry("merchants", "view", None)),
    entry("go_inbox", "go", Some("CmdOrCtrl+1")),
    entry("go_receipts", "go", Some("CmdOrCtrl+2")),
    entry("go_bin", "go", Some("CmdOrCtrl+3")),
    entry("diagnostics", "help", None),
    entry("add_samples", "help", None),
    entry("remove_samples", "help", None),
    after_line(entry("about", "help", None)),
    palette_only("cancel_reading"),
    palette_only("read_again"),
    palette_only("receipt_history"),
    palette_only("salvage"),
    palette_only("hold_receipt"),
    palette_only("keeping"),
    palette_only("check_integrity"),
    palette_only("join_previous"),
    palette_only("join_next"),
];

/// The table as the face gets it.
pub fn views() -> Vec<CommandView> {
    let view = |command: &Command| CommandView {
        id: command.id.to_owned(),
        accelerator: command.accelerator.map(str::to_owned),
        menu: command.menu.map(str::to_owned),
    };
    COMMANDS.iter().map(view).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use words::Words;

    #[test]
    fn every_command_and_menu_has_words() {
        let words = Words::english();
        for command in COMMANDS {
            assert!(
                words.has(&format!("command.{}", command.id)),
                "{} would show its key",
                command.id
            );
            if let Some(menu) = command.menu {
                assert!(words.has(&format!("menu.{menu}")), "the menu {menu} would show its key");
            }
        }
    }

    #[test]
    fn no_key_does_two_things() {
        let mut seen = BTreeSet::new();
        for accelerator in COMMANDS.iter().filter_map(|command| command.accelerator) {
            assert!(seen.insert(accelerator), "{accelerator} is given twice");
        }
    }
}
