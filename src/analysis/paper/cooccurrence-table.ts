import { cooccurrence, upperTriangle } from './cooccurrence.ts';
import { pearsonTest, spearmanTest } from './correlation-tests.ts';
import { pairsOf } from './pairs.ts';
import type { LabelAnswers, LabelsInput } from './paper-input.ts';
import { paperRow, type PaperRow } from './paper-row.ts';

/** Whether labels that stand together for people do so for a model, and for two models alike. */
export function cooccurrenceTable(
  { labels, people }: LabelsInput,
  answers: readonly LabelAnswers[],
): readonly PaperRow[] {
  if (answers.length === 0) return [];
  const size = labels.length;
  const { temperature } = answers[0];
  const answered = new Set(answers.flatMap(({ places }) => Array.from(places)));
  const ofPeople = cooccurrence(people.rates, answered, size);
  const models = answers.map(({ model, rates, places }) => ({
    model,
    matrix: cooccurrence(rates, places.keys(), size),
  }));
  const compared = (mine: Float64Array, theirs: Float64Array, about: Pick<PaperRow, 'model' | 'other'>) => {
    const [x, y] = [upperTriangle(mine, size), upperTriangle(theirs, size)];
    const row = (metric: string, value: number | null, p: number | null, n: number | null) =>
      paperRow({ table: 'cooccurrence', temperature, ...about, metric, value, p, n });
    const spearman = spearmanTest(x, y);
    const pearson = pearsonTest(x, y);
    return [
      row('frobenius', Math.hypot(...mine.map((cell, place) => cell - theirs[place])), null, mine.length),
      row('spearman', spearman?.value ?? null, spearman?.p ?? null, x.length),
      row('pearson', pearson?.value ?? null, pearson?.p ?? null, x.length),
    ];
  };
  return [
    ...models.flatMap(({ model, matrix }) => compared(ofPeople, matrix, { model, other: '' })),
    ...pairsOf(models).flatMap(([one, other]) =>
      compared(one.matrix, other.matrix, { model: one.model, other: other.model }),
    ),
  ];
}
