import { LABEL_LEVELS } from './agreement-levels.ts';
import { spearmanTest } from './correlation-tests.ts';
import { numpyMean } from './numpy-sum.ts';
import { PAPER_CALIBRATIONS, type CalibrationRows } from './paper-calibration.ts';
import { paperFolds } from './paper-folds.ts';
import type { LabelAnswers, LabelsInput } from './paper-input.ts';
import { paperRow, type PaperRow } from './paper-row.ts';
import { entropyBits, jensenShannonBits, normalised } from './text-measures.ts';
import { wilcoxon } from './wilcoxon.ts';

/** Texts under which a fold would be empty. */
export const FEWEST_CALIBRATION_TEXTS = 5;

/** What a fold says of its held-out texts. */
interface Judged {
  readonly places: Uint32Array;
  readonly before: Float64Array;
  readonly after: Float64Array;
  /** Spearman's correlation of people's and the calibrated model's entropy. */
  readonly entropy: number | null;
}

/** What the paper's three calibrations do on held-out texts: means over five folds, by agreement level too. */
export function calibrationTable(
  { labels, people }: LabelsInput,
  { model, temperature, places, rates }: LabelAnswers,
): readonly PaperRow[] {
  if (places.length < FEWEST_CALIBRATION_TEXTS) return [];
  const size = labels.length;
  const rows: CalibrationRows = {
    size,
    model: Array.from(places.keys(), (row) => normalised(rates, row * size, size)),
    people: Array.from(places, (place) => people.rates.slice(place * size, (place + 1) * size)),
  };
  const levels = Array.from(places, (place) => people.levels[place]);
  const row = (given: Pick<PaperRow, 'metric' | 'value'> & Partial<PaperRow>) =>
    paperRow({ table: 'calibration', model, temperature, ...given });
  return Object.entries(PAPER_CALIBRATIONS).flatMap(([category, fit]) => {
    const folds = paperFolds(places.length).map(({ training, held }) => {
      const chosen = (wanted: Uint32Array): CalibrationRows => ({
        size,
        model: Array.from(wanted, (place) => rows.model[place]),
        people: Array.from(wanted, (place) => rows.people[place]),
      });
      return judged(fit(chosen(training)), chosen(held), held);
    });
    const overall = ['', ...LABEL_LEVELS].flatMap((level) => {
      const means = folds.flatMap(({ places: held, before, after }) => {
        const own = (column: Float64Array) =>
          column.filter((_, at) => level === '' || levels[held[at]] === level);
        const mine = own(before);
        return mine.length === 0
          ? []
          : [{ n: mine.length, before: numpyMean(mine), after: numpyMean(own(after)) }];
      });
      if (means.length === 0) return [];
      const before = numpyMean(means.map((fold) => fold.before));
      const after = numpyMean(means.map((fold) => fold.after));
      const n = means.reduce((sum, fold) => sum + fold.n, 0);
      return [
        row({ category, level, metric: 'jsd_before', value: before, n }),
        row({ category, level, metric: 'jsd_after', value: after, n }),
        row({
          category,
          level,
          metric: 'reduction',
          value: before > 0 ? (before - after) / before : 0,
          n,
        }),
      ];
    });
    const entropies = folds.map(({ entropy }) => entropy).filter((value) => value !== null);
    const correlation = row({
      category,
      metric: 'entropy_spearman',
      value: entropies.length < folds.length ? null : numpyMean(entropies),
      n: places.length,
    });
    return [...overall, correlation, ...(category === 'isotonic' ? improvement(folds, row) : [])];
  });
}

function judged(
  calibrate: ReturnType<(typeof PAPER_CALIBRATIONS)['bias']>,
  held: CalibrationRows,
  places: Uint32Array,
): Judged {
  const { size } = held;
  const human = held.people.map((rates) => normalised(rates, 0, size));
  const calibrated = held.model.map((rates) => calibrate(rates));
  const distances = (model: readonly Float64Array[]) =>
    Float64Array.from(model, (rates, at) => jensenShannonBits(human[at], normalised(rates, 0, size)));
  const entropy = spearmanTest(held.people.map(entropyBits), calibrated.map(entropyBits));
  return {
    places,
    before: distances(held.model),
    after: distances(calibrated),
    entropy: entropy?.value ?? null,
  };
}

/** Wilcoxon's signed-rank test over held-out texts, its effect size |z| / √n without a correction for ties, and the share improved. */
function improvement(
  folds: readonly Judged[],
  row: (given: Pick<PaperRow, 'metric' | 'value'> & Partial<PaperRow>) => PaperRow,
): readonly PaperRow[] {
  const before = folds.flatMap((fold) => Array.from(fold.before));
  const after = folds.flatMap((fold) => Array.from(fold.after));
  const n = before.length;
  const tested = wilcoxon(before, after);
  const category = 'isotonic';
  const improved = before.filter((distance, at) => distance - after[at] > 0).length;
  return [
    row({ category, metric: 'wilcoxon', value: tested?.value ?? null, p: tested?.p ?? null, n }),
    row({ category, metric: 'effect_size', value: tested === null ? null : effectSize(tested.value, n), n }),
    row({ category, metric: 'improved_share', value: improved / n, n }),
  ];
}

function effectSize(w: number, n: number): number {
  const z = (w - (n * (n + 1)) / 4) / Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24);
  return Math.abs(z) / Math.sqrt(n);
}
