import { describe, expect, it } from 'vitest';
import { coloured, colouringsFor, placesAmong } from '../../../../src/pages/read/map/map-colours.ts';

const LABELS = ['joy', 'fear', 'anger'];
const PLACES = Float32Array.of(0, 0, 0.5, 0.5, 1, 1, NaN, NaN);
const COLUMNS = {
  gap: Float64Array.of(0, 0.39, 1, 0.5),
  humanEntropy: Float64Array.of(0, NaN, Math.log2(3), 1),
  people: Float64Array.of(1, 0, 0, 0.5, 0.5, 0, 0, 0, 0, 0, 1, 0),
  model: Float64Array.of(0.2, 0.7, 0.1, 0, 0, 0, 0.1, 0.1, 0.8, 1, 0, 0),
  answered: Uint8Array.of(1, 0, 1, 1),
};
const ALL = Uint32Array.of(0, 1, 2, 3);

const names = (by: Parameters<typeof coloured>[4], itemOf = ALL) => {
  const { kind, kinds } = coloured(PLACES, COLUMNS, itemOf, LABELS, by);
  return Array.from(kind, (own) => kinds[own]?.name ?? null);
};

describe('the colours of a map', () => {
  it('are five steps of the gap, the largest in the last; a text without a place has none', () => {
    expect(names('gap')).toEqual(['0.0 to 0.2', '0.2 to 0.4', '0.8 to 1.0', null]);
  });

  it('are five steps of people’s entropy up to the largest there can be', () => {
    expect(names('people')).toEqual(['0.00 to 0.32', 'no value', '1.27 to 1.58', null]);
  });

  it('are labels; a tie and no answer are no label', () => {
    expect(names('label')).toEqual(['joy', 'several labels equally often', 'no answer', null]);
    expect(names('model')).toEqual(['fear', 'no answer', 'anger', null]);
  });

  it('are grey outside the part that is shown', () => {
    const part = { ...COLUMNS, gap: Float64Array.of(0.9) };
    const { kind, kinds } = coloured(PLACES, part, Uint32Array.of(1), LABELS, 'gap');
    expect(Array.from(kind, (own) => kinds[own]?.name ?? null)).toEqual([
      'not selected',
      '0.8 to 1.0',
      'not selected',
      null,
    ]);
  });

  it('of more than six labels are the commonest, all others in one grey', () => {
    const labels = Array.from({ length: 8 }, (_, place) => `label ${place}`);
    const tops = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7];
    const model = Float64Array.from(tops.flatMap((top) => labels.map((_, label) => (label === top ? 1 : 0))));
    const { kind, kinds } = coloured(
      new Float32Array(2 * tops.length),
      { ...COLUMNS, model, answered: new Uint8Array(tops.length).fill(1) },
      Uint32Array.from(tops.keys()),
      labels,
      'model',
    );
    expect(kinds.map(({ name }) => name)).toEqual(['other labels', ...labels.slice(0, 6)]);
    expect([...kind.slice(-2)]).toEqual([0, 0]);
    expect(new Set(kinds.map(({ colour }) => colour)).size).toBe(7);
  });

  it('are those that there is something of', () => {
    expect(colouringsFor(COLUMNS)).toEqual(['gap', 'people', 'label', 'model']);
    expect(colouringsFor({ gap: null, humanEntropy: null, people: null })).toEqual(['model']);
  });
});

it('texts of a part stand where their ids are among all', () => {
  expect([...placesAmong({ ids: ['a', 'b', 'c'] }, { ids: ['c', 'a'] })]).toEqual([2, 0]);
});
