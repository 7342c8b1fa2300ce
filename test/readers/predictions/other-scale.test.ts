import { describe, expect, it } from 'vitest';
import { readAll } from '../../../src/readers/read-all.ts';
import { file, table, TEXTS } from '../variants/people.ts';
import { ratings as people } from '../variants/models.ts';

const fromZero = file(
  'out.csv',
  table([['id', 'response'], ...TEXTS.map((_, item) => [`t${item}`, item % 5])]),
);
const oneMore = Object.fromEntries([0, 1, 2, 3, 4].map((point) => [String(point), String(point + 1)]));

describe('a model’s numbers on another scale than the people’s', () => {
  it('are asked about', async () => {
    const { document } = await readAll([people], [fromZero]);
    expect(document.predictions).toEqual([]);
    expect(document.asks.map(({ what, taken }) => [what, taken])).toEqual([
      [expect.stringContaining("go from 0 to 4, and the people's scale from 1 to 5"), null],
    ]);
  });

  it('are taken for the points that a person says, without changing the people’s', async () => {
    const { document } = await readAll([people], [fromZero], {
      said: { labels: oneMore },
      predictions: { labels: oneMore },
    });
    expect(document.asks).toEqual([]);
    const [{ answers, failed }] = document.predictions;
    expect(failed).toBe(0);
    expect(answers.map(([, shares]) => shares.indexOf(1) + 1)).toEqual(
      TEXTS.map((_, item) => (item % 5) + 1),
    );
    const plain = await readAll([people], []);
    expect(document.questions).toEqual(plain.document.questions);
  });
});
