//! How the twin's profile is kept: opening, kit, backups, locking, wholeness.
import type {
  BackupFileView, ChangeModeRequest, IntegrityView, KeptDamagedView, KitState, LockView, OnProgress, ProfileColour, ProfileView, ProofRequest,
  RecoveryKitView, RenewRequest, RestoreRequest, SecurityEventView, SecurityKind,
  StrengthView, VaultView,
} from '../backend';
import { Backups } from './backups';
import { Door, KIT } from './door';
import { fail } from './fail';
import type { Scenario } from './scenario';
import { Steps } from './steps';

/** The words of every kit that comes after the first. */
const NEXT = [...KIT].reverse();

export class Vault extends Door {
  readonly #backups: Backups;
  readonly #steps: Steps;
  #kit = KIT;
  #next: string[] | null = null;
  #lock: LockView = { idle_minutes: null, longest_minutes: null, with_screen: false, before_sleep: false };
  #integrity: IntegrityView;
  #chosen: BackupFileView | null = null;
  #events: SecurityEventView[] = [];
  #declined = false;
  #damaged: KeptDamagedView | null = null;
  /** How often somebody was there. */
  touches = 0;

  constructor(scenario: Scenario) {
    super(scenario);
    this.#backups = new Backups(scenario);
    this.#steps = new Steps(scenario.step);
    if (scenario.backups !== 'none') {
      this.#events = [
        { at: '2026-03-12T09:30:00Z', kind: 'failed_unlock', count: 2 },
        { at: '2026-03-01T07:12:00Z', kind: 'kit_replaced', count: 1 },
        { at: '2026-02-11T16:40:00Z', kind: 'restored', count: 1 },
      ];
    }
    const shortened = scenario.vault === 'shortened' ? [{ found_at: '2026-03-12T09:30:00Z', missing: 3 }] : [];
    this.#integrity = { shortened, read_only: scenario.vault === 'damaged' };
  }

  get #profile(): ProfileView {
    if (!this.opened) throw fail('locked');
    return this.opened;
  }

  #become(changes: Partial<ProfileView>): ProfileView {
    const profile = { ...this.#profile, ...changes };
    this.profiles = this.profiles.map((other) => (other.id === profile.id ? profile : other));
    return (this.opened = profile);
  }

  #note(kind: SecurityKind, count = 1): void {
    this.#events = [{ at: new Date().toISOString(), kind, count }, ...this.#events];
  }

  #require({ kit, passphrase }: ProofRequest, mode = this.#profile.mode): void {
    if (kit !== null) {
      if (kit.trim().toLowerCase().split(/\s+/).join(' ') !== this.#kit.join(' ')) throw fail('wrong_kit');
    } else if (mode !== 'keychain' && passphrase !== this.passphrase) throw fail('wrong_passphrase');
  }

  async vault(): Promise<VaultView> {
    const kit: KitState = this.#next ? 'replacing' : this.kitProven ? 'proven' : 'unproven';
    return {
      profile: this.#profile, keychain: this.scenario.keychain ? 'ready' : 'missing', kit,
      backups: this.#backups.list(), plan: this.#backups.plan, lock: this.#lock, events: this.#events,
      synced_by: this.scenario.synced, damaged: this.#damaged,
    };
  }

  async strength(passphrase: string, profile: string): Promise<StrengthView> {
    const long = [...passphrase].length;
    const common = ['password', '12345678', profile.toLowerCase()].includes(passphrase.toLowerCase());
    const score = common ? 0 : Math.min(4, Math.floor(long / 6));
    return { score, guesses_digits: score * 4 + 1, weakness: common ? 'common' : null, refused: long < 8 ? 'passphrase_too_short' : null };
  }

  async changeMode({ proof, mode, passphrase }: ChangeModeRequest) {
    this.#require(proof);
    if (mode !== 'passphrase' && !this.scenario.keychain) throw fail('keychain_missing');
    if (mode !== 'keychain') this.#setPassphrase(passphrase);
    this.#backups.age();
    this.#note(mode === this.#profile.mode ? 'passphrase_changed' : 'mode_changed');
    return this.#become({ mode });
  }

  #setPassphrase(passphrase: string | null): void {
    if ([...(passphrase ?? '')].length < 8) throw fail('passphrase_too_short');
    this.passphrase = passphrase!;
  }

  async renameProfile(name: string, colour: ProfileColour) {
    const trimmed = name.trim();
    const taken = this.profiles.some((other) => other.name === trimmed && other.id !== this.#profile.id);
    if (!trimmed || trimmed.length > 60 || taken) throw fail('profile_name');
    return this.#become({ name: trimmed, colour });
  }

  async setLock(lock: LockView) {
    this.#lock = lock;
  }

  async touch() {
    this.touches += 1;
  }

  async removal() {
    const { backups, held, rules } = this.scenario;
    return {
      receipts: 1284, pictures: 1301, backups: this.#backups.list(),
      set_aside: backups === 'none' ? [] : ['2026-02-11T16:40:00Z'],
      due: rules ? { year: 2025, until: '2033-12-31' } : null, held: held ? 3 : 0,
    };
  }

  async removeProfile(name: string) {
    if (name.trim() !== this.#profile.name) throw fail('invalid_value', 'name');
    this.profiles = this.profiles.filter(({ id }) => id !== this.#profile.id);
    this.opened = null;
    return { keychain_left: null };
  }

  override async recoveryKit(): Promise<RecoveryKitView> {
    return { words: this.#next ?? this.#kit, prove: [4, 11] };
  }

  async beginKit() {
    this.#next = NEXT;
    return this.recoveryKit();
  }

  async replaceKit(proof: ProofRequest, [first, second]: [string, string]) {
    if (!this.#next) throw fail('not_found');
    if (first !== this.#next[3] || second !== this.#next[10]) throw fail('wrong_kit');
    this.#require(proof);
    [this.#kit, this.#next, this.kitProven] = [this.#next, null, true];
    this.#note('kit_replaced');
    return this.#backups.age();
  }

  async withdrawKit() {
    this.#next = null;
  }

  async renew({ proof, passphrase }: RenewRequest, onProgress: OnProgress) {
    const { mode } = this.#profile;
    this.#require(proof);
    if (proof.kit !== null && mode !== 'keychain' && !passphrase) throw fail('passphrase_too_short');
    await this.#steps.go(['copying', 'rebuilding', 'checking', 'changing'], onProgress);
    if (passphrase) this.#setPassphrase(passphrase);
    [this.#kit, this.kitProven] = [NEXT, false];
    this.#backups.age();
    this.#note('renewed');
    return this.recoveryKit();
  }

  async makeBackup(elsewhere: boolean, onProgress: OnProgress) {
    await this.#steps.go(['copying', 'checking', 'writing', 'verifying'], onProgress);
    return this.#backups.make(elsewhere);
  }

  async remakeBackup(id: string, onProgress: OnProgress) {
    this.#backups.get(id);
    await this.#steps.go(['copying', 'checking', 'writing', 'verifying'], onProgress);
    return this.#backups.remake(id);
  }

  async verifyBackup(id: string, onProgress: OnProgress) {
    const { made_at, there } = this.#backups.get(id);
    if (!there) throw fail('file_gone');
    await this.#steps.go(['reading', 'checking'], onProgress);
    return { profile: this.#profile.name, made_at, receipts: 1284, pictures: 1301 };
  }

  async forgetBackup(id: string) {
    this.#backups.forget(id);
  }

  async planBackups(everyDays: number, keep: number, _elsewhere: boolean) {
    this.#backups.planned(everyDays, keep);
    return true;
  }

  /** Whether nothing is there, and nobody said that there shall be nothing. */
  protected get asksForBackups(): boolean {
    return this.scenario.asks && !this.#declined && !this.#backups.plan && this.#backups.list().length === 0;
  }

  async declineBackups() {
    this.#declined = true;
  }

  async endBackupPlan() {
    this.#backups.plan = null;
  }

  /** What is chosen is always the same file, of a profile with a passphrase. */
  async chooseBackup() {
    const here = this.profiles.some(({ id }) => id === 'profile-1');
    const keyless = here && this.fault === 'header_damaged';
    return (this.#chosen = { name: 'Aina 2026-03-10 18.30.00.quittance-backup', mode: 'passphrase', here, keyless });
  }

  async restoreBackup({ proof, restore_as, set_aside, mode, passphrase }: RestoreRequest, onProgress: OnProgress) {
    if (!this.#chosen) throw fail('not_found');
    this.#require(proof, this.#chosen.mode);
    if (this.#chosen.here && !set_aside) throw fail('profile_here');
    if (mode && mode !== 'keychain') this.#setPassphrase(passphrase);
    await this.#steps.go(['reading', 'checking', 'rebuilding'], onProgress);
    const name = restore_as === 'copy' ? 'Aina (copy)' : 'Aina';
    const profile: ProfileView = { id: 'profile-1', name, mode: mode ?? this.#chosen.mode, colour: 'teal', opened_at: new Date().toISOString() };
    this.#note('restored');
    this.fault = null;
    this.profiles = [profile, ...this.profiles.filter(({ id }) => id !== profile.id)];
    return (this.opened = profile);
  }

  async regainKey(proof: ProofRequest) {
    const [profile] = this.profiles;
    if (!this.#chosen || !profile) throw fail('not_found');
    this.#require(proof, this.#chosen.mode);
    if (this.fault !== 'header_damaged') throw fail('profile_here');
    this.fault = null;
    this.#note('key_regained');
    return (this.opened = profile);
  }

  async cancelStep() {
    this.#steps.stop();
  }

  async integrity() {
    return this.#integrity;
  }

  async checkIntegrity() {
    if (this.#integrity.read_only) throw fail('profile_damaged');
    return { receipts: 1284, pictures: 1301 };
  }

  /** The damaged file was replaced by what could be saved of it. */
  protected mended(): void {
    this.#integrity = { ...this.#integrity, read_only: false };
    this.fault = null;
    this.#damaged = { since: '2026-03-12T08:30:00Z', kib: 48_300 };
  }

  async removeDamaged() {
    this.#damaged = null;
  }

  async acknowledgeShortened() {
    this.#integrity = { ...this.#integrity, shortened: [] };
  }
}
