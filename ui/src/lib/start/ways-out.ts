//! What can be done with a profile that does not open.
import type { Code, Fault } from '$lib/backend/backend';

/** The words are `unopened.<way>`. */
export type WayOut = 'salvage' | 'key' | 'restore' | 'again' | 'report';

/** The best first. What a newer version wrote is left to that. */
const WAYS: Partial<Record<Code, WayOut[]>> = {
  database_broken: ['salvage', 'restore', 'again', 'report'],
  database_foreign: ['restore', 'again', 'report'],
  database_missing: ['restore', 'again', 'report'],
  database_unreadable: ['restore', 'again', 'report'],
  header_damaged: ['key', 'again', 'report'],
  profile_newer: ['again', 'report'],
};

/** The ways out of a fault, where neither passphrase nor words are the trouble. */
export function waysOut(fault: Fault | null): WayOut[] | null {
  return (fault && WAYS[fault.code]) ?? null;
}
