//! What was done to a receipt, as its history tells it.
import type { ChangeView, DeedView, ReviewView } from '../backend';
import type { Action } from './log';

/** The actions that touched a receipt, the latest first, before them its reading. */
export function deedsOf(id: string, actions: Action[]): DeedView[] {
  const deeds = actions.flatMap(({ view, changes }): DeedView[] => {
    const change = changes.find(([of]) => of === id);
    return change ? [{ action: view, by_user: true, device: 'Aina', changes: changesOf(change[1], change[2]) }] : [];
  });
  return [...deeds.reverse(), read(id)];
}

/** Everything began with a drop and a reading. */
function read(id: string): DeedView {
  const at = '2026-03-12T09:00:00Z';
  const action = { code: 'finish_reading', count: 1, about: null, at, earlier: true };
  return { action, by_user: false, device: 'Aina', changes: [{ field: 'picture', old: null, new: id }] };
}

function changesOf(before: ReviewView | undefined, after: ReviewView | undefined): ChangeView[] {
  const fields = (after?.fields ?? []).map(({ name, value }): ChangeView => {
    const old = before?.fields.find((field) => field.name === name)?.value ?? null;
    return { field: name, old, new: value };
  });
  const bin = { field: 'bin', old: before?.deleted_at ?? null, new: after?.deleted_at ?? null };
  const note = { field: 'note', old: before?.note ?? null, new: after?.note ?? null };
  return [...fields, note, bin].filter((change) => change.old !== change.new);
}
