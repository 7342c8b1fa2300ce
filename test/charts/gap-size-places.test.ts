import { scaleLinear, scaleLog } from 'd3';
import { describe, expect, it } from 'vitest';
import { frameIn, whole } from '../../src/charts/frame.ts';
import { gapSizePlaces, heightAt, isNarrow, leaderOf, MARK } from '../../src/charts/gap-size-places.ts';
import { labelBox, overlap } from '../../src/charts/label-places.ts';
import { isAmbiguous } from '../../src/charts/name-places.ts';
import { sizeInWords, type SizedModel } from '../../src/charts/sized-model.ts';
import { SIZES } from '../../src/pages/finding/finding.ts';

const ROOM = { top: 47, right: 12, bottom: 62, left: 56 };
const LEVELS = [
  { name: 'always “neutral”', role: 'reference', gap: SIZES.majority },
  { name: 'one person alone', role: 'people', gap: SIZES.onePerson },
  { name: 'label prior', role: 'reference', gap: SIZES.marginal },
  { name: 'three people together, or closer', role: 'people', gap: SIZES.threePeople },
] as const;

function placed(models: readonly SizedModel[], width: number) {
  const x = scaleLog().domain([3e6, 7e9]);
  const y = scaleLinear().domain([0, 0.9]);
  return gapSizePlaces(models, LEVELS, frameIn(whole(width, heightAt(width)), ROOM, x, y));
}

describe('names in the chart of gap and size', () => {
  it.each([330, 480, 620, 900])('lie over no other name of the shipped models at %i pixels', (width) => {
    const { placed: models } = placed(SIZES.models, width);
    const letters = { character: isNarrow(width) ? 7.2 : 8.4, line: 15 };
    const boxes = models.map(({ name }) => labelBox(name.words, name, letters));
    expect(models.length).toBeGreaterThanOrEqual(5);
    for (const [at, box] of boxes.entries()) {
      for (const other of boxes.slice(at + 1)) expect(overlap(box, other)).toBe(false);
      for (const { x, y } of models)
        expect(overlap(box, { left: x - 4, right: x + 4, top: y - 4, bottom: y + 4 })).toBe(false);
      expect(box.right).toBeLessThanOrEqual(width + 1);
    }
  });

  it.each([330, 480, 545, 620, 760, 900])(
    'stand beside no other mark than their own at %i pixels',
    (width) => {
      const { placed: models } = placed(SIZES.models, width);
      const markOf = ({ x, y }: { x: number; y: number }) => ({
        left: x - MARK,
        right: x + MARK,
        top: y - MARK,
        bottom: y + MARK,
      });
      for (const one of models) {
        if (leaderOf(one) !== null) continue;
        const box = labelBox(one.name.words, one.name, { character: isNarrow(width) ? 7.2 : 8.4, line: 15 });
        const others = models.filter((other) => other !== one).map(markOf);
        expect([one.model.name, isAmbiguous(box, markOf(one), others)]).toEqual([one.model.name, false]);
      }
    },
  );

  it.each([330, 480, 620, 900])('leave room for the words of levels at %i pixels', (width) => {
    const { placed: models, levels } = placed(SIZES.models, width);
    const names = models.map(({ name }) =>
      labelBox(name.words, name, { character: isNarrow(width) ? 7.2 : 8.4, line: 15 }),
    );
    const words = levels.map((level) => labelBox(level.words.words, level.words));
    for (const [at, box] of words.entries())
      for (const other of [...names, ...words.slice(at + 1)]) expect(overlap(box, other)).toBe(false);
  });
});

it('writes sizes in few characters', () => {
  expect([5e6, 6.3e6, 22.4e6, 134515008, 3085938688, 12e9].map(sizeInWords)).toEqual([
    '5M',
    '6.3M',
    '22M',
    '135M',
    '3.1B',
    '12B',
  ]);
});
