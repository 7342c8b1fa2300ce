import { LABEL_LEVELS } from './agreement-levels.ts';
import { isConstant, spearmanTest } from './correlation-tests.ts';
import type { MeasuredAnswers } from './measured-answers.ts';
import { numpyMean } from './numpy-sum.ts';
import type { LabelsInput } from './paper-input.ts';
import { paperRow, type PaperRow } from './paper-row.ts';
import type { Tested } from './tested.ts';

/** How often people and the model name each label, and whether they do so for the same texts; over all texts and by level. */
export function categoriesTable(input: LabelsInput, measured: MeasuredAnswers): readonly PaperRow[] {
  const { model, temperature } = measured;
  return ['', ...LABEL_LEVELS].flatMap((level) => {
    const rows = Array.from(measured.places.keys()).filter(
      (row) => level === '' || measured.levels[row] === level,
    );
    if (rows.length === 0) return [];
    return input.labels.flatMap((category, label) => {
      const human = peopleRates(input, measured, label, rows);
      const own = modelRates(input, measured, label, rows);
      const humanRate = numpyMean(human);
      const modelRate = numpyMean(own);
      const tested = categorySpearman(human, own);
      const figures = {
        human_rate: humanRate,
        model_rate: modelRate,
        difference: modelRate - humanRate,
        mean_absolute_difference: numpyMean(human.map((rate, row) => Math.abs(rate - own[row]))),
        spearman: tested.value,
      };
      return Object.entries(figures).map(([metric, value]) =>
        paperRow({
          table: 'categories',
          model,
          temperature,
          level,
          category,
          metric,
          value,
          p: metric === 'spearman' ? tested.p : null,
          n: rows.length,
        }),
      );
    });
  });
}

/** Spearman's correlation over texts of people's and the model's rate of a label; 0 with p 1 where one side is constant. */
export function categorySpearman(human: Float64Array, model: Float64Array): Tested {
  if (isConstant(human) || isConstant(model)) return { value: 0, p: 1 };
  return spearmanTest(human, model) ?? { value: 0, p: 1 };
}

/** People's rate of a label in some rows of a model's answers. */
export function peopleRates(
  { people, labels }: LabelsInput,
  { places }: Pick<MeasuredAnswers, 'places'>,
  label: number,
  rows: readonly number[],
): Float64Array {
  return Float64Array.from(rows, (row) => people.rates[places[row] * labels.length + label]);
}

/** The model's. */
export function modelRates(
  { labels }: LabelsInput,
  { rates }: Pick<MeasuredAnswers, 'rates'>,
  label: number,
  rows: readonly number[],
): Float64Array {
  return Float64Array.from(rows, (row) => rates[row * labels.length + label]);
}
