import { describe, expect, it } from 'vitest';
import { keyOf } from './keys';

function press(init: KeyboardEventInit, html = '<input />') {
  document.body.innerHTML = html;
  const target = document.body.firstElementChild!;
  let meaning: ReturnType<typeof keyOf> | undefined;
  target.addEventListener('keydown', (event) => (meaning = keyOf(event as KeyboardEvent)));
  target.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...init }));
  return meaning;
}

describe('keys of the review', () => {
  it('accept, confirm, go back', () => {
    expect(press({ key: 'Enter' })).toBe('accept');
    expect(press({ key: 'Enter', ctrlKey: true })).toBe('confirm');
    expect(press({ key: 'Escape' })).toBe('back');
  });

  it('do not confirm a pile while Enter is held down', () => {
    expect(press({ key: 'Enter', repeat: true })).toBeNull();
  });

  it('leave Enter to a button, but not to the one that confirms', () => {
    expect(press({ key: 'Enter' }, '<button>Skip</button>')).toBeNull();
    expect(press({ key: 'Enter' }, '<button data-confirm="true">Confirm</button>')).toBe('accept');
  });

  it('pick another reading by its place on the keyboard, whatever the layout prints on it', () => {
    expect(press({ key: '²', code: 'Digit2', altKey: true })).toBe(1);
    expect(press({ key: '4', code: 'Digit4', altKey: true }), 'there are three at most').toBeNull();
    expect(press({ key: '1', code: 'Digit1' }), 'a digit is typed').toBeNull();
  });

  it('go from receipt to receipt with arrows, but not out of a text', () => {
    expect(press({ key: 'ArrowRight' }), 'the cursor moves').toBeNull();
    expect(press({ key: 'ArrowRight', altKey: true })).toBe('next');
    expect(press({ key: 'ArrowUp' }, '<button>x</button>')).toBe('previous');
  });
});
