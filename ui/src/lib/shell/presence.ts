//! That somebody is there: the shell locks by itself when nobody is, and sees neither keys nor pointer.
import type { Backend } from '$lib/backend/backend';

/** Told at most so often, in milliseconds. */
export const EVERY = 5000;

const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'focus'];

/** Tells of every sign of life; the returned function ends it. */
export function tellPresence(backend: Pick<Backend, 'touch'>, target: EventTarget, now: () => number = Date.now): () => void {
  let last = Number.NEGATIVE_INFINITY;
  const told = (): void => {
    if (now() - last < EVERY) return;
    last = now();
    // A profile that has just been closed needs no word of it.
    void backend.touch().catch(() => {});
  };
  for (const sign of SIGNS) target.addEventListener(sign, told, { passive: true, capture: true });
  return () => SIGNS.forEach((sign) => target.removeEventListener(sign, told, { capture: true }));
}
