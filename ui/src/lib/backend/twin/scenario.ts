//! In what state a twin begins.
import type { Code } from '../backend';

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
};

const DEFAULT: Scenario = { profile: 'open', data: 'some', keychain: true, fault: null, pace: 900 };

/** The scenario of a query string; what it does not say is as usual. */
export function scenarioOf(query: URLSearchParams): Scenario {
  return {
    profile: (query.get('profile') ?? DEFAULT.profile) as Scenario['profile'],
    data: (query.get('data') ?? DEFAULT.data) as Scenario['data'],
    keychain: query.get('keychain') !== 'no',
    fault: query.get('fault') as Code | null,
    pace: Number(query.get('pace') ?? DEFAULT.pace),
  };
}
