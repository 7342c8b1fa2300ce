import { pearsonTest, spearmanTest } from './correlation-tests.ts';
import type { MeasuredAnswers } from './measured-answers.ts';
import { paperRow, type PaperRow } from './paper-row.ts';

/** Whether a model is unsure where people are: the correlation of their entropies over texts. */
export function entropyTable({
  model,
  temperature,
  peopleEntropy,
  modelEntropy,
}: MeasuredAnswers): readonly PaperRow[] {
  return Object.entries({ spearman: spearmanTest, pearson: pearsonTest }).map(([metric, test]) => {
    const tested = test(peopleEntropy, modelEntropy);
    return paperRow({
      table: 'entropy',
      model,
      temperature,
      metric,
      value: tested?.value ?? null,
      p: tested?.p ?? null,
      n: peopleEntropy.length,
    });
  });
}
