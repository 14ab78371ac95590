// The commands of the shell and the values that cross, as `src-tauri/bindings.rs` exports them.
import { invoke as __TAURI_INVOKE, type Channel } from '@tauri-apps/api/core';

export const commands = {
  session: () => __TAURI_INVOKE<SessionView>('session'),
  createProfile: (request: CreateProfileRequest) => __TAURI_INVOKE<ProfileView>('create_profile', { request }),
  openProfile: (id: string, passphrase: string | null) => __TAURI_INVOKE<ProfileView>('open_profile', { id, passphrase }),
  openWithKit: (id: string, words: string) => __TAURI_INVOKE<ProfileView>('open_with_kit', { id, words }),
  lock: () => __TAURI_INVOKE<null>('lock'),
  recoveryKit: () => __TAURI_INVOKE<RecoveryKitView>('recovery_kit'),
  proveRecoveryKit: (words: [string, string]) => __TAURI_INVOKE<null>('prove_recovery_kit', { words }),
  saveRecoveryKit: () => __TAURI_INVOKE<boolean>('save_recovery_kit'),
  dismissRecoveryKit: () => __TAURI_INVOKE<null>('dismiss_recovery_kit'),
  watch: (channel: Channel<Event>) => __TAURI_INVOKE<null>('watch', { channel }),
  importReceipts: () => __TAURI_INVOKE<IntakeSummary | null>('import_receipts'),
  addSamples: () => __TAURI_INVOKE<IntakeSummary>('add_samples'),
  removeSamples: () => __TAURI_INVOKE<null>('remove_samples'),
  cancelReading: (ids: string[]) => __TAURI_INVOKE<null>('cancel_reading', { ids }),
  retryReading: (id: string) => __TAURI_INVOKE<null>('retry_reading', { id }),
  inbox: () => __TAURI_INVOKE<InboxView>('inbox'),
  review: (id: string) => __TAURI_INVOKE<ReviewView>('review', { id }),
  editReceipt: (id: string, edits: ReceiptEdits) => __TAURI_INVOKE<ReviewView>('edit_receipt', { id, edits }),
  confirmReceipt: (request: ConfirmRequest) => __TAURI_INVOKE<ReviewView>('confirm_receipt', { request }),
  confirmAll: (ids: string[]) => __TAURI_INVOKE<number>('confirm_all', { ids }),
  resolveDuplicate: (id: string, decision: DuplicateDecision) => __TAURI_INVOKE<null>('resolve_duplicate', { id, decision }),
  listReceipts: (request: ListRequest) => __TAURI_INVOKE<ReceiptRow[]>('list_receipts', { request }),
  listTotals: (query: string) => __TAURI_INVOKE<ListTotals>('list_totals', { query }),
  binReceipts: (ids: string[]) => __TAURI_INVOKE<null>('bin_receipts', { ids }),
  restoreReceipts: (ids: string[]) => __TAURI_INVOKE<null>('restore_receipts', { ids }),
  categoriseReceipts: (ids: string[], categoryId: string) => __TAURI_INVOKE<null>('categorise_receipts', { ids, categoryId }),
  categories: () => __TAURI_INVOKE<CategoryView[]>('categories'),
  undoView: () => __TAURI_INVOKE<UndoView>('undo_view'),
  undo: () => __TAURI_INVOKE<UndoView>('undo'),
  redo: () => __TAURI_INVOKE<UndoView>('redo'),
  exportReceipts: (request: ExportRequest) => __TAURI_INVOKE<ExportDone | null>('export_receipts', { request }),
  preferences: () => __TAURI_INVOKE<PreferencesView>('preferences'),
  setPreferences: (preferences: PreferencesView) => __TAURI_INVOKE<null>('set_preferences', { preferences }),
  commandRegistry: () => __TAURI_INVOKE<CommandView[]>('command_registry'),
};

export type Code =
  | 'not_a_picture' | 'file_empty' | 'file_too_large' | 'file_denied' | 'file_gone' | 'file_special'
  | 'picture_too_large' | 'picture_damaged' | 'picture_unsupported' | 'nothing_to_read'
  | 'reader_crashed' | 'reader_timed_out' | 'reading_cancelled' | 'reader_missing'
  | 'disk_full' | 'vault_read_only'
  | 'profile_in_use' | 'profile_missing' | 'profile_damaged' | 'profile_newer' | 'profile_name' | 'locked'
  | 'keychain_missing' | 'keychain_denied' | 'keychain_entry_gone' | 'keychain_entry_wrong'
  | 'wrong_passphrase' | 'wrong_kit' | 'try_later' | 'passphrase_too_short'
  | 'not_found' | 'invalid_value' | 'conflict' | 'nothing_to_undo' | 'nothing_to_export' | 'target_denied'
  | 'internal';

export type Fault = { code: Code; about: string | null; incident: string | null };
export type MoneyView = { amount: string; currency: string };
export type Bounds = { x: number; y: number; width: number; height: number };

export type OpenMode = 'keychain' | 'passphrase';
export type KeychainView = 'ready' | 'missing';
export type ProfileView = { id: string; name: string; mode: OpenMode; opened_at: string | null };
export type SessionView = { profiles: ProfileView[]; open: ProfileView | null; keychain: KeychainView; reader_ready: boolean; opening_fault: Fault | null };
export type CreateProfileRequest = { name: string; mode: OpenMode; passphrase: string | null };
export type RecoveryKitView = { words: string[]; prove: [number, number] };

export type InboxRow = {
  id: string;
  file_name: string;
  attachment_id: string | null;
  merchant: string | null;
  date: string | null;
  category_id: string | null;
  total: MoneyView | null;
  doubts: number;
  in_reader: boolean;
  fault: Fault | null;
  sample: boolean;
};
export type DuplicateView = { id: string; first: ReviewView; second: ReviewView; same: string[]; different: string[] };
export type InboxView = {
  to_review: InboxRow[];
  ready: InboxRow[];
  reading: InboxRow[];
  failed: InboxRow[];
  duplicates: DuplicateView[];
  confirmed_count: number;
  has_samples: boolean;
  offer_recovery_kit: boolean;
};
export type DuplicateDecision = 'two_purchases' | 'keep_both_pictures' | 'replace_picture';
export type RefusedFile = { name: string; fault: Fault };
export type IntakeSummary = { files: number; added: number; already_here: number; refused: RefusedFile[]; receipts: string[] };

export type Event =
  | { kind: 'changed' }
  | { kind: 'queue'; remaining: number; done: number }
  | { kind: 'storing'; done: number; total: number }
  | { kind: 'command'; id: string }
  | { kind: 'drag_over'; count: number }
  | { kind: 'ingested'; summary: IntakeSummary }
  | { kind: 'refused'; fault: Fault };

export type ReceiptState = 'reading' | 'failed' | 'to_review' | 'ready' | 'confirmed';
export type FieldName =
  | 'merchant' | 'address' | 'date' | 'time' | 'currency' | 'subtotal' | 'tax' | 'service' | 'rounding'
  | 'total' | 'paid' | 'change' | 'payment' | 'number' | 'registration' | 'tax_number';
export type FieldState = 'sure' | 'check' | 'missing' | 'absent' | 'confirmed';
export type Source = 'read' | 'summed' | 'inferred';
export type Doubt =
  | { kind: 'faint' }
  | { kind: 'several_candidates' }
  | { kind: 'sum_differs'; sum: string; printed: string }
  | { kind: 'paid_differs'; sum: string; printed: string }
  | { kind: 'day_or_month' }
  | { kind: 'in_the_future' }
  | { kind: 'long_ago' }
  | { kind: 'currency_inferred' };
export type AlternativeView = { value: string; source: Source; bounds: Bounds | null };
export type FieldView = {
  name: FieldName;
  value: string | null;
  state: FieldState;
  doubts: Doubt[];
  alternatives: AlternativeView[];
  bounds: Bounds | null;
  as_read: string | null;
};
export type ItemView = {
  id: string;
  name: string;
  quantity: string | null;
  unit_price: string | null;
  total: string;
  bounds: Bounds | null;
  check: boolean;
};
export type SumView = {
  goods: MoneyView;
  parts: [FieldName, string][];
  computed: MoneyView;
  total: MoneyView;
  agrees: boolean;
};
export type WordView = { text: string; bounds: Bounds; line: number };
export type PageView = { attachment_id: string; width: number; height: number; words: WordView[] };
export type ReviewView = {
  id: string;
  state: ReceiptState;
  fields: FieldView[];
  items: ItemView[];
  category_id: string | null;
  note: string;
  unsure: boolean;
  sum: SumView | null;
  pages: PageView[];
  file_name: string;
  added_at: string;
  confirmed_at: string | null;
  deleted_at: string | null;
  fault: Fault | null;
  sample: boolean;
};
export type ReceiptEdits = {
  fields: [FieldName, string][];
  items: ItemView[] | null;
  category_id: string | null;
  note: string | null;
};
export type ConfirmRequest = { id: string; edits: ReceiptEdits; as_it_stands: boolean };

export type SortBy = 'date' | 'merchant' | 'total' | 'added';
export type Sort = { by: SortBy; ascending: boolean };
export type ListRequest = { query: string; sort: Sort; offset: number; limit: number };
export type ReceiptRow = {
  id: string;
  number: string | null;
  date: string | null;
  merchant: string | null;
  category_id: string | null;
  payment: string | null;
  total: MoneyView | null;
  attachment_id: string | null;
  unsure: boolean;
  binned: boolean;
  sample: boolean;
};
export type ListTotals = { count: number; sums: MoneyView[] };
export type CategoryView = { id: string; key: string | null; name: string };
export type ExportFormat =
  | { kind: 'csv'; per_item: boolean; byte_order_mark: boolean }
  | { kind: 'pdf'; thumbnails: boolean };
export type ExportRequest = { query: string; sort: Sort; only: string[] | null; format: ExportFormat };
export type ExportDone = { file_name: string; receipts: number };

export type ActionView = { code: string; count: number; about: string | null; at: string };
export type UndoView = { undo: ActionView | null; redo: ActionView | null };
export type Theme = 'system' | 'light' | 'dark';
export type PreferencesView = { theme: Theme };
export type CommandView = { id: string; accelerator: string | null; menu: string | null };
