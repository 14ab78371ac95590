//! The shell behind the door. The only module that imports from `@tauri-apps`.
import { Channel, invoke, type InvokeArgs, type InvokeOptions } from '@tauri-apps/api/core';
import type { Backend, Event, PictureSize } from './backend';
import { BackendFault, faultOf } from './fault';

async function call<T>(command: string, args?: InvokeArgs, options?: InvokeOptions): Promise<T> {
  try {
    return await invoke<T>(command, args, options);
  } catch (thrown) {
    throw new BackendFault(faultOf(thrown));
  }
}

/** WebView2 has no custom schemes of its own and serves them from a host name. */
const pictures = navigator.userAgent.includes('Windows') ? 'http://quittance.localhost' : 'quittance://localhost';

/** The shell of this window. */
export function connect(): Backend {
  return {
    session: () => call('session'),
    createProfile: (request) => call('create_profile', { request }),
    openProfile: (id, passphrase) => call('open_profile', { id, passphrase }),
    openWithKit: (id, words) => call('open_with_kit', { id, words }),
    lock: () => call('lock'),
    recoveryKit: () => call('recovery_kit'),
    proveRecoveryKit: (words) => call('prove_recovery_kit', { words }),
    saveRecoveryKit: () => call('save_recovery_kit'),
    dismissRecoveryKit: () => call('dismiss_recovery_kit'),
    watch: (listener) => call('watch', { channel: new Channel<Event>(listener) }),
    importReceipts: () => call('import_receipts'),
    ingestPicture: (name, bytes) => call('ingest_picture', bytes, { headers: { name: encodeURIComponent(name) } }),
    addSamples: () => call('add_samples'),
    removeSamples: () => call('remove_samples'),
    cancelReading: (ids) => call('cancel_reading', { ids }),
    retryReading: (id) => call('retry_reading', { id }),
    inbox: () => call('inbox'),
    review: (id) => call('review', { id }),
    editReceipt: (id, edits) => call('edit_receipt', { id, edits }),
    confirmReceipt: (request) => call('confirm_receipt', { request }),
    confirmAll: (ids) => call('confirm_all', { ids }),
    resolveDuplicate: (id, decision) => call('resolve_duplicate', { id, decision }),
    listReceipts: (request) => call('list_receipts', { request }),
    listTotals: (query) => call('list_totals', { query }),
    binReceipts: (ids) => call('bin_receipts', { ids }),
    restoreReceipts: (ids) => call('restore_receipts', { ids }),
    categoriseReceipts: (ids, categoryId) => call('categorise_receipts', { ids, categoryId }),
    categories: () => call('categories'),
    exportReceipts: (request) => call('export_receipts', { request }),
    undoView: () => call('undo_view'),
    undo: () => call('undo'),
    redo: () => call('redo'),
    preferences: () => call('preferences'),
    setPreferences: (preferences) => call('set_preferences', { preferences }),
    commandRegistry: () => call('command_registry'),
    pictureUrl: (attachmentId: string, size: PictureSize) =>
      `${pictures}/picture/${encodeURIComponent(attachmentId)}?size=${size}`,
  };
}
