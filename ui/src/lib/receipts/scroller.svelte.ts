//! Ties a scrolling element to the viewport of a list.
import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import type { ReceiptList } from './receipt-list.svelte';

/** How the records stand in the element. */
export type Measure = {
  rowHeight: number;
  /** Pixels of the element that a sticky head covers. */
  covered: number;
  /** Records side by side at a width; one when it is left out. */
  columns?: (width: number) => number;
};

/** Keeps viewport and element together, loads what comes into view, and shows the cursor when it moves. */
export function scroller(list: ReceiptList, measure: Measure): Attachment<HTMLElement> {
  return (element) => {
    untrack(() => take(list, element, measure));
    const sizes = new ResizeObserver(() => fit(list, element, measure));
    const scrolled = () => (list.viewport.scrollTop = element.scrollTop);
    sizes.observe(element);
    element.addEventListener('scroll', scrolled, { passive: true });
    follow(list, element);
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', scrolled);
    };
  };
}

/** A list that was left comes back where it stood. */
function take(list: ReceiptList, element: HTMLElement, measure: Measure): void {
  list.viewport.rowHeight = measure.rowHeight;
  fit(list, element, measure);
  const place = list.viewport.scrollTop;
  requestAnimationFrame(() => (element.scrollTop = place));
}

function fit({ viewport }: ReceiptList, element: HTMLElement, { covered, columns }: Measure): void {
  viewport.height = element.clientHeight - covered;
  viewport.columns = columns?.(element.clientWidth) ?? 1;
}

function follow(list: ReceiptList, element: HTMLElement): void {
  const { viewport } = list;
  $effect(() => {
    const { first, end } = viewport;
    untrack(() => list.rows.want(first, end - 1));
  });
  onChange(() => list.cursor, () => (element.scrollTop = viewport.reveal(list.cursor)));
  onChange(() => list.listings, () => (element.scrollTop = 0));
}

/** Runs `act` when a value changes, not for the first. */
function onChange(value: () => unknown, act: () => void): void {
  let before = untrack(value);
  $effect(() => {
    const now = value();
    if (now === before) return;
    before = now;
    untrack(act);
  });
}
