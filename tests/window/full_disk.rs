//! A disk that is full while receipts are dropped.
use crate::pictures::variant;
use crate::steps;
use harness::{App, Desktop, apart, cli};
use std::fs::File;
use std::io::{Read, repeat};
use std::path::{Path, PathBuf};
use std::process::Command;

const NAME: &str = "full_disk::a_full_disk_is_said_and_what_was_stored_stays";

#[test]
fn a_full_disk_is_said_and_what_was_stored_stays() {
    if apart(NAME, "--mount", "true") {
        fill_and_free();
    }
}

fn fill_and_free() {
    let desktop = Desktop::start();
    let disk = SmallDisk::at(desktop.home().path().join("data/quittance"));
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<PathBuf> =
        (0..4).map(|at| variant(folder.path(), &format!("{at}.jpg"), at)).collect();
    let mut app = App::launch(&desktop);
    steps::make_profile(&app);
    steps::drop_and_read(&app, &files[..2]);
    let filler = disk.fill();
    app.drop_files(&files[2..]);
    app.wait_for_text("The disk is full.");
    std::fs::remove_file(filler).unwrap();
    app.drop_files(&files);
    app.wait_for_text("4 files: 2 new, 2 already here");
    steps::wait_until_read(&app);
    app.quit();
    let checked = desktop.command(cli()).arg("check").output().unwrap();
    let told = String::from_utf8_lossy(&checked.stdout);
    assert!(told.contains(r#""receipts":4,"pictures":4"#), "whole, and each once: {told}");
}

/// Sixteen mebibytes in memory, as a folder.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn at(folder: PathBuf) -> Self {
        std::fs::create_dir(&folder).unwrap();
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=16m,mode=700", "none"])
            .arg(&folder)
            .status();
        assert!(mount.is_ok_and(|status| status.success()), "a small disk is mounted");
        Self(folder)
    }

    /// Leaves no room; the file that takes it.
    fn fill(&self) -> PathBuf {
        let path = self.0.join("filler");
        let mut file = File::create(&path).unwrap();
        let full = std::io::copy(&mut repeat(7).take(16 << 20), &mut file);
        assert!(full.is_err(), "{} bytes did not fill the disk", size(&path));
        path
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

fn size(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |file| file.len())
}
