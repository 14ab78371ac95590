//! The rules, each giving the sentences of what breaks it.
use crate::document::{Document, Row};
use crate::graph::{Graph, Uses};

/// What every crate may use.
const EVERYWHERE: [&str; 2] = ["money", "fault"];
/// The programs that people run.
const PROGRAMS: [&str; 3] = ["quittance", "quittance-cli", "reader"];

/// Everything that the document does not allow.
pub fn broken(document: &Document, graph: &Graph) -> Vec<String> {
    [
        unknown(document, graph),
        arrows(document, graph),
        levels(document),
        alone(document, graph),
        nowhere(document, graph),
    ]
    .concat()
}

/// Table and workspace name the same crates.
fn unknown(document: &Document, graph: &Graph) -> Vec<String> {
    let unwritten = graph.members.keys().filter(|name| !document.crates.contains_key(*name));
    let absent = document.crates.keys().filter(|name| !graph.members.contains_key(*name));
    let unwritten =
        unwritten.map(|name| format!("{name} is in the workspace and not in the table"));
    unwritten
        .chain(absent.map(|name| format!("{name} is in the table and not in the workspace")))
        .collect()
}

/// An arrow in code stands in the table; one in tests alone goes no higher.
fn arrows(document: &Document, graph: &Graph) -> Vec<String> {
    let rows = graph
        .members
        .iter()
        .filter_map(|(name, uses)| Some((name, uses, document.crates.get(name)?)));
    rows.flat_map(|(name, uses, row)| {
        let forbidden = forbidden(document, uses, row);
        forbidden.into_iter().map(move |target| format!("{name} -> {target}"))
    })
    .collect()
}

fn forbidden(document: &Document, uses: &Uses, row: &Row) -> Vec<String> {
    let ours = |name: &&String| document.crates.contains_key(*name);
    let allowed =
        |name: &&String| row.may_use.contains(*name) || EVERYWHERE.contains(&name.as_str());
    let code = uses.normal.iter().filter(ours).filter(|name| !allowed(name));
    let higher = |name: &&String| document.crates[*name].level > row.level;
    let tests = uses.tests.iter().filter(ours).filter(|name| !allowed(name) && higher(name));
    code.chain(tests).cloned().collect()
}

/// The table itself points downwards.
fn levels(document: &Document) -> Vec<String> {
    let level = |name: &str| document.crates.get(name).map_or(u32::MAX, |row| row.level);
    let pairs =
        document.crates.iter().flat_map(|(name, row)| row.may_use.iter().map(move |to| (name, to)));
    pairs
        .filter(|(name, to)| level(to) > level(name))
        .map(|(name, to)| format!("the table lets {name} use {to}, which is above it or unknown"))
        .collect()
}

/// An outside crate that belongs to one of ours is named by no other.
fn alone(document: &Document, graph: &Graph) -> Vec<String> {
    let named = graph.members.iter().flat_map(|(name, uses)| {
        uses.normal.iter().chain(&uses.tests).map(move |outside| (name, outside))
    });
    named
        .filter(|(name, outside)| {
            document
                .alone
                .iter()
                .any(|(pattern, owner)| matches(pattern, outside) && owner != *name)
        })
        .map(|(name, outside)| format!("{name} -> {outside}"))
        .collect()
}

fn matches(pattern: &str, name: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == name, |start| name.starts_with(start))
}

/// No program contains what the document keeps out, by whatever way.
fn nowhere(document: &Document, graph: &Graph) -> Vec<String> {
    let reached = PROGRAMS.iter().flat_map(|program| {
        graph.reach(program).into_iter().map(move |name| (*program, name.to_owned()))
    });
    reached
        .filter(|(_, name)| document.nowhere.contains(name))
        .map(|(program, name)| format!("{program} contains {name}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const TABLES: &str = "
| Crate | Level | May use |
|---|---|---|
| `money` | 0 | |
| `ledger` | 1 | |
| `store` | 2 | `ledger` |
| `quittance` | 4 | `store`, `ledger` |

| Outside crate | Used only by |
|---|---|
| `rusqlite`, `tauri*` | `store` |

| In no program |
|---|
| `hyper` |
";

    fn package(name: &str, dependencies: Value) -> Value {
        json!({"id": name, "name": name, "dependencies": dependencies})
    }

    fn uses(name: &str) -> Value {
        json!({"name": name, "kind": null})
    }

    /// A workspace that keeps every rule, with `store` as given.
    fn workspace(store: Value, beneath_store: Value) -> Value {
        json!({
            "workspace_members": ["money", "ledger", "store", "quittance"],
            "packages": [package("money", json!([])), package("ledger", json!([uses("money")])),
                package("store", store), package("quittance", json!([uses("store")])),
                package("rusqlite", json!([])), package("hyper", json!([]))],
            "resolve": {"nodes": [
                {"id": "quittance", "deps": [{"pkg": "store", "dep_kinds": [{"kind": null}]}]},
                {"id": "store", "deps": beneath_store}]}
        })
    }

    fn broken_by(store: Value, beneath_store: Value) -> Vec<String> {
        let document = Document::parse(TABLES).expect("the tables are whole");
        broken(&document, &Graph::of(&workspace(store, beneath_store)))
    }

    #[test]
    fn a_workspace_that_keeps_the_rules_is_let_through() {
        let store = json!([uses("ledger"), uses("money"), uses("rusqlite")]);
        assert_eq!(broken_by(store, json!([])), Vec::<String>::new());
    }

    #[test]
    fn an_added_arrow_is_caught() {
        assert_eq!(broken_by(json!([uses("quittance")]), json!([])), ["store -> quittance"]);
        let in_tests = json!([{"name": "quittance", "kind": "dev"}]);
        assert_eq!(broken_by(in_tests, json!([])), ["store -> quittance"], "tests look no higher");
        let build = json!([{"name": "quittance", "kind": "build"}]);
        assert_eq!(broken_by(build, json!([])), ["store -> quittance"], "nor does a build script");
    }

    #[test]
    fn an_outside_crate_in_the_wrong_hands_is_caught() {
        let document =
            Document::parse(&TABLES.replace("| `store` |\n\n| In", "| `ledger` |\n\n| In"));
        let graph =
            Graph::of(&workspace(json!([uses("rusqlite"), uses("tauri-build")]), json!([])));
        let broken = broken(&document.expect("the tables are whole"), &graph);
        assert_eq!(broken, ["store -> rusqlite", "store -> tauri-build"]);
    }

    #[test]
    fn a_network_client_deep_down_is_caught_unless_it_serves_tests_alone() {
        let deep = |kind: Value| json!([{"pkg": "hyper", "dep_kinds": [{"kind": kind}]}]);
        assert_eq!(broken_by(json!([]), deep(Value::Null)), ["quittance contains hyper"]);
        assert_eq!(broken_by(json!([]), deep(json!("dev"))), Vec::<String>::new());
    }

    #[test]
    fn a_crate_without_a_row_and_a_row_without_a_crate_are_caught() {
        let tables = TABLES.replace("| `ledger` | 1 |", "| `budget` | 1 |");
        let document = Document::parse(&tables).expect("the tables are whole");
        let broken = broken(&document, &Graph::of(&workspace(json!([]), json!([]))));
        assert!(
            broken.iter().any(|line| line.starts_with("ledger is in the workspace")),
            "{broken:?}"
        );
        assert!(broken.iter().any(|line| line.starts_with("budget is in the table")), "{broken:?}");
    }

    #[test]
    fn a_table_that_points_upwards_is_caught() {
        let tables = TABLES.replace("| `ledger` | 1 | |", "| `ledger` | 1 | `store` |");
        let document = Document::parse(&tables).expect("the tables are whole");
        let broken = broken(&document, &Graph::of(&workspace(json!([]), json!([]))));
        assert_eq!(broken.len(), 1, "{broken:?}");
    }
}
