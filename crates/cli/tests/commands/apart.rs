//! Two profiles on one machine: every command on the one, with ids, files and words
//! of the other, gives nothing of it.
use super::*;
use std::collections::BTreeSet;
use std::fs;

const THEIR_PASSPHRASE: &str = "walnut anchor seven";
const THEIR_FILE: &str = "pebble lantern orbit";

/// The profile that nobody asked for, and what of it must not be seen.
struct Other {
    receipt: String,
    merchant: String,
    hold: String,
    category: String,
    backup: String,
    archive: String,
    /// What stands in it and nowhere else.
    secrets: Vec<String>,
}

/// A machine with Aina's profile and Badrul's.
struct Machine {
    vault: Vault,
    /// What opens Aina's.
    kit: String,
    other: Other,
}

impl Machine {
    fn new() -> Self {
        let vault = Vault::new();
        let own = |arguments: &[&str]| succeeded(&vault.run(arguments));
        own(&["import", "--confirm-all", &sample("petrol.jpg")]);
        let kit = words(&own(&["kit", "show"])[0]).replace("\",\"", " ");
        let other = Other::beside(&vault);
        fs::create_dir(vault.path("place")).unwrap();
        Self { vault, kit, other }
    }

    /// On a profile by its name, with what opens Aina's.
    fn ask(&self, profile: &str, arguments: &[String]) -> Output {
        let mut command = self.vault.command(&["--profile", profile]);
        command.args(arguments).env("QUITTANCE_KIT", &self.kit);
        command.env("QUITTANCE_FILE_PASSPHRASE", "correct horse battery");
        command.output().unwrap()
    }

    fn path(&self, name: &str) -> String {
        self.vault.path(name).display().to_string()
    }
}

impl Other {
    fn beside(vault: &Vault) -> Self {
        let theirs = |arguments: &[&str]| {
            let mut command = vault.command(&["--profile", "Badrul"]);
            command.args(arguments).env("QUITTANCE_PASSPHRASE", THEIR_PASSPHRASE);
            succeeded(&command.env("QUITTANCE_FILE_PASSPHRASE", THEIR_FILE).output().unwrap())
        };
        theirs(&["profile", "create", "Badrul"]);
        theirs(&["import", "--confirm-all", &sample("kopitiam.jpg")]);
        let listed = theirs(&["list"]).remove(0);
        let text = |name: &str| {
            let start = format!("\"{name}\":\"");
            let (_, rest) = listed.split_once(&start).unwrap_or_else(|| panic!("{name}: {listed}"));
            rest.split('"').next().unwrap().to_owned()
        };
        let (receipt, merchant) = (text("id"), text("merchant"));
        let [backup, archive, place] = ["b.quittance-backup", "b.age", "badruls-place"]
            .map(|name| vault.path(name).display().to_string());
        let hold = theirs(&["hold", "add", &receipt, "--reason", "badruls-claim"]).remove(0);
        theirs(&["backup", "make", &backup]);
        fs::create_dir(&place).unwrap();
        theirs(&["backup", "plan", &place]);
        theirs(&["archive", "export", &archive]);
        let words = words(&theirs(&["kit", "show"])[0]).to_owned();
        let secrets = vec![
            receipt.clone(),
            merchant.clone(),
            hold.clone(),
            words,
            "badruls-claim".to_owned(),
            "badruls-place".to_owned(),
            "kopitiam".to_owned(),
        ];
        let category = text("category_id");
        Self { receipt, merchant, hold, category, backup, archive, secrets }
    }
}

/// The words of a kit as they are shown, `","` between them.
fn words(shown: &str) -> &str {
    let (_, rest) = shown.split_once(r#""words":[""#).unwrap();
    rest.split_once("\"]").unwrap().0
}

fn succeeded(output: &Output) -> Vec<String> {
    assert_eq!(status(output), 0, "{}", trouble(output));
    lines(output)
}

/// What a command does with what belongs to the other profile.
enum Wanted {
    /// It refuses, with this exit status and nothing on standard output.
    Refused(i32),
    /// It does what it does, on its own profile alone.
    Own,
}

use Wanted::{Own, Refused};

impl Wanted {
    fn is(&self, output: &Output) -> bool {
        match self {
            Own => status(output) == 0,
            Refused(code) => status(output) == *code && output.stdout.is_empty(),
        }
    }
}

/// Every command, with what there is of the other profile.
fn asked(machine: &Machine) -> Vec<(&'static str, Vec<String>, Wanted)> {
    let Other { receipt, merchant, hold, category, backup, archive, .. } = &machine.other;
    let own = |name: &str| machine.path(name);
    let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    vec![
        ("read", vec![sample("parking.jpg")], Own),
        ("profile create", list(&["Badrul"]), Refused(36)),
        ("profile list", vec![], Own),
        ("profile mode", list(&["passphrase"]), Refused(47)),
        ("profile passphrase", vec![], Refused(47)),
        ("profile strength", vec![], Own),
        ("profile events", vec![], Own),
        ("profile rename", list(&["Badrul"]), Refused(36)),
        ("profile remove", vec![], Own),
        ("list", vec![], Own),
        ("list", list(&[merchant]), Own),
        ("list", list(&[receipt]), Own),
        ("merchants list", vec![], Own),
        ("merchants forget", list(&[merchant]), Refused(50)),
        ("export csv", vec![own("all.csv")], Own),
        ("export csv", list(&[&own("none.csv"), "--query", merchant]), Refused(54)),
        ("export pdf", list(&[&own("none.pdf"), "--query", merchant]), Refused(54)),
        ("backup make", vec![own("a.quittance-backup")], Own),
        ("backup list", vec![], Own),
        ("backup check", list(&[backup]), Refused(45)),
        ("backup plan", vec![own("place")], Own),
        ("backup no-plan", vec![], Own),
        ("backup due", vec![], Own),
        ("archive export", list(&[&own("a.tar"), "--plain"]), Own),
        ("archive import", list(&[archive, "--name", "Eve"]), Refused(68)),
        ("restore", list(&[backup]), Refused(45)),
        ("restore", list(&[backup, "--set-aside"]), Refused(45)),
        ("merge", list(&[backup]), Refused(44)),
        ("merge", list(&[archive, "--preview"]), Refused(68)),
        // What was done in a file that is saved from damage is undone no more.
        ("undo", vec![], Own),
        ("redo", vec![], Refused(53)),
        ("salvage", vec![], Own),
        ("diagnostics", vec![], Own),
        ("kit show", vec![], Own),
        ("kit prove", vec![], Refused(45)),
        ("kit new", vec![], Own),
        ("kit replace", vec![], Refused(45)),
        ("kit renew", vec![], Refused(47)),
        ("history", list(&[receipt]), Refused(50)),
        ("purge", list(&[receipt]), Refused(50)),
        ("purge", list(&["--yes", receipt]), Refused(50)),
        ("purge", list(&["--bin"]), Own),
        ("retention show", vec![], Own),
        (
            "retention set",
            list(&["--rule", "own", "--years", "5", "--category", category]),
            Refused(50),
        ),
        ("retention preview", vec![], Own),
        ("retention apply", vec![], Own),
        ("retention due", vec![], Own),
        ("hold add", list(&[receipt]), Refused(50)),
        ("hold list", vec![], Own),
        ("hold remove", list(&[hold]), Refused(50)),
        ("check", vec![], Own),
        ("import", vec![sample("cafe.jpg")], Own),
    ]
}

/// These ask for no key, or for that of a profile to come.
const WITHOUT_KEY: [&str; 6] =
    ["read", "profile create", "profile list", "profile strength", "archive import", "restore"];

#[test]
fn no_command_gives_anything_of_another_profile() {
    let machine = Machine::new();
    let all = commands(&[]);
    assert!(all.len() > 30 && all.contains("hold remove"), "the help is understood: {all:?}");
    let tried: BTreeSet<String> =
        asked(&machine).into_iter().map(|(command, ..)| command.to_owned()).collect();
    assert_eq!(all, tried, "a new command is to be asked for another profile's too");
    let seen = |output: &Output| {
        let said = [lines(output).join("\n"), trouble(output)].concat().to_lowercase();
        let secrets = machine.other.secrets.iter().filter(|it| !it.is_empty());
        secrets.filter(|it| said.contains(&it.to_lowercase())).cloned().collect::<Vec<_>>()
    };
    let mut wrong = Vec::new();
    for (command, with, wanted) in asked(&machine) {
        let arguments: Vec<String> =
            command.split(' ').map(str::to_owned).chain(with.clone()).collect();
        let output = machine.ask("Aina", &arguments);
        let shown: Vec<String> =
            seen(&output).into_iter().filter(|it| !with.contains(it)).collect();
        if !shown.is_empty() || !wanted.is(&output) {
            wrong.push(format!("{command} {with:?} shows {shown:?}: {output:?}"));
        }
        // Who has what opens Aina's cannot even ask Badrul's.
        if !WITHOUT_KEY.contains(&command) && command != "profile rename" {
            let output = machine.ask("Badrul", &arguments);
            if !Refused(45).is(&output) || !seen(&output).is_empty() {
                wrong.push(format!("{command} {with:?} of Badrul's: {output:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for file in ["all.csv", "a.tar"] {
        let bytes = fs::read(machine.path(file)).unwrap();
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        let secrets = &machine.other.secrets;
        assert!(!secrets.iter().any(|it| text.contains(&it.to_lowercase())), "{file} has some");
    }
    assert_eq!(succeeded(&machine.ask("Aina", &["list".to_owned()])).len(), 1, "its own");
}

/// Every command that has none beneath it, by the program's own help.
fn commands(above: &[String]) -> BTreeSet<String> {
    let mut help = Command::new(env!("CARGO_BIN_EXE_quittance-cli"));
    let help = lines(&help.args(above).arg("--help").output().unwrap());
    let beneath = help.iter().skip_while(|line| *line != "Commands:").skip(1);
    let beneath = beneath.take_while(|line| line.starts_with("  "));
    let names = beneath.filter_map(|line| line.split_whitespace().next());
    let names: Vec<&str> = names.filter(|name| *name != "help").collect();
    if names.is_empty() {
        return BTreeSet::from([above.join(" ")]);
    }
    names.into_iter().flat_map(|name| commands(&[above, &[name.to_owned()]].concat())).collect()
}
