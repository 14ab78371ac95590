//! How many, and how much.
use crate::AnalyticsError;
use money::Money;

/// The sum of some entries of one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// How many entries; at least one.
    pub count: usize,
    /// What they come to.
    pub total: Money,
}

impl Sum {
    /// The sum of one entry.
    pub fn of(total: Money) -> Self {
        Self { count: 1, total }
    }

    /// What one entry comes to on average, in the smallest unit; a half goes to the even neighbour.
    pub fn average(self) -> Money {
        let count = self.count.max(1) as i128;
        let minor = i128::from(self.total.minor());
        let (quotient, rest) = (minor.div_euclid(count), minor.rem_euclid(count));
        let up = rest * 2 > count || (rest * 2 == count && quotient % 2 != 0);
        let average = quotient + i128::from(up);
        // An average lies between its smallest and its largest part, so it fits.
        Money::from_minor(average as i64, self.total.currency())
    }

    pub(crate) fn add(&mut self, total: Money) -> Result<(), AnalyticsError> {
        self.total = self.total.checked_add(total).map_err(|_| AnalyticsError::Overflow)?;
        self.count += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use money::Currency;

    #[test]
    fn an_average_rounds_a_half_to_the_even_neighbour() {
        for (total, count, average) in
            [(5, 2, 2), (7, 2, 4), (-5, 2, -2), (-7, 2, -4), (10, 3, 3), (11, 3, 4), (0, 5, 0)]
        {
            let sum = Sum { count, total: Money::from_minor(total, Currency::MYR) };
            assert_eq!(sum.average().minor(), average, "{total} over {count}");
        }
    }
}
