import { describe, expect, it } from 'vitest';
import { scenarioOf } from '$lib/backend/twin/scenario';
import { Twin } from '$lib/backend/twin/twin';
import { NewPassphrase } from './new-passphrase.svelte';
import { Proof } from './proof.svelte';

const twin = () => new Twin(scenarioOf(new URLSearchParams()));

describe('a new passphrase', () => {
  it('is typed twice, or once where it can be seen', () => {
    const secret = new NewPassphrase(twin(), () => 'Aina');
    secret.value = 'long enough';
    expect([secret.ready, secret.differs], 'nothing typed again yet').toEqual([false, false]);
    secret.again = 'long enougn';
    expect([secret.ready, secret.differs]).toEqual([false, true]);
    secret.shown = true;
    expect([secret.ready, secret.differs], 'the eye has seen it').toEqual([true, false]);
    secret.value = 'short';
    expect(secret.ready, 'too short however often it is typed').toBe(false);
  });

  it('counts signs as people do', () => {
    const secret = new NewPassphrase(twin(), () => '');
    secret.value = secret.again = '密码密码密码密码';
    expect(secret.ready, 'eight signs are eight signs in any script').toBe(true);
  });

  it('is judged while it is typed, by the last word on it', async () => {
    const late: ((score: number) => void)[] = [];
    const judged = (score: number) => ({ score, guesses_digits: 1, weakness: null, refused: null });
    const door = { strength: () => new Promise<ReturnType<typeof judged>>((done) => late.push((score) => done(judged(score)))) };
    const secret = new NewPassphrase(door, () => 'Aina');
    secret.value = 'a';
    const first = secret.judge();
    secret.value = 'ab';
    const second = secret.judge();
    late[1]!(3);
    late[0]!(0);
    await Promise.all([first, second]);
    expect(secret.strength?.score, 'a late answer is of something else').toBe(3);
    secret.forget();
    expect([secret.value, secret.strength]).toEqual(['', null]);
  });

  it('can be chosen though nobody can judge it', async () => {
    const secret = new NewPassphrase({ strength: () => Promise.reject(new Error('gone')) }, () => '');
    secret.value = secret.again = 'long enough';
    await secret.judge();
    expect([secret.strength, secret.ready]).toEqual([null, true]);
  });
});

describe('a proof', () => {
  it('asks for nothing where the keychain opens', () => {
    const proof = new Proof('keychain');
    expect([proof.ready, proof.request()]).toEqual([true, { passphrase: null, kit: null }]);
  });

  it('is the passphrase, or the words in place of everything else', () => {
    const proof = new Proof('two_factor');
    expect(proof.ready).toBe(false);
    proof.passphrase = 'correct horse';
    expect(proof.request()).toEqual({ passphrase: 'correct horse', kit: null });
    proof.turn();
    expect(proof.ready, 'no words yet').toBe(false);
    proof.words = ' olive \n copper ';
    expect([proof.count, proof.request()], 'the passphrase is not sent beside them').toEqual([2, { passphrase: null, kit: 'olive copper' }]);
    proof.forget();
    expect([proof.passphrase, proof.words]).toEqual(['', '']);
  });
});
