//! What moves, mends or ends a whole vault leaves nothing readable either,
//! neither when it ends nor when it is killed on the way.
use super::{FILE, needles, plant_one, words_in};
use crate::pictures::write;
use harness::{Desktop, Needle, cli, samples, search};
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

const PASSPHRASE: &str = "kenari kuning empat tujuh";
/// Where a kill hits, after the start: passphrases take the first quarter of a second.
const MOMENTS: [u64; 3] = [120, 300, 480];

/// The command, as it is typed for the nth time, and the exits that are its end:
/// what a kill came too late for is not there a second time.
const FEATURES: [(&str, &[i32]); 14] = [
    ("backup make #.backup", &[0]),
    ("backup check last.backup", &[0]),
    ("archive export #.age", &[0]),
    ("export csv --encrypt #.csv.age", &[0]),
    ("export pdf --encrypt #.pdf.age", &[0]),
    ("--data restored# restore --copy last.backup", &[0]),
    ("--data returned# archive import last.age", &[0]),
    ("merge theirs.backup", &[0]),
    ("kit renew", &[0]),
    ("profile passphrase", &[0]),
    ("salvage", &[0]),
    ("diagnostics --to #.json", &[0]),
    ("purge $ --yes", &[0, 50]),
    ("profile remove --yes", &[0, 33]),
];

#[test]
fn no_feature_leaves_anything_readable_when_it_ends_or_is_killed() {
    let desktop = Desktop::start();
    let elsewhere = tempfile::tempdir().unwrap();
    let sample = fs::read(&samples()[0]).unwrap();
    let picture = write(elsewhere.path(), FILE, &sample);
    let needles = needles(&sample, &words_in(&desktop, &picture));
    let home = Twin(&desktop);
    home.prepare(&picture);
    let mut killed = 0;
    for (words, ends) in FEATURES {
        killed += MOMENTS.iter().filter(|moment| home.is_killed(words, **moment)).count();
        home.says_nothing(&format!("{words}, killed"), &needles);
        let done = home.command(words, MOMENTS.len()).output().unwrap();
        assert!(ends.contains(&done.status.code().unwrap()), "{words}: {}", said(&done));
        home.says_nothing(words, &needles);
    }
    println!("{killed} kills while a feature was at work");
    assert!(killed > FEATURES.len(), "the kills hit: {killed}");
    plant_one(desktop.home().path(), &needles);
}

/// The twin in the desktop's home.
struct Twin<'a>(&'a Desktop);

impl Twin<'_> {
    /// A profile with two receipts, and a backup of its copy, which got a third.
    fn prepare(&self, picture: &Path) {
        let (first, second) = (&samples()[1], &samples()[2]);
        let line = format!("import --confirm-all {} {}", picture.display(), first.display());
        for words in
            ["profile create Aina", &line, "backup make last.backup", "archive export last.age"]
        {
            self.done(words);
        }
        for words in [
            "restore --copy last.backup",
            &format!("import --confirm-all {}", second.display()),
            "backup make theirs.backup",
        ] {
            self.done(&format!("--data theirs {words}"));
        }
    }

    fn done(&self, words: &str) {
        let done = self.command(words, 0).output().unwrap();
        assert!(done.status.success(), "{words}: {}", said(&done));
    }

    fn command(&self, words: &str, nth: usize) -> Command {
        let mut command = self.0.command(cli());
        let words = words.replace('#', &nth.to_string());
        let words = words
            .split(' ')
            .map(|word| if word == "$" { self.a_receipt() } else { word.to_owned() });
        command.args(words);
        command.envs(
            ["PASSPHRASE", "NEW_PASSPHRASE", "FILE_PASSPHRASE"]
                .map(|name| (format!("QUITTANCE_{name}"), PASSPHRASE)),
        );
        command
    }

    /// The id of the first that is listed.
    fn a_receipt(&self) -> String {
        let listed = self.command("list", 0).output().unwrap();
        let rows = String::from_utf8_lossy(&listed.stdout).into_owned();
        let row: serde_json::Value =
            serde_json::from_str(rows.lines().next().expect("a receipt")).unwrap();
        row["id"].as_str().expect("its id").to_owned()
    }

    /// Whether the kill came while it was at work.
    fn is_killed(&self, words: &str, moment: u64) -> bool {
        let nth = MOMENTS.iter().position(|it| *it == moment).unwrap_or_default();
        let mut command = self.command(words, nth);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        sleep(Duration::from_millis(moment));
        let ended = child.try_wait().unwrap().is_some();
        child.kill().unwrap();
        child.wait().unwrap();
        !ended
    }

    fn says_nothing(&self, after: &str, needles: &[Needle]) {
        let found = search(self.0.home().path(), needles);
        assert!(found.is_empty(), "after {after}: {found:#?}");
    }
}

fn said(output: &Output) -> String {
    let [out, err] = [&output.stdout, &output.stderr].map(|said| String::from_utf8_lossy(said));
    format!("{} {err}{out}", output.status)
}
