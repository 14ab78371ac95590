import { describe, expect, it } from 'vitest';
import type { CodeKind } from '$lib/backend/backend';
import { codeWords } from './codes';

const words = (kind: CodeKind) => codeWords({ payload: 'as it says', kind, bounds: { x: 0, y: 0, width: 1, height: 1 } });

describe('a code in words', () => {
  it('names the document of an e-invoice', () => {
    expect(words({ kind: 'my_invois', document: 'ABCDE12345', share: 'secret-share' })).toBe('MyInvois e-invoice ABCDE12345');
  });

  it('says whom a payment is for, as far as it is known', () => {
    expect(words({ kind: 'payment', merchant: 'KEDAI ALI', amount: '9.50', country: 'MY' })).toBe('DuitNow QR · KEDAI ALI · 9.50');
    expect(words({ kind: 'payment', merchant: null, amount: null, country: 'SG' })).toBe('QR payment');
  });

  it('has words for every other kind', () => {
    for (const kind of ['german_register', 'transfer', 'link', 'other'] as const) expect(words({ kind })).not.toContain('.');
  });
});
