import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelReport, Report } from '../../src/analysis/report.ts';
import { EMBEDDED_MODELS } from '../../src/annotators/embedded-models.ts';
import { raterFile } from '../browser/rater-file.ts';
import { dataFolder } from '../data.ts';
import { nightly } from '../nightly.ts';
import { expectSound, expectWhole } from '../analysis/sound-report.ts';
import { dissensus } from './dissensus.ts';

/** The one that the word “embedded” stands for. */
const MODEL = EMBEDDED_MODELS[0].model;
/** Few, for the figures of 28 labels take seconds as it is. */
const TEXTS = 20;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-analyse-'));
  await writeFile(join(folder, 'raters.csv'), raterFile(TEXTS).buffer);
});

afterAll(() => rm(folder, { recursive: true }));

async function analyse(out: string, ...args: string[]): Promise<Report> {
  const run = await dissensus(folder, 'analyse', ...args, '--out', out);
  expect(run.status, run.stderr).toBe(0);
  expect(run.stdout).toBe('');
  return JSON.parse(await readFile(join(folder, out), 'utf8')) as Report;
}

function modelOf(report: Report): ModelReport {
  const found = report.questions[0].models.find(({ model }) => model === MODEL);
  if (!found) throw new Error(`The report has no model ${MODEL}.`);
  return found;
}

describe('analyse', () => {
  let report: Report;

  beforeAll(async () => {
    const table = ['--table', 'results.csv', '--no-texts'];
    report = await analyse('report.json', 'raters.csv', '--model', MODEL, ...table);
  });

  it('compares the people of the file with the model', () => {
    const [file] = report.inputs.files;
    expect(file).toMatchObject({ name: 'raters.csv', rowsRead: 3 * TEXTS });
    const people = report.questions[0].people!;
    expect(people).toMatchObject({ origin: 'raters', items: TEXTS });
    expect(people.votes + file.skipped).toBe(3 * TEXTS);
    const { coverage, items, gap } = modelOf(report);
    expect({ coverage, items }).toEqual({ coverage: 1, items: TEXTS });
    const { mean, lo, hi } = gap!.jsd;
    expect(lo).toBeLessThan(mean!);
    expect(mean).toBeLessThan(hi!);
    expect(hi).toBeLessThanOrEqual(1);
  });

  it('has figures over the texts with one value of an attribute, and names it', async () => {
    const rows = Array.from({ length: 24 }, (_, item) =>
      ['a', 'b', 'c'].map(
        (rater, place) =>
          `${item},${rater},${place ? 'x=1' : 'y'},${item % 3 ? 'news' : 'blog'},${(item + place) % 2 ? 'joy' : 'fear'}`,
      ),
    );
    const csv = ['id,rater,group,from=,label', ...rows.flat()].join('\n');
    await writeFile(join(folder, 'known.csv'), csv);
    const texts = await analyse('blog.json', 'known.csv', '--slice', 'from==blog');
    expect(texts.inputs.slice).toEqual({
      attribute: 'from=',
      of: 'items',
      value: 'blog',
      items: 8,
      ofItems: 24,
    });
    expect(texts.questions[0].people).toMatchObject({ items: 8, votes: 24 });
    expectSound(texts);
    const model = [
      'id,joy,fear',
      ...Array.from({ length: 24 }, (_, item) => `${item},0.${3 + (item % 4)},0.${7 - (item % 4)}`),
    ];
    await writeFile(join(folder, 'model.csv'), model.join('\n'));
    const two = await analyse(
      ...['two.json', 'known.csv', '--predictions', 'model.csv'],
      ...['--slice', 'from==blog', '--compare', 'from==news'],
    );
    expect(two.slices!.other).toMatchObject({ value: 'news', items: 16 });
    const [{ jsd }] = two.slices!.questions[0].models;
    expect(jsd.here).toEqual(two.questions[0].models[0].gap!.jsd);
    expect([jsd.itemsHere, jsd.itemsThere]).toEqual([8, 16]);
    expectSound(two);
    const raters = await analyse('x.json', 'known.csv', '--slice', 'group=x=1');
    expect(raters.inputs.slice).toMatchObject({ of: 'raters', raters: 2, ofRaters: 3 });
    expect(raters.questions[0].people).toMatchObject({ items: 24, votes: 48, raters: 2 });
    const wrong = await dissensus(folder, 'analyse', 'known.csv', '--slice', 'group=z', '--out', 'z.json');
    expect(wrong.status).toBe(1);
    expect(wrong.stderr).toContain('"group" has no value "z"; there are x=1, y.');
  });

  it('has every figure or a reason why not', () => {
    expectSound(report);
    expectWhole(report);
  });

  it('gives the same report for the same seed, and for another the same gap beside other random draws', async () => {
    const judged = ['known.csv', '--predictions', 'model.csv'];
    const first = await analyse('first.json', ...judged);
    expect(await analyse('again.json', ...judged, '--seed', '1')).toEqual(first);
    const other = await analyse('other.json', ...judged, '--seed', '2');
    expect(other.inputs.settings.seed).toBe(2);
    const [one, two] = [first, other].map(({ questions }) => questions[0].models[0]);
    expect(two.gap!.jsd.mean).toBe(one.gap!.jsd.mean);
    expect(two.floor!.humanHuman).not.toBe(one.floor!.humanHuman);
    expect(two.floor!.humanHuman).toBeCloseTo(one.floor!.humanHuman!, 1);
  });

  it('writes a table of the texts beside the report', async () => {
    const [names, ...rows] = parse(await readFile(join(folder, 'results.csv')), { bom: true });
    expect(rows).toHaveLength(TEXTS);
    expect(names.slice(0, 3)).toEqual(['id', 'emotion, people: n', 'emotion, people: top label']);
    for (const name of [`emotion, ${MODEL}: joy`, `emotion, ${MODEL}, calibrated: joy`])
      expect(names).toContain(name);
    expect(rows[0][names.indexOf(`emotion, ${MODEL}, calibrated: by`)]).toMatch(/, cross-fitted$/);
  });

  it('finds the same figures in annotations that were written before', async () => {
    const run = await dissensus(
      folder,
      'annotate',
      'raters.csv',
      '--model',
      MODEL,
      '--out',
      'annotations.parquet',
    );
    expect(run.status, run.stderr).toBe(0);
    const imported = await analyse('imported.json', 'raters.csv', 'annotations.parquet');
    expect(imported.questions).toEqual(report.questions);
  });

  it('says which annotations belong to no item', async () => {
    await writeFile(join(folder, 'fewer.csv'), raterFile(3).buffer);
    const run = await dissensus(folder, 'analyse', 'fewer.csv', 'annotations.parquet', '--out', 'fewer.json');
    expect(run.status, run.stderr).toBe(0);
    expect(run.stderr).toContain(
      `question emotion: ${TEXTS - 3} rows left out, because no item has the id and text`,
    );
    expect(run.stderr).toContain('e.g. the id "t3"');
  });

  it('reports on the people alone where there is no model', async () => {
    const alone = await analyse('alone.json', 'raters.csv');
    expect(alone.questions[0].people!.votes).toBe(report.questions[0].people!.votes);
    expect(alone.questions[0].models).toEqual([]);
  });

  it('compares answers of a model that ran elsewhere, and lists those it cannot use', async () => {
    const answers = [
      'id,model,response',
      't0,elsewhere,joy',
      't1,elsewhere,"It is fear."',
      't2,elsewhere,no idea',
    ];
    await writeFile(join(folder, 'answers.csv'), answers.join('\n'));
    const run = await dissensus(
      folder,
      ...[
        'analyse',
        'raters.csv',
        '--predictions',
        'answers.csv',
        '--epsilon',
        '0.2',
        '--out',
        'elsewhere.json',
      ],
    );
    expect(run.status, run.stderr).toBe(0);
    expect(run.stderr).toContain('line 4: The answer names no label.');
    const elsewhere = JSON.parse(await readFile(join(folder, 'elsewhere.json'), 'utf8')) as Report;
    expect(elsewhere.inputs.settings.epsilon).toBe(0.2);
    expectSound(elsewhere);
    expectWhole(elsewhere);
    expect(elsewhere.questions[0].models[0]).toMatchObject({
      model: 'elsewhere',
      coverage: 2 / 3,
      failed: 1,
      missing: TEXTS - 3,
    });
    const [people, file] = elsewhere.inputs.files;
    expect(people.name).toBe('raters.csv');
    expect(people.failed).toBeUndefined();
    expect(people.skippedRows.length).toBe(people.skipped);
    expect(file).toMatchObject({ name: 'answers.csv', rowsRead: 3, failed: 1, unmatched: 0, skipped: 0 });
    expect(file.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('refuses to analyse texts alone, and one model twice', async () => {
    await writeFile(join(folder, 'plain.txt'), 'One text\nAnother\n');
    const nothing = await dissensus(folder, 'analyse', 'plain.txt', '--out', 'none.json');
    expect(nothing.status).toBe(3);
    expect(nothing.stderr).toMatch(/nobody has judged them and no model has/);
    const twice = await dissensus(
      folder,
      'analyse',
      'raters.csv',
      'annotations.parquet',
      '--model',
      MODEL,
      '--out',
      'none.json',
    );
    expect(twice.status).toBe(1);
    expect(twice.stderr).toMatch(/leave out either it or --model/);
  });

  it('joins the three files of EmoBank', async () => {
    const files = ['emobank.csv', 'individual_reader_ratings.csv', 'individual_writer_ratings.csv'];
    const paths = files.map((name) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url)));
    const { questions, inputs, ...rest } = await analyse('emobank.json', ...paths, '--model', 'embedded');
    expect(inputs.files.map(({ name }) => name)).toEqual(files);
    const asked = questions[0].models.filter(({ reference }) => !reference);
    expect(asked.map(({ model }) => model)).toEqual([MODEL]);
    expectSound({ ...rest, questions, inputs });
    expectWhole({ ...rest, questions, inputs });
    expect(questions.filter(({ people }) => people !== null).map(({ question }) => question)).toEqual([
      'valence-reader',
      'arousal-reader',
      'dominance-reader',
      'valence-writer',
      'arousal-writer',
      'dominance-writer',
    ]);
  });
});

if (dataFolder === null)
  console.warn('DISSENSUS_DATA is absent: the command is not tested on the real files.');

/** A minute of work on every core: at night. */
describe.runIf(dataFolder !== null && nightly)('analyse on the real GoEmotions raters', () => {
  it(
    'answers every text and uses unseen items that two raters or more judged',
    { timeout: 300_000 },
    async () => {
      const file = `${dataFolder}goemotions/goemotions_raters_partial.csv`;
      const report = await analyse('real.json', file, '--model', 'embedded');
      expect(report.inputs).toMatchObject({ items: 13_446, files: [{ rowsRead: 14_895, skipped: 0 }] });
      expect(report.questions[0].people).toMatchObject({ votes: 14_670, abstentions: 225, items: 13_263 });
      const model = modelOf(report);
      expect(model.coverage).toBe(1);
      // Of the 1,349 with two raters or more; the others were trained or tuned on.
      expect(model.items).toBe(257);
      expect(model.seen.items).toBe(1_092);
      expect(model.gap!.jsd.mean).toBeGreaterThan(0);
      expectSound(report);
      expectWhole(report);
    },
  );
});
