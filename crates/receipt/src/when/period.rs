//! When Malaysia had which tax: a receipt that charges it is from then.
use crate::{label::says, sheet::Sheet};
use jiff::civil::{Date, date};

/// The goods and services tax, first and last day; and the first of the
/// sales and service tax that followed it.
const GST: (Date, Date) = (date(2015, 4, 1), date(2018, 8, 31));
const SST: Date = date(2018, 9, 1);

/// Which of the two a receipt names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taxed {
    Gst,
    Sst,
    Unsaid,
}

impl Taxed {
    /// By the words beside a rate; other countries have a GST too, so Malaysia must show.
    pub fn of(sheet: &Sheet) -> Self {
        let names = |wanted: &[&str]| sheet.lines.iter().any(|line| says(&line.label, wanted));
        let malaysian = names(&["sdn", "bhd", "jalan", "jln", "selangor", "rm", "kuala", "johor"]);
        match (malaysian, names(&["gst"]), names(&["sst"])) {
            (true, true, false) => Self::Gst,
            (true, false, true) => Self::Sst,
            _ => Self::Unsaid,
        }
    }

    /// What it says of a day.
    pub fn fits(self, day: Date) -> f32 {
        let within = match self {
            Self::Gst => GST.0 <= day && day <= GST.1,
            Self::Sst => day >= SST,
            Self::Unsaid => return 0.0,
        };
        if within { 0.3 } else { -0.9 }
    }
}

#[cfg(test)]
mod tests {
    use super::Taxed;
    use jiff::civil::date;

    #[test]
    fn a_day_before_the_tax_is_unlikely() {
        assert!(Taxed::Gst.fits(date(2014, 2, 11)) < 0.0, "a year misread");
        assert!(Taxed::Gst.fits(date(2017, 2, 11)) > 0.0, "the years of the tax");
        assert!(Taxed::Sst.fits(date(2018, 8, 31)) < 0.0, "the day before it began");
        assert!(Taxed::Unsaid.fits(date(2014, 2, 11)) == 0.0, "no tax, no period");
    }
}
