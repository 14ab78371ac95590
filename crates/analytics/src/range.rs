//! From the first day to the last.
use jiff::civil::Date;

/// Days from `first` to `last`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The earliest day.
    pub first: Date,
    /// The latest day.
    pub last: Date,
}

impl Range {
    /// The smallest range that holds all days; none for no days.
    pub fn over(days: impl IntoIterator<Item = Date>) -> Option<Self> {
        days.into_iter().fold(None, |range: Option<Self>, day| match range {
            None => Some(Self { first: day, last: day }),
            Some(Self { first, last }) => Some(Self { first: first.min(day), last: last.max(day) }),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_range_holds_every_day_and_no_more() {
        let days = [date(2026, 3, 2), date(2025, 12, 31), date(2026, 1, 1)];
        let range = Range::over(days).expect("three days have a range");
        assert_eq!(
            (range.first, range.last),
            (date(2025, 12, 31), date(2026, 3, 2)),
            "order of the days does not matter"
        );
        assert_eq!(Range::over([]), None, "no days, no range");
    }
}
