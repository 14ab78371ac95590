//! A shortcut as the keyboard in front of the user names it.

const MAC = /mac/i.test(navigator.userAgent);
const ON_MAC: Record<string, string> = { CmdOrCtrl: '⌘', Shift: '⇧', Alt: '⌥' };

/** `CmdOrCtrl+Shift+E` as `Ctrl+Shift+E`, or `⌘⇧E` on a Mac. */
export function acceleratorWords(accelerator: string, mac = MAC): string {
  const keys = accelerator.split('+');
  return mac ? keys.map((key) => ON_MAC[key] ?? key).join('') : keys.join('+').replace('CmdOrCtrl', 'Ctrl');
}
