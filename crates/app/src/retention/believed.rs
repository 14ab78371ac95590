//! Whether the clock can be believed by what nobody watches.
//!
//! A clock that a dead battery or a slip sets years ahead would make everything
//! due at once. So a clock that leapt is believed only when it has gone on from
//! there for a while; until then what is due is shown, and goes only by hand.
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Further than this in one go is a leap: longer than a long holiday.
const LEAP_DAYS: i32 = 60;
/// How long it goes on from a leap before it is believed.
const PROOF_DAYS: i32 = 7;

/// The days that the clock has told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Told {
    /// The last one.
    last: Date,
    /// The one after the last leap; none where it has not leapt since somebody looked.
    leapt: Option<Date>,
}

impl Told {
    /// What it tells while somebody looks.
    pub(super) fn seen(today: Date) -> Self {
        Self { last: today, leapt: None }
    }

    /// What it is after it told another day; the first day of all may be any.
    pub(super) fn then(told: Option<Self>, today: Date) -> Self {
        let Some(before) = told else { return Self { last: today, leapt: Some(today) } };
        let leaps = today < before.last || days(before.last, today) > LEAP_DAYS;
        Self { last: today, leapt: if leaps { Some(today) } else { before.leapt } }
    }

    /// Whether the last day can be believed.
    pub(super) fn is_believed(&self) -> bool {
        self.leapt.is_none_or(|leapt| days(leapt, self.last) >= PROOF_DAYS)
    }
}

fn days(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

#[cfg(test)]
mod tests {
    use super::Told;
    use jiff::civil::{Date, date};

    fn after(days: &[Date]) -> Told {
        let first = Told::seen(date(2026, 3, 12));
        days.iter().fold(first, |told, day| Told::then(Some(told), *day))
    }

    #[test]
    fn a_clock_that_leaps_is_believed_once_it_has_gone_on_for_a_week() {
        assert!(after(&[date(2026, 4, 30)]).is_believed(), "a long holiday is no leap");
        let leapt = date(2040, 1, 1);
        assert!(!after(&[leapt]).is_believed());
        assert!(!after(&[leapt, date(2040, 1, 7)]).is_believed(), "six days are no proof");
        assert!(after(&[leapt, date(2040, 1, 8)]).is_believed(), "nobody was there for years");
        let back = date(2026, 3, 13);
        assert!(!after(&[leapt, back]).is_believed(), "set right, but which of them was wrong?");
        assert!(after(&[leapt, back, date(2026, 3, 20)]).is_believed());
    }

    #[test]
    fn without_a_day_to_compare_with_the_first_is_no_proof() {
        assert!(!Told::then(None, date(2026, 3, 12)).is_believed());
    }
}
