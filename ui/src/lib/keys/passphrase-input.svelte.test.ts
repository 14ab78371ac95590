import { flushSync, mount, unmount } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import PassphraseInput from './PassphraseInput.svelte';

let unmounted: (() => Promise<void>) | undefined;
afterEach(() => unmounted?.());

function typed(value = ''): { input: HTMLInputElement; toggle: HTMLButtonElement; props: { value: string } } {
  const props = $state({ id: 'secret', value, autocomplete: 'current-password' as const });
  const field = mount(PassphraseInput, { target: document.body, props });
  unmounted = () => unmount(field);
  return { input: document.querySelector('input')!, toggle: document.querySelector('button')!, props };
}

describe('where a passphrase is typed', () => {
  it('hides the signs until they are asked for, and keeps them', () => {
    const { input, toggle } = typed('walnut anchor');
    expect([input.type, toggle.textContent.trim()]).toEqual(['password', 'Show']);
    toggle.click();
    flushSync();
    expect([input.type, input.value, toggle.textContent.trim()], 'the same signs, to be seen').toEqual(['text', 'walnut anchor', 'Hide']);
    toggle.click();
    flushSync();
    expect(input.type).toBe('password');
  });

  it('has a button that says what it does and to what, and never sends the form', () => {
    const { input, toggle } = typed();
    expect(toggle.getAttribute('aria-label'), 'what is seen begins what is said').toBe('Show what is typed');
    expect(toggle.getAttribute('aria-controls')).toBe(input.id);
    expect(toggle.type).toBe('button');
    toggle.click();
    flushSync();
    expect(toggle.getAttribute('aria-label')).toBe('Hide what is typed');
  });

  it('takes what is pasted whole, however long', () => {
    const { input } = typed();
    expect(input.maxLength, 'a passphrase that was cut is another one').toBe(-1);
    expect(input.autocomplete).toBe('current-password');
  });
});
