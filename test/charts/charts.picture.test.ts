// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { CHART_CASES } from './chart-cases.ts';
import { drawChart, pictureLines, tableLines, type Room } from './drawn-chart.ts';

/** About the width of a character, in pixels. */
const CHARACTER = 7;

const ROOMS: readonly Room[] = [
  { surface: 'page', width: 760 },
  { surface: 'page', width: 340 },
  { surface: 'stage', width: 1200 },
];

describe.each(Object.entries(CHART_CASES))('%s', (name, { chart, cases }) => {
  it('draws what it drew before', async () => {
    const pictures: string[] = [];
    for (const [special, props] of Object.entries(cases)) {
      for (const room of ROOMS) {
        const { page, end } = drawChart(chart, props, room);
        expect(page.querySelector('[data-failed]')?.textContent).toBeUndefined();
        const picture = pictureLines(page);
        end();
        expect(picture).toContain('<svg');
        expect(picture).not.toMatch(/NaN|Infinity|undefined/);
        pictures.push(`${special}, ${room.surface}, ${room.width} wide\n${picture}\n`);
      }
    }
    await expect(pictures.join('\n')).toMatchFileSnapshot(`pictures/${name}.txt`);
  });
  it('cuts off no words at its edges', () => {
    for (const [special, props] of Object.entries(cases)) {
      for (const room of ROOMS) {
        const { page, end } = drawChart(chart, props, room);
        for (const words of page.querySelectorAll('text:not([transform])')) {
          const long = CHARACTER * words.textContent.length;
          const anchor = words.getAttribute('text-anchor') ?? 'start';
          const left = Number(words.getAttribute('x')) - long * { start: 0, middle: 0.5, end: 1 }[anchor]!;
          const where = `${special}, ${room.width} wide: ${words.textContent}`;
          expect(left, where).toBeGreaterThanOrEqual(0);
          expect(left + long, where).toBeLessThanOrEqual(room.width);
        }
        end();
      }
    }
  });

  it('is a table as well', async () => {
    const tables = Object.entries(cases).map(([special, props]) => {
      const { page, end } = drawChart(chart, props, { surface: 'page', width: 760 });
      const table = tableLines(page);
      end();
      return `${special}\n${table}\n`;
    });
    await expect(tables.join('\n')).toMatchFileSnapshot(`tables/${name}.txt`);
  });
});
