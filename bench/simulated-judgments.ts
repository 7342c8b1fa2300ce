import type { AnalysisInputs } from '../src/analysis/tasks.ts';
import { Random } from '../src/analysis/random.ts';
import { DEFAULT_SETTINGS } from '../src/analysis/settings.ts';
import { VotesBuilder } from '../src/judgments/votes.ts';

/** Raters there are in all; each item has the next few of them. */
const RATERS_IN_ALL = 80;
const WORDS = 14;
const VOCABULARY = 8000;

/** Texts with raters who draw one label each from a truth, and models that distort it, some more than others. */
export function simulatedJudgments(
  items: number,
  labels: number,
  raters: number,
  models: number,
): AnalysisInputs {
  const random = new Random(1, 'bench');
  const votes = new VotesBuilder();
  const rows = Array.from({ length: models }, () => new Float32Array(items * labels));
  const texts: string[] = [];
  for (let item = 0; item < items; item++) {
    const truth = normalised(Array.from({ length: labels }, () => (-Math.log(1 - random.uniform())) ** 4));
    for (const [place, distributions] of rows.entries()) {
      const sharpness = 0.7 + 0.1 * place;
      const noisy = truth.map(
        (share) => share ** sharpness * Math.exp(1.5 * (random.uniform() - 0.5)) + 0.002,
      );
      distributions.set(normalised(noisy), item * labels);
    }
    for (let rater = 0; rater < raters; rater++)
      votes.add(item, `r${(item + rater) % RATERS_IN_ALL}`, [drawn(truth, random)]);
    texts.push(Array.from({ length: WORDS }, () => word(truth, random)).join(' '));
  }
  const question = {
    id: 'bench',
    name: 'bench',
    kind: 'categorical' as const,
    labels: Array.from({ length: labels }, (_, c) => `label ${c}`),
  };
  return {
    dataset: {
      name: 'bench',
      ids: texts.map((_, item) => `${item}`),
      texts,
      questions: [{ question, votes: votes.build(items), origin: 'raters' }],
      sources: [],
    },
    predictions: rows.map((distributions, place) => ({
      annotator: {
        model: `model ${place + 1}`,
        revision: '1',
        dtype: 'fp32',
        method: { name: 'imported' },
        questions: [question],
      },
      question,
      answered: new Uint8Array(items).fill(1),
      distributions,
    })),
    settings: DEFAULT_SETTINGS,
  };
}

/** One word in five tells of a label; the others are as frequent as words are. */
function word(truth: readonly number[], random: Random): string {
  if (random.uniform() < 0.2) return `mark${drawn(truth, random)}`;
  return `word${Math.floor(VOCABULARY * random.uniform() ** 3)}`;
}

function normalised(row: readonly number[]): number[] {
  const sum = row.reduce((a, b) => a + b, 0);
  return row.map((value) => value / sum);
}

function drawn(row: readonly number[], random: Random): number {
  let ahead = random.uniform();
  const found = row.findIndex((share) => (ahead -= share) < 0);
  return found < 0 ? row.length - 1 : found;
}
