//! Which profile is open, and how the others open.
import type { Backend, ComeBackRequest, CreateProfileRequest, OnProgress, ProfileView, ProofRequest, RemovedView, RestoreRequest, SessionView } from '$lib/backend/backend';

export class Session {
  view = $state<SessionView | null>(null);
  /** Whether the open profile is closed for a while, to be opened again: nothing can be loaded meanwhile. */
  away = $state(false);
  /** The profile that was removed, until its report was read. */
  removed = $state.raw<{ name: string; report: RemovedView; backups: number } | null>(null);

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

  async restore(request: RestoreRequest, onProgress: OnProgress): Promise<ProfileView> {
    const restored = await this.backend.restoreBackup(request, onProgress);
    this.#opened(restored);
    return restored;
  }

  async regain(proof: ProofRequest): Promise<ProfileView> {
    const regained = await this.backend.regainKey(proof);
    this.#opened(regained);
    return regained;
  }

  async comeBack(request: ComeBackRequest, onProgress: OnProgress): Promise<ProfileView> {
    const back = await this.backend.comeBack(request, onProgress);
    this.#opened(back);
    return back;
  }

  /** Does something for which the profile is closed and opened again. */
  async awayFor<T>(act: () => Promise<T>): Promise<T> {
    this.away = true;
    try {
      return await act();
    } finally {
      this.away = false;
    }
  }

  /** Removes the open profile; whatever comes of it, nothing of it stays on the screen. */
  async remove({ name }: ProfileView, backups: number): Promise<void> {
    try {
      const report = await this.awayFor(() => this.backend.removeProfile(name));
      this.removed = { name, report, backups };
    } finally {
      await this.load();
    }
  }

  /** The report was read: the program starts anew, so that nothing of the profile is left in memory. */
  async leaveRemoved(): Promise<void> {
    await this.lock();
    this.removed = null;
  }

  /** The open profile is called or opened another way now. */
  become(profile: ProfileView): void {
    this.#opened(profile);
  }

  /** As {@link lock}, into the page where a backup is restored. */
  async lockToRestore(): Promise<void> {
    if (this.view) this.view.open = null;
    await this.backend.lockToRestore();
    await this.load();
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
