//! What the keys mean while a receipt is reviewed.

/** A number is the place of another reading, from 0. */
export type Key = 'accept' | 'confirm' | 'back' | 'next' | 'previous' | number;

/** The meaning of a key press; none leaves it to the control that has the focus. */
export function keyOf(event: KeyboardEvent): Key | null {
  const { key, altKey, ctrlKey, metaKey } = event;
  const target = event.target instanceof Element ? event.target : null;
  if (key === 'Enter') {
    if (event.repeat) return null;
    if (ctrlKey || metaKey) return 'confirm';
    return target?.closest('button:not([data-confirm]), select, a') ? null : 'accept';
  }
  if (key === 'Escape') return 'back';
  const digit = /^Digit([123])$/.exec(event.code);
  if (altKey && digit) return Number(digit[1]) - 1;
  return stepOf(event, target);
}

/** Arrows go from receipt to receipt; within text, only with Alt. */
function stepOf({ key, altKey, ctrlKey, metaKey }: KeyboardEvent, target: Element | null): 'next' | 'previous' | null {
  if (ctrlKey || metaKey) return null;
  if (!altKey && target?.closest('input, select, textarea, [role=menu], [role=toolbar]')) return null;
  if (key === 'ArrowRight' || key === 'ArrowDown') return 'next';
  if (key === 'ArrowLeft' || key === 'ArrowUp') return 'previous';
  return null;
}
