//! The day and the time of a sale.
mod clock;
mod mend;
mod numbered;
mod period;
mod scan;
mod token;

use crate::{
    Context, Doubt, Field, Source, Suggestion,
    country::Evidence,
    label::says,
    model::{Features, Weights},
    readings::{Readings, Seen},
    sheet::{Line, Sheet},
};
use jiff::civil::{Date, Time};
use page::Bounds;
use period::Taxed;
use scan::{Order, Spotted};

/// A day with what speaks for it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    pub date: Date,
    /// What the line and its neighbours say.
    rule: f32,
    /// All that speaks for it.
    score: f32,
    /// The row of print it stands on.
    line: usize,
    bounds: Bounds,
    /// The recogniser's, 0 to 1.
    print: f32,
    /// The readings that saw this day on this row.
    seen: Seen,
    /// Those that saw only other days on it.
    against: Seen,
    /// On how many other rows it stands.
    repeats: u8,
    /// A longer number of the receipt holds it.
    numbered: bool,
    /// The day and month could be swapped, and nothing else tells.
    unclear: bool,
}

/// The day of the sale.
pub(crate) fn date(
    readings: &Readings,
    evidence: &Evidence,
    context: &Context,
    weights: &Weights,
) -> Field<Date> {
    let candidates = candidates(readings, evidence, context, weights);
    let sure = weights.date_sure.chance(&certainty(&candidates, readings, context));
    let is_another = candidates.first().is_some_and(|best| best.rule < 0.0);
    field(&candidates, if is_another { sure.min(GUESS) } else { sure }, context)
}

/// How sure a day can be whose line says that it is another than that of the sale.
const GUESS: f32 = 0.4;

/// The days that the readings saw, best first.
pub(crate) fn candidates(
    readings: &Readings,
    evidence: &Evidence,
    context: &Context,
    weights: &Weights,
) -> Vec<Candidate> {
    let order = order(readings, evidence, context);
    let mut candidates: Vec<Candidate> = Vec::new();
    for at in 0..readings.sheets.len() {
        seen_in(readings, at, order, context)
            .into_iter()
            .for_each(|one| join(&mut candidates, one));
    }
    let all = candidates.clone();
    let numbers = numbered::runs(readings);
    for one in &mut candidates {
        let elsewhere = all.iter().filter(|other| other.date == one.date && other.line != one.line);
        one.repeats = elsewhere.count().min(3) as u8;
        let row = all.iter().filter(|other| other.line == one.line);
        let seen = row.fold(Seen::default(), |seen, other| seen.and(other.seen));
        one.against = seen.without(one.seen);
        one.numbered = numbered::hold(&numbers, one.date);
        one.score = weights.date.score(&one.features());
    }
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.line.cmp(&b.line)));
    candidates
}

impl Candidate {
    /// What speaks for this day being the day of the sale.
    pub fn features(&self) -> Features {
        let mut features = vec![
            ("rule", self.rule.clamp(-4.0, 4.0)),
            ("print", self.print - 0.8),
            ("elsewhere", f32::from(self.repeats)),
            ("in a number", f32::from(u8::from(self.numbered))),
        ];
        features.extend(self.seen.features(self.against));
        features
    }
}

/// What tells how sure the best of the days is.
pub(crate) fn certainty(found: &[Candidate], readings: &Readings, context: &Context) -> Features {
    let Some(best) = found.first() else { return Features::new() };
    let flag = |holds: bool| f32::from(u8::from(holds));
    let rival = found.iter().find(|other| other.date != best.date);
    let years = context.today.year() - best.date.year();
    let mut features = vec![
        ("rule", best.rule.clamp(-3.0, 4.0)),
        ("weak", flag(best.rule < 0.3)),
        ("margin", rival.map_or(3.0, |rival| (best.score - rival.score).clamp(0.0, 3.0))),
        ("rival", flag(rival.is_some())),
        ("print", best.print - 0.8),
        ("smudged", flag(best.print < 0.5)),
        ("sharp", flag(best.print > 0.88)),
        ("elsewhere", flag(best.repeats > 0)),
        ("in a number", flag(best.numbered)),
        ("unclear", flag(best.unclear)),
        ("long ago", flag(years > 10)),
    ];
    features.extend(readings.certainty(best.seen, best.against));
    features
}

/// Adds a candidate of another reading to those of the former.
fn join(candidates: &mut Vec<Candidate>, one: Candidate) {
    match candidates.iter_mut().find(|c| c.date == one.date && c.line == one.line) {
        Some(same) => {
            same.rule = same.rule.max(one.rule);
            same.print = same.print.max(one.print);
            same.seen = same.seen.and(one.seen);
        }
        None => candidates.push(one),
    }
}

fn field(candidates: &[Candidate], sure: f32, context: &Context) -> Field<Date> {
    let mut field = Field::default();
    let Some(best) = candidates.first() else { return field };
    let rival = candidates.iter().find(|other| other.date != best.date);
    let margin = rival.map_or(3.0, |rival| best.score - rival.score);
    for candidate in candidates {
        if field.suggestions.iter().any(|s: &Suggestion<Date>| s.value == candidate.date)
            || field.suggestions.len() == 5
        {
            continue;
        }
        let rank = field.suggestions.len();
        let confidence = if rank == 0 { sure } else { (1.0 - sure) / (rank + 1) as f32 };
        field.suggestions.push(Suggestion {
            value: candidate.date,
            confidence,
            bounds: Some(candidate.bounds),
            source: Source::Read,
        });
    }
    if best.unclear {
        field.doubts.push(Doubt::DayOrMonth);
    }
    if rival.is_some() && margin < 0.5 && !best.unclear {
        field.doubts.push(Doubt::SeveralCandidates);
    }
    if context.today.year() - best.date.year() > 10 {
        field.doubts.push(Doubt::LongAgo);
    }
    field
}

/// How sure the recogniser was of the words that can be the date.
fn print(line: &Line) -> f32 {
    let dated = line.words.iter().filter(|w| {
        w.text.chars().filter(char::is_ascii_digit).count() >= 4 && w.text.contains(['/', '-', '.'])
    });
    dated.map(|w| w.confidence).reduce(f32::min).unwrap_or_else(|| line.confidence())
}

/// Which of day and month stands first, by all dates and the country.
fn order(readings: &Readings, evidence: &Evidence, context: &Context) -> f32 {
    let mut votes = evidence.month_first(context.currency).clamp(-6.0, 6.0);
    let lines = readings.sheets.iter().flat_map(|sheet| &sheet.lines);
    for spotted in lines.flat_map(|line| scan::dates(&line.text)) {
        if let Spotted { order: Order::Unknown(a, b, _), .. } = spotted {
            votes += match (a > 12, b > 12) {
                (true, false) => -4.0,
                (false, true) => 4.0,
                _ => 0.0,
            };
        }
    }
    votes
}

/// The days that one reading saw; each once a row.
fn seen_in(readings: &Readings, reading: usize, votes: f32, context: &Context) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let Some(sheet) = readings.sheets.get(reading) else { return found };
    let taxed = Taxed::of(sheet);
    for (at, line) in sheet.lines.iter().enumerate() {
        for spotted in scan::dates(&line.text) {
            let around = around(sheet, at);
            let base = spotted.trust + around;
            let print = print(line);
            for (date, extra, unclear) in ways(spotted, votes) {
                if date <= context.today.saturating_add(jiff::Span::new().days(1))
                    && context.today.year() - date.year() <= 40
                {
                    let long_ago = context.today.year() - date.year() > 15;
                    let age = if long_ago { -1.5 } else { 0.0 };
                    if long_ago && around < 0.5 {
                        continue;
                    }
                    found.push(Candidate {
                        date,
                        rule: base + extra + age + taxed.fits(date),
                        score: 0.0,
                        line: readings.row(reading, at),
                        bounds: line.bounds,
                        print,
                        seen: Seen::by(reading, sheet),
                        against: Seen::default(),
                        repeats: 0,
                        numbered: false,
                        unclear,
                    });
                }
            }
        }
    }
    found.sort_by(|a, b| (a.date, a.line).cmp(&(b.date, b.line)).then(b.rule.total_cmp(&a.rule)));
    found.dedup_by_key(|c| (c.date, c.line));
    found
}

/// What day, month and year can be, with a bonus for the likelier way.
fn ways(spotted: Spotted, votes: f32) -> Vec<(Date, f32, bool)> {
    match spotted.order {
        Order::Known(date) => vec![(date, 0.0, false)],
        Order::Unknown(a, b, year) => {
            let day_first = Date::new(year, b, a).ok();
            let month_first = Date::new(year, a, b).ok();
            let unclear = a <= 12 && b <= 12 && a != b && votes.abs() < 1.0;
            let (first, second) =
                if votes > 0.0 { (month_first, day_first) } else { (day_first, month_first) };
            let penalty = if a > 12 || b > 12 { 0.0 } else { -1.5 };
            let second = second
                .filter(|date| Some(*date) != first)
                .map(|date| (date, if first.is_some() { -1.5 } else { penalty }, unclear));
            first.map(|date| (date, 0.0, unclear)).into_iter().chain(second).collect()
        }
    }
}

/// What the line, and the one above, say of a date on it.
fn around(sheet: &Sheet, at: usize) -> f32 {
    let line = &sheet.lines[at];
    let above = at.checked_sub(1).and_then(|above| sheet.lines.get(above));
    let named = |line: &Line| {
        says(
            &line.label,
            &["date", "tarikh", "datum", "dated", "day", "dat", "dt", "issued", "ordered", "tgl"],
        )
    };
    let mut score = 0.0;
    if named(line) {
        score += 1.2;
    } else if above.is_some_and(|above| named(above) && scan::dates(&above.text).is_empty()) {
        score += 0.6;
    }
    if clock::times(&line.text).next().is_some() {
        score += 0.8;
    }
    if says(
        &line.label,
        &["invoice", "receipt", "bill", "inv", "order", "check", "table", "cashier", "pos"],
    ) {
        score += 0.2;
    }
    let other = [
        "expiry",
        "expire",
        "expires",
        "ends",
        "ending",
        "exp",
        "valid",
        "until",
        "due",
        "effective",
        "birth",
        "dob",
        "arrival",
        "departure",
        "collection",
        "from",
        "since",
        "before",
        "delivery",
        "printed",
        "bis",
    ];
    if says(&line.label, &other) {
        score -= 1.5;
    }
    score
}

/// The time of the sale: on the line of the day first, then anywhere.
pub(crate) fn time(sheet: &Sheet, date: &Field<Date>) -> Field<Time> {
    let day_line = date.best().and_then(|best| best.bounds);
    let mut found: Vec<(f32, Time, usize)> = Vec::new();
    for (at, line) in sheet.lines.iter().enumerate() {
        let near = day_line.is_some_and(|bounds| {
            bounds.y.abs_diff(line.bounds.y) <= sheet.print_height.saturating_mul(3)
        });
        let named = says(&line.label, &["time", "masa", "zeit", "uhr"]);
        let hours = says(
            &line.label,
            &[
                "hours",
                "hour",
                "open",
                "opening",
                "business",
                "daily",
                "geoffnet",
                "mo",
                "mon",
                "sun",
                "oeffnungszeiten",
            ],
        );
        let on_line = day_line == Some(line.bounds);
        let score = f32::from(u8::from(on_line))
            + 0.5 * f32::from(u8::from(near))
            + 0.6 * f32::from(u8::from(named))
            - 2.0 * f32::from(u8::from(hours));
        found.extend(clock::times(&line.text).map(|(time, trust)| (score + trust, time, at)));
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)));
    let mut field = Field::default();
    for (score, value, at) in found {
        if field.suggestions.len() == 5
            || field.suggestions.iter().any(|s: &Suggestion<Time>| s.value == value)
            || score < -0.5
        {
            continue;
        }
        let line = &sheet.lines[at];
        let confidence = (0.5 + 0.2 * score).clamp(0.1, 0.95) * (0.7 + 0.3 * line.confidence());
        field.suggestions.push(Suggestion {
            value,
            confidence,
            bounds: Some(line.bounds),
            source: Source::Read,
        });
    }
    field
}
