//! A calendar month.
use jiff::civil::Date;

/// A month of the Gregorian calendar; shown as `2026-03`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// The month that a day lies in.
    pub fn of(date: Date) -> Self {
        Self { year: date.year(), month: date.month() }
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// 1 for January to 12 for December.
    pub fn month(self) -> i8 {
        self.month
    }

    /// Every month from this one to `last`, both included; none when `last` is earlier.
    pub fn through(self, last: Self) -> impl Iterator<Item = Self> {
        (self.number()..=last.number()).map(Self::from_number)
    }

    fn number(self) -> i32 {
        i32::from(self.year) * 12 + i32::from(self.month) - 1
    }

    fn from_number(number: i32) -> Self {
        Self { year: number.div_euclid(12) as i16, month: number.rem_euclid(12) as i8 + 1 }
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn months_run_over_the_end_of_a_year() {
        let months: Vec<_> =
            Month::of(date(2025, 11, 30)).through(Month::of(date(2026, 2, 1))).collect();
        let text: Vec<_> = months.iter().map(ToString::to_string).collect();
        assert_eq!(
            text,
            ["2025-11", "2025-12", "2026-01", "2026-02"],
            "a chart must not skip or repeat a month"
        );
    }

    #[test]
    fn nothing_runs_backwards() {
        let march = Month::of(date(2026, 3, 1));
        let may = Month::of(date(2026, 5, 1));
        assert_eq!(may.through(march).count(), 0, "the last month is earlier than the first");
        assert_eq!(march.through(march).count(), 1, "a month reaches itself");
    }
}
