import fc from 'fast-check';
import { sha256 } from 'hash-wasm';
import { describe, expect, it } from 'vitest';
import type { Attribute } from '../../src/judgments/attributes.ts';
import type { Dataset } from '../../src/judgments/dataset.ts';
import { VotesBuilder } from '../../src/judgments/votes.ts';
import { itemTextHashes } from '../../src/judgments/text-hash.ts';
import type { ProjectContent } from '../../src/project-files/project-content.ts';
import type { Question } from '../../src/judgments/question.ts';
import { setsAsNumbers } from '../../src/files/answer-sets.ts';
import { toHalf } from '../../src/files/half-precision.ts';
import { ArrayFile } from '../../src/files/array-file.ts';
import { readProject, withoutTexts, writeProject } from '../../src/project-files/project-file.ts';
import { readHeader } from '../../src/project-files/project-header.ts';
import { UnreadableFileError } from '../../src/readers/unreadable-file.ts';
import { annotator, diary, diaryModels } from '../readers/benchmarks/diary.ts';

const HEAD = 'dissensus project\n'.length + 64 + 1;

async function project(dataset: Dataset = diary(12)): Promise<ProjectContent> {
  const hashes = await itemTextHashes(dataset);
  return {
    dataset: {
      ...dataset,
      sources: dataset.sources.map((source) => ({
        ...source,
        skipped: [{ line: 3, reason: 'No text.', content: 'a secret row' }],
      })),
    },
    predictions: diaryModels(dataset, 4).map(({ predictions }) => ({
      ...predictions,
      samples: Uint32Array.from(predictions.answered, (answered) => answered * 20),
    })),
    outputs: [
      {
        annotator,
        hashes: Uint8Array.from(Buffer.from(hashes.slice(0, 2).join(''), 'hex')),
        truncated: Uint8Array.of(0, 1),
        rows: [Uint16Array.of(0x3c00, 0, 0, 0x3800, 0x3800, 0), Uint16Array.of(0, 0, 0x3c00, 0, 0x3c00, 0)],
      },
    ],
  };
}

/** A file with another body, as if it had been written so. */
async function sealed(body: Uint8Array): Promise<Uint8Array> {
  return Buffer.concat([Buffer.from(`dissensus project\n${await sha256(body)}\n`), body]);
}

describe('a project’s file', () => {
  it('gives back every vote, text, prediction and output', async () => {
    const content = await project();
    expect(await readProject('x.dissensus', await writeProject(content))).toEqual(content);
  });

  it('gives back by what rule raters were asked, and which answers are missing', async () => {
    const { dataset, predictions, outputs } = await project();
    const moreRaters = { first: 3, more: 2, unless: 'two agree' } as const;
    const content: ProjectContent = {
      dataset: { ...dataset, questions: dataset.questions.map((asked) => ({ ...asked, moreRaters })) },
      predictions: predictions.map((one) => ({
        ...one,
        missing: one.answered.map((answered, item) => (answered === 0 && item % 8 === 3 ? 1 : 0)),
      })),
      outputs,
    };
    expect(await readProject('x.dissensus', await writeProject(content))).toEqual(content);
  });

  it('gives back which samples named several labels, and refuses more of them than there are', async () => {
    const content = await project();
    const items = content.dataset.ids.length;
    const several = (times: number) => {
      const votes = new VotesBuilder();
      for (let time = 0; time < times; time++) votes.add(2, null, [0, 1]);
      const predictions = content.predictions.map((one) => ({ ...one, several: votes.build(items) }));
      return { ...content, predictions };
    };
    expect(await readProject('x.dissensus', await writeProject(several(3)))).toEqual(several(3));
    await expect(readProject('x.dissensus', await writeProject(several(21)))).rejects.toThrow(/a sample/);
  });

  it('gives back outputs that are sets of labels, and refuses a label that there is not', async () => {
    const { dataset } = await project();
    const question: Question = { id: 'mood', name: 'mood', kind: 'categorical', labels: ['a', 'b', 'c'] };
    const parameters = { samples: 2, temperature: 1, seed: 1, tokens: 200, answers: 'all that apply' };
    const method = { name: 'samples', parameters } as const;
    const hashes = Uint8Array.from(Buffer.from((await itemTextHashes(dataset)).slice(0, 2).join(''), 'hex'));
    const of = (sets: number[][], labels = 3): ProjectContent => ({
      dataset,
      predictions: [],
      outputs: [
        {
          annotator: { ...annotator, method, questions: [question] },
          hashes,
          truncated: Uint8Array.of(0, 0),
          rows: [toHalf(setsAsNumbers(sets, labels))],
        },
      ],
    });
    const content = of([[0, 1], [2], [], [0, 1, 2]]);
    expect(await readProject('x.dissensus', await writeProject(content))).toEqual(content);
    const wrong = await writeProject(of([[3], [2], [], [0]], 4));
    await expect(readProject('x.dissensus', wrong)).rejects.toThrow(/an output/);
    const short = await writeProject(of([[0], [2], []]));
    await expect(readProject('x.dissensus', short)).rejects.toThrow(/outputs/);
  });

  it('gives back how long answers took, and refuses times that are none', async () => {
    const content = await project();
    const timed = (seconds: (vote: number) => number): ProjectContent => ({
      ...content,
      dataset: {
        ...content.dataset,
        questions: content.dataset.questions.map(({ votes, ...asked }) => ({
          ...asked,
          votes: {
            ...votes,
            times: {
              seconds: Float32Array.from({ length: votes.labelStart.length - 1 }, (_, vote) => seconds(vote)),
              from: 'stated' as const,
            },
          },
        })),
      },
    });
    const given = timed((vote) => (vote % 3 === 0 ? NaN : vote / 7));
    expect(await readProject('x.dissensus', await writeProject(given))).toEqual(given);
    for (const seconds of [-1, Infinity])
      await expect(readProject('x.dissensus', await writeProject(timed(() => seconds)))).rejects.toThrow(
        /a time of an answer/,
      );
  });

  it('gives back where the lines of the verdicts are drawn', async () => {
    const content: ProjectContent = { ...(await project()), thresholds: { worth: 2, distance: 0.15 } };
    expect(await readProject('x.dissensus', await writeProject(content))).toEqual(content);
    const broken: ProjectContent = { ...content, thresholds: { worth: -1 } };
    await expect(readProject('x.dissensus', await writeProject(broken))).rejects.toThrow(/thresholds/);
  });

  it('gives back what is known of items and raters, and takes no values that are not there', async () => {
    const { dataset, ...rest } = await project();
    const values = dataset.ids.map((_, item) => (item % 3 === 0 ? null : item / 2));
    const attributes = [
      { name: 'words', of: 'items', kind: 'number', values },
      { name: 'age', of: 'raters', kind: 'text', raters: ['a', 'b'], values: ['old', null] },
    ] as const;
    const content: ProjectContent = { dataset: { ...dataset, attributes }, ...rest };
    expect(await readProject('x.dissensus', await writeProject(content))).toEqual(content);
    const [words, age] = attributes;
    for (const [broken, problem] of [
      [{ ...words, values: values.slice(1) }, 'attribute’s values'],
      [{ ...words, values: dataset.ids.map(() => 'many') }, 'to have numbers'],
      [{ ...age, raters: ['a', 'a'] }, 'alike'],
      [words, 'attributes alike'],
    ] as const) {
      const file = await writeProject({
        dataset: { ...dataset, attributes: [words, broken as never] },
        ...rest,
      });
      const alone = await writeProject({ dataset: { ...dataset, attributes: [broken as never] }, ...rest });
      await expect(readProject('x.dissensus', problem === 'attributes alike' ? file : alone)).rejects.toThrow(
        problem,
      );
    }
  });

  it('gives back what models are said to have been trained on', async () => {
    const seen = [
      { model: 'brought', ids: ['entry-1', 'ü'], file: 'train.txt' },
      { model: 'other', ids: null, file: null },
    ];
    const content: ProjectContent = { ...(await project()), seen };
    expect(await readProject('x.dissensus', await writeProject(content))).toEqual(content);
  });

  it('gives back any ids and texts', async () => {
    const texts = fc.uniqueArray(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(texts, async (strings) => {
        const dataset: Dataset = { name: '\n', ids: strings, texts: strings, questions: [], sources: [] };
        const content = { dataset, predictions: [], outputs: [] };
        expect(await readProject('x', await writeProject(content))).toEqual(content);
      }),
    );
  });

  it('leaves ids, hashes and figures where texts are to stay', async () => {
    const content = await project();
    const bare = await withoutTexts(content);
    const file = Buffer.from(await writeProject(bare));
    for (const text of content.dataset.texts) expect(file.includes(text)).toBe(false);
    expect(file.includes('secret row')).toBe(false);
    expect(file.includes('día-3')).toBe(true);
    const read = await readProject('x', file);
    expect(read.dataset.texts).toEqual(await itemTextHashes(content.dataset));
    expect(read.dataset.withoutText!.every((missing) => missing === 1)).toBe(true);
    expect(read.dataset.questions).toEqual(content.dataset.questions);
    expect(read.predictions).toEqual(content.predictions);
    expect(read.outputs).toEqual(content.outputs);
    expect((await withoutTexts(read)).dataset.texts).toEqual(read.dataset.texts);
  });
});

it('without texts has no attribute that tells as much as they do', async () => {
  const { dataset, ...rest } = await project();
  const of = (
    name: string,
    kind: 'text' | 'number' | 'date',
    value: (item: number) => string | number | null,
  ) => ({ name, of: 'items', kind, values: dataset.ids.map((_, item) => value(item)) }) as Attribute;
  const attributes = [
    of('tweet_clean', 'text', (item) => (item % 3 === 0 ? null : `bus late ${item}`)),
    of('once the same', 'text', (item) => `bus late ${Math.max(1, item)}`),
    of('remark', 'text', (item) => (item === 5 ? 'r'.repeat(61) : 'none')),
    of('topic', 'text', (item) => (item % 2 ? 'home' : 'r'.repeat(60))),
    of('words', 'number', (item) => item),
    of('written', 'date', (item) => `2020-01-${item + 10}`),
    { name: 'gender', of: 'raters', kind: 'text', raters: ['w1', 'w2'], values: ['f', 'm'] },
    { name: 'about me', of: 'raters', kind: 'text', raters: ['w1', 'w2'], values: ['r'.repeat(61), 'x'] },
  ] satisfies Attribute[];
  const bare = await withoutTexts({ dataset: { ...dataset, attributes }, ...rest });
  expect(bare.dataset.attributes!.map(({ name }) => name)).toEqual(['topic', 'words', 'written', 'gender']);
  const file = Buffer.from(await writeProject(bare));
  expect(file.includes('bus late')).toBe(false);
  const none = await withoutTexts({ dataset: { ...dataset, attributes: attributes.slice(0, 1) }, ...rest });
  expect(none.dataset).not.toHaveProperty('attributes');
});

describe('another file', () => {
  it('is refused with what to do', async () => {
    const csv = new TextEncoder().encode('text,label\n');
    await expect(readProject('a.csv', csv)).rejects.toThrow(/^a\.csv: This is no project file of Dissensus/);
    await expect(readProject('a', new Uint8Array())).rejects.toThrow(UnreadableFileError);
  });

  it('that was edited or cut is refused', async () => {
    const file = Buffer.from(await writeProject(await project()));
    const edited = Buffer.from(file.toString('latin1').replace('diary.csv', 'other.csv'), 'latin1');
    await expect(readProject('x', edited)).rejects.toThrow('cut off or altered after it was saved');
    await expect(readProject('x', file.subarray(0, -1))).rejects.toThrow('cut off or altered');
    await expect(readProject('x', file.subarray(0, 40))).rejects.toThrow('cut off or altered');
  });

  it('of a newer version is refused', async () => {
    const body = Buffer.from((await writeProject(await project())).subarray(HEAD));
    const newer = Buffer.from(body.toString('latin1').replace('"version":1', '"version":2'), 'latin1');
    await expect(readProject('x', await sealed(newer))).rejects.toThrow(
      'has version 2, and this page reads version 1',
    );
  });

  it('whose parts do not fit is refused, whatever byte is wrong', async () => {
    const body = (await writeProject(await project(diary(4)))).subarray(HEAD);
    const change = fc.record({ at: fc.nat({ max: body.length - 1 }), to: fc.nat({ max: 255 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const other = Uint8Array.from(body);
        for (const { at, to } of changes) other[at] = to;
        const outcome = await readProject('x', await sealed(other)).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(UnreadableFileError);
        else {
          const { dataset, predictions } = outcome as ProjectContent;
          expect(dataset.ids.length).toBe(dataset.texts.length);
          for (const { answered } of predictions) expect(answered.length).toBe(dataset.ids.length);
        }
      }),
      { numRuns: 600 },
    );
  });

  it('that claims more than it holds takes no memory', async () => {
    const body = Buffer.from((await writeProject(await project())).subarray(HEAD)).toString('latin1');
    const place = /"length":\d{3,}/.exec(body)![0];
    // As long as before, so that nothing else moves.
    const forged = Buffer.from(body.replace(place, '"length":9e9'.padEnd(place.length)), 'latin1');
    await expect(readProject('x', await sealed(forged))).rejects.toThrow(UnreadableFileError);
  });
});

const RULE = { first: 3, more: 2, unless: 'two agree' };

describe('a header', () => {
  const changes: readonly (readonly [path: string, change: (header: Header) => void])[] = [
    ['name', (header) => (header.name = 3)],
    ['ids.lengths', (header) => (header.ids = { bytes: {} })],
    ['questions.0.origin', (header) => (header.questions[0].origin = 'guesses')],
    ['questions.0.question.labels', (header) => (header.questions[0].question.labels = ['joy', 'joy'])],
    ['questions.0.question.kind', (header) => (header.questions[0].question.kind = 'free')],
    ['questions.0.moreRaters.first', (header) => (header.questions[0].moreRaters = { ...RULE, first: 1 })],
    ['questions.0.moreRaters.unless', (header) => (header.questions[0].moreRaters = { ...RULE, unless: '' })],
    ['predictions.0.missing.length', (header) => (header.predictions[0].missing = { start: 0 })],
    ['sources.0', (header) => (header.sources[0].mappable = 'yes')],
    ['sources.0', (header) => (header.sources[0].kind = 'poem')],
    ['sources.0.skipped.0.line', (header) => (header.sources[0].skipped[0].line = -1)],
    ['sources.0.skipped.0.lost', (header) => Object.assign(header.sources[0].skipped[0], { lost: 'row' })],
    ['sources.0.skipped.0.times', (header) => Object.assign(header.sources[0].skipped[0], { times: '2' })],
    ['predictions.0.annotator.questions', (header) => (header.predictions[0].annotator.questions = [])],
  ];

  it.each(changes)('with a wrong %s is refused, and the message says where', async (path, change) => {
    const arrays = new ArrayFile((await writeProject(await project())).subarray(HEAD));
    const header = JSON.parse(JSON.stringify(arrays.header)) as Header;
    change(header);
    expect(() => readHeader(header)).toThrow(path);
    expect(() => readHeader(arrays.header)).not.toThrow();
  });
});

it('of an earlier version tells what kind of file each was', async () => {
  const arrays = new ArrayFile((await writeProject(await project())).subarray(HEAD));
  const header = JSON.parse(JSON.stringify(arrays.header)) as Header;
  const { kind: _, mappable: __, ...account } = header.sources[0];
  header.sources = [
    { ...account, layout: 'annotated CSV (one row per answer); 2 rows taken for a further label' },
    {
      ...account,
      layout: 'model probabilities (a column per label)',
      rowsUsed: 9,
      rowsFailed: 0,
      rowsUnmatched: 0,
      renormalised: 1,
    },
  ];
  expect(readHeader(header).sources).toMatchObject([
    { kind: 'people', mappable: true },
    { kind: 'answers', renormalised: 1 },
  ]);
});

/** Any of it may be changed. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Header = any;
