import type { Row } from '../divergence.ts';
import { spearmanTest } from './correlation-tests.ts';
import { cliffsDelta, cohensD } from './effect-sizes.ts';
import { mannWhitney } from './mann-whitney.ts';
import type { MeasuredAnswers } from './measured-answers.ts';
import { paperRow, type PaperRow } from './paper-row.ts';
import { pairsOf } from './pairs.ts';
import { pooled } from './pooled.ts';
import { sharedRows } from './shared-rows.ts';

/** Models that are taken together, such as those behind an interface and those with open weights. */
export interface ModelGroup {
  readonly name: string;
  readonly models: readonly string[];
}

/** Values of a model, or of several together, to be compared. */
export interface Compared {
  readonly name: string;
  readonly values: Row;
}

/** Whether models differ in divergence, pair by pair and group by group, and whether they do so on the same texts. */
export function betweenModelsTable(
  measured: readonly MeasuredAnswers[],
  groups: readonly ModelGroup[],
): readonly PaperRow[] {
  const temperature = measured[0]?.temperature ?? '';
  const models = measured.map(({ model, jsd }) => ({ name: model, values: jsd }));
  const together = groupsOf(models, groups);
  return [
    ...pairsOf(models).flatMap(([one, other]) => comparison(one, other, { temperature })),
    ...pairsOf(together).flatMap(([one, other]) => comparison(one, other, { temperature })),
    ...pairsOf(measured).map(([one, other]) => {
      const { mine, theirs } = shared(one, other);
      const tested = spearmanTest(mine, theirs);
      return paperRow({
        table: 'between_models',
        model: one.model,
        other: other.model,
        temperature,
        metric: 'jsd_spearman',
        value: tested?.value ?? null,
        p: tested?.p ?? null,
        n: mine.length,
      });
    }),
  ];
}

/** The values of the models of each group in one row; a group none of whose models is here is left out. */
export function groupsOf(models: readonly Compared[], groups: readonly ModelGroup[]): readonly Compared[] {
  return groups.flatMap(({ name, models: names }) => {
    const own = models.filter((model) => names.includes(model.name));
    return own.length === 0 ? [] : [{ name, values: pooled(own.map(({ values }) => values)) }];
  });
}

/** Effect sizes and Mann-Whitney's test of two sets of values. */
export function comparison(
  one: Compared,
  other: Compared,
  about: Pick<PaperRow, 'temperature'> & Partial<PaperRow>,
): readonly PaperRow[] {
  if (one.values.length === 0 || other.values.length === 0) return [];
  const { value, p } = mannWhitney(one.values, other.values);
  const row = (given: Pick<PaperRow, 'metric' | 'value'> & Partial<PaperRow>) =>
    paperRow({
      table: 'between_models',
      model: one.name,
      other: other.name,
      n: one.values.length + other.values.length,
      ...about,
      ...given,
    });
  return [
    row({ metric: 'cohens_d', value: cohensD(one.values, other.values) }),
    row({ metric: 'cliffs_delta', value: cliffsDelta(one.values, other.values) }),
    row({ metric: 'mann_whitney', value, p }),
  ];
}

/** The divergence of both on the texts that both answered. */
function shared(one: MeasuredAnswers, other: MeasuredAnswers) {
  const { mine, theirs } = sharedRows(one, other);
  return {
    mine: Float64Array.from(mine, (row) => one.jsd[row]),
    theirs: Float64Array.from(theirs, (row) => other.jsd[row]),
  };
}
