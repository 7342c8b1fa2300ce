import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../src/judgments/dataset.ts';
import { emotionQuestion } from '../../src/readers/goemotions-labels.ts';
import type { AnswersFile } from '../../src/judgments/source-file.ts';
import type { ImportedPredictions } from '../../src/readers/predictions/model-predictions.ts';
import { writeAnnotations } from '../../src/writers/write-annotations.ts';
import { readPredictions } from '../../src/readers/predictions/read-predictions.ts';
import { readFiles, type ReadOutcome } from '../../src/readers/read-files.ts';
import { mutate, mutation, outcome, runs } from './damaged-files.ts';
import { file } from './files.ts';

const lines = (...rows: unknown[]) =>
  rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n');

const PEOPLE =
  'id,text,rater,label\n1,One,A,joy\n1,One,B,fear\n2,"Two, ""quoted""\nlines",A,joy\n2,,B,joy|fear\n3,שלום 😀,A,\n';

/** A well-formed file of every layout that is read. */
const SEEDS: Record<string, string | Uint8Array<ArrayBuffer>> = {
  'people.csv': PEOPLE,
  'people.tsv': PEOPLE.replaceAll(',', '\t'),
  'people-crlf.csv': `\uFEFF${PEOPLE.replaceAll('\n', '\r\n')}`,
  'scale.csv': 'text,worker,valence,arousal\nOne,A,1,2\nOne,B,2.0,5\nTwo,A,5,3\n',
  'counts.csv': 'id,text,joy,fear,unclear\n1,One,2,1,0\n2,Two,0,3,1\n3,Three,1,1,1\n',
  'raters.csv': 'text,rater_1,rater_2,rater_3\nOne,joy,fear,\nTwo,joy,NA,fear|joy\nThree,fear,fear,joy\n',
  'votes.json': lines([
    { id: 1, text: 'One', votes: { joy: 2, fear: 1 } },
    { id: 2, text: 'Two', votes: { __proto__x: 3 } },
  ]),
  'lewidi.json': lines({
    1: { text: 'One', annotations: '1,0,1', annotators: 'A,B,C', soft_label: { 0: 0.3 } },
    2: { text: 'Two', annotations: '0,0', annotators: 'A,C', soft_label: {} },
  }),
  'lewidi25.json': lines({
    a: { text: 'One', annotations: { A: '-3', B: '2' } },
    b: { text: 'Two', annotations: { A: '5' } },
  }),
  'annotations.jsonl': lines(
    { text: 'One', annotations: ['joy', ['joy', 'fear'], null] },
    { text: 'Two', annotations: [{ rater: 'A', label: 'joy' }] },
  ),
  'texts.txt': 'First.\nSecond, with a comma.\n\nThird "quoted".\n',
  'texts.csv': 'id,text\n1,One\n2,"Two\nlines"\n3,Three\n',
  'texts.jsonl': lines({ id: 1, text: 'One' }, { id: 2, text: 'Two' }),
  'goemotions.csv': `text,id,rater_id,example_very_unclear,${emotionQuestion.labels.join(',')}\nOne,x,1,False,1${',0'.repeat(27)}\nOne,x,2,True,0${',0'.repeat(27)}\n`,
  'dev.tsv': 'One\t1,2\tx\nTwo\t27\ty\n',
  'probabilities.csv': 'id,model,p_joy,p_fear\n1,m,0.5,0.5\n2,m,0.25,0.75\n3,k,1,0\n',
  'responses.csv': 'id,response,model\n1,joy,m\n1,"I say ""fear"".",m\n2,none,k\n9,joy,m\n',
  'batch.jsonl': lines(
    {
      custom_id: '1',
      response: {
        status_code: 200,
        body: {
          model: 'g',
          choices: [
            {
              message: { content: 'joy' },
              logprobs: {
                content: [
                  {
                    token: 'joy',
                    top_logprobs: [
                      { token: 'joy', logprob: -0.1 },
                      { token: 'fear', logprob: -2.5 },
                    ],
                  },
                ],
              },
            },
          ],
        },
      },
      error: null,
    },
    {
      custom_id: '2-1',
      response: {
        status_code: 200,
        body: { model: 'g', choices: [{ message: { content: 'none' } }, { message: { content: 'fear' } }] },
      },
    },
    { custom_id: '3', error: { message: 'no' } },
  ),
  'people.parquet': new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'id', data: ['1', '2', '3'], type: 'STRING' },
        { name: 'text', data: ['One', 'Two', 'Three'], type: 'STRING' },
        { name: 'annotations', data: [['joy', 'fear'], ['joy'], []], type: 'JSON' },
      ],
    }),
  ),
};
const EMOBANK = {
  'emobank.csv': 'id,split,V,A,D,text\na,train,3.0,3.0,3.2,One\nb,dev,2.8,3.1,2.8,Two\nc,test,2,2,2,Three\n',
  'readers.csv': 'id,V,A,D\na,3,3,3\na,1,1,1\na,2,4,5\nb,1,2,3\nb,4,4,4\nc,3,3,3\n',
  'writers.csv': 'id,V,A,D\na,3,3,3\na,5,1,1\nb,1,2,3\nb,4,4,4\nb,3,3,3\n',
};
Object.assign(SEEDS, EMOBANK);

const annotated = {
  ids: ['1', '2'],
  texts: ['One', 'Two'],
  predictions: [
    {
      annotator: {
        model: 'm',
        revision: '1',
        dtype: 'fp32',
        method: { name: 'softmax' as const },
        questions: [emotionQuestion],
      },
      question: emotionQuestion,
      answered: Uint8Array.of(1, 0),
      distributions: Float32Array.from({ length: 56 }, (_, at) => (at === 3 ? 1 : 0)),
    },
  ],
};
for (const format of ['csv', 'jsonl', 'parquet'] as const) {
  const blob = await writeAnnotations(format, annotated);
  SEEDS[`annotations-${format}`] = new Uint8Array(await blob.arrayBuffer());
}

const PREDICTION_SEEDS = ['probabilities.csv', 'responses.csv', 'batch.jsonl'];

const TOO_LONG = new TextEncoder().encode('é'.repeat(200_000));

function bytesOf(name: string): Uint8Array {
  const seed = SEEDS[name];
  return typeof seed === 'string' ? new TextEncoder().encode(seed) : seed;
}

const mutated = (names: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...names), fc.array(mutation, { minLength: 0, maxLength: 6 }))
    .map(([name, changes]) =>
      file(name, changes.reduce<Uint8Array<ArrayBuffer>>(mutate, Uint8Array.from(bytesOf(name)))),
    );

function checkDataset({ ids, texts, questions, sources }: Dataset): void {
  expect(ids.length).toBeGreaterThan(0);
  expect(new Set(ids).size).toBe(ids.length);
  expect(texts.length).toBe(ids.length);
  let used = 0;
  for (const { rowsRead, skipped } of sources) {
    expect(new Set(skipped.map(({ line }) => line)).size).toBe(skipped.length);
    for (const { reason } of skipped) expect(reason).toMatch(/\S.*\.$/s);
    used += rowsRead - skipped.length;
  }
  const { layout } = sources[0];
  const repeating =
    sources.length > 1 || /per answer|per rater\)|ratings|whether it was given|question = /.test(layout);
  // A row may say what a person thinks of many texts.
  const manyPerRow = sources.some((source) => source.layout.includes('one row per person'));
  // Every row used is an item, or an answer about one that another row brought.
  if (manyPerRow) expect(used).toBeGreaterThan(0);
  else if (repeating) expect(used).toBeGreaterThanOrEqual(ids.length);
  else expect(used).toBe(ids.length);
  for (const { question, votes } of questions) {
    expect(new Set(question.labels).size).toBe(question.labels.length);
    expect(votes.voteStart.length).toBe(ids.length + 1);
    expect(votes.voteStart.at(-1)).toBe(votes.labelStart.length - 1);
    expect(votes.labelStart.at(-1)).toBe(votes.labels.length);
    for (const label of votes.labels) expect(label).toBeLessThan(question.labels.length);
  }
}

function checkPredictions({ judgments, failures, sources }: ImportedPredictions): void {
  let usedRows = 0;
  for (const { rowsRead, rowsUsed, rowsFailed, rowsUnmatched, skipped } of answersFiles(sources)) {
    expect(rowsUsed + rowsFailed + rowsUnmatched + skipped.length).toBe(rowsRead);
    usedRows += rowsUsed;
  }
  expect(failures.first.length).toBe(Math.min(failures.count, 100));
  expect([...failures.byModel.values()].reduce((a, b) => a + b, 0)).toBe(failures.count);
  let answered = 0;
  for (const { question, answered: which, distributions, samples } of judgments) {
    const width = question.labels.length;
    for (const [item, yes] of which.entries()) {
      const values = distributions.subarray(item * width, (item + 1) * width);
      const sum = values.reduce((a, b) => a + b, 0);
      expect(values.every((value) => value >= 0)).toBe(true);
      expect(sum).toBeCloseTo(yes, 2);
      answered += yes;
      if (samples && !yes) expect(samples[item]).toBe(0);
    }
  }
  expect(answered > 0).toBe(usedRows > 0);
}

function check({ dataset, predictions, annotations }: ReadOutcome): void {
  for (const { ids, answered, distributions, question, source } of annotations) {
    expect(ids.length).toBeLessThanOrEqual(source.rowsRead - source.skipped.length);
    expect(answered.length).toBe(ids.length);
    expect(distributions.length).toBe(ids.length * question.labels.length);
  }
  if (dataset) checkDataset(dataset);
  if (predictions) checkPredictions(predictions);
}

describe('any file, damaged in any way, is read or refused', () => {
  it('every seed is read whole as it is', async () => {
    const people = (await readFiles([file('people.csv', PEOPLE)])).dataset!;
    for (const name of Object.keys(SEEDS)) {
      if (PREDICTION_SEEDS.includes(name)) {
        const result = await readPredictions([file(name, bytesOf(name) as BlobPart)], people);
        expect(answersFiles(result.sources)[0].rowsUsed, name).toBeGreaterThan(1);
        checkPredictions(result);
      } else if (!(name in EMOBANK)) {
        const { dataset, annotations } = await readFiles([file(name, bytesOf(name) as BlobPart)]);
        if (name.startsWith('annotations-')) {
          expect(annotations[0].source.skipped).toEqual([]);
          continue;
        }
        expect(dataset!.sources[0].skipped.length, name).toBeLessThan(2);
        checkDataset(dataset!);
      }
    }
  });

  it('by readFiles, alone', async () => {
    let read = 0;
    await fc.assert(
      fc.asyncProperty(mutated(Object.keys(SEEDS)), async (one) => {
        const result = await outcome(() => readFiles([one]));
        if (!result) return;
        check(result);
        read++;
      }),
      { numRuns: runs('alone') },
    );
    // Files that are always refused would prove nothing.
    expect(read).toBeGreaterThan(runs('alone') / 3);
  });

  it('by readFiles, two files together', async () => {
    await fc.assert(
      fc.asyncProperty(
        mutated(['people.csv', 'lewidi.json', 'counts.csv']),
        mutated(Object.keys(SEEDS)),
        async (one, other) => {
          const result = await outcome(() => readFiles([one, other]));
          if (result) check(result);
        },
      ),
      { numRuns: runs('together') },
    );
  });

  it('by readPredictions', async () => {
    const people = (await readFiles([file('people.csv', PEOPLE)])).dataset!;
    await fc.assert(
      fc.asyncProperty(
        mutated([...PREDICTION_SEEDS, ...PREDICTION_SEEDS, ...Object.keys(SEEDS)]),
        fc.boolean(),
        async (one, multiLabel) => {
          const result = await outcome(() => readPredictions([one], people, { multiLabel }));
          if (result) checkPredictions(result);
        },
      ),
      { numRuns: runs('predictions') },
    );
  });

  it('by the reader of EmoBank, three files together', async () => {
    const [texts, readers, writers] = Object.keys(EMOBANK).map((name) => mutated([name]));
    await fc.assert(
      fc.asyncProperty(texts, readers, writers, async (...files) => {
        const result = await outcome(() => readFiles(files));
        if (result) check(result);
      }),
      { numRuns: runs('emoBank') },
    );
  });

  it('by a mapping that was guessed from another file', async () => {
    const { mappings } = await readFiles([file('people.csv', PEOPLE)]);
    await fc.assert(
      fc.asyncProperty(mutated(['people.csv', 'people.tsv', 'people-crlf.csv']), async (one) => {
        const result = await outcome(() => readFiles([one], { mappings: [mappings[0].mapping] }));
        if (result) check(result);
      }),
      { numRuns: runs('mapped') },
    );
  });

  it('with a text of 200,000 characters in the middle of it', async () => {
    for (const name of Object.keys(SEEDS)) {
      const bytes = bytesOf(name);
      const middle = Math.floor(bytes.length / 2);
      const parts = [bytes.subarray(0, middle) as BlobPart, TOO_LONG, bytes.subarray(middle) as BlobPart];
      const result = await outcome(() => readFiles([file(name, ...parts)]));
      if (result) check(result);
    }
  });
});

function answersFiles(sources: ImportedPredictions['sources']): AnswersFile[] {
  return sources.filter((one) => one.kind === 'answers');
}
