//! How the twin refuses.
import type { Fault } from '../backend';
import { BackendFault } from '../fault';

export const fail = (code: Fault['code'], about: string | null = null) => new BackendFault({ code, about, incident: null });
