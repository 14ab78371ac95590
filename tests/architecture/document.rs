//! The tables of ARCHITECTURE.md that are rules.
use std::collections::{BTreeMap, BTreeSet};

/// What the document lays down.
pub struct Document {
    /// Each workspace crate.
    pub crates: BTreeMap<String, Row>,
    /// An outside crate (or several, as `tauri*`) and the one crate that may use it.
    pub alone: Vec<(String, String)>,
    /// Outside crates that no program may contain.
    pub nowhere: BTreeSet<String>,
}

/// One crate's row.
pub struct Row {
    pub level: u32,
    pub may_use: BTreeSet<String>,
}

impl Document {
    /// Reads the three tables, which their headings announce.
    pub fn parse(text: &str) -> Result<Self, String> {
        let crates = table(text, "| Crate | Level | May use |")?;
        let crates = crates.iter().map(|cells| crate_row(cells)).collect::<Result<_, _>>()?;
        let alone = table(text, "| Outside crate | Used only by |")?;
        let alone = alone.iter().flat_map(|cells| {
            names(&cells[0]).into_iter().map(|outside| (outside, bare(&cells[1])))
        });
        let nowhere = table(text, "| In no program |")?;
        let nowhere = nowhere.iter().flat_map(|cells| names(&cells[0])).collect();
        Ok(Self { crates, alone: alone.collect(), nowhere })
    }
}

/// The cells of each row below a heading line.
fn table(text: &str, heading: &str) -> Result<Vec<Vec<String>>, String> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let at = lines.iter().position(|line| *line == heading);
    let at = at.ok_or_else(|| format!("ARCHITECTURE.md has no table {heading}"))?;
    let rows = lines[at + 2..].iter().take_while(|line| line.starts_with('|'));
    let rows: Vec<_> = rows.map(|line| cells(line)).collect();
    if rows.is_empty() { Err(format!("the table {heading} is empty")) } else { Ok(rows) }
}

fn cells(line: &str) -> Vec<String> {
    line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
}

fn crate_row(cells: &[String]) -> Result<(String, Row), String> {
    let level = cells[1].parse().map_err(|_| format!("{} has no level", cells[0]))?;
    Ok((bare(&cells[0]), Row { level, may_use: names(&cells[2]) }))
}

/// The names in a cell: `money`, `fault`.
fn names(cell: &str) -> BTreeSet<String> {
    cell.split([',', ' ']).map(bare).filter(|name| !name.is_empty()).collect()
}

fn bare(name: &str) -> String {
    name.trim().trim_matches('`').to_owned()
}
