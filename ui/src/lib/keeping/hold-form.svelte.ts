//! Holding receipts: until when, and why.
import type { Backend, Fault, HoldView } from '$lib/backend/backend';
import { faultOf } from '$lib/backend/fault';

/** What holding needs of the backend. */
export type HoldDoor = Pick<Backend, 'holds' | 'holdReceipts' | 'liftHold'>;

/** Letters of a reason at most, as the vault has it. */
export const LONGEST_REASON = 500;

export class HoldForm {
  until = $state('');
  reason = $state('');
  busy = $state(false);
  fault = $state.raw<Fault | null>(null);
  /** What holds them already. */
  present = $state.raw<HoldView[]>([]);

  /** `today` is an ISO day. */
  constructor(
    private door: HoldDoor,
    readonly ids: string[],
    private today: string,
  ) {}

  /** No day, or one that is not over. */
  readonly untilFits = $derived.by(() => this.until.trim() === '' || isDayFrom(this.until.trim(), this.today));
  readonly ready = $derived.by(() => this.untilFits && !this.busy && this.ids.length > 0);

  load(): Promise<boolean> {
    return this.#try(async () => {
      const all = await this.door.holds();
      this.present = all.filter(({ receipt }) => this.ids.includes(receipt));
    });
  }

  /** Holds them all in one step; false when nothing was held. */
  async hold(): Promise<boolean> {
    if (!this.ready) return false;
    return this.#try(() => this.door.holdReceipts(this.ids, this.until.trim() || null, this.reason.trim()));
  }

  async lift({ id }: HoldView): Promise<boolean> {
    return (await this.#try(() => this.door.liftHold(id))) && this.load();
  }

  async #try(act: () => Promise<void>): Promise<boolean> {
    this.busy = true;
    this.fault = null;
    try {
      await act();
    } catch (thrown) {
      this.fault = faultOf(thrown);
    }
    this.busy = false;
    return this.fault === null;
  }
}

/** `2033-12-31`, a day that there is, not before `first`. */
function isDayFrom(text: string, first: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) && text >= first;
}
