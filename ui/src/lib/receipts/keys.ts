//! The keys of a long list, in rows or in a grid.
import type { ReceiptList } from './receipt-list.svelte';

/** What the keys do beyond moving and selecting. */
export type Doing = { open: (index: number) => void; remove: () => void };

/** Carries out a key and ends its way: the screen that it opens must not hear it. */
export function handle(event: KeyboardEvent, list: ReceiptList, doing: Doing): void {
  if (event.target !== event.currentTarget || !press(event, list, doing)) return;
  event.preventDefault();
  event.stopPropagation();
}

/** Carries out a key. False when it is none of the list's. */
function press(event: KeyboardEvent, list: ReceiptList, doing: Doing): boolean {
  if (event.altKey) return false;
  if (event.ctrlKey || event.metaKey) return pressWithControl(event, list);
  const to = target(event.key, list);
  if (to === undefined) return pressOn(event, list, doing);
  void list.moveTo(to, event.shiftKey);
  return true;
}

function pressWithControl(event: KeyboardEvent, list: ReceiptList): boolean {
  if (event.key.toLowerCase() !== 'a' || event.shiftKey) return false;
  list.selection.selectAll();
  return true;
}

/** Where a key takes the cursor. */
function target(key: string, { cursor, viewport, rows }: ReceiptList): number | undefined {
  const sideways = viewport.columns > 1;
  switch (key) {
    case 'ArrowDown': return cursor + viewport.columns;
    case 'ArrowUp': return cursor - viewport.columns;
    case 'ArrowRight': return sideways ? cursor + 1 : undefined;
    case 'ArrowLeft': return sideways ? cursor - 1 : undefined;
    case 'PageDown': return cursor + viewport.page;
    case 'PageUp': return cursor - viewport.page;
    case 'Home': return 0;
    case 'End': return rows.length - 1;
    default: return undefined;
  }
}

function pressOn(event: KeyboardEvent, list: ReceiptList, doing: Doing): boolean {
  switch (event.key) {
    case ' ': list.toggle(list.cursor); return true;
    case 'Enter': doing.open(list.cursor); return true;
    case 'Delete': doing.remove(); return true;
    case 'Escape': return letGo(list);
    default: return false;
  }
}

/** Escape is the list's only while something is selected. */
function letGo(list: ReceiptList): boolean {
  if (list.selected === 0) return false;
  list.selection.clear();
  return true;
}
