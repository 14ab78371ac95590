//! In what state a twin begins.
import type { Code, OpenMode, SyncTool } from '../backend';

export type Scenario = {
  /** `none`: first start; `keychain`, `passphrase`: locked; `open`: at work. */
  profile: 'none' | 'keychain' | 'passphrase' | 'open';
  /** How much is in it. */
  data: 'empty' | 'one' | 'some' | 'many' | 'crowd' | 'papers';
  /** Whether the machine has a keychain. */
  keychain: boolean;
  /** Why the last profile did not open by itself. */
  fault: Code | null;
  /** Milliseconds that reading one receipt takes; 0 reads at once. */
  pace: number;
  /** How the profile opens that is at work. */
  opens: OpenMode;
  /** The backups that are known of, and whether a plan makes them. */
  backups: 'none' | 'some' | 'planned';
  /** Whether what is there is all that there was. */
  vault: 'whole' | 'damaged' | 'shortened';
  /** Milliseconds that a step takes which says how far it is. */
  step: number;
  /** Whether the last action was done before the profile was opened. */
  earlier: boolean;
  /** The day until which every receipt is held. */
  held: string | null;
  /** Whether rules say how long receipts are kept. */
  rules: boolean;
  /** What is chosen to be merged. */
  other: 'backup' | 'archive';
  /** Whether a place for backups is asked for. */
  asks: boolean;
  /** What copies the folder of the profile elsewhere. */
  synced: SyncTool | null;
};

const DEFAULT: Scenario = {
  profile: 'open', data: 'some', keychain: true, fault: null, pace: 900,
  opens: 'keychain', backups: 'none', vault: 'whole', step: 300, earlier: false, held: null, rules: false, other: 'backup', asks: false, synced: null,
};

/** The scenario of a query string; what it does not say is as usual. */
export function scenarioOf(query: URLSearchParams): Scenario {
  return {
    profile: (query.get('profile') ?? DEFAULT.profile) as Scenario['profile'],
    data: (query.get('data') ?? DEFAULT.data) as Scenario['data'],
    keychain: query.get('keychain') !== 'no',
    fault: query.get('fault') as Code | null,
    pace: Number(query.get('pace') ?? DEFAULT.pace),
    opens: (query.get('opens') ?? DEFAULT.opens) as Scenario['opens'],
    backups: (query.get('backups') ?? DEFAULT.backups) as Scenario['backups'],
    vault: (query.get('vault') ?? DEFAULT.vault) as Scenario['vault'],
    step: Number(query.get('step') ?? DEFAULT.step),
    earlier: query.has('earlier'),
    held: query.get('held'),
    rules: query.has('rules'),
    other: (query.get('other') ?? DEFAULT.other) as Scenario['other'],
    asks: query.has('asks'),
    synced: query.get('synced') as SyncTool | null,
  };
}
