//! When what is in the bin goes, where the bin has an age.
use super::policies::{self, Policies};
use jiff::SignedDuration;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::View;
use store::table::hold::{self, Hold};
use store::table::receipt_list::Listed;

/// What decides on the day.
pub(crate) struct BinAge {
    days: Option<u16>,
    policies: Policies,
    holds: Vec<Hold>,
}

impl BinAge {
    /// As it is set now.
    pub(crate) fn read(view: &View<'_>) -> store::Result<Self> {
        let days = policies::automatic(view)?.bin_days;
        Ok(Self { days, policies: Policies::read(view)?, holds: hold::list(view)? })
    }

    /// The first day on which it is due. None where the bin has no age, for what
    /// is not in it, and for what is held until that is taken back. A rule that
    /// speaks of it counts, and not the bin.
    pub(crate) fn goes_on(&self, listed: &Listed) -> Option<Date> {
        let wait = SignedDuration::from_hours(24 * i64::from(self.days?));
        let aged = listed.binned_at?.saturating_add(wait).ok()?.to_zoned(TimeZone::system());
        let of_record = listed.date.filter(|_| listed.confirmed && !listed.sample);
        let kept = of_record.and_then(|date| self.policies.keeps_until(listed.category, date));
        let due = kept.map_or(Some(aged.date()), |until| until.tomorrow().ok())?;
        let mut holds = self.holds.iter().filter(|hold| hold.receipt == listed.id);
        holds.try_fold(due, |due, hold| Some(due.max(hold.until?.tomorrow().ok()?)))
    }
}
