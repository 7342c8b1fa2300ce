/**
 * Whether a key belongs to the page and not to what a person types in, to a browser's shortcut, or to an open dialog. Shift is no
 * matter: some keyboards need it for `?` and `/`.
 */
export function isPageKey(event: KeyboardEvent): boolean {
  const { ctrlKey, altKey, metaKey, isComposing, repeat, target } = event;
  if (ctrlKey || altKey || metaKey || isComposing || repeat) return false;
  if (target instanceof Element && target.closest('input, textarea, select, [contenteditable]')) return false;
  return document.querySelector('dialog[open]') === null;
}
