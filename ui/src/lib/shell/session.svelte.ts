//! Which profile is open, and how the others open.
import type { Backend, CreateProfileRequest, ProfileView, SessionView } from '$lib/backend/backend';

export class Session {
  view = $state<SessionView | null>(null);

  constructor(private backend: Backend) {}

  async load(): Promise<void> {
    this.view = await this.backend.session();
  }

  async create(request: CreateProfileRequest): Promise<void> {
    this.#opened(await this.backend.createProfile(request));
  }

  async open(id: string, passphrase: string | null): Promise<void> {
    this.#opened(await this.backend.openProfile(id, passphrase));
  }

  async openWithKit(id: string, words: string): Promise<void> {
    this.#opened(await this.backend.openWithKit(id, words));
  }

  /** Nothing of the profile stays on the screen, whatever the shell does next. */
  async lock(): Promise<void> {
    if (this.view) this.view.open = null;
    await this.backend.lock();
    await this.load();
  }

  #opened(profile: ProfileView): void {
    if (this.view) this.view = { ...this.view, open: profile, opening_fault: null };
  }
}
