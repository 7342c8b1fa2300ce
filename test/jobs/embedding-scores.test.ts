import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paperRows } from '../../src/analysis/paper/paper-lines.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import { sliced, type Sliced } from '../../src/analysis/slice.ts';
import type { Report } from '../../src/analysis/report.ts';
import { OutputChunkBuilder } from '../../src/annotators/output-chunk.ts';
import { VECTORS } from '../../src/annotators/sentence-encoder.ts';
import { embeddingScores, textsToEmbed } from '../../src/jobs/embedding-scores.ts';
import { ProjectAnalysis } from '../../src/jobs/project-analysis.ts';
import type { Dataset } from '../../src/judgments/dataset.ts';
import { loadTextHash } from '../../src/judgments/text-hash.ts';
import { VotesBuilder } from '../../src/judgments/votes.ts';
import { DATABASE_NAME } from '../../src/store/schema.ts';
import { openStore, type Store } from '../../src/store/store.ts';

const LABELS = ['joy', 'fear', 'anger', 'grief', 'pride'];
const TEXTS = Array.from({ length: 30 }, (_, item) => `Text number ${item}.`);

/** Two raters who agree on label i mod 5, and a third who says fear of every third text. */
function dataset(withoutText?: Uint8Array): Dataset {
  const votes = new VotesBuilder();
  for (const item of TEXTS.keys()) {
    votes.add(item, 'ann', [item % 5]);
    votes.add(item, 'ben', [item % 5]);
    votes.add(item, 'cem', [item % 3 === 0 ? 1 : item % 5]);
  }
  return {
    name: 'made by a test',
    // An id that is another text: vectors are by text.
    ids: TEXTS.map((_, item) => (item === 3 ? 'Text number 4.' : `item-${item}`)),
    texts: TEXTS,
    ...(withoutText && { withoutText }),
    attributes: [
      {
        name: 'half',
        kind: 'text',
        of: 'items',
        values: TEXTS.map((_, item) => (item < 15 ? 'first' : 'second')),
      },
    ],
    questions: [
      {
        question: { id: 'emotion', name: 'emotion', kind: 'categorical', labels: LABELS },
        votes: votes.build(TEXTS.length),
        origin: 'raters',
      },
    ],
    sources: [],
  };
}

/** A vector of a text: two numbers that are not 0. */
function vectorOf(text: string): readonly [number, number] {
  const label = LABELS.indexOf(text);
  const angle = label >= 0 ? label / 4 : Number(/\d+/.exec(text)) / 10;
  return [Math.cos(angle), Math.sin(angle)];
}

/** The cosine of a label with the mean of its texts, written out. */
function closedForm(label: number, items: readonly number[]): number {
  const own = items.filter((item) => item % 5 === label || (label === 1 && item % 3 === 0));
  const mean = [0, 1].map((at) => own.reduce((sum, item) => sum + vectorOf(TEXTS[item])[at], 0) / own.length);
  const word = vectorOf(LABELS[label]);
  return (word[0] * mean[0] + word[1] * mean[1]) / Math.hypot(...mean);
}

let store: Store;
let project: number;
async function keep(texts: readonly string[]): Promise<void> {
  const hash = await loadTextHash();
  const chunk = new OutputChunkBuilder(VECTORS);
  for (const text of texts) {
    const row = new Float64Array(VECTORS.questions[0].labels.length);
    row.set(vectorOf(text));
    chunk.add(hash(text), false, [row], 0);
  }
  await store.vectors.append(VECTORS, chunk.take());
}
const inputs = (part: Pick<Sliced, 'dataset' | 'predictions'> = { dataset: dataset(), predictions: [] }) => ({
  ...part,
  settings: DEFAULT_SETTINGS,
});

beforeAll(async () => {
  store = await openStore();
  project = await store.projects.save(dataset());
});
afterAll(() => {
  store.close();
  // Another file's tests may have the same worker.
  indexedDB.deleteDatabase(DATABASE_NAME);
});

describe('the embedding scores', () => {
  it('need vectors of every text that has a label, and of the labels’ words', () => {
    expect([...textsToEmbed(inputs())].sort()).toEqual([...TEXTS, ...LABELS].sort());
    const none = new Uint8Array(TEXTS.length).fill(1);
    expect(textsToEmbed(inputs({ dataset: dataset(none), predictions: [] }))).toEqual([]);
    // A file without a column of texts has ids in their place.
    expect(textsToEmbed(inputs({ dataset: { ...dataset(), ids: TEXTS }, predictions: [] }))).toEqual([]);
  });

  it('are none without vectors, and of the labels whose vectors are all there', async () => {
    expect(await embeddingScores(inputs(), store.vectors)).toEqual([]);
    await keep([...TEXTS.slice(0, 29), ...LABELS]);
    const some = await embeddingScores(inputs(), store.vectors);
    // The missing text is one of pride.
    expect(some.map(({ label }) => label)).toEqual(['joy', 'fear', 'anger', 'grief']);
  });

  it('are the cosines of words and mean texts, for all data and for a slice', async () => {
    await keep(TEXTS.slice(29));
    const all = await embeddingScores(inputs(), store.vectors);
    expect(all).toHaveLength(LABELS.length);
    for (const [place, { embedding }] of all.entries())
      expect(embedding).toBeCloseTo(closedForm(place, [...TEXTS.keys()]), 3);
    const half = sliced(dataset(), [], { attribute: 'half', value: 'first' });
    const first = await embeddingScores(inputs(half), store.vectors);
    // A label with fewer than five texts has none: of fifteen, only fear has as many.
    expect(first.map(({ label }) => label)).toEqual(['fear']);
    expect(first[0].embedding).toBeCloseTo(
      closedForm(
        1,
        Array.from({ length: 15 }, (_, at) => at),
      ),
      3,
    );
  });

  it('stand in the report that the page shows, which is another than without them', async () => {
    const analysis = await ProjectAnalysis.open(project, 'http://localhost/', 'test');
    const reports: Report[] = [];
    await analysis.report((report) => void reports.push(report), []);
    const rows = paperRows('transparency', reports.at(-1)!.questions[0].paper!.transparency, '');
    const scores = rows.filter(({ metric }) => metric === 'embedding');
    expect(scores.map(({ category }) => category)).toEqual(LABELS);
    expect(scores[2].value).toBeCloseTo(closedForm(2, [...TEXTS.keys()]), 3);
    expect(await analysis.kept()).not.toBeNull();
    const reasons = reports.at(-1)!.questions[0].paper!.reasons;
    expect(Object.keys(reasons)).not.toContain('transparency.embedding');
    // Without a model it is a model that the gradient lacks.
    expect(reasons['transparency.gradient']).toMatch(/model/);
  });
});

describe('words of labels that a person brings', () => {
  async function coverage() {
    const analysis = await ProjectAnalysis.open(project, 'http://localhost/', 'test');
    const reports: Report[] = [];
    await analysis.report((report) => void reports.push(report), []);
    const report = reports.at(-1)!;
    const rows = paperRows('transparency', report.questions[0].paper!.transparency, '');
    const found = rows.filter(({ metric }) => metric === 'lexicon');
    return {
      name: report.inputs.lexicon,
      found: found.map(({ category, value }) => [category, value]),
      reasons: report.questions[0].paper!.reasons,
      kept: await analysis.kept(),
    };
  }

  it('stand in place of ours in the report, which names their file, until they are taken away', async () => {
    const before = await coverage();
    expect(before.name).toBeUndefined();
    // Texts of joy are 0, 5, 10, 15, 20 and 25, of which three end in 5.
    const words = [
      ['joy', ['5.']],
      ['fear', ['NUMBER']],
    ] as const;
    await store.projects.keepLexicon(project, { name: 'mine.txt', words });
    const own = await coverage();
    expect(own.name).toBe('mine.txt');
    expect(own.kept?.inputs.lexicon).toBe('mine.txt');
    expect(own.found).toEqual([
      ['joy', 0.5],
      ['fear', 1],
    ]);
    await store.projects.keepLexicon(project, { name: 'other.txt', words: [['delight', ['x']]] });
    const none = await coverage();
    expect(none.found).toEqual([]);
    expect(none.reasons['transparency.lexicon']).toMatch(/words for it in other\.txt/);
    await store.projects.keepLexicon(project, null);
    expect((await coverage()).found).toEqual(before.found);
  });
});
