//! What a merge leaves alone: what is held here, and how long things are
//! kept here.
use crate::{
    DeviceId, LocalTx, ReceiptId, Result, Tx, View,
    codec::to_json,
    table::{hold, setting},
};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The devices that came by merging another profile.
const GUESTS: &str = "merged_devices";

/// The receipts that are here and held.
pub(super) fn held(view: &View<'_>, today: Date) -> Result<BTreeSet<ReceiptId>> {
    let mut held = BTreeSet::new();
    for receipt in hold::held_on(view, today)? {
        if is_here(view, &receipt.to_string())? {
            held.insert(receipt);
        }
    }
    Ok(held)
}

pub(super) fn is_here(view: &View<'_>, receipt: &str) -> Result<bool> {
    Ok(view.number("SELECT EXISTS (SELECT 1 FROM receipt WHERE id = ?1)", [receipt])? == 1)
}

/// Whether a database that knows these devices is another copy of this profile.
pub(super) fn is_related(
    view: &View<'_>,
    here: &[(DeviceId, u64)],
    there: &[(DeviceId, u64)],
) -> Result<bool> {
    let guests = guests(view)?;
    let ours: BTreeSet<DeviceId> = here.iter().map(|(device, _)| *device).collect();
    Ok(there.iter().any(|(device, _)| ours.contains(device) && !guests.contains(device)))
}

/// Keeps in mind that these came from another profile.
pub(super) fn note_guests(tx: &LocalTx<'_>, there: &[(DeviceId, u64)]) -> Result<()> {
    let mut all = guests(tx)?;
    all.extend(there.iter().map(|(device, _)| *device));
    setting::set(tx, GUESTS, &all)
}

fn guests(view: &View<'_>) -> Result<BTreeSet<DeviceId>> {
    Ok(setting::find(view, GUESTS)?.unwrap_or_default())
}

/// How long another profile keeps its receipts is not said of those here.
pub(super) fn end_policies(tx: &Tx<'_>) -> Result<()> {
    let guests: Vec<String> = guests(tx)?.iter().map(ToString::to_string).collect();
    let sql = "UPDATE retention_policy SET deleted_at = ?1 WHERE deleted_at IS NULL AND id IN (
        SELECT row_id FROM change JOIN action ON action.id = change.action_id
        WHERE change.tbl = 'retention_policy' AND change.col = ''
        AND device_id IN (SELECT value FROM json_each(?2)))";
    tx.execute(sql, (tx.now_millis(), to_json(&guests, "guests")?)).map(drop)
}
