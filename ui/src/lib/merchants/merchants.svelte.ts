//! What is known of sellers, to look at and to forget.
import type { Backend, Fault, MerchantView } from '$lib/backend/backend';
import { faultOf } from '$lib/backend/fault';
import { t } from '$lib/i18n/i18n';
import type { History } from '$lib/shell/history.svelte';

/** What the list needs of the backend. */
export type MerchantsDoor = Pick<Backend, 'merchants' | 'forgetMerchant'>;

export class Merchants {
  /** None until they are loaded. */
  list = $state.raw<MerchantView[] | null>(null);
  find = $state('');
  fault = $state.raw<Fault | null>(null);

  constructor(
    private door: MerchantsDoor,
    private history: Pick<History, 'done' | 'load'>,
  ) {}

  /** Those whose name holds what is looked for. */
  readonly found = $derived.by(() => {
    const wanted = this.find.trim().toLocaleLowerCase();
    return (this.list ?? []).filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  });

  async load(): Promise<void> {
    await this.#try(async () => void (this.list = await this.door.merchants()));
  }

  async forget({ key, name }: MerchantView): Promise<void> {
    await this.#try(async () => {
      await this.door.forgetMerchant(key);
      this.list = await this.door.merchants();
      await this.history.load();
      this.history.done(t('merchants.forgotten', { name }));
    });
  }

  async #try(act: () => Promise<void>): Promise<void> {
    try {
      await act();
      this.fault = null;
    } catch (thrown) {
      this.fault = faultOf(thrown);
    }
  }
}
