//! What the user prefers; the theme goes onto the root element, where the tokens look for it.
import type { Backend, Theme } from '$lib/backend/backend';

export class Preferences {
  theme = $state<Theme>('system');

  constructor(private backend: Backend) {}

  async load(): Promise<void> {
    this.#show((await this.backend.preferences()).theme);
  }

  async setTheme(theme: Theme): Promise<void> {
    this.#show(theme);
    await this.backend.setPreferences({ theme });
  }

  #show(theme: Theme): void {
    this.theme = theme;
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }
}
