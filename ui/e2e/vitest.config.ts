import { defineConfig } from 'vitest/config';
import { CountReporter } from './count-reporter';

/** The face in a real browser, against the browser twin. */
export default defineConfig({
  root: import.meta.dirname,
  cacheDir: '../node_modules/.vite-e2e',
  test: {
    environment: 'node',
    include: ['**/*.e2e.ts'],
    globalSetup: './server.ts',
    // A window mostly waits to be drawn: two files, and two screens, at a time.
    maxWorkers: 2,
    maxConcurrency: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default', new CountReporter()],
  },
});
