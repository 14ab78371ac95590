//! The commands of the face and their TypeScript twin, from one list.
use crate::commands::{
    archives, backups, exports, inbox, intake, integrity, mending, merchants, preferences,
    profiles, receipts, retention, undo, vault, watch,
};
use tauri::Wry;
use tauri::ipc::Invoke;
use tauri_specta::{Builder, ErrorHandlingMode, collect_commands};

/// Every command with a typed binding.
fn builder() -> Builder<Wry> {
    let one_type_each =
        Builder::<Wry>::new().error_handling(ErrorHandlingMode::Throw).disable_serde_phases();
    one_type_each.commands(collect_commands![
        profiles::session,
        profiles::create_profile,
        profiles::open_profile,
        profiles::open_with_kit,
        profiles::lock,
        profiles::recovery_kit,
        profiles::prove_recovery_kit,
        profiles::save_recovery_kit,
        profiles::save_recovery_kit_beside_vault,
        profiles::print_window,
        profiles::dismiss_recovery_kit,
        intake::watch,
        intake::import_receipts,
        intake::add_samples,
        intake::remove_samples,
        intake::cancel_reading,
        intake::retry_reading,
        intake::unlock_receipt,
        intake::read_again,
        intake::split_receipt,
        intake::separate_receipt,
        intake::join_receipts,
        inbox::inbox,
        inbox::review,
        inbox::edit_receipt,
        inbox::confirm_receipt,
        inbox::confirm_all,
        inbox::resolve_duplicate,
        receipts::list_receipts,
        receipts::list_totals,
        receipts::bin_receipts,
        receipts::restore_receipts,
        receipts::categorise_receipts,
        receipts::categories,
        retention::preview_purge,
        retention::purge_receipts,
        retention::retention,
        retention::set_policy,
        retention::remove_policy,
        retention::set_automatic,
        retention::set_bin_days,
        retention::preview_due,
        retention::holds,
        retention::hold_receipts,
        retention::lift_hold,
        merchants::merchants,
        merchants::forget_merchant,
        undo::undo_view,
        undo::undo,
        undo::redo,
        undo::receipt_history,
        vault::vault,
        vault::strength,
        vault::change_mode,
        vault::begin_kit,
        vault::replace_kit,
        vault::withdraw_kit,
        vault::renew,
        vault::rename_profile,
        vault::removal,
        vault::remove_profile,
        vault::set_lock,
        vault::touch,
        backups::make_backup,
        backups::remake_backup,
        backups::verify_backup,
        backups::forget_backup,
        backups::plan_backups,
        backups::end_backup_plan,
        backups::decline_backups,
        backups::choose_backup,
        backups::restore_backup,
        backups::regain_key,
        backups::lock_to_restore,
        backups::cancel_step,
        archives::export_archive,
        archives::choose_other,
        archives::come_back,
        archives::preview_merge,
        archives::merge,
        mending::salvage,
        mending::remove_damaged,
        mending::diagnostics,
        mending::save_diagnostics,
        integrity::integrity,
        integrity::check_integrity,
        integrity::acknowledge_shortened,
        watch::watched,
        watch::look_into_folders,
        watch::watch_folder,
        watch::unwatch_folder,
        watch::take_offered,
        watch::dismiss_offered,
        exports::count_export,
        exports::export_receipts,
        preferences::preferences,
        preferences::set_preferences,
        preferences::note_place,
        preferences::take_place,
        preferences::command_registry,
    ])
}

/// Answers the face. A pasted picture arrives as raw bytes, which the generator
/// has no type for, so that one command is registered beside the generated ones.
pub fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    // The handler borrows the list, and both live as long as the program.
    let typed = Box::leak(Box::new(builder())).invoke_handler();
    let raw: fn(Invoke<Wry>) -> bool = tauri::generate_handler![intake::ingest_picture];
    move |invoke| match invoke.message.command() {
        "ingest_picture" => raw(invoke),
        _ => typed(invoke),
    }
}

/// A short number that joins what the user saw to a line in the log.
pub fn incident() -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static LAST: AtomicU32 = AtomicU32::new(0);
    format!("{}-{}", std::process::id(), LAST.fetch_add(1, Ordering::Relaxed) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use specta_typescript::Typescript;

    const PLACE: &str = "ui/src/lib/backend/bindings.ts";

    /// `UPDATE_BINDINGS=1 cargo test -p quittance bindings` writes them anew.
    #[test]
    fn the_committed_bindings_are_those_of_the_commands() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let made = folder.path().join("bindings.ts");
        builder()
            .export(Typescript::default(), &made)
            .expect("every type of a command can be exported");
        let wanted = std::fs::read_to_string(&made).expect("it was just written");
        if std::env::var_os("UPDATE_BINDINGS").is_some() {
            std::fs::write(PLACE, &wanted).expect("the checkout can be written");
        }
        let committed = std::fs::read_to_string(PLACE).unwrap_or_default();
        assert!(
            committed == wanted,
            "{PLACE} is out of date: run UPDATE_BINDINGS=1 cargo test -p quittance bindings"
        );
    }
}
