import fc from 'fast-check';
import { sha256 } from 'hash-wasm';
import { describe, expect, it } from 'vitest';
import { ArrayFile } from '../../src/files/array-file.ts';
import { itemTextHashes } from '../../src/judgments/text-hash.ts';
import type { ProjectContent } from '../../src/project-files/project-content.ts';
import { readProject, writeProject } from '../../src/project-files/project-file.ts';
import { UnreadableFileError } from '../../src/readers/unreadable-file.ts';
import { edited, edits } from '../edits/json-edits.ts';
import { attempts, tally } from '../edits/tally.ts';
import { annotator, diary, diaryModels } from '../readers/benchmarks/diary.ts';

const BEGINNING = 'dissensus project\n';
const HEAD = BEGINNING.length + 64 + 1;
const EDITS = attempts(10_000);
const projects = tally('edited project files');

async function project(): Promise<ProjectContent> {
  const dataset = diary(4);
  const share = { transparency: 0.5, coverage: 0.5, precision: 0.5, ownName: null };
  const [first, ...rest] = dataset.questions;
  const hashes = await itemTextHashes(dataset);
  return {
    dataset: { ...dataset, questions: [{ ...first, transparency: [share, share, share] }, ...rest] },
    predictions: diaryModels(dataset, 3).map(({ predictions }) => ({
      ...predictions,
      samples: Uint32Array.from(predictions.answered, (answered) => answered * 20),
    })),
    prompts: [
      {
        id: 'chat-mood',
        version: '0a1b2c3d',
        question: first.question,
        wording: { form: 'chat', system: 'Be brief.', user: '{text}', answer: '{label}' },
        words: { calm: ['calm', 'quiet'], tense: ['tense'], bored: ['bored'] },
      },
    ],
    seen: [{ model: 'brought', ids: dataset.ids.slice(0, 2), file: 'train.txt' }],
    outputs: [
      {
        annotator: { ...annotator, method: { name: 'softmax', parameters: { threshold: 0.5 } } },
        hashes: Uint8Array.from(Buffer.from(hashes.slice(0, 2).join(''), 'hex')),
        truncated: Uint8Array.of(0, 1),
        rows: [Uint16Array.of(0x3c00, 0, 0, 0x3800, 0x3800, 0), Uint16Array.of(0, 0, 0x3c00, 0, 0x3c00, 0)],
      },
    ],
  };
}

interface Parts {
  readonly header: unknown;
  readonly tail: Uint8Array;
}

async function partsOf(content: ProjectContent): Promise<Parts> {
  const body = (await writeProject(content)).subarray(HEAD);
  const length = new DataView(body.buffer, body.byteOffset).getUint32(0, true);
  return { header: new ArrayFile(body).header, tail: body.subarray(4 + length) };
}

/** A file as if it had been written so: its digest is right. */
async function sealed(json: string, tail: Uint8Array): Promise<Uint8Array> {
  const text = Buffer.from(json);
  const header = Buffer.alloc(4 + Math.ceil(text.length / 4) * 4, ' ');
  header.writeUInt32LE(header.length - 4);
  text.copy(header, 4);
  const body = Buffer.concat([header, tail]);
  return Buffer.concat([Buffer.from(`${BEGINNING}${await sha256(body)}\n`), body]);
}

/** What a file holds; `null` where it is refused with a message of ours. */
async function outcome(file: Uint8Array): Promise<ProjectContent | null> {
  try {
    const content = await readProject('x.dissensus', file);
    projects.survived();
    return content;
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    expect(error.message).toMatch(/^x\.dissensus: The project file .*\.$/s);
    projects.refused();
    return null;
  }
}

/** What is read fits together: it is written and read again as the same. */
async function expectWhole(content: ProjectContent) {
  const file = await writeProject(content);
  const again = await writeProject(await readProject('again', file));
  expect(Buffer.from(again).equals(file)).toBe(true);
}

describe('a project’s file that somebody edited, with a digest that fits', () => {
  it('is refused in our words, or read as what can be written and read again', async () => {
    const { header, tail } = await partsOf(await project());
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(edits, async (changes) => {
        const content = await outcome(await sealed(edited(header, changes), tail));
        if (content) await expectWhole(content);
        else refused++;
      }),
      { numRuns: EDITS },
    );
    expect(refused).toBeGreaterThan(EDITS / 4);
    expect(refused).toBeLessThan(EDITS);
    expect(({} as Record<string, unknown>).later).toBeUndefined();
  });

  it('and whose arrays were changed or cut, too', async () => {
    const { header, tail } = await partsOf(await project());
    const json = JSON.stringify(header);
    const change = fc.record({ at: fc.nat({ max: tail.length - 1 }), to: fc.nat({ max: 255 }) });
    const cut = fc.option(fc.nat({ max: tail.length }), { nil: tail.length });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 3 }), cut, async (changes, end) => {
        const other = Uint8Array.from(tail);
        for (const { at, to } of changes) other[at] = to;
        const content = await outcome(await sealed(json, other.subarray(0, end)));
        if (content) await expectWhole(content);
      }),
      { numRuns: EDITS / 5 },
    );
  });
});

/** What once was read as something else, or shown as nonsense. */
const REFUSED: readonly (readonly [name: string, change: (header: Header) => void])[] = [
  ['a place that is true', (header) => (header.outputs[0].rows[0].start = true)],
  ['a place that is a text', (header) => (header.outputs[0].rows[0].start = '4')],
  ['a place between two numbers', (header) => (header.outputs[0].rows[0].start += 1)],
  ['bytes that are called shorts', (header) => (header.predictions[0].answered.type = 'uint16')],
  [
    'a transparency far below what there is',
    (header) => (header.questions[0].transparency[0].transparency = -1e300),
  ],
  ['a coverage below nothing', (header) => (header.questions[0].transparency[0].coverage = -2)],
  ['too few transparencies', (header) => header.questions[0].transparency.pop()],
  ['a perspective that is an object', (header) => (header.questions[1].question.perspective = {})],
  ['a group that is an object', (header) => (header.questions[1].question.group = {})],
  ['fewer points than labels', (header) => header.questions[1].question.points.pop()],
  ['a model’s scale with fewer points', (header) => header.outputs[0].annotator.questions[1].points.pop()],
  [
    'fewer than no samples',
    (header) => (header.outputs[0].annotator.method = { name: 'samples', parameters: { samples: -5 } }),
  ],
  [
    'samples that are a text',
    (header) => (header.outputs[0].annotator.method = { name: 'samples', parameters: { samples: '20' } }),
  ],
  [
    'samples without end',
    (header) => (header.outputs[0].annotator.method = { name: 'samples', parameters: { samples: 1e300 } }),
  ],
  ['a name of 10 MB', (header) => (header.name = 'long '.repeat(2_000_000))],
  ['a label of 10,000 letters', (header) => (header.questions[0].question.labels[0] = 'x'.repeat(10_000))],
  ['raters of one name', (header) => header.questions[0].votes.raterIds.fill('a')],
  ['a question twice', (header) => header.questions.push(header.questions[0])],
  ['no version', (header) => delete header.version],
  ['a version that is a list', (header) => (header.version = [1])],
];

describe('what got through once', () => {
  it.each(REFUSED)('%s is refused', async (_name, change) => {
    const { header, tail } = await partsOf(await project());
    const other = JSON.parse(JSON.stringify(header)) as Header;
    change(other);
    expect(await outcome(await sealed(JSON.stringify(other), tail))).toBeNull();
  });

  it('abstentions without end, outputs that are no distributions and hashes that are none are refused', async () => {
    const content = await project();
    const { dataset, outputs } = content;
    const [asked, ...others] = dataset.questions;
    const abstentions = new Uint32Array(4).fill(4_294_967_295);
    const questions = [{ ...asked, votes: { ...asked.votes, abstentions } }, ...others];
    const rows = (bits: number) => outputs[0].rows.map((values) => values.map(() => bits));
    for (const changed of [
      { ...content, dataset: { ...dataset, questions } },
      { ...content, outputs: [{ ...outputs[0], rows: rows(0x7bff) }] },
      { ...content, outputs: [{ ...outputs[0], rows: rows(0x3c00) }] },
      { ...content, outputs: [{ ...outputs[0], rows: rows(0x1000) }] },
      { ...content, outputs: [{ ...outputs[0], truncated: Uint8Array.of(2, 0) }] },
      { ...content, dataset: { ...dataset, withoutText: Uint8Array.of(1, 0, 0, 0) } },
      { ...content, dataset: { ...dataset, withoutText: Uint8Array.of(0, 0, 2, 0) } },
    ])
      expect(await outcome(await writeProject(changed))).toBeNull();
  });

  it('failed answers and percentages as they were stated are read', async () => {
    const content = await project();
    const [one] = content.outputs;
    const failed = { ...one, rows: one.rows.map((values) => values.map(() => 0)) };
    const stated = {
      ...one,
      annotator: { ...one.annotator, method: { name: 'verbalised' } as const },
      rows: one.rows.map((values) => values.map(() => 0x3a00)),
    };
    await expectWhole({ ...content, outputs: [failed, stated] });
  });

  it('texts that are no UTF-8 and a header that is cut are refused', async () => {
    const { header, tail } = await partsOf(await project());
    const broken = Buffer.from(tail);
    broken[broken.indexOf('bus')] = 0xff;
    expect(await outcome(await sealed(JSON.stringify(header), broken))).toBeNull();
    for (const length of [0, 3, 0xffffffff]) {
      const body = Buffer.alloc(8);
      body.writeUInt32LE(length);
      const file = Buffer.concat([Buffer.from(`${BEGINNING}${await sha256(body)}\n`), body]);
      expect(await outcome(file)).toBeNull();
    }
  });

  it('names such as __proto__ are labels, raters and ids as any other', async () => {
    const names = ['__proto__', 'constructor', 'toString'];
    const content = await project();
    const { dataset } = content;
    const questions = dataset.questions.map(({ votes, ...asked }) => ({
      ...asked,
      question: { kind: 'categorical' as const, id: asked.question.id, name: '__proto__', labels: names },
      votes: { ...votes, raterIds: votes.raterIds && [...names, ...votes.raterIds.slice(3)] },
    }));
    await expectWhole({ ...content, dataset: { ...dataset, ids: [...names, 'valueOf'], questions } });
  });
});

/** Any of it may be changed. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Header = any;
