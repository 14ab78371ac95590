//! What cargo knows: who depends on whom.
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The workspace's members and everything they stand on.
#[derive(Default)]
pub struct Graph {
    /// Members by name, with what their own manifests name.
    pub members: BTreeMap<String, Uses>,
    /// All packages: by name, those that are built into it.
    pub built_in: BTreeMap<String, BTreeSet<String>>,
}

/// What one manifest names.
#[derive(Default)]
pub struct Uses {
    /// For the code itself and for its build script.
    pub normal: BTreeSet<String>,
    /// For its tests alone.
    pub tests: BTreeSet<String>,
}

impl Graph {
    /// From `cargo metadata`.
    pub fn of(metadata: &Value) -> Self {
        let packages = || list(&metadata["packages"]);
        let names: BTreeMap<&str, &str> =
            packages().map(|package| (text(&package["id"]), text(&package["name"]))).collect();
        let members: BTreeSet<&str> = list(&metadata["workspace_members"]).map(text).collect();
        let member = |package: &&Value| members.contains(text(&package["id"]));
        Self {
            members: packages()
                .filter(member)
                .map(|package| (text(&package["name"]).to_owned(), uses(package)))
                .collect(),
            built_in: built_in(&metadata["resolve"]["nodes"], &names),
        }
    }

    /// Everything that ends up in a program, the long way round too.
    pub fn reach<'a>(&'a self, program: &'a str) -> BTreeSet<&'a str> {
        let mut reached = BTreeSet::new();
        let mut open = vec![program];
        while let Some(name) = open.pop() {
            let next = self.built_in.get(name).into_iter().flatten().map(String::as_str);
            open.extend(next.filter(|name| reached.insert(*name)));
        }
        reached
    }
}

fn uses(package: &Value) -> Uses {
    let mut uses = Uses::default();
    for dependency in list(&package["dependencies"]) {
        let tests = dependency["kind"] == "dev";
        let kind = if tests { &mut uses.tests } else { &mut uses.normal };
        kind.insert(text(&dependency["name"]).to_owned());
    }
    uses
}

/// Versions of one name are taken together: none of them is to be there.
fn built_in(nodes: &Value, names: &BTreeMap<&str, &str>) -> BTreeMap<String, BTreeSet<String>> {
    let name = |id: &Value| names.get(text(id)).copied().unwrap_or_default().to_owned();
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for node in list(nodes) {
        let normal = list(&node["deps"])
            .filter(|dep| list(&dep["dep_kinds"]).any(|kind| kind["kind"].is_null()));
        all.entry(name(&node["id"])).or_default().extend(normal.map(|dep| name(&dep["pkg"])));
    }
    all
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
