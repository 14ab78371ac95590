//! Until when what was confirmed has to be kept: said before all of it goes.
use super::due::is_evidence;
use super::policies::Policies;
use crate::error::Error;
use crate::session::Session;
use crate::views::RecordsDueView;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;
use store::table::hold::{self, Hold};
use store::table::receipt_age::{self, Aged};

/// The latest day by a rule or a hold; none where nothing has to be kept.
pub(crate) fn due(session: &Session) -> Result<Option<RecordsDueView>, Error> {
    let today = session.core.clock.today();
    Ok(session.store().read(|view| {
        let (policies, holds) = (Policies::read(view)?, hold::list(view)?);
        let last_day = |aged: &Aged| {
            let by_rule = aged.date.and_then(|date| policies.keeps_until(aged.category, date));
            by_rule.max(held_until(&holds, aged)).filter(|until| *until >= today)
        };
        let records = receipt_age::list(view)?;
        let records = records.iter().filter(|aged| is_evidence(aged));
        let latest = records.filter_map(|aged| Some((last_day(aged)?, year(aged)))).max();
        Ok(latest.map(|(until, year)| RecordsDueView { year, until: until.to_string() }))
    })?)
}

/// How many receipts are held today, with a last day or without one.
pub(crate) fn held(session: &Session) -> Result<u32, Error> {
    let (today, holds) = (session.core.clock.today(), session.store().read(hold::list)?);
    let held = holds.iter().filter(|hold| hold.holds_on(today)).map(|hold| hold.receipt);
    Ok(u32::try_from(held.collect::<BTreeSet<_>>().len()).unwrap_or(u32::MAX))
}

fn held_until(holds: &[Hold], aged: &Aged) -> Option<Date> {
    holds.iter().filter(|hold| hold.receipt == aged.id).filter_map(|hold| hold.until).max()
}

/// The year of the sale, or that in which it came here.
fn year(aged: &Aged) -> i16 {
    let added = || aged.added_at.to_zoned(TimeZone::system()).date();
    aged.date.unwrap_or_else(added).year()
}
