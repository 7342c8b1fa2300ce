import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { f16round } from '@petamoriken/float16';
import { annotatorKey, type Annotator } from '../../src/judgments/annotator.ts';
import type { Predictions } from '../../src/judgments/predictions.ts';
import type { Question } from '../../src/judgments/question.ts';
import { VotesBuilder } from '../../src/judgments/votes.ts';
import { joinAnnotations } from '../../src/readers/annotations/join-annotations.ts';
import { writeAnnotations, type AnnotationsFormat } from '../../src/writers/write-annotations.ts';
import { readFiles } from '../../src/readers/read-files.ts';
import { file } from './files.ts';

const FORMATS: readonly AnnotationsFormat[] = ['csv', 'jsonl', 'parquet'];

/** Texts that formats and spreadsheets trip over, beside random Unicode. */
const hostile = fc.oneof(
  fc.constantFrom(
    '=1+1',
    "'=1+1",
    "''@cmd",
    '+1',
    '-1',
    '@x',
    '\tx',
    '\rx',
    '\r',
    '\n',
    '#x',
    '# dissensus annotations {',
    ' a ',
    '"',
    'a,b',
    'a"b',
    'a\nb',
    'a\r\nb',
    'שלום עולם',
    '👩‍👩‍👧😀',
    '__proto__',
    'constructor',
    'id',
    'text',
    'model',
    'null',
    '0',
    '\uFEFFx',
    '\uFFFD',
    '\u2028',
    'a.b',
    'emotion:joy',
    '<b>',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);

const question: fc.Arbitrary<Question> = fc.oneof(
  fc.record({
    kind: fc.constant('categorical' as const),
    id: fc.constantFrom('emotion', 'e', '__proto__'),
    name: hostile,
    labels: fc.uniqueArray(hostile, { minLength: 1, maxLength: 4 }),
  }),
  fc.integer({ min: 1, max: 5 }).map((points) => ({
    kind: 'ordinal' as const,
    id: 'valence-reader',
    name: 'valence',
    labels: Array.from({ length: points }, (_, place) => String(place + 1)),
    points: Array.from({ length: points }, (_, place) => place + 1),
    group: 'EmoBank reader',
    perspective: 'reader' as const,
  })),
);

const annotator: fc.Arbitrary<Annotator> = fc
  .tuple(
    fc.constantFrom('dissensus/roberta', '@hub/model', '__proto__'),
    fc.constantFrom('r1', 'r2'),
    fc.constantFrom('softmax' as const, 'imported' as const),
    fc.uniqueArray(question, { minLength: 1, maxLength: 2, selector: ({ id }) => id }),
  )
  .map(([model, revision, method, questions]) => ({
    model,
    revision,
    dtype: 'int8',
    method: { name: method, parameters: { temperature: 0.7, note: 'a "b"' } },
    questions,
  }));

/** Distributions as they are stored: rounded to float16, all zero where there is no answer. */
function predictions(who: Annotator, asked: Question, items: number): fc.Arbitrary<Predictions> {
  const labels = asked.labels.length;
  const row = fc.tuple(
    fc.constantFrom('answered', 'failed', 'not asked'),
    fc.integer({ min: 0, max: 1000 }),
    fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: labels, maxLength: labels }),
  );
  return fc
    .array(row, { minLength: items, maxLength: items })
    .map((states) => states.map(([state, ...rest]) => [state === 'answered', ...rest, state] as const))
    .map((rows) => ({
      annotator: who,
      question: asked,
      answered: Uint8Array.from(rows, ([answered]) => Number(answered)),
      ...(rows.some(([, , , state]) => state === 'not asked') && {
        missing: Uint8Array.from(rows, ([, , , state]) => Number(state === 'not asked')),
      }),
      ...(rows.some(([answered, samples]) => answered && samples > 0) && {
        samples: Uint32Array.from(rows, ([answered, samples]) => (answered ? samples : 0)),
      }),
      distributions: Float32Array.from(
        rows.flatMap(([answered, , weights]) => {
          const sum = weights.reduce((total, weight) => total + weight, 0);
          return weights.map((weight) => (answered ? f16round(sum === 0 ? 1 / labels : weight / sum) : 0));
        }),
      ),
    }));
}

const annotations = fc
  .tuple(
    fc.uniqueArray(hostile, { minLength: 1, maxLength: 6 }),
    fc.uniqueArray(annotator, { minLength: 1, maxLength: 3, selector: annotatorKey }),
    fc.boolean(),
  )
  .chain(([ids, annotators, withTexts]) =>
    fc.record({
      ids: fc.constant(ids),
      texts: withTexts
        ? fc.array(hostile, { minLength: ids.length, maxLength: ids.length })
        : fc.constant(null),
      predictions: fc.tuple(
        ...annotators.flatMap((who) => who.questions.map((asked) => predictions(who, asked, ids.length))),
      ),
    }),
  );

describe('annotations', () => {
  it.each(FORMATS)('come back from %s exactly as they were written', async (format) => {
    await fc.assert(
      fc.asyncProperty(annotations, async (written) => {
        const blob = await writeAnnotations(format, written);
        const { dataset, annotations: read } = await readFiles([{ name: 'download', blob }]);
        expect(dataset).toBeNull();
        expect(read.length).toBe(written.predictions.length);
        for (const one of written.predictions) {
          const back = read.find(
            (other) =>
              annotatorKey(other.annotator) === annotatorKey(one.annotator) &&
              JSON.stringify(other.question) === JSON.stringify(one.question),
          )!;
          expect(back.source.skipped).toEqual([]);
          expect(back.annotator).toEqual(one.annotator);
          expect(back.ids).toEqual(written.ids);
          expect(back.texts).toEqual(written.texts);
          expect(back.answered).toEqual(one.answered);
          expect(back.missing).toEqual(one.missing);
          expect(back.distributions).toEqual(one.distributions);
          expect(back.samples).toEqual(one.samples);
        }
      }),
      { numRuns: 150 },
    );
  });

  const emotion: Question = { kind: 'categorical', id: 'emotion', name: 'emotion', labels: ['joy', 'fear'] };
  const valence: Question = { kind: 'ordinal', id: 'v', name: 'valence', labels: ['1', '2'], points: [1, 2] };
  const who: Annotator = {
    model: 'm',
    revision: '1',
    dtype: 'fp32',
    method: { name: 'softmax' },
    questions: [emotion, valence],
  };
  const answers: Predictions = {
    annotator: who,
    question: emotion,
    answered: Uint8Array.of(1, 0),
    distributions: Float32Array.of(0.25, 0.75, 0, 0),
  };

  it('give every label a column, a prefix where several questions stand side by side, a word for no answer', async () => {
    const one = await writeAnnotations('csv', { ids: ['a', '=b'], texts: null, predictions: [answers] });
    const [header, ...rows] = (await one.text()).split('\n');
    expect(header).toMatch(/^# dissensus annotations \{"version":1,/);
    expect(header).toContain(JSON.stringify(annotatorKey(who)));
    expect(rows).toEqual([
      'id,model,method,joy,fear,answer',
      'a,m,softmax,0.25,0.75,answered',
      "'=b,m,softmax,,,failed",
      '',
    ]);

    const scale = { ...answers, question: valence, missing: Uint8Array.of(0, 1) };
    const two = await writeAnnotations('jsonl', {
      ids: ['a', 'b'],
      texts: ['A.', 'B.'],
      predictions: [answers, scale],
    });
    expect((await two.text()).split('\n')[2]).toBe(
      '{"id":"b","text":"B.","model":"m","method":"softmax","emotion:joy":null,"emotion:fear":null,"emotion:answer":"failed","v:1":null,"v:2":null,"v:answer":"not asked"}',
    );
  });

  it('have a column for the number of samples where there are any, joined with the items like the rest', async () => {
    const sampled = { ...answers, samples: Uint32Array.of(18, 0) };
    const written = { ids: ['a', 'b'], texts: null, predictions: [sampled] };
    const text = await (await writeAnnotations('csv', written)).text();
    expect(text.split('\n').slice(1)).toEqual([
      'id,model,method,joy,fear,answer,samples',
      'a,m,softmax,0.25,0.75,answered,18',
      'b,m,softmax,,,failed,',
      '',
    ]);
    const { annotations: read } = await readFiles([file('a.csv', text)]);
    const joined = joinAnnotations({ ids: ['c', 'b', 'a'], texts: ['', '', ''] }, read[0]);
    expect(joined.predictions.samples).toEqual(Uint32Array.of(0, 0, 18));

    const spoilt = await readFiles([file('a.csv', text.replace(',18', ',many'))]);
    expect(spoilt.annotations[0].source.skipped.map(({ reason }) => reason)).toEqual([
      'The column "samples" holds "many"; a whole number is expected.',
    ]);
  });

  it.each(FORMATS)(
    'say in %s for how many answers the samples behind them are not written',
    async (format) => {
      const several = new VotesBuilder();
      several.add(0, null, [0, 1]);
      const sets: Predictions = {
        ...answers,
        answered: Uint8Array.of(1, 1),
        distributions: Float32Array.of(0.25, 0.75, 0.5, 0.5),
        samples: Uint32Array.of(18, 4),
        several: several.build(2),
      };
      const written = (predictions: Predictions) =>
        writeAnnotations(format, { ids: ['a', 'b'], texts: null, predictions: [predictions] });
      const { annotations: read } = await readFiles([file(`a.${format}`, await written(sets))]);
      // Shares and their number do not say which labels each sample named; those of the other item do.
      expect(read[0].samples).toEqual(Uint32Array.of(0, 4));
      expect(read[0].source.layout).toContain(
        `; 1 answer of "m" to "${answers.question.name}" taken as distributions that it stated: of the samples behind each, some named several labels`,
      );
      const { several: _, ...plain } = sets;
      const { annotations: whole } = await readFiles([file(`a.${format}`, await written(plain))]);
      expect(whole[0].samples).toEqual(Uint32Array.of(18, 4));
      expect(whole[0].source.layout).not.toContain('several labels');
    },
  );

  it('leave out rows that an editor has spoilt, each with its line and reason', async () => {
    const blob = await writeAnnotations('csv', { ids: ['a', 'b'], texts: null, predictions: [answers] });
    const lines = [
      'a,m,softmax,0.5,0.5,answered',
      'c,m,softmax,0.5,,answered',
      'd,m,softmax,0.5,NaN,answered',
      'e,m,softmax,-0.5,1.5,answered',
      'f,m,softmax,0.5,0.9,answered',
      'g,n,softmax,0.5,0.5,answered',
      'h,m',
      'i,m,softmax,,,answered',
      'j,m,softmax,0.5,0.5,failed',
      'k,m,softmax,,,',
    ];
    const { annotations: read } = await readFiles([file('a.csv', await blob.text(), lines.join('\n'))]);
    expect(read[0].ids).toEqual(['a', 'b']);
    expect(read[0].source.rowsRead).toBe(12);
    expect(read[0].source.skipped.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '5 The id "a" stands in an earlier row of this annotator.',
      '6 The column "fear" holds ""; a probability from 0 to 1 is expected.',
      '7 The column "fear" holds "NaN"; a probability from 0 to 1 is expected.',
      '8 The column "joy" holds "-0.5"; a probability from 0 to 1 is expected.',
      '9 The probabilities sum to 1.400, not to 1.',
      '10 The header names no annotator "n" with the method "softmax".',
      '11 The row has 2 cells; the header has 6.',
      '12 The column "joy" holds ""; a probability from 0 to 1 is expected.',
      '13 The column "answer" says "failed", and there are probabilities.',
      '14 The column "answer" holds ""; one of answered, failed, not asked is expected.',
    ]);
  });

  it('say of a file of an earlier version how many empty answers were taken as failed', async () => {
    const blob = await writeAnnotations('csv', { ids: ['a', 'b'], texts: null, predictions: [answers] });
    const earlier = (await blob.text())
      .replace('"answer":"answer"', '"further":1')
      .replace('"fear","answer"]', '"fear"]')
      .replace(/,(answer|answered|failed)$/gm, '');
    const { annotations: read } = await readFiles([file('a.csv', earlier)]);
    expect(read[0].source.skipped).toEqual([]);
    expect(read[0].answered).toEqual(answers.answered);
    expect(read[0].missing).toBeUndefined();
    expect(read[0].source.layout).toContain('; 1 empty answer taken as failed');
  });

  it('refuse a damaged header', async () => {
    const text = await (
      await writeAnnotations('csv', { ids: ['a', 'b'], texts: null, predictions: [answers] })
    ).text();
    for (const [spoilt, message] of [
      [text.replace('"version":1', '"version":2'), 'a.csv, line 1: The annotations have version 2'],
      [text.replace('{"version"', '{version"'), 'a.csv, line 1: The header of the annotations is not whole.'],
      [text.replace('"labels":["joy","fear"]', '"labels":"joy"'), 'in questions.0.question.labels'],
      [
        text.replace('"method","joy","fear","answer"]', '"method","joy","answer"]'),
        'a column of a question is not among the columns',
      ],
      [text.replace('["id","model"', '["id"'), 'in columns: lacks id, model or method'],
      [text.replace('method,joy,fear', 'method,joy,anger'), 'a.csv, line 2: The column "fear" is missing.'],
      [text.split('\n')[0], 'The row with the names of the columns is missing.'],
    ])
      await expect(readFiles([file('a.csv', spoilt)])).rejects.toThrow(message);
  });
});
