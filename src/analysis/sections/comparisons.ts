import { holm, pairedTests } from '../comparisons.ts';
import { pick } from '../intervals.ts';
import type { CalibrationScore, ComparisonReport, PairedDifference, Reasons } from '../report.ts';
import { stream } from '../study.ts';
import type { ModelStudy, QuestionStudy } from '../study.ts';
import type { Unfinished } from '../unfinished.ts';
import { withoutPairs } from './gap.ts';

const SCORES: readonly CalibrationScore[] = ['jsd', 'squared', 'crossEntropy'];
const NONE: PairedDifference = { difference: null, lo: null, hi: null, p: null, pAdjusted: null };

/** Two models, by their places in the study, on the items both answered; p-values are not yet adjusted. */
export function comparison(study: QuestionStudy, place: number, other: number): ComparisonReport {
  const names = namesApart(study.models);
  return compare(study, [study.models[place], names[place]], [study.models[other], names[other]]);
}

/** All comparisons of a question with their p-values adjusted over the pairs, score by score. */
export function adjusted(comparisons: readonly ComparisonReport[]): ComparisonReport[] {
  const rows = structuredClone([...comparisons]) as Unfinished<ComparisonReport>[];
  for (const score of SCORES) {
    const tested = rows.filter((row) => row[score].p !== null);
    const ps = holm(tested.map((row) => row[score].p!));
    for (const [place, row] of tested.entries()) row[score].pAdjusted = ps[place];
  }
  return rows;
}

/** What each model is called among the others: its name, with its method where several share the name. */
function namesApart(models: readonly ModelStudy[]): string[] {
  return models.map(({ name, method }) =>
    models.filter((other) => other.name === name).length > 1 ? `${name} (${method})` : name,
  );
}

/** A one-hot answer has the key of its model, which is none of its own. */
function keyOf({ key, reference }: ModelStudy): string | null {
  return reference ? null : key;
}

function compare(
  study: QuestionStudy,
  [a, nameOfA]: readonly [ModelStudy, string],
  [b, nameOfB]: readonly [ModelStudy, string],
): ComparisonReport {
  const both = new Set(b.items);
  const items = a.items.filter((item) => both.has(item));
  const reasons: Reasons = {};
  const row: Unfinished<ComparisonReport> = {
    a: nameOfA,
    b: nameOfB,
    annotators: [keyOf(a), keyOf(b)],
    items: items.length,
    jsd: { ...NONE },
    squared: { ...NONE },
    crossEntropy: { ...NONE },
    reasons,
  };
  const tested: CalibrationScore[] = [];
  for (const score of SCORES) {
    const why =
      items.length === 0
        ? (study.noGap ?? 'No rated item was answered by both.')
        : score === 'squared'
          ? (withoutPairs(a.figures, items) ?? withoutPairs(b.figures, items))
          : null;
    if (why === null) tested.push(score);
    else reasons[score] = why;
  }
  if (tested.length === 0) return row;
  const columns = tested.map((score) => {
    const other = pick(b.figures[score], items);
    return pick(a.figures[score], items).map((value, place) => value - other[place]);
  });
  const { resamples, flips } = study.settings;
  const tests = pairedTests(columns, resamples, flips, stream(study, 'comparison'));
  for (const [place, score] of tested.entries()) row[score] = { ...tests[place], pAdjusted: null };
  return row;
}
