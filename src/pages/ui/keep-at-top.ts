/** After so long what is below is there, or something else is looked at. */
const LONGEST_MS = 5000;
const OF_A_PERSON = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/**
 * Scrolls an element to the top of the window, and does so again while the page below it grows long enough, until a person does
 * anything.
 */
export function keepAtTop(element: Element): void {
  const ended = new AbortController();
  const { signal } = ended;
  const observer = new ResizeObserver(() => element.scrollIntoView({ block: 'start' }));
  signal.addEventListener('abort', () => observer.disconnect());
  for (const name of OF_A_PERSON)
    addEventListener(name, () => ended.abort(), { signal, passive: true, capture: true });
  setTimeout(() => ended.abort(), LONGEST_MS);
  // It calls at once, too.
  observer.observe(document.body);
}
