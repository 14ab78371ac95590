//! Other copies, damage, and a report for whoever helps.
use super::*;

#[test]
fn another_copy_is_merged_once_and_said_before() {
    let vault = Vault::new();
    assert_eq!(status(&vault.run(&["import", "--confirm-all", &sample("petrol.jpg")])), 0);
    let backup = vault.path("aina.quittance-backup").display().to_string();
    assert_eq!(status(&vault.run(&["backup", "make", &backup])), 0);
    assert_eq!(status(&vault.run(&["import", "--confirm-all", &sample("kopitiam.jpg")])), 0);

    let there = Vault(tempfile::tempdir().unwrap());
    assert_eq!(status(&there.run(&["restore", "--copy", &backup])), 0);
    assert_eq!(status(&there.run(&["import", "--confirm-all", &sample("parking.jpg")])), 0);
    let other = vault.path("other.quittance-backup").display().to_string();
    assert_eq!(status(&there.run(&["backup", "make", &other])), 0);

    let preview = vault.run(&["merge", "--preview", &other]);
    assert_eq!(status(&preview), 0, "{}", trouble(&preview));
    assert!(lines(&preview)[0].contains(r#""related":true"#), "{:?}", lines(&preview));
    assert!(lines(&preview)[0].contains(r#""new":1"#), "{:?}", lines(&preview));
    assert_eq!(lines(&vault.run(&["list"])).len(), 2, "a preview writes nothing");
    let merged = vault.run(&["merge", &other]);
    assert_eq!(status(&merged), 0, "{}", trouble(&merged));
    assert!(lines(&merged)[0].contains(r#""pictures":1"#), "{:?}", lines(&merged));
    assert_eq!(lines(&vault.run(&["check"])), [r#"{"receipts":3,"pictures":3}"#]);
    assert_eq!(lines(&vault.run(&["merge", &other])), [r#"{"actions":0,"pictures":0}"#], "twice");

    let mut wrong = vault.command(&["merge", &other]);
    wrong.env("QUITTANCE_FILE_PASSPHRASE", "not this one");
    assert_eq!(status(&wrong.output().unwrap()), 44);
    let nothing = vault.file("nothing", b"neither");
    assert_eq!(status(&vault.run(&["merge", &nothing])), 64);
}

/// The damaged files that are kept in it.
fn damaged(vault: &Vault) -> usize {
    let entries = |folder: PathBuf| std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let profiles = entries(vault.path("data").join("profiles")).filter(|path| path.is_dir());
    let files = profiles.flat_map(entries);
    files.filter(|path| path.to_string_lossy().contains("/damaged-")).count()
}

#[test]
fn what_can_be_read_is_saved_and_the_report_tells_nothing() {
    let vault = Vault::new();
    assert_eq!(status(&vault.run(&["import", "--confirm-all", &sample("petrol.jpg")])), 0);
    let saved = vault.run(&["salvage"]);
    assert_eq!(status(&saved), 0, "{}", trouble(&saved));
    assert!(
        lines(&saved)[0].contains(r#"{"table":"receipt","kept":1,"lost":0}"#),
        "{:?}",
        lines(&saved)
    );
    assert!(trouble(&saved).contains("nothing is removed by itself"), "{}", trouble(&saved));
    assert_eq!(lines(&vault.run(&["check"])), [r#"{"receipts":1,"pictures":1}"#]);
    assert_eq!(damaged(&vault), 1, "the damaged one is kept");
    assert_eq!(status(&vault.run(&["salvage", "--remove-kept"])), 0);
    assert_eq!(damaged(&vault), 0, "until it is removed");
    let report = lines(&vault.run(&["diagnostics"])).concat();
    assert!(report.contains(r#""confirmed": 1"#), "{report}");
    assert!(!report.contains("Aina") && !report.contains("petrol"), "{report}");
    let file = vault.path("report.json").display().to_string();
    assert_eq!(status(&vault.run(&["diagnostics", "--to", &file])), 0);
    assert!(std::fs::read_to_string(file).unwrap().contains("database_kib"));
}

/// The profile's database.
fn database(vault: &Vault) -> PathBuf {
    let profiles = std::fs::read_dir(vault.path("data").join("profiles")).unwrap();
    let mut folders = profiles.map(|it| it.unwrap().path()).filter(|path| path.is_dir());
    folders.next().unwrap().join("vault.db")
}

#[test]
fn one_that_does_not_open_says_why_and_is_saved_or_gets_its_key_back() {
    let vault = Vault::new();
    assert_eq!(status(&vault.run(&["import", "--confirm-all", &sample("petrol.jpg")])), 0);
    let backup = vault.path("aina.quittance-backup").display().to_string();
    assert_eq!(status(&vault.run(&["backup", "make", &backup])), 0);
    let database = database(&vault);
    let header = database.with_file_name("header");
    let whole = std::fs::read(&database).unwrap();
    let mut first = whole.clone();
    first[..4096].fill(0xa5);
    for (bytes, wanted) in [(vec![], 75), (vec![7; 40_960], 76), (first, 77)] {
        std::fs::write(&database, &bytes).unwrap();
        for command in ["list", "check", "salvage"] {
            let tried = vault.run(&[command]);
            assert_eq!(status(&tried), wanted, "{command}: {}", trouble(&tried));
            let said = trouble(&tried);
            assert!(
                !said.contains('/') && said.contains("backup"),
                "a way out and no path: {said}"
            );
        }
        assert_eq!(std::fs::read(&database).unwrap(), bytes, "it is not touched");
    }
    std::fs::write(&database, &whole[..whole.len() - 3 * 4096 - 100]).unwrap();
    assert_eq!(status(&vault.run(&["list"])), 78);
    let report = vault.run(&["diagnostics"]);
    assert_eq!(status(&report), 0, "the report was made");
    let told = lines(&report).concat();
    assert!(told.contains(r#""code": "database_broken""#) && told.contains("vault.db"), "{told}");
    assert!(!told.contains("Aina"), "{told}");
    let saved = vault.run(&["salvage"]);
    assert_eq!(status(&saved), 0, "{}", trouble(&saved));
    let saved = vault.run(&["list"]);
    assert_eq!(status(&saved), 0, "it opens again: {}", trouble(&saved));

    std::fs::write(&header, b"garbled").unwrap();
    assert_eq!(status(&vault.run(&["list"])), 73);
    let wrong = vault
        .command(&["restore", "--key-only", &backup])
        .env("QUITTANCE_PASSPHRASE", "no")
        .output();
    assert_eq!(status(&wrong.unwrap()), 44);
    let regained = vault.run(&["restore", "--key-only", &backup]);
    assert_eq!(status(&regained), 0, "{}", trouble(&regained));
    assert_eq!(lines(&vault.run(&["list"])), lines(&saved), "what is here, by the backup's key");
    assert_eq!(status(&vault.run(&["restore", "--key-only", &backup])), 39, "it has one");
}
