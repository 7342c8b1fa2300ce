import { scaleLinear } from 'd3';
import { expect, test } from 'vitest';
import { placesAlong } from '../../src/charts/along-texts.ts';
import { frameIn, whole } from '../../src/charts/frame.ts';

function ticksOf(from: string, to: string, width: number): string[] {
  const room = { left: 46, right: 16, top: 0, bottom: 0 };
  const x = scaleLinear().domain([Date.parse(from), Date.parse(to)]);
  const frame = frameIn(whole(width, 200), room, x, scaleLinear());
  const { ticks, written } = placesAlong(frame, { name: 'date', isDate: true, written: String });
  return ticks.map((at) => written!(at));
}

test('an axis of dates has two ticks at least and says its year, on a phone too', () => {
  const half = ticksOf('2026-02-03', '2026-06-28', 340);
  expect(half.length).toBeGreaterThan(1);
  expect(half[0]).toBe('Mar 2026');
  expect(ticksOf('2026-02-03', '2026-06-28', 900)[0]).toMatch(/^(February|March) 2026$/);
  expect(half.slice(1).join()).not.toContain('2026');
  expect(ticksOf('2024-01-01', '2026-12-31', 340)[0]).toBe('2024');
  expect(ticksOf('2026-11-28', '2026-11-28', 340)).toHaveLength(1);
  expect(ticksOf('2026-01-30', '2026-02-03', 340)[0]).toBe('2026-01-30');
  expect(ticksOf('2026-01-05T08:00Z', '2026-01-05T20:00Z', 340)[0]).toBe('2026-01-05 09 AM');
});
