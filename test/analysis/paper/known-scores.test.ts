import { describe, expect, it } from 'vitest';
import { benchmarkLabelTexts } from '../../../cli/benchmarks/label-texts.ts';
import shipped from '../../../src/analysis/paper/known-scores.json' with { type: 'json' };
import { idsHash, knownScores, type KnownScore } from '../../../src/analysis/paper/known-scores.ts';
import { lexicalScores } from '../../../src/analysis/paper/lexical-transparency.ts';
import { SHIPPED_LEXICON } from '../../../src/analysis/paper/shipped-lexicon.ts';
import { dataFolder } from '../../data.ts';

const known: readonly KnownScore[] = shipped;
const ids = ['a', 'b', 'c', 'd', 'e'];
const texts = ids.map(() => null);
const own = [{ label: 'joy', ids: idsHash(ids), embedding: 0.5, lexicon: 0.25 }];

it('are of the very texts, in any order, or not at all', () => {
  const of = (label: string, given: readonly string[]) =>
    knownScores([{ label, ids: given, texts: given.map(() => null) }], own, []);
  expect(of('joy', [...ids].reverse())?.scores.get('joy')).toBe(0.5);
  expect(of('joy', ids.slice(1))).toBeNull();
  expect(of('joy', [...ids.slice(1), 'f'])).toBeNull();
  expect(of('anger', ids)).toBeNull();
});

it('stand where the texts are not, and give way to the texts', () => {
  const score = (given: readonly (string | null)[]) => {
    const labels = [{ label: 'joy', ids, texts: given }];
    return lexicalScores(labels, new Map([['joy', ['glad']]]), knownScores(labels, own, []))[0];
  };
  expect(score(texts)).toMatchObject({ embedding: 0.5, lexicon: 0.25 });
  expect(score(['so glad', 'no', 'no', 'no', 'no'])).toMatchObject({ embedding: 0.5, lexicon: 0.2 });
});

describe.skipIf(dataFolder === null)('those that ship', () => {
  it('are of the benchmarks as they are, and their coverage is of today’s list', async () => {
    const labels = await benchmarkLabelTexts(dataFolder!);
    const scored = labels.filter((one) => one.ids.length >= 5);
    expect(scored.length).toBeGreaterThan(50);
    expect(known).toHaveLength(scored.length);
    for (const one of scored) {
      const hash = idsHash(one.ids);
      const found = known.find(({ label, ids }) => label === one.label && ids === hash);
      expect(found?.lexicon, one.label).toBe(lexicalScores([one], SHIPPED_LEXICON, null)[0].lexicon);
    }
  });
});
