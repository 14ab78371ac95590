//! How well a typed text fits a label.

/** Lower is better; none when the letters are not all there in order. */
export function rank(label: string, typed: string): number | null {
  const words = label.toLowerCase();
  const wanted = typed.trim().toLowerCase();
  const at = words.indexOf(wanted);
  if (at === 0) return 0;
  if (at > 0) return words[at - 1] === ' ' ? 1 : 2;
  return initials(words).startsWith(wanted.replaceAll(' ', '')) || scattered(words, wanted) ? 3 : null;
}

function initials(words: string): string {
  return words
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .join('');
}

/** Every typed word begins a word of the label, in any order. */
function scattered(words: string, wanted: string): boolean {
  const starts = words.split(/\s+/);
  return wanted.split(/\s+/).every((part) => starts.some((word) => word.startsWith(part)));
}
