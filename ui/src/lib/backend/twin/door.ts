//! The profiles of the twin: made, opened and locked, with their recovery kit.
import type { Code, CreateProfileRequest, KitSaved, PlaceView, ProfileView } from '../backend';
import { fail } from './fail';
import type { Scenario } from './scenario';

export const KIT = ('olive copper harbour winter lemon basket velvet anchor meadow signal quartz ribbon ' +
  'walnut pepper island thunder orchard candle marble falcon ginger bridge saddle zenith').split(' ');

/** The most bytes of a passphrase that the vault takes. */
const LONGEST = 4096;

export class Door {
  protected profiles: ProfileView[] = [];
  protected opened: ProfileView | null = null;
  protected passphrase = 'correct horse';
  #restoring = false;
  #place: PlaceView | null = null;
  /** Where the user was when a profile was locked, by its id. */
  readonly #left = new Map<string, PlaceView>();
  /** Why the profile does not open, until that is mended. */
  protected fault: Code | null;
  protected kitSettled = false;
  protected kitProven = false;

  constructor(protected readonly scenario: Scenario) {
    const { profile } = scenario;
    this.fault = scenario.fault;
    if (profile !== 'none') {
      const mode = profile === 'open' ? scenario.opens : profile;
      this.profiles = [{ id: 'profile-1', name: 'Aina', mode, colour: 'teal', opened_at: '2026-03-12T09:30:00Z' }];
    }
    if (profile === 'open') this.opened = this.profiles[0] ?? null;
  }

  async session() {
    const restoring = this.#restoring;
    this.#restoring = false;
    return {
      restoring,
      profiles: this.profiles,
      open: this.opened,
      keychain: this.scenario.keychain ? 'ready' as const : 'missing' as const,
      reader_ready: true,
      opening_fault: this.fault && !this.opened && this.#opensByItself ? { code: this.fault, about: null, incident: null } : null,
    };
  }

  get #opensByItself(): boolean {
    return this.profiles[0]?.mode === 'keychain';
  }

  async createProfile(request: CreateProfileRequest) {
    const name = request.name.trim();
    if (!name || name.length > 60 || this.profiles.some((profile) => profile.name === name)) throw fail('profile_name');
    if (request.mode !== 'keychain' && (request.passphrase ?? '').length < 8) throw fail('passphrase_too_short');
    this.passphrase = request.passphrase ?? this.passphrase;
    const profile = { id: `profile-${this.profiles.length + 1}`, name, mode: request.mode, colour: 'teal' as const, opened_at: new Date().toISOString() };
    this.profiles = [profile, ...this.profiles];
    return (this.opened = profile);
  }

  async openProfile(id: string, passphrase: string | null) {
    const profile = this.profiles.find((candidate) => candidate.id === id);
    if (!profile) throw fail('profile_missing');
    if ((passphrase ?? '').length > LONGEST) throw fail('invalid_value', 'passphrase');
    // Whether the passphrase is right is known once there is a header.
    const wrong = profile.mode !== 'keychain' && passphrase !== this.passphrase;
    if (wrong && this.fault !== 'header_damaged') throw fail('wrong_passphrase');
    if (this.fault) throw fail(this.fault);
    return (this.opened = profile);
  }

  async openWithKit(id: string, words: string) {
    const profile = this.profiles.find((candidate) => candidate.id === id);
    if (!profile) throw fail('profile_missing');
    if (words.trim().toLowerCase().split(/\s+/).join(' ') !== KIT.join(' ')) throw fail('wrong_kit');
    // The words open what the keychain does not, and nothing that is not there.
    if (this.fault && !this.fault.startsWith('keychain')) throw fail(this.fault);
    return (this.opened = profile);
  }

  async lock() {
    if (this.opened && this.#place) this.#left.set(this.opened.id, this.#place);
    this.opened = this.#place = null;
  }

  async notePlace(place: PlaceView) {
    if (!this.opened) throw fail('locked');
    this.#place = place;
  }

  async takePlace() {
    if (!this.opened) throw fail('locked');
    const left = this.#left.get(this.opened.id) ?? null;
    this.#left.delete(this.opened.id);
    return left;
  }

  async lockToRestore() {
    this.#restoring = true;
    await this.lock();
  }

  async recoveryKit() {
    return { words: KIT, prove: [4, 11] as [number, number] };
  }

  async proveRecoveryKit([first, second]: [string, string]) {
    if (first.trim().toLowerCase() !== KIT[3] || second.trim().toLowerCase() !== KIT[10]) throw fail('wrong_kit');
    this.kitSettled = this.kitProven = true;
  }

  /** The twin's only disk is the one of its vault. */
  async saveRecoveryKit(): Promise<KitSaved> {
    return 'beside_vault';
  }

  async saveRecoveryKitBesideVault(): Promise<KitSaved> {
    return 'saved';
  }

  async printWindow() {}

  async dismissRecoveryKit() {
    this.kitSettled = true;
  }
}
