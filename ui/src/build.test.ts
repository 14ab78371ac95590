// @vitest-environment node
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let outDir: string;
let page: string;
let script: string;

beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'quittance-face-'));
  await build({ root: join(import.meta.dirname, '..'), mode: 'production', logLevel: 'error', build: { outDir } });
  page = await readFile(join(outDir, 'index.html'), 'utf8');
  const assets = (await readdir(join(outDir, 'assets'))).filter((name) => name.endsWith('.js'));
  script = (await Promise.all(assets.map((name) => readFile(join(outDir, 'assets', name), 'utf8')))).join('\n');
}, 120_000);
afterAll(() => rm(outDir, { recursive: true }));

describe('the product build', () => {
  it('has nothing that the policy would refuse', () => {
    expect(page, 'no script within the page').not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(page, 'no style within the page').not.toMatch(/<style|\sstyle=/);
    expect(script, 'no markup with a style of its own').not.toMatch(/<[a-z]+[^>`"']*\sstyle=["']/);
    expect(script, 'no text made into code').not.toMatch(/\bnew Function\(|\beval\(/);
  });

  it('talks to the shell and carries no twin', () => {
    expect(script).toContain('confirm_receipt');
    expect(script, 'made-up receipts have no place in it').not.toContain('Kedai Kopi Hing');
    expect(script, 'nothing is kept in the webview').not.toMatch(/localStorage|sessionStorage|indexedDB/);
  });
});
