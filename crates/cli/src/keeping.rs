//! `purge`, `retention` and `hold`: how long things are kept, and removing them for good.
use crate::arguments::{
    BinDays, HoldCommand, PurgeArguments, RetentionCommand, RetentionSet, Rule, Switch,
    VaultArguments,
};
use crate::{say, vault};
use app::views::{PurgeVerdict, PurgedView, RetentionPreview, RuleName};
use app::{Session, categories, retention};
use fault::{Code, Fault};
use std::process::ExitCode;
use words::Words;

/// What would go is said, and nothing done, unless it is confirmed.
pub fn purge(arguments: &VaultArguments, purge: &PurgeArguments) -> Result<ExitCode, Fault> {
    let session = vault::open(arguments)?;
    let receipts = match purge.bin {
        true => retention::in_bin(&session).map_err(vault::fault)?,
        false => purge.receipts.clone(),
    };
    if !purge.yes {
        let preview = retention::of(&session, &receipts).map_err(vault::fault)?;
        return Ok(told(&preview));
    }
    proven(&retention::purge(&session, &receipts).map_err(vault::fault)?)
}

pub fn retention(
    arguments: &VaultArguments,
    command: &RetentionCommand,
) -> Result<ExitCode, Fault> {
    let session = vault::open(arguments)?;
    match command {
        RetentionCommand::Show => {
            say::json(&retention::view(&session).map_err(vault::fault)?);
            Ok(ExitCode::SUCCESS)
        }
        RetentionCommand::Set(set) => change(&session, set),
        RetentionCommand::Preview => Ok(told(&retention::preview(&session).map_err(vault::fault)?)),
        RetentionCommand::Apply => proven(&retention::apply(&session).map_err(vault::fault)?),
        RetentionCommand::Due => {
            let purged = retention::run_if_due(&session).map_err(vault::fault)?;
            purged.as_ref().map_or(Ok(ExitCode::SUCCESS), proven)
        }
    }
}

pub fn hold(arguments: &VaultArguments, command: &HoldCommand) -> Result<ExitCode, Fault> {
    let session = vault::open(arguments)?;
    match command {
        HoldCommand::Add { receipt, until, reason } => {
            let receipt = std::slice::from_ref(receipt);
            let made = retention::add_hold(&session, receipt, until.as_deref(), reason);
            made.map_err(vault::fault)?.iter().for_each(|hold| say::line(hold));
        }
        HoldCommand::List => {
            retention::holds(&session).map_err(vault::fault)?.iter().for_each(say::json);
        }
        HoldCommand::Remove { hold } => {
            retention::remove_hold(&session, hold).map_err(vault::fault)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn change(session: &Session, set: &RetentionSet) -> Result<ExitCode, Fault> {
    if let Some(rule) = set.rule {
        let category = set.category.as_deref().map(|name| category(session, name)).transpose()?;
        let policy = rule_name(rule).map(|rule| (rule, set.years.unwrap_or_default()));
        retention::set_policy(session, category.as_deref(), policy).map_err(vault::fault)?;
    }
    if let Some(BinDays(days)) = set.bin_days {
        retention::set_bin_days(session, days).map_err(vault::fault)?;
    }
    if let Some(switch) = set.automatic {
        let on = matches!(switch, Switch::On);
        retention::set_automatic(session, on).map_err(vault::fault)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The id of a category, by its name, key or id.
fn category(session: &Session, name: &str) -> Result<String, Fault> {
    let words = Words::english();
    let all = categories::list(session).map_err(vault::fault)?;
    let named = all.into_iter().find(|category| {
        let key = category.key.as_deref().unwrap_or_default();
        let given = words.get(&format!("category.{key}"), &[]);
        [category.id.as_str(), key, category.name.as_str(), &given].contains(&name)
    });
    let unknown = || Fault { about: Some(name.to_owned()), ..Fault::new(Code::NotFound) };
    Ok(named.ok_or_else(unknown)?.id)
}

fn rule_name(rule: Rule) -> Option<RuleName> {
    match rule {
        Rule::Malaysia => Some(RuleName::Malaysia),
        Rule::Us => Some(RuleName::Us),
        Rule::UsUnderstated => Some(RuleName::UsUnderstated),
        Rule::UsEmployment => Some(RuleName::UsEmployment),
        Rule::UsBadDebt => Some(RuleName::UsBadDebt),
        Rule::Own => Some(RuleName::Own),
        Rule::None => None,
    }
}

fn told(preview: &RetentionPreview) -> ExitCode {
    say::json(preview);
    ExitCode::SUCCESS
}

/// What was removed, and whether that is proven. Where nothing was, there is nothing to prove.
fn proven(purged: &PurgedView) -> Result<ExitCode, Fault> {
    say::json(purged);
    match purged.verdict {
        PurgeVerdict::Gone => Ok(ExitCode::SUCCESS),
        _ if purged.receipts == 0 => Ok(ExitCode::SUCCESS),
        _ => Err(Fault::new(Code::PurgeUnproven)),
    }
}
