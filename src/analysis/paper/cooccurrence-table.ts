import { cooccurrence, upperTriangle } from './cooccurrence.ts';
import { pearsonTest, spearmanTest } from './correlation-tests.ts';
import { pairsOf } from './pairs.ts';
import { sharedRows } from './shared-rows.ts';
import type { LabelAnswers, LabelsInput } from './paper-input.ts';
import { paperRow, type PaperRow } from './paper-row.ts';

/**
 * Whether labels that stand together for people do so for a model, and for two models alike. Both matrices of a comparison are over the
 * same texts: those that the model answered, or that both models did.
 */
export function cooccurrenceTable(
  { labels, people }: LabelsInput,
  answers: readonly LabelAnswers[],
): readonly PaperRow[] {
  if (answers.length === 0) return [];
  const size = labels.length;
  const { temperature } = answers[0];
  const compared = (mine: Float64Array, theirs: Float64Array, about: Pick<PaperRow, 'model' | 'other'>) => {
    const [x, y] = [upperTriangle(mine, size), upperTriangle(theirs, size)];
    const row = (metric: string, value: number | null, p: number | null, n: number | null) =>
      paperRow({ table: 'cooccurrence', temperature, ...about, metric, value, p, n });
    const spearman = spearmanTest(x, y);
    const pearson = pearsonTest(x, y);
    return [
      row('frobenius', distance(mine, theirs), null, mine.length),
      row('spearman', spearman?.value ?? null, spearman?.p ?? null, x.length),
      row('pearson', pearson?.value ?? null, pearson?.p ?? null, x.length),
    ];
  };
  return [
    ...answers.flatMap(({ model, rates, places }) =>
      compared(cooccurrence(people.rates, places, size), cooccurrence(rates, places.keys(), size), {
        model,
        other: '',
      }),
    ),
    ...pairsOf(answers).flatMap(([one, other]) => {
      const { mine, theirs } = sharedRows(one, other);
      return mine.length === 0
        ? []
        : compared(cooccurrence(one.rates, mine, size), cooccurrence(other.rates, theirs, size), {
            model: one.model,
            other: other.model,
          });
    }),
  ];
}

/** The Frobenius norm of the difference of two matrices. */
function distance(mine: Float64Array, theirs: Float64Array): number {
  let sum = 0;
  for (let cell = 0; cell < mine.length; cell++) sum += (mine[cell] - theirs[cell]) ** 2;
  return Math.sqrt(sum);
}
