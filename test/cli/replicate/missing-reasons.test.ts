import { describe, expect, it } from 'vitest';
import { missingReasons } from '../../../cli/replicate/missing-reasons.ts';
import type { PaperTable } from '../../../src/analysis/paper/paper-row.ts';
import { paperTables } from '../../../src/analysis/paper/paper-tables.ts';
import { SHIPPED_LEXICON } from '../../../src/analysis/paper/shipped-lexicon.ts';
import { paperInput } from '../../../src/jobs/paper-input.ts';
import { readPaperFiles } from '../../../src/readers/paper/read-paper-files.ts';

/** Two texts of different levels and four more of the second one. */
const PEOPLE = [
  'id,num_annotators,anger_dist,joy_dist,neutral_dist,agreement_level',
  '1,3,1,0,0,full_agreement',
  '2,3,0.6666666666666666,0.3333333333333333,0,partial_agreement',
  '3,3,0.3333333333333333,0.6666666666666666,0,partial_agreement',
  '4,3,0,0.3333333333333333,0.6666666666666666,partial_agreement',
  '5,3,0,0.6666666666666666,0.3333333333333333,partial_agreement',
  '6,3,0.3333333333333333,0.3333333333333333,0.3333333333333333,partial_agreement',
];
const RATED = [
  'id,V_mean,A_mean,D_mean,mean_vad_std',
  '1,3,2,3,0.9',
  '2,2,2,3,0.5',
  '3,2,4,3,0.1',
  '4,5,4,3,0.1',
];
const TEXTS = ['id,text', '1,so angry', '2,so glad', '3,glad too', '4,well', '5,joyful', '6,angry again'];
const ALL = [1, 2, 3, 4, 5, 6];

const shares = (model: string, temperature: string, ids: readonly number[]) => [
  'id,model,temperature,anger_dist,joy_dist,neutral_dist',
  ...ids.map((id) => `${id},${model},${temperature},${id / 10},${1 - id / 10},0`),
];
const samples = (model: string) => [
  'id,model,temperature,V_pred,A_pred,D_pred',
  ...[1, 2, 3, 4].map((id) => `${id},${model},0.7,${id},2,3`),
];

/** The reasons of the tables that files give. */
async function reasonsOf(...files: readonly (readonly string[])[]) {
  const given = files.map((lines, at) => ({ name: `${at}.csv`, blob: new Blob([lines.join('\n')]) }));
  const input = paperInput(await readPaperFiles(given, { unreadable: 'neutral' }));
  const rows = paperTables(input, { groups: [], lexicon: SHIPPED_LEXICON, embeddings: null });
  const reasons = missingReasons(input, rows, false);
  return (table: PaperTable) => reasons.get(table)?.join(' ') ?? '';
}

const NO_MODEL = 'No file holds a model’s labels for these texts.';

describe('why a table is missing', () => {
  it('is that there are no models only where there are none', async () => {
    const of = await reasonsOf(PEOPLE, TEXTS);
    for (const table of [
      'divergence',
      'entropy',
      'levels',
      'categories',
      'between_models',
      'cooccurrence',
    ] as const)
      expect(of(table)).toBe(NO_MODEL);
    expect(of('texts')).toBe(NO_MODEL);
    expect(of('calibration')).toBe(NO_MODEL);
    expect(of('continuous')).toBe('No file holds people’s ratings.');
  });

  it('is one model, which is compared with no other', async () => {
    const of = await reasonsOf(PEOPLE, TEXTS, shares('m', 'all', ALL));
    expect(of('between_models')).toBe('Labels: only one model, m, is there to be compared.');
    for (const table of [
      'divergence',
      'levels',
      'categories',
      'cooccurrence',
      'texts',
      'calibration',
    ] as const)
      expect(of(table)).toBe('');
    expect(of('people')).toContain('Kappa');
    expect(of('transparency')).toContain('--embeddings');
    expect(of('transparency')).toContain('at least 5 labels');
  });

  it('is one level', async () => {
    const of = await reasonsOf(PEOPLE, shares('m', 'all', ALL.slice(1)), shares('n', 'all', ALL));
    expect(of('levels')).toBe(
      'm: the texts that it answered are of a single agreement level; the tests compare two or more.',
    );
    expect(of('between_models')).toBe('');
  });

  it('is few texts', async () => {
    const of = await reasonsOf(PEOPLE, shares('m', 'all', ALL.slice(0, 4)), shares('n', 'all', ALL));
    expect(of('calibration')).toBe('m: calibration needs 5 texts; it answered 4.');
  });

  it('is a model without temperatures beside one that has them', async () => {
    const of = await reasonsOf(PEOPLE, TEXTS, shares('m', 'all', ALL), shares('tuned', '', ALL));
    const why = 'tuned: it has no temperatures, and is compared only where no model has any.';
    expect(of('between_models')).toBe(`Labels: only one model, m, is there to be compared. ${why}`);
    for (const table of ['cooccurrence', 'texts', 'transparency'] as const) expect(of(table)).toContain(why);
    expect(of('calibration')).toBe('');
  });

  it('is rates at each temperature without those of all together', async () => {
    const of = await reasonsOf(PEOPLE, TEXTS, shares('m', '0', ALL), shares('n', '0.7', ALL));
    const why = (model: string) =>
      `${model}: no file holds its rates over all temperatures together (“all”).`;
    for (const table of ['between_models', 'cooccurrence', 'texts', 'transparency', 'calibration'] as const)
      expect(of(table)).toContain(`${why('m')} ${why('n')}`);
    expect(of('divergence')).toBe('');
  });

  it('is one model with ratings, where nobody gave labels', async () => {
    const of = await reasonsOf(RATED, samples('m'));
    expect(of('between_models')).toBe('Ratings: only one model, m, is there to be compared.');
    expect(of('continuous')).toBe('');
    expect(of('divergence')).toBe('No file holds people’s labels.');
    const alone = await reasonsOf(RATED);
    for (const table of ['between_models', 'continuous'] as const)
      expect(alone(table)).toBe('No file holds a model’s ratings of these texts.');
  });

  it('is told for labels and ratings apart', async () => {
    const of = await reasonsOf(PEOPLE, RATED, shares('m', 'all', ALL), shares('n', 'all', ALL), samples('m'));
    expect(of('between_models')).toBe('Ratings: only one model, m, is there to be compared.');
  });

  it('is texts that are not known', async () => {
    const of = await reasonsOf(PEOPLE, shares('m', 'all', ALL));
    expect(of('texts')).toContain('The texts are in none of these files');
    expect(of('transparency')).toContain('Lexicon coverage needs them.');
  });
});
