//! Which amounts may be which sum.
use super::Candidate;
use crate::{
    amount::{self, Printed},
    label::{self, Role, Weight},
    readings::{Readings, Seen},
    sheet::{Line, Sheet},
};

/// Candidates for each sum, in printed order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sums {
    pub total: Vec<Candidate>,
    pub subtotal: Vec<Candidate>,
    pub tax: Vec<Candidate>,
    pub service: Vec<Candidate>,
    pub rounding: Vec<Candidate>,
    pub paid: Vec<Candidate>,
    pub change: Vec<Candidate>,
    pub discount: Vec<Candidate>,
    pub tip: Vec<Candidate>,
    /// A line names a tax, whether or not its amount could be read.
    pub names_tax: bool,
    /// Net and tax of the tax summary's lines.
    pub summary: Vec<(i64, i64)>,
    /// Amounts that say nothing of what they are.
    pub plain: Vec<Candidate>,
}

/// A larger amount beside `rounding` is no adjustment; ten-thousandths.
const MOST_ROUNDING: i64 = 10_000;

/// What an amount is worth less that stands beside its label's line and not on it.
const BORROWED: f32 = 0.8;

/// More candidates for one sum than any receipt has.
const MOST: usize = 8;

/// What each line's amounts are.
pub(crate) fn roles(sheet: &Sheet) -> Vec<Option<Role>> {
    sheet.lines.iter().map(label::role).collect()
}

impl Sums {
    /// The candidates of all readings; what several saw on the same row is one.
    pub fn collect(readings: &Readings, roles: &[Vec<Option<Role>>]) -> Self {
        let mut all = Self::default();
        for (at, (sheet, roles)) in readings.sheets.iter().zip(roles).enumerate() {
            let mut sums = Self::of(sheet, roles);
            sums.lists().into_iter().flatten().for_each(|candidate| {
                candidate.line = candidate.line.map(|line| readings.row(at, line));
                candidate.seen = Seen::by(at, sheet);
            });
            all.pool(sums);
        }
        all
    }

    fn of(sheet: &Sheet, roles: &[Option<Role>]) -> Self {
        let mut sums = Self::default();
        let in_summary = summary_lines(sheet);
        for (at, line) in sheet.lines.iter().enumerate() {
            if in_summary[at] {
                sums.add_summary(line);
            }
            match roles[at] {
                Some(role) => sums.add(sheet, roles, at, role, in_summary[at]),
                None => sums.plain.extend(
                    line.amounts
                        .iter()
                        .filter(|a| a.is_price() && a.units > 0)
                        .map(|a| candidate(a, at, -1.0)),
                ),
            }
        }
        sums.settle(sheet);
        sums
    }

    fn add(
        &mut self,
        sheet: &Sheet,
        roles: &[Option<Role>],
        at: usize,
        role: Role,
        in_summary: bool,
    ) {
        let line = &sheet.lines[at];
        let amounts = amounts_for(sheet, roles, at);
        self.names_tax |= role == Role::Tax;
        let base = base_score(sheet, line, role) - if in_summary { 3.5 } else { 0.0 };
        let rounded = |amount: &(Printed, usize)| amount.0.units.abs() > MOST_ROUNDING;
        let list = match role {
            // `Rounding 42.35` is what the bill is rounded to, which is near what it was.
            Role::Rounding if amounts.iter().any(rounded) => {
                if !amounts.iter().any(|amount| is_near_another(sheet, amount)) {
                    return;
                }
                &mut self.total
            }
            Role::Total(_) => &mut self.total,
            Role::Subtotal => &mut self.subtotal,
            Role::Tax => &mut self.tax,
            Role::Service => &mut self.service,
            Role::Rounding => &mut self.rounding,
            Role::Paid => &mut self.paid,
            Role::Change => &mut self.change,
            Role::Discount => &mut self.discount,
            Role::Tip => &mut self.tip,
            Role::Aside => return,
        };
        let count = amounts.len();
        let largest = amounts.iter().map(|(amount, _)| amount.units).max();
        for (rank, (amount, line_of)) in amounts.into_iter().enumerate() {
            let behind = if matches!(role, Role::Total(_)) {
                usize::from(Some(amount.units) != largest)
            } else {
                count - 1 - rank
            };
            let slips = f32::from(amount.slips) * 0.4 + if amount.separated { 0.0 } else { 0.8 };
            let borrowed = if line_of == at { 0.0 } else { BORROWED };
            let score = base - behind as f32 * 1.2 - slips - borrowed;
            list.push(candidate(&amount, line_of, score));
        }
    }

    fn add_summary(&mut self, line: &Line) {
        let prices: Vec<i64> =
            line.amounts.iter().filter(|a| a.is_price()).filter_map(Printed::cents).collect();
        match prices.as_slice() {
            [net, tax, gross, ..] if net + tax == *gross => self.summary.push((*net, *tax)),
            [.., net, tax] if net > tax => self.summary.push((*net, *tax)),
            _ => {}
        }
    }

    /// Later totals are likelier, those behind the payment less so.
    fn settle(&mut self, sheet: &Sheet) {
        let first_paid = self
            .paid
            .iter()
            .chain(&self.change)
            .filter(|c| c.score > -2.0)
            .filter_map(|c| c.line)
            .min();
        let rounding = self.rounding.iter().filter_map(|c| c.line).max();
        for total in &mut self.total {
            let Some(line) = total.line else { continue };
            total.score += if first_paid.is_some_and(|paid| line > paid) { -0.8 } else { 0.0 };
            total.score += if rounding.is_some_and(|rounding| line > rounding) { 0.8 } else { 0.0 };
            total.score += line as f32 / sheet.lines.len().max(1) as f32 * 0.4;
        }
        for list in self.labelled() {
            list.sort_by(|a, b| b.score.total_cmp(&a.score));
            list.dedup_by_key(|c| (c.cents, c.line));
            list.truncate(MOST);
        }
    }

    fn pool(&mut self, mut other: Self) {
        for (list, more) in self.lists().into_iter().zip(other.lists()) {
            more.drain(..).for_each(|candidate| join(list, candidate));
        }
        for list in self.labelled() {
            list.sort_by(|a, b| b.score.total_cmp(&a.score));
            list.truncate(MOST + MOST / 2);
        }
        self.names_tax |= other.names_tax;
        other.summary.retain(|line| !self.summary.contains(line));
        self.summary.append(&mut other.summary);
    }

    /// The candidates whose line says what they are.
    fn labelled(&mut self) -> [&mut Vec<Candidate>; 9] {
        let [labelled @ .., _] = self.lists();
        labelled
    }

    fn lists(&mut self) -> [&mut Vec<Candidate>; 10] {
        [
            &mut self.total,
            &mut self.subtotal,
            &mut self.tax,
            &mut self.service,
            &mut self.rounding,
            &mut self.paid,
            &mut self.change,
            &mut self.discount,
            &mut self.tip,
            &mut self.plain,
        ]
    }
}

/// What it is worth that another reading of the whole saw the same.
const AGREED: f32 = 0.5;

/// Adds a candidate of another reading to those of the former.
fn join(list: &mut Vec<Candidate>, candidate: Candidate) {
    match list.iter_mut().find(|c| c.cents == candidate.cents && c.line == candidate.line) {
        Some(same) => {
            same.score = same.score.max(candidate.score) + AGREED;
            same.confidence = same.confidence.max(candidate.confidence);
            same.seen = same.seen.and(candidate.seen);
        }
        None => list.push(candidate),
    }
}

fn base_score(sheet: &Sheet, line: &Line, role: Role) -> f32 {
    let size = (line.height as f32 / sheet.print_height.max(1) as f32 - 1.0).clamp(0.0, 1.0);
    let weight = match role {
        Role::Total(Weight::Final) => 3.2,
        Role::Total(Weight::Strong) => 2.5,
        Role::Total(Weight::Plain) => 2.3,
        Role::Total(Weight::Weak) => 0.7,
        _ => 1.0,
    };
    weight + size
}

fn candidate(amount: &Printed, line: usize, score: f32) -> Candidate {
    Candidate {
        cents: amount.units / 100,
        score,
        line: Some(line),
        bounds: Some(amount.bounds),
        confidence: amount.confidence,
        seen: Seen::default(),
        mended: None,
        agreed: false,
    }
}

/// How far rounding goes; ten-thousandths.
const ROUNDED: u64 = 1_000;

/// Whether almost the same amount stands on another line.
fn is_near_another(sheet: &Sheet, (amount, at): &(Printed, usize)) -> bool {
    let others = sheet.lines.iter().enumerate().filter(|(other, _)| other != at);
    let mut prices = others.flat_map(|(_, line)| &line.amounts).filter(|other| other.is_price());
    prices.any(|other| other.units.abs_diff(amount.units) <= ROUNDED)
}

/// The line's amounts; without any, those of a neighbour that has no words.
fn amounts_for(sheet: &Sheet, roles: &[Option<Role>], at: usize) -> Vec<(Printed, usize)> {
    let own = prices(&sheet.lines[at]);
    if !own.is_empty() {
        return own.into_iter().map(|amount| (amount, at)).collect();
    }
    let bare = |n: &usize| {
        roles.get(*n) == Some(&None) && sheet.lines[*n].letters() <= 3 && close(sheet, at, *n)
    };
    let neighbours = [at.checked_add(1), at.checked_sub(1)];
    let found = neighbours.into_iter().flatten().filter(bare).find_map(|n| {
        let prices = prices(&sheet.lines[n]);
        (!prices.is_empty()).then(|| prices.into_iter().map(|amount| (amount, n)).collect())
    });
    found.unwrap_or_default()
}

fn close(sheet: &Sheet, a: usize, b: usize) -> bool {
    let gap = sheet.lines[a].bounds.y.abs_diff(sheet.lines[b].bounds.y);
    gap <= sheet.print_height.max(sheet.lines[a].height).saturating_mul(4)
}

fn prices(line: &Line) -> Vec<Printed> {
    let separated: Vec<Printed> = line.amounts.iter().filter(|a| a.is_price()).copied().collect();
    if !separated.is_empty() || line.amounts.iter().any(|a| a.decimals > 2) {
        return separated;
    }
    amount::without_separator(&line.words).into_iter().collect()
}

/// Marks the lines of the tax summary: from its head while amounts go on.
fn summary_lines(sheet: &Sheet) -> Vec<bool> {
    let mut inside = false;
    let mut misses = 0;
    sheet
        .lines
        .iter()
        .map(|line| {
            if label::heads_tax_summary(line) {
                (inside, misses) = (true, 0);
                return true;
            }
            misses += usize::from(line.amounts.is_empty());
            let plain_total = !matches!(
                label::role(line),
                Some(
                    Role::Total(Weight::Final | Weight::Strong)
                        | Role::Paid
                        | Role::Change
                        | Role::Rounding
                        | Role::Subtotal
                )
            );
            inside = inside && misses <= 1 && plain_total;
            inside
        })
        .collect()
}
