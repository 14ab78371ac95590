//! What went wrong, as a value that can be thrown.
import type { Fault } from './bindings';

/** A {@link Fault} that travels as a rejection. */
export class BackendFault extends Error {
  constructor(readonly fault: Fault) {
    super(fault.code);
    this.name = 'BackendFault';
  }
}

/** The fault within anything that was thrown; what is not one is a defect of ours. */
export function faultOf(thrown: unknown): Fault {
  if (thrown instanceof BackendFault) return thrown.fault;
  if (isFault(thrown)) return thrown;
  return { code: 'internal', about: null, incident: null };
}

function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
}
