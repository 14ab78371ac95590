//! A report for whoever helps: versions, counts, sizes, settings and codes.
//! Nothing of what receipts say is in it, no name, no path and no key.
use crate::error::Error;
use crate::machine::Machine;
use crate::profiles::{self, Outside};
use crate::session::Session;
use crate::views::{DiagnosticsView, RuleName, UnopenedView};
use crate::{backups, exports, integrity, kit, lock, retention, security, watch};
use fault::Code;
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;
use store::census;

impl Machine {
    /// The report on the open profile, as it would be saved.
    pub fn diagnostics(&self, session: &Session) -> Result<DiagnosticsView, Error> {
        let store = session.store();
        let (rows, receipts, faults, (schema, cipher)) = store.read(|view| {
            let versions = census::versions(view)?;
            let (receipts, faults) = (census::receipts(view), census::faults(view));
            Ok((census::rows(view)?, read_or_none(receipts)?, read_or_none(faults)?, versions))
        })?;
        let retention = retention::view(session)?;
        let known = backups::list(session)?;
        let plan = backups::plan(session)?;
        let now = session.core.clock.now();
        Ok(DiagnosticsView {
            app: env!("CARGO_PKG_VERSION").to_owned(),
            system: system(),
            cipher,
            schema: u32::try_from(schema).unwrap_or_default(),
            made_at: now.to_string(),
            reader: reader::program().is_ok(),
            keychain: self.keychain_view(),
            opens: session.profile().mode,
            kit: kit::state(session)?,
            lock: lock::get(session)?,
            integrity: integrity::view(session)?,
            database_kib: kib(&session.database()),
            log_kib: kib(&session.database().with_extension("db-wal")),
            rows: rows.into_iter().map(|(name, many)| (name.to_owned(), many.map(small))).collect(),
            receipts: receipts.into_iter().map(|(state, many)| (state, small(many))).collect(),
            faults: faults
                .into_iter()
                .map(|(kind, code, many)| (format!("{kind}: {code}"), small(many)))
                .collect(),
            backups: small(known.len() as u64),
            backups_gone: small(known.iter().filter(|it| !it.there).count() as u64),
            backups_old_way: small(known.iter().filter(|it| it.opens_old_way).count() as u64),
            backup_days: known.first().map(|it| days_since(&it.made_at, now)),
            plan_days: plan.as_ref().map(|plan| plan.every_days),
            plan_there: plan.as_ref().map(|plan| plan.there),
            policies: rules(retention.policies.iter().map(|policy| policy.rule)),
            automatic: retention.automatic,
            bin_days: retention.bin_days,
            watched_folders: small(watch::view(session)?.folders.len() as u64),
            events: security::list(session)?,
        })
    }
}

impl Machine {
    /// The report on a profile that does not open: what stands in its folder, and
    /// at which `code` opening it ended. Nothing is opened for it.
    ///
    /// # Errors
    /// [`fault::Code::ProfileMissing`]; those of reading its folder.
    pub fn diagnostics_unopened(&self, id: &str, code: Code) -> Result<UnopenedView, Error> {
        let Outside { header, opens, files, others } = profiles::outside(id, &self.data)?;
        let (schema, cipher) = census::versions_here()?;
        Ok(UnopenedView {
            app: env!("CARGO_PKG_VERSION").to_owned(),
            system: system(),
            cipher,
            schema: u32::try_from(schema).unwrap_or_default(),
            made_at: self.clock.now().to_string(),
            keychain: self.keychain_view(),
            code,
            header,
            opens,
            files,
            others,
        })
    }
}

fn system() -> String {
    format!("{} {}", std::env::consts::OS, std::env::consts::ARCH)
}

/// Of a damaged file as much is told as can be read.
fn read_or_none<T>(found: Result<Vec<T>, store::Error>) -> Result<Vec<T>, store::Error> {
    match found {
        Err(store::Error::Damaged(_)) => Ok(Vec::new()),
        other => other,
    }
}

/// The report as a file: one JSON object, for people and programs.
pub fn text<R: Serialize>(report: &R) -> Result<String, Error> {
    Ok(serde_json::to_string_pretty(report)? + "\n")
}

/// Writes a report as it was shown: whole, or not at all.
///
/// # Errors
/// Those of writing a file.
pub fn write(text: &str, path: &Path) -> Result<(), Error> {
    Ok(exports::write_whole(path, text.as_bytes())?)
}

fn rules(set: impl Iterator<Item = RuleName>) -> BTreeMap<String, u32> {
    let mut rules = BTreeMap::new();
    set.for_each(|rule| *rules.entry(rule.as_str().to_owned()).or_default() += 1);
    rules
}

fn kib(path: &Path) -> u32 {
    small(std::fs::metadata(path).map_or(0, |file| crate::progress::kib(file.len())))
}

fn days_since(moment: &str, now: Timestamp) -> u32 {
    let at: Option<Timestamp> = moment.parse().ok();
    let days = at.map_or(0, |at| now.duration_since(at).as_hours() / 24);
    u32::try_from(days).unwrap_or_default()
}

fn small(many: u64) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}
