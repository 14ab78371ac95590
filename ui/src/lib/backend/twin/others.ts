//! Leaving with everything, coming back, merging another copy, and what is saved of a damaged one.
import type { ComeBackRequest, MergeFileView, MergePreview, MergeRequest, OnProgress, ProofRequest, SalvageView, UnopenedRequest } from '../backend';
import { fail } from './fail';
import { Keeping } from './keeping';
import type { Scenario } from './scenario';
import { sampleOf } from './stock';
import { Steps } from './steps';

/** What opens the twin's archive. */
const ARCHIVE = 'walnut anchor meadow';

export class Others extends Keeping {
  readonly #walk: Steps;
  #other: MergeFileView | null = null;
  #merged = false;

  constructor(scenario: Scenario) {
    super(scenario);
    this.#walk = new Steps(scenario.step);
  }

  override async cancelStep() {
    this.#walk.stop();
    await super.cancelStep();
  }

  async exportArchive(passphrase: string | null, onProgress: OnProgress) {
    if (passphrase !== null && passphrase.length < 8) throw fail('passphrase_too_short');
    await this.#walk.go(['copying', 'writing'], onProgress);
    const { size } = this.receipts;
    return { file_name: `Quittance archive.tar${passphrase ? '.age' : ''}`, receipts: size, pictures: size, encrypted: passphrase !== null };
  }

  /** What is chosen is an archive while no profile is open, and a backup of a copy else. */
  async chooseOther() {
    const backup = this.opened && this.scenario.other === 'backup' ? ('passphrase' as const) : null;
    const name = backup ? 'Aina (copy) 2026-03-11 18.30.00.quittance-backup' : 'Quittance archive.tar.age';
    return (this.#other = { name, backup, sealed: true });
  }

  async comeBack(request: ComeBackRequest, onProgress: OnProgress) {
    if (request.archive_passphrase !== ARCHIVE) throw fail('archive_locked');
    await this.#walk.go(['reading', 'checking', 'rebuilding'], onProgress);
    return this.createProfile({ name: request.name ?? 'Aina', mode: request.mode, passphrase: request.passphrase });
  }

  #open({ proof, archive_passphrase }: MergeRequest): void {
    if (!this.#other) throw fail('not_found');
    if (this.#other.backup && proof.kit === null && proof.passphrase !== this.passphrase) throw fail('wrong_passphrase');
    if (!this.#other.backup && archive_passphrase !== ARCHIVE) throw fail('archive_locked');
  }

  async previewMerge(request: MergeRequest, onProgress: OnProgress): Promise<MergePreview> {
    this.#open(request);
    await this.#walk.go(['reading', 'checking'], onProgress);
    const nothing = { new: 0, changed_there: 0, changed_here: 2, binned_there: 0, purged_there: 0, held: [], conflicts: [], conflicts_in_all: 0 };
    if (this.#merged) return { profile: 'Aina (copy)', related: true, actions: 0, ...nothing };
    const merchant = 'Tesco Stores Sdn Bhd';
    const conflicts = [
      { receipt: 'receipt-1', merchant, field: 'total', ours: 'MYR 23.40', theirs: 'MYR 24.30', theirs_stand: false },
      { receipt: 'receipt-1', merchant, field: 'note', ours: null, theirs: 'Lunch with Mei', theirs_stand: true },
    ];
    return { profile: 'Aina (copy)', related: true, actions: 9, new: 3, changed_there: 2, changed_here: 2, binned_there: 1, purged_there: 1, held: [], conflicts, conflicts_in_all: 2 };
  }

  async merge(request: MergeRequest, onProgress: OnProgress) {
    this.#open(request);
    await this.#walk.go(['reading', 'checking', 'merging'], onProgress);
    if (this.#merged) return { actions: 0, pictures: 0 };
    this.#merged = true;
    await this.ingest([sampleOf(80), sampleOf(81), sampleOf(82)], { files: 3 });
    return { actions: 9, pictures: 3 };
  }

  async salvage(unopened: string | null, proof: ProofRequest, onProgress: OnProgress): Promise<SalvageView> {
    const profile = unopened ? this.profiles.find(({ id }) => id === unopened) : this.opened;
    if (profile?.mode !== 'keychain' && proof.kit === null && proof.passphrase !== this.passphrase) throw fail('wrong_passphrase');
    await this.#walk.go(['copying', 'rebuilding', 'checking', 'changing'], onProgress);
    this.mended();
    this.opened = profile ?? null;
    const row = (table: string, kept: number, lost: number | null) => ({ table, kept, lost });
    const tables = [row('receipt', 1281, 3), row('attachment', 1299, 2), row('action', 2604, 0), row('change', 9120, null), row('device', 1, 0)];
    return { tables, kept_as: 'damaged-1773304200000.db' };
  }

  async diagnostics(unopened: UnopenedRequest | null) {
    if (unopened) {
      const files = { counter: 1024, header: 350, 'vault.db': 49_459_200, 'vault.db-wal': 0 };
      const report = { app: '0.1.0', system: 'linux x86_64', code: unopened.code, header: 'whole', files, others: 0 };
      return `${JSON.stringify(report, null, 2)}\n`;
    }
    const report = { app: '0.1.0', system: 'linux x86_64', opens: this.opened?.mode, receipts: { confirmed: 1284, to_review: 6 }, database_kib: 48_300, faults: {} };
    return `${JSON.stringify(report, null, 2)}\n`;
  }

  async saveDiagnostics() {
    return true;
  }
}
