//! The categories of the open profile, by id and in words.
import type { Backend, CategoryView } from '$lib/backend/backend';
import { isKey, t } from '$lib/i18n/i18n';

export class Categories {
  list = $state<CategoryView[]>([]);

  constructor(private backend: Backend) {}

  async load(): Promise<void> {
    this.list = await this.backend.categories();
  }

  /** What a category is called; none for no category or one that is gone. */
  name(id: string | null): string | null {
    const category = this.list.find((candidate) => candidate.id === id);
    return category ? nameOf(category) : null;
  }

  /** For a select: `none` first, then by name. */
  options(none: string): { value: string; label: string }[] {
    const named = this.list.map((category) => ({ value: category.id, label: nameOf(category) }));
    named.sort((a, b) => a.label.localeCompare(b.label));
    return [{ value: '', label: none }, ...named];
  }
}

/** The user's own name for it, else the catalogue's. */
export function nameOf({ id, key, name }: CategoryView): string {
  if (name) return name;
  const word = `category.${key}`;
  return isKey(word) ? t(word) : (key ?? id);
}
