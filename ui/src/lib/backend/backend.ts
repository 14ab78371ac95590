//! The one door between the face and whatever stands behind it.
import type {
  CategoryView, CommandView, ConfirmRequest, CreateProfileRequest, DuplicateDecision, Event, ExportDone,
  ExportRequest, InboxView, IntakeSummary, KitSaved, ListRequest, ListTotals, MerchantView, PreferencesView, ProfileView,
  ReadAgainRequest, ReceiptEdits, ReceiptRow, RecoveryKitView, ReviewView, SessionView, SplitRequest, UndoView,
  WatchView,
} from './bindings';

export type * from './bindings';

/** How large a picture is asked for: 96 px high, at most 1600 px, or as it was photographed. */
export type PictureSize = 'thumb' | 'view' | 'full';

/** Everything the face may ask. Every method rejects with a {@link BackendFault}. */
export interface Backend {
  session(): Promise<SessionView>;
  createProfile(request: CreateProfileRequest): Promise<ProfileView>;
  openProfile(id: string, passphrase: string | null): Promise<ProfileView>;
  openWithKit(id: string, words: string): Promise<ProfileView>;
  /** Drops the keys; the shell starts anew into the lock screen. */
  lock(): Promise<void>;

  recoveryKit(): Promise<RecoveryKitView>;
  proveRecoveryKit(words: [string, string]): Promise<void>;
  /** Asks where to; writes nothing on the vault's own disk before [Save anyway]. */
  saveRecoveryKit(): Promise<KitSaved>;
  /** To the place that `saveRecoveryKit` found to be beside the vault. */
  saveRecoveryKitBesideVault(): Promise<KitSaved>;
  /** The system's print dialog; the print style shows the kit alone. */
  printWindow(): Promise<void>;
  dismissRecoveryKit(): Promise<void>;

  /** Hands every event from now on to `listener`. */
  watch(listener: (event: Event) => void): Promise<void>;

  /** None when the open dialog was cancelled. */
  importReceipts(): Promise<IntakeSummary | null>;
  ingestPicture(name: string, bytes: ArrayBuffer): Promise<IntakeSummary>;
  addSamples(): Promise<IntakeSummary>;
  removeSamples(): Promise<void>;
  /** An empty list cancels all. */
  cancelReading(ids: string[]): Promise<void>;
  retryReading(id: string): Promise<void>;
  /** With the password of a locked PDF; refused when that does not open it. */
  unlockReceipt(id: string, password: string): Promise<void>;
  /** Turned, in part, in another language; what the user typed stays. */
  readAgain(request: ReadAgainRequest): Promise<void>;
  /** One receipt a part; their ids. */
  splitReceipt(request: SplitRequest): Promise<string[]>;
  /** One receipt a picture; their ids. */
  separateReceipt(id: string): Promise<string[]>;
  /** One receipt with all pictures, from the top down; its id. */
  joinReceipts(ids: string[]): Promise<string>;

  inbox(): Promise<InboxView>;
  review(id: string): Promise<ReviewView>;
  editReceipt(id: string, edits: ReceiptEdits): Promise<ReviewView>;
  confirmReceipt(request: ConfirmRequest): Promise<ReviewView>;
  /** How many were confirmed. */
  confirmAll(ids: string[]): Promise<number>;
  resolveDuplicate(id: string, decision: DuplicateDecision): Promise<void>;

  listReceipts(request: ListRequest): Promise<ReceiptRow[]>;
  listTotals(query: string): Promise<ListTotals>;
  binReceipts(ids: string[]): Promise<void>;
  restoreReceipts(ids: string[]): Promise<void>;
  categoriseReceipts(ids: string[], categoryId: string): Promise<void>;
  categories(): Promise<CategoryView[]>;
  /** How many receipts would be in the file: samples are left out. */
  countExport(request: ExportRequest): Promise<number>;
  /** None when the save dialog was cancelled. */
  exportReceipts(request: ExportRequest): Promise<ExportDone | null>;

  /** What confirmed receipts taught of their sellers. */
  merchants(): Promise<MerchantView[]>;
  /** Its receipts stay; the key is the view's. */
  forgetMerchant(key: string): Promise<void>;

  watched(): Promise<WatchView>;
  /** Looks at what is new in the watched folders; may take a while. */
  lookIntoFolders(): Promise<void>;
  /** False when the open dialog was cancelled. */
  watchFolder(): Promise<boolean>;
  unwatchFolder(id: string): Promise<void>;
  takeOffered(ids: string[]): Promise<IntakeSummary>;
  dismissOffered(ids: string[]): Promise<void>;

  undoView(): Promise<UndoView>;
  undo(): Promise<UndoView>;
  redo(): Promise<UndoView>;

  preferences(): Promise<PreferencesView>;
  setPreferences(preferences: PreferencesView): Promise<void>;
  commandRegistry(): Promise<CommandView[]>;

  /** The address of a picture; answers come straight from the vault and are never stored. */
  pictureUrl(attachmentId: string, size: PictureSize): string;
}
