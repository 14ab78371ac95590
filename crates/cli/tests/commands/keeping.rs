//! What is kept, what goes for good, what leaves in an archive.
use super::*;

/// The ids that a listing prints.
fn ids(output: &Output) -> Vec<String> {
    let id = |line: &String| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].clone();
    lines(output).iter().map(|line| id(line).as_str().unwrap().to_owned()).collect()
}

#[test]
fn receipts_are_removed_for_good_and_what_is_held_is_not() {
    let vault = Vault::new();
    let files = [sample("petrol.jpg"), sample("kopitiam.jpg")];
    assert_eq!(status(&vault.run(&["import", "--confirm-all", &files[0], &files[1]])), 0);
    let [first, second] = &ids(&vault.run(&["list"]))[..] else { panic!("two receipts") };
    assert_eq!(status(&vault.run(&["purge"])), 2, "nothing is named");
    assert_eq!(status(&vault.run(&["purge", "no-such-id"])), 50);
    assert_eq!(status(&vault.run(&["hold", "add", first, "--until", "2020-01-01"])), 51);
    assert_eq!(status(&vault.run(&["hold", "add", "no-such-id"])), 50);

    let held = vault.run(&["hold", "add", first, "--until", "2999-12-31", "--reason", "claim"]);
    assert_eq!(status(&held), 0, "{}", trouble(&held));
    let list = vault.run(&["hold", "list"]);
    assert!(lines(&list)[0].contains(r#""until":"2999-12-31","holds":true,"reason":"claim""#));
    let preview = vault.run(&["purge", first, second]);
    assert!(lines(&preview)[0].contains(r#""held":true"#), "{:?}", lines(&preview));
    let refused = vault.run(&["purge", "--yes", first, second]);
    assert_eq!(status(&refused), 58, "{}", trouble(&refused));
    assert_eq!(lines(&vault.run(&["list"])).len(), 2, "saying and refusing remove nothing");

    let purged = vault.run(&["purge", "--yes", second]);
    assert_eq!(status(&purged), 0, "{}", trouble(&purged));
    assert!(lines(&purged)[0].contains(r#""receipts":1,"verdict":"gone""#), "{:?}", lines(&purged));
    assert_eq!(lines(&vault.run(&["check"])), [r#"{"receipts":1,"pictures":1}"#]);
    assert_eq!(status(&vault.run(&["purge", "--yes", second])), 50, "it is gone");
    assert_eq!(status(&vault.run(&["undo", "--yes"])), 53, "and does not come back");
    let hold = &lines(&held)[0];
    assert_eq!(status(&vault.run(&["hold", "remove", hold])), 0);
    assert_eq!(status(&vault.run(&["hold", "remove", hold])), 50, "twice");
    let empty = vault.run(&["purge", "--bin", "--yes"]);
    assert_eq!((status(&empty), lines(&empty).len()), (0, 1), "an empty bin is no trouble");
}

#[test]
fn what_is_due_goes_by_the_rules_that_were_set() {
    let vault = Vault::new();
    assert_eq!(status(&vault.run(&["import", "--confirm-all", &sample("petrol.jpg")])), 0);
    for refused in [
        &["retention", "set"][..],
        &["retention", "set", "--rule", "own"],
        &["retention", "set", "--rule", "moon"],
        &["retention", "set", "--years", "3"],
        &["retention", "set", "--bin-days", "soon"],
    ] {
        assert_eq!(status(&vault.run(refused)), 2, "{refused:?}");
    }
    assert_eq!(status(&vault.run(&["retention", "set", "--bin-days", "0"])), 51);
    let unknown = ["retention", "set", "--rule", "us", "--category", "Dragons"];
    assert_eq!(status(&vault.run(&unknown)), 50);
    let set = ["retention", "set", "--rule", "malaysia", "--category", "Fuel", "--bin-days", "30"];
    let done = vault.run(&set);
    assert_eq!(status(&done), 0, "{}", trouble(&done));
    let shown = lines(&vault.run(&["retention", "show"])).concat();
    assert!(shown.contains(r#""rule":"malaysia","years":7"#), "{shown}");
    assert!(shown.contains(r#""automatic":false,"bin_days":30"#), "{shown}");
    let preview = lines(&vault.run(&["retention", "preview"])).concat();
    assert!(preview.starts_with(r#"{"going":[],"kept":[]"#), "nothing is old enough: {preview}");
    assert_eq!(status(&vault.run(&["retention", "apply"])), 0);
    let due = vault.run(&["retention", "due"]);
    assert_eq!((status(&due), lines(&due).len()), (0, 0), "nobody turned it on");
    assert_eq!(lines(&vault.run(&["list"])).len(), 1);
}

#[test]
fn everything_leaves_in_an_archive_and_comes_back() {
    let vault = Vault::new();
    assert_eq!(status(&vault.run(&["import", "--confirm-all", &sample("petrol.jpg")])), 0);
    let file = vault.path("everything.age").display().to_string();
    let with = |arguments: &[&str], passphrase: &str| {
        vault.command(arguments).env("QUITTANCE_FILE_PASSPHRASE", passphrase).output().unwrap()
    };
    assert_eq!(status(&vault.run(&["archive", "export", &file])), 47, "it needs a passphrase");
    assert_eq!(status(&with(&["archive", "export", &file], "short")), 47);
    let made = with(&["archive", "export", &file], "walnut anchor seven");
    assert_eq!(status(&made), 0, "{}", trouble(&made));
    assert!(lines(&made)[0].contains(r#""receipts":1,"pictures":1,"encrypted":true"#));
    let back = ["archive", "import", &file, "--name", "Aina again"];
    assert_eq!(status(&with(&back, "wrong anchor seven")), 68);
    assert_eq!(status(&with(&["archive", "import", &file], "walnut anchor seven")), 36);
    let came = with(&back, "walnut anchor seven");
    assert_eq!(status(&came), 0, "{}", trouble(&came));
    let here = vault.run(&["check", "--profile", "Aina again"]);
    assert_eq!(lines(&here), [r#"{"receipts":1,"pictures":1}"#], "{}", trouble(&here));

    let plain = vault.path("plain.tar").display().to_string();
    let made = vault.run(&["archive", "export", "--profile", "Aina", "--plain", &plain]);
    assert!(lines(&made)[0].contains(r#""encrypted":false"#), "{}", trouble(&made));
    let tar = Command::new("tar").args(["tf", &plain]).output().unwrap();
    assert!(lines(&tar).contains(&"receipts.csv".to_owned()), "other programs read it: {tar:?}");
    let nothing = vault.file("nothing", b"no archive");
    assert_eq!(status(&vault.run(&["archive", "import", &nothing])), 64);
    assert_eq!(
        status(&vault.run(&["archive", "import", &vault.path("gone").display().to_string()])),
        14
    );

    let csv = vault.path("receipts.csv.age");
    let export = ["export", "csv", "--profile", "Aina", "--encrypt", &csv.display().to_string()];
    assert_eq!(status(&vault.run(&export)), 47, "it needs a passphrase");
    assert_eq!(status(&with(&export, "walnut anchor seven")), 0);
    assert!(std::fs::read(csv).unwrap().starts_with(b"age-encryption.org/v1"));
}
