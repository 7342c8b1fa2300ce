import { spearmanTest } from './correlation-tests.ts';
import type { MeasuredAnswers } from './measured-answers.ts';
import type { LabelsInput } from './paper-input.ts';
import { paperRow, type PaperRow } from './paper-row.ts';
import { TEXT_FORMS } from './text-forms.ts';

/** Whether the form of a text goes with the divergence, its mean over models. */
export function textsTable(
  { people }: LabelsInput,
  measured: readonly MeasuredAnswers[],
): readonly PaperRow[] {
  const sums = new Map<number, { sum: number; models: number }>();
  for (const { places, jsd } of measured) {
    for (const [row, place] of places.entries()) {
      if (people.texts[place] === null) continue;
      const { sum, models } = sums.get(place) ?? { sum: 0, models: 0 };
      sums.set(place, { sum: sum + jsd[row], models: models + 1 });
    }
  }
  if (sums.size === 0) return [];
  const texts = Array.from(sums.keys(), (place) => people.texts[place]!);
  const divergence = Array.from(sums.values(), ({ sum, models }) => sum / models);
  return Object.entries(TEXT_FORMS).map(([category, form]) => {
    const tested = spearmanTest(texts.map(form), divergence);
    return paperRow({
      table: 'texts',
      temperature: measured[0].temperature,
      category,
      metric: 'spearman',
      value: tested?.value ?? null,
      p: tested?.p ?? null,
      n: texts.length,
    });
  });
}
