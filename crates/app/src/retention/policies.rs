//! What the user said of keeping.
use super::believed::Told;
use crate::backups;
use crate::error::Error;
use crate::ids;
use crate::session::Session;
use crate::views::{Event, PolicyView, RetentionView, RuleName};
use jiff::Timestamp;
use jiff::civil::Date;
use journal::{Action, ActionCode};
use ledger::retention::Rule;
use serde::{Deserialize, Serialize};
use store::table::{retention_policy, setting};
use store::{CategoryId, Store, View};

const KEY: &str = "retention";
/// The kind of record that policies speak of so far.
const RECEIPT: &str = "receipt";
/// Days in the bin at most.
const MOST_DAYS: u16 = 3650;

/// What this installation does by itself: nothing, until the user says so.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(super) struct Automatic {
    pub(super) automatic: bool,
    pub(super) bin_days: Option<u16>,
    /// What the clock told while it was on.
    #[serde(default)]
    pub(super) told: Option<Told>,
}

/// How long receipts are kept.
pub fn view(session: &Session) -> Result<RetentionView, Error> {
    let (policies, automatic) =
        session.store().read(|view| Ok((Policies::read(view)?, automatic(view)?)))?;
    let backups = match session.store().last_purge()? {
        Some(last) => backups::made_between(session, Timestamp::MIN, last)?,
        None => Vec::new(),
    };
    Ok(RetentionView {
        policies: policies.0.iter().map(|(category, rule)| policy_view(*category, *rule)).collect(),
        automatic: automatic.automatic,
        bin_days: automatic.bin_days,
        backups,
    })
}

/// Sets the policy of a category, or of all that have none, in the place of the
/// one before.
///
/// # Errors
/// [`Error::InvalidValue`] for years that are none; [`Error::NotFound`] for no category.
pub fn set_policy(
    session: &Session,
    category: Option<&str>,
    policy: Option<(RuleName, u8)>,
) -> Result<(), Error> {
    let category = ids::category(category.unwrap_or_default())?;
    let rule = policy.map(|(rule, years)| parse(rule.as_str(), years.into())).transpose()?;
    let action = Action::user(ActionCode::SetRetention);
    session.store().write(action, move |tx| {
        let rule = rule.map(|rule| (rule.as_str(), u32::from(rule.years())));
        retention_policy::set(tx, RECEIPT, category, rule)
    })?;
    session.core.tell(Event::Changed);
    Ok(())
}

/// Lets what is due go by itself, or no more.
pub fn set_automatic(session: &Session, on: bool) -> Result<(), Error> {
    let today = session.core.clock.today();
    keep(session, move |kept| {
        kept.automatic = on;
        kept.told = Some(Told::seen(today));
    })
}

/// Whether what is due may go by itself now: it was turned on, and the clock that
/// says what is due can be believed.
pub(super) fn acts_by_itself(session: &Session) -> Result<bool, Error> {
    let kept = session.store().read(automatic)?;
    if !kept.automatic {
        return Ok(false);
    }
    let told = Told::then(kept.told, session.core.clock.today());
    if kept.told != Some(told) {
        keep(session, move |kept| kept.told = Some(told))?;
    }
    Ok(told.is_believed())
}

/// Nothing goes by itself from here on: what was held or kept may be lost.
pub(crate) fn turn_off(store: &Store) -> Result<(), Error> {
    Ok(store.write_local(|tx| setting::set(tx, KEY, &Automatic::default()))?)
}

/// After how many days the bin empties; none for never.
///
/// # Errors
/// [`Error::InvalidValue`] for no days, or more than ten years.
pub fn set_bin_days(session: &Session, days: Option<u16>) -> Result<(), Error> {
    if days.is_some_and(|days| !(1..=MOST_DAYS).contains(&days)) {
        return Err(Error::InvalidValue { field: "bin_days" });
    }
    keep(session, move |kept| kept.bin_days = days)
}

fn keep(
    session: &Session,
    change: impl FnOnce(&mut Automatic) + Send + 'static,
) -> Result<(), Error> {
    Ok(session.store().write_local(move |tx| {
        let mut kept = automatic(tx)?;
        change(&mut kept);
        setting::set(tx, KEY, &kept)
    })?)
}

pub(super) fn automatic(view: &View<'_>) -> store::Result<Automatic> {
    Ok(setting::find(view, KEY)?.unwrap_or_default())
}

fn parse(name: &str, years: u32) -> Result<Rule, Error> {
    Rule::parse(name, years).ok_or(Error::InvalidValue { field: "years" })
}

fn policy_view(category: Option<CategoryId>, rule: Rule) -> PolicyView {
    let name = match rule {
        Rule::Malaysia => RuleName::Malaysia,
        Rule::Us => RuleName::Us,
        Rule::UsUnderstated => RuleName::UsUnderstated,
        Rule::UsEmployment => RuleName::UsEmployment,
        Rule::UsBadDebt => RuleName::UsBadDebt,
        Rule::Own(_) => RuleName::Own,
    };
    PolicyView { category: category.map(|id| id.to_string()), rule: name, years: rule.years() }
}

/// The policies that stand.
pub(super) struct Policies(Vec<(Option<CategoryId>, Rule)>);

impl Policies {
    /// A policy of a newer version is one that keeps for as long as there are
    /// days: nothing goes by what is not understood.
    pub(super) fn read(view: &View<'_>) -> store::Result<Self> {
        let all = retention_policy::list(view)?;
        let of_receipts = all.into_iter().filter(|policy| policy.kind == RECEIPT);
        let rule = |policy: &retention_policy::Policy| {
            Rule::parse(&policy.rule, policy.years).unwrap_or(Rule::Own(Rule::MOST))
        };
        Ok(Self(of_receipts.map(|policy| (policy.category, rule(&policy))).collect()))
    }

    /// The last day that a policy keeps a receipt; none where none speaks of it.
    /// Of several, the one that keeps longest.
    pub(super) fn keeps_until(&self, category: Option<CategoryId>, day: Date) -> Option<Date> {
        let of = |wanted: Option<CategoryId>| {
            let fitting = self.0.iter().filter(move |(of, _)| *of == wanted);
            fitting.map(|(_, rule)| rule.keeps_until(day)).max()
        };
        category.and_then(|category| of(Some(category))).or_else(|| of(None))
    }
}
