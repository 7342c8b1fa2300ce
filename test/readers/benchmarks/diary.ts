import { f16round } from '@petamoriken/float16';
import type { Annotator } from '../../../src/judgments/annotator.ts';
import type { Dataset } from '../../../src/judgments/dataset.ts';
import { itemTextHashes } from '../../../src/judgments/text-hash.ts';
import { VotesBuilder } from '../../../src/judgments/votes.ts';
import type { Benchmark, BenchmarkModel } from '../../../src/readers/benchmarks/benchmark.ts';

const MOODS = ['calm', 'tense', 'bored'];
const question = { kind: 'categorical', id: 'mood', name: 'mood', labels: MOODS } as const;
const strength = {
  kind: 'ordinal',
  id: 'strength',
  name: 'strength',
  labels: ['1', '2', '3'],
  points: [1, 2, 3],
} as const;
export const annotator: Annotator = {
  model: 'made by a test',
  revision: '1',
  dtype: 'fp32',
  method: { name: 'softmax' },
  questions: [question, strength],
};

const NOTES = ['The bus was late again', 'She smiled — at last', 'Nothing on television', 'Zwölf Stühle'];

/** Texts of ours, some of them twice, judged by raters with ids and by raters without. */
export function diary(items = 60): Dataset {
  const moods = new VotesBuilder();
  const strengths = new VotesBuilder();
  for (let item = 0; item < items; item++) {
    for (let rater = 0; rater < 2 + (item % 3); rater++) {
      const labels = (item + rater) % 5 === 0 ? [0, 2] : [(item * rater) % 3];
      moods.add(item, `w${(item + rater) % 7}`, item % 11 === 4 && rater === 0 ? [] : labels);
      strengths.add(item, null, [(item + rater) % 3]);
    }
  }
  return {
    name: 'Diary',
    ids: Array.from({ length: items }, (_, item) => `día-${item}`),
    texts: Array.from(
      { length: items },
      (_, item) => `${NOTES[item % 4]}, on day ${Math.floor((item % 50) / 4)}`,
    ),
    questions: [
      { question, votes: moods.build(items), origin: 'raters' },
      { question: strength, votes: strengths.build(items), origin: 'raters' },
    ],
    sources: [
      {
        name: 'diary.csv',
        bytes: 9,
        sha256: 'd'.repeat(64),
        layout: 'a diary',
        rowsRead: 9,
        skipped: [],
        kind: 'people',
        mappable: false,
      },
    ],
  };
}

/** Answers to every item but each `left`-th, as they are stored. */
export function diaryModels({ ids }: Dataset, left: number): BenchmarkModel[] {
  return [question, strength].map((asked) => {
    const answered = Uint8Array.from(ids, (_, item) => (item % left === left - 1 ? 0 : 1));
    const distributions = new Float32Array(ids.length * 3);
    for (const item of ids.keys()) {
      if (!answered[item]) continue;
      const first = f16round(0.1 + (item % 7) / 10);
      const second = f16round((1 - first) / 3);
      distributions.set([first, second, f16round(1 - first - second)], item * 3);
    }
    return { predictions: { annotator, question: asked, answered, distributions }, seen: 3 };
  });
}

export async function diaryBenchmark(dataset: Dataset, left = 4): Promise<Benchmark> {
  return {
    about: {
      id: 'diary',
      name: 'Diary',
      description: 'Moods of a diary.',
      source: 'https://example.org/',
      citation: 'We 2026',
      licence: 'CC0',
      built: '2026-01-31',
      files: [
        {
          name: 'diary.csv',
          bytes: 9,
          sha256: 'd'.repeat(64),
          layout: 'a diary',
          rowsRead: 9,
          rowsSkipped: 0,
        },
      ],
    },
    dataset: {
      ...dataset,
      texts: await itemTextHashes(dataset),
      withoutText: new Uint8Array(dataset.ids.length).fill(1),
      sources: [],
    },
    models: diaryModels(dataset, left),
  };
}
