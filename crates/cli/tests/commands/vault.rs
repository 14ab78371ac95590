//! How a profile opens, its kit, its backups, what was done in it.
use super::*;

#[test]
fn a_profile_changes_how_it_opens_and_goes() {
    let vault = Vault::new();
    let with = |arguments: &[&str], new: &str| {
        vault.command(arguments).env("QUITTANCE_NEW_PASSPHRASE", new).output().unwrap()
    };
    let changed = with(&["profile", "passphrase"], "another horse battery");
    assert_eq!(status(&changed), 0, "{}", trouble(&changed));
    assert_eq!(status(&vault.run(&["list"])), 44, "the old passphrase opens nothing");
    let open = |arguments: &[&str]| {
        vault
            .command(arguments)
            .env("QUITTANCE_PASSPHRASE", "another horse battery")
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
            .output()
            .unwrap()
    };
    assert_eq!(status(&open(&["list"])), 0);
    assert_eq!(status(&open(&["profile", "passphrase"])), 47, "a new one must be given");
    assert_eq!(status(&open(&["profile", "mode", "keychain"])), 40, "there is no keychain here");
    assert_eq!(status(&open(&["profile", "rename", "Aina Rahman", "--colour", "teal"])), 0);
    assert!(lines(&open(&["profile", "list"]))[0].ends_with("\tAina Rahman"));

    let preview = open(&["profile", "remove"]);
    let empty = r#"{"receipts":0,"pictures":0,"set_aside":[],"backups":[],"due":null,"held":0}"#;
    assert_eq!(lines(&preview), [empty]);
    assert_eq!(status(&open(&["list"])), 0, "saying what it would do does nothing");
    assert_eq!(status(&vault.run(&["profile", "remove", "--yes"])), 44, "not with a wrong one");
    assert_eq!(status(&open(&["profile", "remove", "--yes"])), 0);
    assert_eq!(lines(&open(&["profile", "list"])).len(), 0);
}

#[test]
fn a_passphrase_is_judged_and_not_refused() {
    let vault = Vault::new();
    let judged = |passphrase: &str| {
        let mut command = vault.command(&["profile", "strength"]);
        lines(&command.env("QUITTANCE_PASSPHRASE", passphrase).output().unwrap()).concat()
    };
    assert!(judged("password1").contains(r#""score":0"#));
    assert!(judged("walnut anchor seven drifting meadows").contains(r#""score":4"#));
}

/// A word of a kit's JSON, by its position from 1.
fn kit_words(json: &str) -> (Vec<String>, String) {
    let kit: serde_json::Value = serde_json::from_str(json).unwrap();
    let words: Vec<String> = serde_json::from_value(kit["words"].clone()).unwrap();
    let prove: Vec<usize> = serde_json::from_value(kit["prove"].clone()).unwrap();
    let proof = prove.iter().map(|position| words[position - 1].clone()).collect::<Vec<_>>();
    (words, proof.join(" "))
}

#[test]
fn a_backup_and_the_kit_bring_everything_back_elsewhere() {
    let vault = Vault::new();
    assert_eq!(status(&vault.run(&["import", &sample("petrol.jpg")])), 0);
    let (words, _) = kit_words(&lines(&vault.run(&["kit", "show"]))[0]);
    let place = vault.path("stick");
    std::fs::create_dir(&place).unwrap();
    let made = vault.run(&["backup", "make", &place.display().to_string()]);
    assert_eq!(status(&made), 0, "{}", trouble(&made));
    let file = std::fs::read_dir(&place).unwrap().next().unwrap().unwrap().path();
    let name = file.display().to_string();
    let checked = vault.run(&["backup", "check", &name]);
    assert!(lines(&checked)[0].contains(r#""receipts":1,"pictures":1"#), "{}", trouble(&checked));
    assert!(lines(&vault.run(&["backup", "list"]))[0].contains(r#""there":true"#));
    assert_eq!(status(&vault.run(&["restore", &name])), 39, "it is here already");

    let elsewhere = tempfile::tempdir().unwrap();
    let at = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quittance-cli"));
        command.arg("--data").arg(elsewhere.path()).args(arguments);
        command.env("QUITTANCE_KIT", words.join(" ")).output().unwrap()
    };
    let restored = at(&["restore", "--copy", &name]);
    assert_eq!(status(&restored), 0, "{}", trouble(&restored));
    assert!(lines(&at(&["profile", "list"]))[0].ends_with("\tAina (copy)"));
    assert_eq!(lines(&at(&["check"])), [r#"{"receipts":1,"pictures":1}"#]);

    let bytes = std::fs::read(&file).unwrap();
    for (content, wanted) in [(&bytes[..bytes.len() - 9], 62), (b"no backup", 60)] {
        std::fs::write(&file, content).unwrap();
        let refused = vault.run(&["backup", "check", &name]);
        assert_eq!(status(&refused), wanted, "{}", trouble(&refused));
    }
}

#[test]
fn a_backup_is_written_over_and_no_other_file() {
    let vault = Vault::new();
    let theirs = vault.file("holiday.jpg", b"a picture of somebody's");
    assert_eq!(status(&vault.run(&["backup", "make", &theirs])), 60, "it is no backup");
    assert_eq!(std::fs::read(&theirs).unwrap(), b"a picture of somebody's");
    let mine = vault.path("mine.backup").display().to_string();
    for turn in ["new", "in its place"] {
        let made = vault.run(&["backup", "make", &mine]);
        assert_eq!(status(&made), 0, "{turn}: {}", trouble(&made));
    }
}

#[test]
fn a_place_named_from_one_folder_is_found_from_another() {
    let vault = Vault::new();
    let (here, there) = (vault.path("here"), vault.path("there"));
    [&here, &there].into_iter().for_each(|folder| std::fs::create_dir(folder).unwrap());
    let within = |folder: &Path, arguments: &[&str]| {
        let ran = vault.command(arguments).current_dir(folder).output().unwrap();
        assert_eq!(status(&ran), 0, "{arguments:?}: {}", trouble(&ran));
        lines(&ran)
    };
    within(&here, &["backup", "make", "mine.backup"]);
    within(&here, &["backup", "plan", "."]);
    let listed = within(&there, &["backup", "list"]);
    assert!(listed[0].contains(r#""there":true"#), "{listed:?}");
    within(&there, &["backup", "due"]);
    let made = |folder: &Path| std::fs::read_dir(folder).unwrap().count();
    assert_eq!((made(&here), made(&there)), (2, 0), "the plan's folder is the one it named");
}

#[test]
fn a_kit_is_proven_replaced_and_everything_encrypted_anew() {
    let vault = Vault::new();
    let proving = |arguments: &[&str], proof: &str| {
        vault.command(arguments).env("QUITTANCE_KIT_PROOF", proof).output().unwrap()
    };
    let (first, proof) = kit_words(&lines(&vault.run(&["kit", "show"]))[0]);
    assert_eq!(status(&proving(&["kit", "prove"], "wrong words")), 45);
    assert_eq!(status(&proving(&["kit", "prove"], &proof)), 0);
    assert_eq!(status(&vault.run(&["kit", "show"])), 50, "no words are kept");
    let (second, proof) = kit_words(&lines(&vault.run(&["kit", "new"]))[0]);
    assert_eq!(status(&proving(&["kit", "replace"], &proof)), 0);
    let by = |words: &[String]| {
        vault.command(&["list"]).env("QUITTANCE_KIT", words.join(" ")).output().unwrap()
    };
    assert_eq!((status(&by(&first)), status(&by(&second))), (45, 0), "the new one alone opens it");
    let renewed = vault.run(&["kit", "renew"]);
    assert_eq!(status(&renewed), 0, "{}", trouble(&renewed));
    let (third, _) = kit_words(&lines(&renewed)[0]);
    assert_eq!((status(&by(&second)), status(&by(&third))), (45, 0));
    assert_eq!(status(&vault.run(&["check"])), 0, "the passphrase opens it as before");
    let events = lines(&vault.run(&["profile", "events"]));
    let told = |kind: &str| events.iter().filter(|event| event.contains(kind)).count();
    assert_eq!((told("kit_replaced"), told("renewed"), told("opened_with_kit")), (1, 1, 2));
}

#[test]
fn what_was_done_is_told_and_taken_back() {
    let vault = Vault::new();
    assert_eq!(status(&vault.run(&["undo"])), 53, "there is nothing yet");
    assert_eq!(status(&vault.run(&["import", "--confirm-all", &sample("petrol.jpg")])), 0);
    let row: serde_json::Value = serde_json::from_str(&lines(&vault.run(&["list"]))[0]).unwrap();
    let id = row["id"].as_str().unwrap();
    let told = lines(&vault.run(&["history", id]));
    assert!(told[0].contains(r#""code":"confirm_receipt""#), "{told:?}");
    assert!(told.last().unwrap().contains(r#""code":"ingest""#), "{told:?}");
    assert_eq!(status(&vault.run(&["history", "no-such-id"])), 50);

    let asked = vault.run(&["undo"]);
    assert!(lines(&asked)[0].contains(r#""earlier":true"#), "it is said, and not done");
    assert_eq!(lines(&vault.run(&["list"])).len(), 1);
    assert_eq!(status(&vault.run(&["undo", "--yes"])), 0);
    assert_eq!(lines(&vault.run(&["list"])).len(), 0, "it waits to be confirmed again");
    assert_eq!(status(&vault.run(&["redo"])), 0);
    assert_eq!(lines(&vault.run(&["list"])).len(), 1);
}

#[test]
fn a_history_that_ends_early_is_said_with_every_command() {
    let vault = Vault::new();
    let profile = std::fs::read_dir(vault.path("data/profiles")).unwrap().flatten();
    let folder = profile.map(|entry| entry.path()).find(|path| path.is_dir()).unwrap();
    let older = std::fs::read(folder.join("vault.db")).unwrap();
    assert_eq!(status(&vault.run(&["import", &sample("petrol.jpg")])), 0);
    std::fs::write(folder.join("vault.db"), older).unwrap();
    for command in [&["list"][..], &["profile", "remove"], &["list"]] {
        let said = trouble(&vault.run(command));
        assert!(said.contains("The last things done in this profile are missing"), "{said}");
    }
    let checked = vault.run(&["check"]);
    assert_eq!(status(&checked), 38);
    assert!(lines(&checked)[1].contains(r#""missing":"#), "{:?}", lines(&checked));
    assert_eq!(status(&vault.run(&["check", "--acknowledge"])), 0);
    assert_eq!(trouble(&vault.run(&["list"])), "");
    assert_eq!(status(&vault.run(&["check"])), 0);
}
