import { expect, test } from 'vitest';
import type { SeenReport } from '../../../src/analysis/report.ts';
import { seenWords } from '../../../src/pages/read/parts/seen-words.ts';

const NONE = { mean: null, lo: null, hi: null, over: 'items only' } as const;
const words = (given: Partial<SeenReport>) => seenWords({ items: 0, jsd: NONE, ...given });

test('what is known and what was said are told apart', () => {
  expect(words({ items: 40, jsd: { ...NONE, mean: 0.123 } })).toBe(
    'The model was trained or tuned on 40 of these texts. They are excluded: the gap, agreement and uncertainty do not count them. Their own gap is 0.12.',
  );
  const listed = { all: false, texts: 1200, files: ['train.csv'] };
  expect(words({ items: 1300, declared: listed })).toContain(
    'on 1,300 of these texts, 1,200 as a person said (train.csv). They are excluded',
  );
});

test('no figure is promised where none is left', () => {
  expect(words({ items: 0, declared: { all: true, texts: 80, files: [] } })).toBe(
    'The model is said to have been trained on all of these texts: nothing here tells how near it is to people on others, and there is no verdict in its favour.',
  );
  expect(words({ declared: { all: false, texts: 0, files: ['x.txt'] } })).toContain(
    '(x.txt), none of which is here.',
  );
  expect(words({ declared: { all: false, texts: 2, files: ['x.txt'] } })).toContain(
    'none of which has enough raters',
  );
});
