import { flushSync, mount, unmount, type Component } from 'svelte';
import { subjectContext, type ChartSubject } from '../../charts/chart-subject.ts';
import { partContext, type PartOfData } from '../../charts/part-of-data.ts';
import { PAPER_WIDTH, surfaceContext } from '../../charts/surface.ts';
import { staticCopy } from './static-copy.ts';

/**
 * Draws a component out of sight, in light colours and as wide as paper, and copies what it drew.
 * @param name and `deeper` as {@link staticCopy} has them
 * @param part of the data that it is over, where it is not all
 * @param subject what its charts are about
 * @throws Error if a chart in it could not be drawn
 */
export function drawPart<Props extends Record<string, unknown>>(
  drawing: Component<Props>,
  props: Props,
  name: string,
  deeper: number,
  part: PartOfData | null = null,
  subject: ChartSubject | null = null,
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
  const context = new Map([...surfaceContext('sheet'), partContext(part), subjectContext(subject)] as [
    symbol,
    unknown,
  ][]);
  const drawn = mount(drawing, { target: sheet, props, context });
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
