//! How long receipts are kept, as the settings show and change it.
import type { Backend, Fault, HoldView, PolicyView, RetentionView, RuleName } from '$lib/backend/backend';
import { faultOf } from '$lib/backend/fault';

/** What keeping needs of the backend. */
export type KeepingDoor = Pick<
  Backend,
  'retention' | 'setPolicy' | 'removePolicy' | 'setAutomatic' | 'setBinDays' | 'holds' | 'liftHold'
>;

/** Years of one's own at most. */
export const MOST_YEARS = 99;

export class Keeping {
  view = $state.raw<RetentionView | null>(null);
  holds = $state.raw<HoldView[]>([]);
  fault = $state.raw<Fault | null>(null);
  busy = $state(false);
  /** The category of the next rule; empty for all that have none of their own. */
  category = $state('');
  rule = $state<RuleName>('malaysia');
  years = $state('7');

  constructor(private door: KeepingDoor) {}

  readonly yearsFit = $derived.by(() => /^\d{1,2}$/.test(this.years.trim()) && Number(this.years) >= 1);
  readonly ready = $derived.by(() => this.rule !== 'own' || this.yearsFit);

  async load(): Promise<void> {
    await this.#try(async () => {});
  }

  /** Sets the rule that was chosen; true when it stands. */
  async setPolicy(): Promise<boolean> {
    if (!this.ready) return false;
    const years = this.rule === 'own' ? Number(this.years) : 0;
    return this.#try(() => this.door.setPolicy({ category: this.category || null, rule: this.rule, years }));
  }

  removePolicy({ category }: PolicyView): Promise<boolean> {
    return this.#try(() => this.door.removePolicy(category));
  }

  setAutomatic(on: boolean): Promise<boolean> {
    return this.#try(() => this.door.setAutomatic(on));
  }

  setBinDays(days: number | null): Promise<boolean> {
    return this.#try(() => this.door.setBinDays(days));
  }

  lift({ id }: HoldView): Promise<boolean> {
    return this.#try(() => this.door.liftHold(id));
  }

  /** What stands is shown whatever came of it. */
  async #try(act: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.fault = null;
    this.busy = true;
    try {
      await act();
    } catch (thrown) {
      this.fault = faultOf(thrown);
    }
    try {
      [this.view, this.holds] = await Promise.all([this.door.retention(), this.door.holds()]);
    } catch (thrown) {
      this.fault ??= faultOf(thrown);
    }
    this.busy = false;
    return this.fault === null;
  }
}
