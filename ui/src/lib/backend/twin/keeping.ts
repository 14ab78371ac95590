//! How long receipts are kept in the twin, what is held, and removing for good.
import type { BackupView, GoingView, HoldView, KeptView, PolicyView, PurgedView, RetentionPreview, RetentionView, ReviewView } from '../backend';
import { fail } from './fail';
import { valueOf } from './find';
import { Intake } from './intake';
import type { Scenario } from './scenario';

const DAY = 24 * 3600 * 1000;
const YEARS = { malaysia: 7, us: 3, us_understated: 6, us_employment: 4, us_bad_debt: 7, own: 0 };

export class Keeping extends Intake {
  #policies: PolicyView[] = [];
  #automatic = false;
  #binDays: number | null = null;
  #holds: HoldView[] = [];
  #purged = false;
  #last = 0;

  constructor(scenario: Scenario) {
    super(scenario);
    if (scenario.held) this.#hold([...this.receipts.values()].filter(({ state }) => state === 'confirmed'), scenario.held, 'Claim of 2025');
    if (scenario.rules) {
      this.#policies = [{ category: null, rule: 'malaysia', years: 7 }, { category: 'category-dining', rule: 'own', years: 1 }];
      this.#binDays = 90;
    }
  }

  #hold(receipts: ReviewView[], until: string | null, reason: string): void {
    for (const receipt of receipts) {
      this.#holds.push({ id: `hold-${++this.#last}`, receipt: receipt.id, merchant: valueOf(receipt, 'merchant') || null, until, holds: true, reason });
      this.put({ ...receipt, held: true });
    }
  }

  async #backupsMade(): Promise<BackupView[]> {
    return (await this.vault()).backups;
  }

  async retention(): Promise<RetentionView> {
    const backups = this.#purged ? await this.#backupsMade() : [];
    return { policies: this.#policies, automatic: this.#automatic, bin_days: this.#binDays, backups };
  }

  async setPolicy(policy: PolicyView) {
    if (policy.rule === 'own' && (policy.years < 1 || policy.years > 99)) throw fail('invalid_value', 'years');
    const years = policy.rule === 'own' ? policy.years : YEARS[policy.rule];
    this.#policies = [...this.#policies.filter(({ category }) => category !== policy.category), { ...policy, years }];
  }

  async removePolicy(category: string | null) {
    this.#policies = this.#policies.filter((policy) => policy.category !== category);
  }

  async setAutomatic(on: boolean) {
    this.#automatic = on;
  }

  async setBinDays(days: number | null) {
    if (days !== null && (days < 1 || days > 3650)) throw fail('invalid_value', 'bin_days');
    this.#binDays = days;
  }

  async holds() {
    return this.#holds;
  }

  async holdReceipts(ids: string[], until: string | null, reason: string) {
    this.#hold(ids.map((id) => this.get(id)), until, reason);
    this.emit({ kind: 'changed' });
  }

  async liftHold(id: string) {
    const hold = this.#holds.find((candidate) => candidate.id === id);
    if (!hold) throw fail('not_found');
    this.#holds = this.#holds.filter((candidate) => candidate !== hold);
    this.put({ ...this.get(hold.receipt), held: this.#holds.some(({ receipt }) => receipt === hold.receipt) });
    this.emit({ kind: 'changed' });
  }

  /** The last day that a rule keeps a receipt. */
  #until(receipt: ReviewView): string | null {
    const of = (category: string | null) => this.#policies.find((policy) => policy.category === category);
    const policy = (receipt.category_id && of(receipt.category_id)) || of(null);
    const date = valueOf(receipt, 'date');
    if (!policy || !date || receipt.state !== 'confirmed' || receipt.sample) return null;
    const year = Number(date.slice(0, 4)) + policy.years;
    return policy.rule === 'own' ? `${year}${date.slice(4)}` : `${year + 1}-12-31`;
  }

  #going(receipt: ReviewView): GoingView | null {
    const today = new Date().toISOString().slice(0, 10);
    const named = namesOf(receipt);
    const until = this.#until(receipt);
    if (until && until < today) return { ...named, why: 'policy_ended', since: until };
    if (until || !receipt.deleted_at || this.#binDays === null) return null;
    const since = new Date(Date.parse(receipt.deleted_at) + this.#binDays * DAY).toISOString().slice(0, 10);
    return since <= today ? { ...named, why: 'bin_age', since } : null;
  }

  /** The day on which what is in the bin is due. */
  protected goesOn(receipt: ReviewView): string | null {
    if (!receipt.deleted_at || this.#binDays === null || receipt.held) return null;
    const until = this.#until(receipt);
    const from = until ? Date.parse(until) + DAY : Date.parse(receipt.deleted_at) + this.#binDays * DAY;
    return new Date(from).toISOString().slice(0, 10);
  }

  async previewDue() {
    return this.#preview([...this.receipts.values()].flatMap((receipt) => this.#going(receipt) ?? []));
  }

  async previewPurge(ids: string[]) {
    const today = new Date().toISOString().slice(0, 10);
    const early = (receipt: ReviewView) => {
      const until = this.#until(receipt);
      return until && until >= today ? until : null;
    };
    return this.#preview(ids.map((id) => ({ ...namesOf(this.get(id)), why: 'chosen', since: early(this.get(id)) })));
  }

  async #preview(all: GoingView[]): Promise<RetentionPreview> {
    const kept = all.flatMap(({ receipt, merchant, date }): KeptView[] => {
      const hold = this.#holds.find((candidate) => candidate.receipt === receipt);
      return hold ? [{ receipt, merchant, date, until: hold.until, held: true, reason: hold.reason }] : [];
    });
    const going = all.filter(({ receipt }) => !this.get(receipt).held);
    const backups = going.length ? await this.#backupsMade() : [];
    return { going, kept, backups, damaged: (await this.vault()).damaged };
  }

  /** As if seven values of each had been looked for. */
  async purgeReceipts(ids: string[]): Promise<PurgedView> {
    if (ids.some((id) => this.get(id).held)) throw fail('held');
    this.log.purge(ids);
    this.#purged = true;
    this.emit({ kind: 'changed' });
    const [backups, { damaged }] = [await this.#backupsMade(), await this.vault()];
    return { receipts: ids.length, verdict: 'gone', values: ids.length * 7, unseen: 0, shared: 0, left: 0, backups, damaged };
  }
}

function namesOf(receipt: ReviewView): Pick<GoingView, 'receipt' | 'merchant' | 'date'> {
  return { receipt: receipt.id, merchant: valueOf(receipt, 'merchant') || null, date: valueOf(receipt, 'date') || null };
}
