//! The lines of goods.
mod figures;
mod fit;
mod row;

use crate::{
    label::{Role, Weight},
    sheet::Sheet,
    sums::Balance,
};
use figures::Figures;
use page::Bounds;
use row::{Placed, Row};
use std::ops::Range;

/// Goods on a page; money in hundredths, figures in ten-thousandths.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Goods {
    pub name: String,
    pub quantity: Option<i64>,
    pub unit_price: Option<i64>,
    pub total: i64,
    pub confidence: f32,
    pub bounds: Bounds,
}

/// More lines than any receipt has.
const MOST_GOODS: usize = 300;

/// The goods, in printed order.
pub(crate) fn goods(sheet: &Sheet, roles: &[Option<Role>]) -> Vec<Goods> {
    let zone = zone(sheet, roles);
    let rows: Vec<Placed> = zone
        .map(|at| {
            let line = &sheet.lines[at];
            let placed = Placed::of(line);
            let skip = row::heads_columns(line) || is_aside(sheet, roles, at);
            if skip { Placed { row: Row::Other, ..placed } } else { placed }
        })
        .collect();
    let mut goods = pair(&rows);
    goods.truncate(MOST_GOODS);
    goods
}

/// What the goods come to; none where there are none or nobody could pay it.
pub(crate) fn sum(goods: &[Goods]) -> Option<i64> {
    let all = goods.iter().try_fold(0_i64, |sum, one| sum.checked_add(one.total));
    all.filter(|_| !goods.is_empty())
}

/// Of several readings' goods those that add up to a sum of the receipt; where
/// none do, the most of them with what only another reading saw.
pub(crate) fn best(readings: Vec<Vec<Goods>>, balance: &Balance) -> Vec<Goods> {
    let wanted = fit::wanted(balance);
    let fits = |goods: &[Goods]| sum(goods).is_some_and(|sum| wanted.contains(&sum));
    let mut each: Vec<Vec<Goods>> =
        readings.into_iter().map(|goods| fit::fitted(goods, balance, &wanted)).collect();
    // A stable sort: of equals the first reading stays first.
    each.sort_by_key(|goods| std::cmp::Reverse((fits(goods), goods.len())));
    let mut each = each.into_iter();
    let Some(mut goods) = each.next() else { return Vec::new() };
    for other in each.filter(|_| !fits(&goods)).collect::<Vec<_>>() {
        goods = fit::joined(goods, other, &wanted);
    }
    goods
}

/// From below the column heads, or just above the first price, to the first sum.
fn zone(sheet: &Sheet, roles: &[Option<Role>]) -> Range<usize> {
    let priced = |at: usize| {
        let line = &sheet.lines[at];
        let price = line.amounts.iter().any(|a| a.is_price());
        price || figures::torn(line, &figures::counts(line)).is_some()
    };
    let ends = |at: usize| match roles[at] {
        Some(Role::Total(Weight::Weak)) => {
            sheet.lines[at].label.iter().any(|w| w.contains("total") || w == "amount")
        }
        Some(Role::Change) => sheet.lines[at].label.len() <= 3,
        Some(Role::Discount | Role::Aside) | None => false,
        Some(_) => true,
    };
    let all = 0..sheet.lines.len();
    let head = all.clone().find(|at| row::heads_columns(&sheet.lines[*at]));
    let from = head.map_or(0, |head| head + 1);
    let first_price = (from..sheet.lines.len())
        .find(|at| priced(*at) && !ends(*at) && !is_aside(sheet, roles, *at));
    let Some(first_price) = first_price else { return 0..0 };
    let start = head.map_or(first_price.saturating_sub(1), |head| {
        (head + 1).max(first_price.saturating_sub(3))
    });
    let end = (first_price..sheet.lines.len())
        .find(|at| ends(*at) && (priced(*at) || followed_by_price(sheet, *at)))
        .unwrap_or(sheet.lines.len());
    start..end
}

fn followed_by_price(sheet: &Sheet, at: usize) -> bool {
    sheet
        .lines
        .get(at + 1)
        .is_some_and(|next| next.letters() < 3 && next.amounts.iter().any(|a| a.is_price()))
}

/// Lines that are no goods whatever their amounts: telephone, dates, numbers.
fn is_aside(sheet: &Sheet, roles: &[Option<Role>], at: usize) -> bool {
    let line = &sheet.lines[at];
    let contact = crate::seller::is_contact(line)
        || crate::label::says(
            &line.label,
            &["date", "invoice", "cashier", "hours", "hrs", "uhr", "geoffnet", "time"],
        );
    contact || matches!(roles[at], Some(Role::Aside))
}

/// Joins figures with the name that stands above or below them.
fn pair(rows: &[Placed]) -> Vec<Goods> {
    let below = names_stand_below(rows);
    let mut used = vec![false; rows.len()];
    let mut goods: Vec<Goods> = Vec::new();
    for at in 0..rows.len() {
        match &rows[at].row {
            Row::Item(name, figures) if !figures.factors_only => {
                used[at] = true;
                let factors = factors_above(rows, &used, at, figures);
                goods.push(make(name, factors.as_ref().unwrap_or(figures), &[&rows[at]]));
            }
            Row::Item(name, figures) => goods.push(make(name, figures, &[&rows[at]])),
            Row::Figures(figures) if explains_neighbour(rows, &goods, at, figures) => {}
            Row::Figures(figures) => {
                let neighbour = if below { at.checked_add(1) } else { at.checked_sub(1) };
                let named = neighbour.and_then(|n| match rows.get(n).map(|p| &p.row) {
                    Some(Row::Name(name)) if !used[n] => Some((n, name)),
                    _ => None,
                });
                if let Some((n, name)) = named {
                    used[n] = true;
                    goods.push(make(name, figures, &[&rows[at], &rows[n]]));
                } else if at > 0 || below {
                    goods.push(make("", figures, &[&rows[at]]));
                }
            }
            Row::Name(_) | Row::Other => {}
        }
    }
    goods
}

/// The last figures tell: a name below them, before the sums, belongs to them.
fn names_stand_below(rows: &[Placed]) -> bool {
    let is_figures = |at: usize| matches!(rows.get(at).map(|p| &p.row), Some(Row::Figures(_)));
    let is_name = |at: usize| matches!(rows.get(at).map(|p| &p.row), Some(Row::Name(_)));
    let figures: Vec<usize> = (0..rows.len()).filter(|at| is_figures(*at)).collect();
    let below = figures.iter().filter(|at| is_name(**at + 1)).count();
    let above = figures.iter().filter(|at| at.checked_sub(1).is_some_and(is_name)).count();
    below > above
        || below == above && figures.last().is_some_and(|last| is_name(last + 1)) && below > 0
}

/// `2 x 4.85` above `NAME 9.70`.
fn factors_above(rows: &[Placed], used: &[bool], at: usize, figures: &Figures) -> Option<Figures> {
    let above = at.checked_sub(1).filter(|above| !used[*above])?;
    match &rows[above].row {
        Row::Figures(factors) if factors.factors_only && factors.total == figures.total => {
            Some(Figures { factors_only: false, proven: true, ..factors.clone() })
        }
        _ => None,
    }
}

/// Whether figures only explain the goods before or behind them.
fn explains_neighbour(rows: &[Placed], goods: &[Goods], at: usize, figures: &Figures) -> bool {
    let next = matches!(rows.get(at + 1).map(|p| &p.row), Some(Row::Item(_, item)) if item.total == figures.total && figures.factors_only);
    let previous = figures.factors_only
        && !goods.is_empty()
        && at > 0
        && matches!(rows[at - 1].row, Row::Item(..));
    next || previous
}

fn make(name: &str, figures: &Figures, rows: &[&Placed]) -> Goods {
    let first = rows[0];
    let bounds = rows.iter().fold(first.bounds, |all, placed| all.union(&placed.bounds));
    let read = rows.iter().map(|placed| placed.confidence).fold(1.0, f32::min);
    let base = if figures.proven { 0.85 } else { 0.6 };
    let confidence = base * (0.6 + 0.4 * read) * if name.is_empty() { 0.6 } else { 1.0 };
    Goods {
        name: name.to_owned(),
        quantity: figures.quantity,
        unit_price: figures.unit_price,
        total: figures.total,
        confidence,
        bounds,
    }
}
