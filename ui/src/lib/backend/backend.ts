//! The one door between the face and whatever stands behind it.
import type {
  ArchiveDone, BackupContentView, BackupFileView, BackupView, CategoryView, ChangeModeRequest, ComeBackRequest, CommandView, ConfirmRequest,
  CreateProfileRequest, DeedView, DuplicateDecision, Event, ExportDone, ExportRequest, HoldView, Holdings, InboxView, IntakeSummary,
  IntegrityView, KitSaved, ListRequest, ListTotals, LockView, MerchantView, MergeDone, MergeFileView, MergePreview, MergeRequest, PlaceView, PolicyView, PreferencesView, ProfileColour, ProfileView,
  ProgressView, ProofRequest, PurgedView, ReadAgainRequest, ReceiptEdits, ReceiptRow, RecoveryKitView, RemovalView, RemovedView,
  RenewRequest, RestoreRequest, RetentionPreview, RetentionView, ReviewView, SalvageView, SessionView, SplitRequest, StrengthView, UndoView, UnopenedRequest, VaultView, WatchView,
} from './bindings';

export type * from './bindings';

/** How large a picture is asked for: 96 px high, at most 1600 px, or as it was photographed. */
export type PictureSize = 'thumb' | 'view' | 'full';

/** Told how far a step is that takes long. */
export type OnProgress = (progress: ProgressView) => void;

/** Everything the face may ask. Every method rejects with a {@link BackendFault}. */
export interface Backend {
  session(): Promise<SessionView>;
  createProfile(request: CreateProfileRequest): Promise<ProfileView>;
  openProfile(id: string, passphrase: string | null): Promise<ProfileView>;
  openWithKit(id: string, words: string): Promise<ProfileView>;
  /** Drops the keys; the shell starts anew into the lock screen. */
  lock(): Promise<void>;
  /** As `lock`, into the page where a backup is restored. */
  lockToRestore(): Promise<void>;

  /** How the open profile is kept. */
  vault(): Promise<VaultView>;
  /** How hard a passphrase is to guess; the profile's name counts as a word that is tried first. */
  strength(passphrase: string, profile: string): Promise<StrengthView>;
  changeMode(request: ChangeModeRequest): Promise<ProfileView>;
  renameProfile(name: string, colour: ProfileColour): Promise<ProfileView>;
  setLock(lock: LockView): Promise<void>;
  /** Somebody is there: idle time begins anew. */
  touch(): Promise<void>;
  /** What removing the profile would destroy. */
  removal(): Promise<RemovalView>;
  /** For good, once its name is typed; the profile is closed whatever comes of it. */
  removeProfile(name: string): Promise<RemovedView>;

  /** A new kit, which opens nothing until it is proven by `replaceKit`. */
  beginKit(): Promise<RecoveryKitView>;
  /** The backups that the old kit still opens. */
  replaceKit(proof: ProofRequest, words: [string, string]): Promise<BackupView[]>;
  withdrawKit(): Promise<void>;
  /** Everything anew under another key, with a new kit. The profile is closed meanwhile. */
  renew(request: RenewRequest, onProgress: OnProgress): Promise<RecoveryKitView>;

  /** Into the folder of the plan, or one that is asked for; none when that was cancelled. */
  makeBackup(elsewhere: boolean, onProgress: OnProgress): Promise<BackupView | null>;
  remakeBackup(id: string, onProgress: OnProgress): Promise<BackupView>;
  verifyBackup(id: string, onProgress: OnProgress): Promise<BackupContentView>;
  /** Takes it off the list; its file stays. */
  forgetBackup(id: string): Promise<void>;
  /** False when the question for the folder was cancelled. */
  planBackups(everyDays: number, keep: number, elsewhere: boolean): Promise<boolean>;
  endBackupPlan(): Promise<void>;
  /** No place for backups is asked for again. */
  declineBackups(): Promise<void>;
  /** None when the open dialog was cancelled. */
  chooseBackup(): Promise<BackupFileView | null>;
  /** The one that was chosen last. */
  restoreBackup(request: RestoreRequest, onProgress: OnProgress): Promise<ProfileView>;
  /** The key file of the one that was chosen last, for the profile that is here and has lost its own. */
  regainKey(proof: ProofRequest): Promise<ProfileView>;
  /** Stops the step that takes long, as long as it can be stopped. */
  cancelStep(): Promise<void>;

  integrity(): Promise<IntegrityView>;
  /** Looks at every byte; refused with `profile_damaged`. */
  checkIntegrity(): Promise<Holdings>;
  acknowledgeShortened(): Promise<void>;

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
  /** What removing these for good would remove, and what is held of them. */
  previewPurge(ids: string[]): Promise<RetentionPreview>;
  /** Removes these for good, and searches for them afterwards. */
  purgeReceipts(ids: string[]): Promise<PurgedView>;
  /** How long receipts are kept. */
  retention(): Promise<RetentionView>;
  /** In the place of the one of its category. */
  setPolicy(policy: PolicyView): Promise<void>;
  /** None: the policy of all that have none of their own. */
  removePolicy(category: string | null): Promise<void>;
  setAutomatic(on: boolean): Promise<void>;
  /** None: the bin never empties. */
  setBinDays(days: number | null): Promise<void>;
  /** What would go now by policies and the bin's age. */
  previewDue(): Promise<RetentionPreview>;
  holds(): Promise<HoldView[]>;
  /** Until a day, or until that is lifted; in one step. */
  holdReceipts(ids: string[], until: string | null, reason: string): Promise<void>;
  liftHold(id: string): Promise<void>;
  categoriseReceipts(ids: string[], categoryId: string): Promise<void>;
  categories(): Promise<CategoryView[]>;
  /** How many receipts would be in the file: samples are left out. */
  countExport(request: ExportRequest): Promise<number>;
  /** Inside an age file where there is a passphrase. None when the save dialog was cancelled. */
  exportReceipts(request: ExportRequest, passphrase: string | null): Promise<ExportDone | null>;
  /** Everything; without a passphrase anybody can read it. None when the save dialog was cancelled. */
  exportArchive(passphrase: string | null, onProgress: OnProgress): Promise<ArchiveDone | null>;

  /** An archive, or a backup of another copy; none when the open dialog was cancelled. */
  chooseOther(): Promise<MergeFileView | null>;
  /** The archive that was chosen last becomes a profile. */
  comeBack(request: ComeBackRequest, onProgress: OnProgress): Promise<ProfileView>;
  /** What merging the file that was chosen last would do. */
  previewMerge(request: MergeRequest, onProgress: OnProgress): Promise<MergePreview>;
  merge(request: MergeRequest, onProgress: OnProgress): Promise<MergeDone>;

  /** Saves what can still be read of the damaged profile, which is closed meanwhile, or of one that does not open; it is open then. */
  salvage(unopened: string | null, proof: ProofRequest, onProgress: OnProgress): Promise<SalvageView>;
  /** Removes the damaged file that salvaging kept. */
  removeDamaged(): Promise<void>;
  /** The report for whoever helps, as it would be saved; on the open profile, or on one that does not open. */
  diagnostics(unopened: UnopenedRequest | null): Promise<string>;
  /** False when the save dialog was cancelled. */
  saveDiagnostics(): Promise<boolean>;

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
  /** What was done to a receipt, the latest first. */
  receiptHistory(id: string): Promise<DeedView[]>;

  preferences(): Promise<PreferencesView>;
  setPreferences(preferences: PreferencesView): Promise<void>;
  /** Where the user is; locking writes it into the vault. */
  notePlace(place: PlaceView): Promise<void>;
  /** Where the user was when the profile was locked, once. */
  takePlace(): Promise<PlaceView | null>;
  commandRegistry(): Promise<CommandView[]>;

  /** The address of a picture; answers come straight from the vault and are never stored. */
  pictureUrl(attachmentId: string, size: PictureSize): string;
}
