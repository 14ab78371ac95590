//! The browser twin of the shell, for tests and for a look at the face without it. Never in the product.
import type { Backend } from './backend';
import { scenarioOf } from './twin/scenario';
import { Twin } from './twin/twin';

/** A twin in the state that the page's address asks for: `?profile=none&data=many`. */
export function connect(): Backend {
  const twin = new Twin(scenarioOf(new URLSearchParams(location.search)));
  twin.hearKeys(window);
  return twin;
}
