import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** The product's policy, so that the twin in a browser breaks where the product would; its drawn pictures are data addresses. */
function policy(): string {
  const { app } = JSON.parse(readFileSync(path('../tauri.conf.json'), 'utf8'));
  return app.security.csp.replace('img-src', 'img-src data:');
}

export default defineConfig(({ mode }) => {
  const product = mode === 'production';
  return {
    plugins: [svelte()],
    publicDir: false,
    resolve: {
      alias: {
        $lib: path('./src/lib'),
        $catalogue: path('../assets/i18n'),
        // The product talks to the shell; the browser twin is for tests and `npm run dev`.
        $connect: path(product ? './src/lib/backend/tauri.ts' : './src/lib/backend/browser.ts'),
      },
      conditions: ['browser'],
    },
    build: {
      target: ['safari17.5', 'chrome123'],
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      emptyOutDir: true,
    },
    server: { fs: { allow: ['..'] } },
    preview: { headers: { 'Content-Security-Policy': policy() } },
    test: { environment: 'happy-dom', include: ['src/**/*.test.ts'] },
  };
});
