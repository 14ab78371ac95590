//! Whether a folder lies in one that some tool copies elsewhere: a database that
//! is written while it is copied comes out damaged. Told by what such tools
//! leave in their folders, and by what these are called.
use crate::views::SyncTool;
use std::path::Path;

/// What is in the folder that a tool keeps in step.
const MARKS: &[(&str, SyncTool)] = &[
    (".dropbox", SyncTool::Dropbox),
    (".dropbox.cache", SyncTool::Dropbox),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", SyncTool::Onedrive),
    (".stfolder", SyncTool::Syncthing),
    (".nextcloudsync.log", SyncTool::Nextcloud),
    (".owncloudsync.log", SyncTool::Nextcloud),
    (".tmp.drivedownload", SyncTool::GoogleDrive),
    (".tmp.driveupload", SyncTool::GoogleDrive),
];

/// What such a folder is called unless somebody gave it another name.
const NAMES: &[(&str, SyncTool)] = &[
    ("dropbox", SyncTool::Dropbox),
    ("onedrive", SyncTool::Onedrive),
    ("nextcloud", SyncTool::Nextcloud),
    ("google drive", SyncTool::GoogleDrive),
    ("icloud drive", SyncTool::Icloud),
    ("iclouddrive", SyncTool::Icloud),
    ("mobile documents", SyncTool::Icloud),
];

/// The tool that keeps a folder in step with elsewhere, if one does.
pub(crate) fn by(path: &Path) -> Option<SyncTool> {
    path.ancestors().find_map(|folder| marked(folder).or_else(|| named(folder)))
}

fn marked(folder: &Path) -> Option<SyncTool> {
    let is_there = |(mark, _): &&(&str, SyncTool)| folder.join(mark).symlink_metadata().is_ok();
    let marked = MARKS.iter().find(is_there).map(|(_, tool)| *tool);
    marked.or_else(|| has_journal(folder).then_some(SyncTool::Nextcloud))
}

/// Nextcloud keeps a small database of the folder in it.
fn has_journal(folder: &Path) -> bool {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name()).any(|name| {
        let name = name.to_string_lossy();
        (name.starts_with(".sync_") || name.starts_with("._sync_")) && name.ends_with(".db")
    })
}

fn named(folder: &Path) -> Option<SyncTool> {
    let name = folder.file_name()?.to_string_lossy().to_lowercase();
    // `OneDrive - Company` and `Nextcloud2` are theirs too.
    NAMES.iter().find(|(known, _)| name.starts_with(known)).map(|(_, tool)| *tool)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_tools_leave_in_their_folders_tells() {
        for (mark, tool) in [
            (".dropbox", SyncTool::Dropbox),
            (".stfolder", SyncTool::Syncthing),
            (".sync_1a2b3c.db", SyncTool::Nextcloud),
            (".tmp.driveupload", SyncTool::GoogleDrive),
            (".849C9593-D756-4E56-8D6E-42412F2A707B", SyncTool::Onedrive),
        ] {
            let top = tempfile::tempdir().unwrap();
            let inside = top.path().join("Private/quittance/profiles/one");
            fs::create_dir_all(&inside).unwrap();
            assert_eq!(by(&inside), None, "before {mark}");
            fs::write(top.path().join(mark), b"").unwrap();
            assert_eq!(by(&inside), Some(tool), "{mark}");
        }
    }

    #[test]
    fn so_does_what_they_are_called() {
        for (path, tool) in [
            ("/home/aina/Dropbox/data", Some(SyncTool::Dropbox)),
            ("/home/aina/OneDrive - Kedai/data", Some(SyncTool::Onedrive)),
            ("/Users/aina/Library/Mobile Documents/data", Some(SyncTool::Icloud)),
            ("/home/aina/Google Drive/x", Some(SyncTool::GoogleDrive)),
            ("/home/aina/.local/share/quittance", None),
            ("/home/aina/My Dropbox notes", None),
        ] {
            assert_eq!(by(Path::new(path)), tool, "{path}");
        }
    }
}
