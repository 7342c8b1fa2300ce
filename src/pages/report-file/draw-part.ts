import { flushSync, mount, unmount, type Component } from 'svelte';
import { PAPER_WIDTH, surfaceContext } from '../../charts/surface.ts';
import { staticCopy } from './static-copy.ts';

/**
 * Draws a component out of sight, in light colours and as wide as paper, and copies what it drew.
 * @param name and `deeper` as {@link staticCopy} has them
 * @throws Error if a chart in it could not be drawn
 */
export function drawPart<Props extends Record<string, unknown>>(
  part: Component<Props>,
  props: Props,
  name: string,
  deeper: number,
): string {
  const sheet = document.createElement('div');
  // page.css says what is different there.
  sheet.className = 'report-sheet';
  sheet.inert = true;
  Object.assign(sheet.style, {
    position: 'absolute',
    insetInlineStart: '-10000px',
    top: '0',
    width: `${PAPER_WIDTH}px`,
  });
  document.body.append(sheet);
  const drawn = mount(part, { target: sheet, props, context: surfaceContext('sheet') });
  try {
    // Twice: a chart knows its width after the first time.
    flushSync();
    flushSync();
    const failed = sheet.querySelector('[data-failed] p');
    if (failed) throw new Error(failed.textContent);
    return staticCopy(sheet, name, deeper);
  } finally {
    void unmount(drawn);
    sheet.remove();
  }
}
