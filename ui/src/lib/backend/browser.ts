//! The browser twin of the shell, for tests and for a look at the face without it. Never in the product.
import type { Backend } from './backend';
import { CrowdTwin } from './twin/crowd';
import { scenarioOf } from './twin/scenario';
import { Twin } from './twin/twin';

/** A twin in the state that the page's address asks for: `?profile=none&data=many`. */
export function connect(): Backend {
  const scenario = scenarioOf(new URLSearchParams(location.search));
  const twin = scenario.data === 'crowd' ? new CrowdTwin(scenario) : new Twin(scenario);
  twin.hearKeys(window);
  return twin;
}
