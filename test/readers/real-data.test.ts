import { describe, expect, it } from 'vitest';
import { humanDistributions, ratersPerItem } from '../../src/judgments/votes.ts';
import { readFiles } from '../../src/readers/read-files.ts';
import { dataFolder } from '../data.ts';
import { fromDisk } from './files.ts';

if (dataFolder === null)
  console.warn('DISSENSUS_DATA is absent: the readers are not tested on the real files.');

function open(...names: string[]) {
  return Promise.all(names.map((name) => fromDisk(`${dataFolder}${name}`)));
}

function tally(values: Iterable<number>): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

describe.skipIf(dataFolder === null)('the real files', () => {
  it('gives every rater of the GoEmotions subset', async () => {
    const { dataset } = await readFiles(await open('goemotions/goemotions_raters_partial.csv'));
    const [{ votes }] = dataset!.questions;
    expect(dataset!.ids.length).toBe(13_446);
    expect(dataset!.sources[0]).toMatchObject({ rowsRead: 14_895, skipped: [] });
    const raters = ratersPerItem(votes);
    expect(votes.abstentions.reduce((sum, count) => sum + count, 0)).toBe(225);
    expect(tally(raters.map((count, item) => count + votes.abstentions[item]))).toEqual({
      1: 12_056,
      2: 1_332,
      3: 57,
      4: 1,
    });
    expect(votes.raterIds?.length).toBeGreaterThan(70);
  });

  it('gives the 28 labels of GoEmotions train, dev and test', async () => {
    const files = await open('goemotions/train.tsv', 'goemotions/dev.tsv', 'goemotions/test.tsv');
    const { dataset } = await readFiles(files);
    expect(dataset!.sources.map(({ rowsRead, skipped }) => [rowsRead, skipped.length])).toEqual([
      [43_410, 0],
      [5_426, 0],
      [5_427, 0],
    ]);
    const [{ votes }] = dataset!.questions;
    expect(new Set(votes.labels).size).toBe(28);
    expect(tally(ratersPerItem(votes))).toEqual({ 1: 54_263 });
  });

  it('gives EmoBank, whose pooled means come out as upstream has them', async () => {
    const files = await open(
      'emobank/emobank.csv',
      'emobank/individual_reader_ratings.csv',
      'emobank/individual_writer_ratings.csv',
    );
    const { dataset } = await readFiles(files);
    expect(dataset!.ids.length).toBe(10_062);
    expect(dataset!.sources.map(({ rowsRead, skipped }) => [rowsRead, skipped.length])).toEqual([
      [10_062, 0],
      [53_055, 2_439],
      [53_118, 2_438],
    ]);
    const means = new Map<string, number[]>();
    for (const row of (await files[0].blob.text()).split('\n').slice(1)) {
      const [id, , ...means3] = row.split(',', 5);
      means.set(id, means3.map(Number));
    }
    for (const [place, dimension] of ['valence', 'arousal', 'dominance'].entries()) {
      const sides = ['reader', 'writer'].map((side) => {
        const { votes } = dataset!.questions.find(({ question }) => question.id === `${dimension}-${side}`)!;
        return { raters: ratersPerItem(votes), p: humanDistributions(votes, 5) };
      });
      for (const [item, id] of dataset!.ids.entries()) {
        let sum = 0;
        let count = 0;
        for (const { raters, p } of sides) {
          count += raters[item];
          for (let label = 0; label < 5; label++) sum += raters[item] * p[item * 5 + label] * (label + 1);
        }
        // Upstream rounded each perspective's mean to two places before it pooled them, and the result again.
        expect(Math.abs(sum / count - means.get(id)![place])).toBeLessThanOrEqual(0.0101);
      }
    }
  });
});
