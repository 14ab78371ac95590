//! How long a receipt is kept, by the rules of tax offices or by one's own.
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// A rule.
///
/// Those of tax offices count from the year a return is filed, which is taken
/// to be the year after the sale, and end with a year: nobody is asked on which
/// day of it the return went in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Seven years from the end of the year in which the return is furnished:
    /// a receipt of 2025, filed in 2026, until 31 December 2033. Income Tax Act
    /// 1967 (Malaysia), section 82A(1); by 82A(4)(b) paper that was scanned has
    /// to be kept too.
    Malaysia,
    /// Three years after the return was filed, the period of limitations that is
    /// the rule. IRS Publication 583 and Topic 305, Recordkeeping.
    Us,
    /// Six years, where more than a quarter of the income was left out. As [`Rule::Us`].
    UsUnderstated,
    /// Four years, for employment taxes. As [`Rule::Us`].
    UsEmployment,
    /// Seven years, for a claim from bad debt or worthless securities. As [`Rule::Us`].
    UsBadDebt,
    /// So many years after the sale, 1 to 99.
    Own(u8),
}

impl Rule {
    /// The most years of one's own.
    pub const MOST: u8 = 99;

    /// The stored name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Malaysia => "malaysia",
            Self::Us => "us",
            Self::UsUnderstated => "us_understated",
            Self::UsEmployment => "us_employment",
            Self::UsBadDebt => "us_bad_debt",
            Self::Own(_) => "own",
        }
    }

    /// How many years.
    pub const fn years(self) -> u8 {
        match self {
            Self::Malaysia | Self::UsBadDebt => 7,
            Self::Us => 3,
            Self::UsUnderstated => 6,
            Self::UsEmployment => 4,
            Self::Own(years) => years,
        }
    }

    /// The rule of a stored name; none for one of a newer version, or years that
    /// are not its own.
    pub fn parse(name: &str, years: u32) -> Option<Self> {
        let own = u8::try_from(years).ok().filter(|years| (1..=Self::MOST).contains(years));
        let named =
            [Self::Malaysia, Self::Us, Self::UsUnderstated, Self::UsEmployment, Self::UsBadDebt];
        match name {
            "own" => own.map(Self::Own),
            name => named.into_iter().find(|rule| rule.as_str() == name),
        }
    }

    /// The last day on which a receipt of `day` has to be here.
    pub fn keeps_until(self, day: Date) -> Date {
        match self {
            Self::Own(years) => day.saturating_add(i32::from(years).years()),
            rule => {
                let year = day.year().saturating_add(1 + i16::from(rule.years()));
                date(year.min(Date::MAX.year()), 12, 31)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_years_are_those_of_the_tax_offices() {
        let sale = date(2025, 3, 12);
        for (rule, until) in [
            (Rule::Malaysia, date(2033, 12, 31)),
            (Rule::Us, date(2029, 12, 31)),
            (Rule::UsUnderstated, date(2032, 12, 31)),
            (Rule::UsEmployment, date(2030, 12, 31)),
            (Rule::UsBadDebt, date(2033, 12, 31)),
            (Rule::Own(2), date(2027, 3, 12)),
        ] {
            assert_eq!(rule.keeps_until(sale), until, "{rule:?}");
        }
        let leap = date(2024, 2, 29);
        assert_eq!(Rule::Own(1).keeps_until(leap), date(2025, 2, 28), "there is no such day");
        assert_eq!(Rule::Own(99).keeps_until(Date::MAX), Date::MAX, "no overflow");
        assert_eq!(Rule::Malaysia.keeps_until(Date::MAX), Date::MAX);
    }

    #[test]
    fn a_rule_comes_back_by_its_name() {
        for rule in [
            Rule::Malaysia,
            Rule::Us,
            Rule::UsUnderstated,
            Rule::UsEmployment,
            Rule::UsBadDebt,
            Rule::Own(12),
        ] {
            assert_eq!(Rule::parse(rule.as_str(), rule.years().into()), Some(rule));
        }
        for (name, years) in [("own", 0), ("own", 100), ("moon", 3), ("", 0)] {
            assert_eq!(Rule::parse(name, years), None, "{name} {years}");
        }
    }
}
