//! Where the user is.
import type { Page } from '$lib/backend/backend';

/** A part of the settings that can be gone to. */
export type SettingsSection = 'kit' | 'backups' | 'keeping';

/** What stands over the place: a pane that closes with Escape. */
export type Overlay =
  | 'palette' | 'export_csv' | 'export_pdf' | 'export_archive' | 'recovery_kit' | 'merchants' | 'watched_folders'
  | 'offers' | 'restore' | 'merge' | 'salvage' | 'diagnostics' | 'about';

/** Receipts to go through, and which of them is open. */
export type Round = { ids: string[]; at: number };

export class Navigator {
  place = $state<Page>('inbox');
  /** The part of the settings that is gone to next. */
  section = $state<SettingsSection | null>(null);
  overlay = $state<Overlay | null>(null);
  /** The review, while one is open; it covers the place. */
  round = $state<Round | null>(null);
  /** The pair that is being decided, while one is open. */
  duplicate = $state<string | null>(null);

  go(place: Page): void {
    this.round = null;
    this.duplicate = null;
    this.place = place;
  }

  /** Goes to the settings, or to one part of them. */
  settings(section: SettingsSection | null = null): void {
    this.go('settings');
    this.section = section;
  }

  /** Opens one of `ids`; the others are reached with next and previous. */
  review(ids: string[], id: string): void {
    this.duplicate = null;
    this.round = { ids: [...ids], at: Math.max(0, ids.indexOf(id)) };
  }

  /** What some receipts of the round became; the first of it is shown. */
  replace(gone: string[], come: string[]): void {
    if (!this.round) return;
    const at = this.round.ids.findIndex((id) => gone.includes(id));
    const ids = this.round.ids.filter((id) => !gone.includes(id));
    ids.splice(at, 0, ...come);
    this.round = { ids, at };
  }

  /** Opens a pair that may be one purchase. */
  decide(pair: string): void {
    this.round = null;
    this.duplicate = pair;
  }

  /** Back to the place. */
  back(): void {
    this.round = null;
    this.duplicate = null;
  }

  /** The next or previous receipt of the round. False when there is none. */
  step(by: 1 | -1): boolean {
    if (!this.round) return false;
    const at = this.round.at + by;
    if (at < 0 || at >= this.round.ids.length) return false;
    this.round = { ...this.round, at };
    return true;
  }
}
