//! What would go, why, and what stays until when.
use super::policies::{self, Automatic, Policies};
use crate::backups;
use crate::error::Error;
use crate::salvage;
use crate::session::Session;
use crate::views::{GoingView, GoingWhy, KeptView, RetentionPreview};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;
use store::table::hold::{self, Hold};
use store::table::receipt_age::{self, Aged};
use store::{ReceiptId, View};

/// What would be removed by policies and the bin's age, as they are set now.
pub fn preview(session: &Session) -> Result<RetentionPreview, Error> {
    shown(session, session.store().read(|view| Due::find(session, view))?)
}

/// Puts into views what was found.
pub(super) fn shown(session: &Session, due: Due) -> Result<RetentionPreview, Error> {
    let now = session.core.clock.now();
    let oldest = due.going.iter().map(|(aged, ..)| aged.added_at).min();
    let backups =
        oldest.map_or(Ok(Vec::new()), |oldest| backups::made_between(session, oldest, now));
    let going = |(aged, why, since): (Aged, GoingWhy, Option<Date>)| GoingView {
        receipt: aged.id.to_string(),
        merchant: aged.merchant,
        date: aged.date.map(|date| date.to_string()),
        why,
        since: since.map(|since| since.to_string()),
    };
    let going = due.going.into_iter().map(going).collect();
    let damaged = salvage::kept(session)?;
    Ok(RetentionPreview { going, kept: due.kept, backups: backups?, damaged })
}

/// What was found.
#[derive(Default)]
pub(super) struct Due {
    pub(super) going: Vec<(Aged, GoingWhy, Option<Date>)>,
    pub(super) kept: Vec<KeptView>,
}

impl Due {
    /// By policies and the bin's age.
    pub(super) fn find(session: &Session, view: &View<'_>) -> store::Result<Self> {
        let (today, now) = (session.core.clock.today(), session.core.clock.now());
        let policies = Policies::read(view)?;
        let Automatic { bin_days, .. } = policies::automatic(view)?;
        let holds = hold::list(view)?;
        let mut due = Self::default();
        for aged in receipt_age::list(view)? {
            let until = ruled_until(&policies, &aged);
            let ended = until.filter(|until| *until < today);
            let old = bin_ended(&aged, bin_days, now);
            let (why, since) = match (ended, old) {
                (Some(ended), _) => (GoingWhy::PolicyEnded, Some(ended)),
                (None, Some(old)) => (GoingWhy::BinAge, Some(old)),
                (None, None) => continue,
            };
            let policy = until.filter(|_| ended.is_none());
            due.sort_in(aged, (why, since), policy, &holds, today);
        }
        Ok(due)
    }

    /// By the user's choice, which only a hold withstands; what a policy would keep
    /// comes with its day.
    pub(super) fn chosen(
        session: &Session,
        view: &View<'_>,
        wanted: &BTreeSet<ReceiptId>,
    ) -> store::Result<Self> {
        let (today, holds) = (session.core.clock.today(), hold::list(view)?);
        let policies = Policies::read(view)?;
        let mut due = Self::default();
        for aged in receipt_age::list(view)?.into_iter().filter(|aged| wanted.contains(&aged.id)) {
            let ruled = ruled_until(&policies, &aged).filter(|until| *until >= today);
            due.sort_in(aged, (GoingWhy::Chosen, ruled), None, &holds, today);
        }
        Ok(due)
    }

    fn sort_in(
        &mut self,
        aged: Aged,
        (why, since): (GoingWhy, Option<Date>),
        policy: Option<Date>,
        holds: &[Hold],
        today: Date,
    ) {
        let mut held = holds.iter().filter(|hold| hold.receipt == aged.id && hold.holds_on(today));
        let longest = held.clone().max_by_key(|hold| (hold.until.is_none(), hold.until));
        match (longest, policy) {
            (None, None) => self.going.push((aged, why, since)),
            (hold, policy) => self.kept.push(KeptView {
                receipt: aged.id.to_string(),
                merchant: aged.merchant,
                date: aged.date.map(|date| date.to_string()),
                until: until(hold, policy).map(|until| until.to_string()),
                held: held.next().is_some(),
                reason: hold.map(|hold| hold.reason.clone()).unwrap_or_default(),
            }),
        }
    }
}

/// Until when both keep it; none for until the hold is taken back.
fn until(hold: Option<&Hold>, policy: Option<Date>) -> Option<Date> {
    match hold {
        Some(hold) => hold.until.map(|until| policy.map_or(until, |policy| policy.max(until))),
        None => policy,
    }
}

/// The last day that a policy keeps it.
fn ruled_until(policies: &Policies, aged: &Aged) -> Option<Date> {
    let date = aged.date.filter(|_| is_evidence(aged))?;
    policies.keeps_until(aged.category, date)
}

/// Policies speak of what a user confirmed, not of samples.
pub(super) fn is_evidence(aged: &Aged) -> bool {
    aged.confirmed && !aged.sample
}

/// The day on which the bin had kept it for long enough.
fn bin_ended(aged: &Aged, days: Option<u16>, now: Timestamp) -> Option<Date> {
    let wait = SignedDuration::from_hours(24 * i64::from(days?));
    let ended = aged.binned_at?.saturating_add(wait).ok()?;
    (ended <= now).then(|| ended.to_zoned(TimeZone::system()).date())
}
