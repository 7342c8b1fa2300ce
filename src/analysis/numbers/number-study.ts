import { annotatorKey } from '../../judgments/annotator.ts';
import type { Dataset, NumberAnswers } from '../../judgments/dataset.ts';
import type { ModelNumbers } from '../../judgments/predictions.ts';
import { methodName } from '../method-name.ts';
import type { ModelJudgments, SaidSeen } from '../model-judgments.ts';
import { Random } from '../random.ts';
import type { NumberForm } from '../report.ts';
import type { AnalysisSettings } from '../settings.ts';
import { coverageOf, noGapReason, placesWhere, type Coverage } from '../study.ts';
import { itemNumbers, type ItemNumbers } from './item-numbers.ts';
import { modelNumbers, othersNumbers, type NumberSide } from './model-numbers.ts';

/** One continuous question with what is computed once for it. */
export interface NumberStudy {
  readonly annotated: NumberAnswers;
  readonly people: ItemNumbers;
  readonly settings: AnalysisSettings;
  /** Items that figures of models are over: with enough raters, or where numbers are no raters' all that have one. */
  readonly rated: Uint32Array;
  /** Models, then the baseline. */
  readonly models: readonly NumberModel[];
}

export interface NumberModel {
  readonly name: string;
  readonly method: string;
  readonly reference: boolean;
  readonly key: string | null;
  readonly coverage: Coverage;
  readonly form: NumberForm;
  readonly declaredSeen: SaidSeen | null;
  /** Items that it has seen in training. */
  readonly seen: Uint8Array;
  /** Items of `rated` that were asked and not seen in training: failed answers are among them; none where nothing was answered. */
  readonly items: Uint32Array;
  readonly side: NumberSide;
}

/** The random stream of one section: the same for every model. */
export function numberStream({ settings, annotated }: NumberStudy, section: string): Random {
  return new Random(settings.seed, section, annotated.question.id);
}

/** @param predictions those that answer this question */
export function studyNumbers(
  { ids }: Pick<Dataset, 'ids'>,
  annotated: NumberAnswers,
  predictions: readonly ModelJudgments[],
  settings: AnalysisSettings,
): NumberStudy {
  const people = itemNumbers(annotated.votes);
  const fewest = annotated.origin === 'raters' ? Math.max(settings.minimumRaters, 1) : 1;
  const rated = placesWhere(people.raters, (n) => n >= fewest);
  const models = predictions.map((one): NumberModel => {
    const { answered, missing, annotator, declaredSeen = null } = one;
    const seen = one.seen ?? new Uint8Array(answered.length);
    const asked = rated.filter((item) => seen[item] === 0 && (answered[item] === 1 || missing?.[item] !== 1));
    return {
      name: annotator.model,
      method: methodName(annotator),
      reference: false,
      key: annotatorKey(annotator),
      coverage: coverageOf(answered, missing),
      form: formOf(one.numbers!),
      declaredSeen,
      seen,
      items: asked.some((item) => answered[item] === 1) ? asked : new Uint32Array(0),
      side: modelNumbers(one.numbers!),
    };
  });
  if (models.length === 0 || rated.length < 2) return { annotated, people, settings, rated, models };
  const everything = new Uint8Array(ids.length).fill(1);
  const seen = seenByAny(predictions, rated, ids.length);
  const reference: NumberModel = {
    name: 'other texts’ ratings',
    method: 'reference',
    reference: true,
    key: null,
    coverage: coverageOf(everything),
    form: 'samples',
    declaredSeen: null,
    seen,
    items: rated.filter((item) => seen[item] === 0),
    side: othersNumbers(annotated.votes, people, rated),
  };
  return { annotated, people, settings, rated, models: [...models, reference] };
}

/** Why no item is `rated`. */
export function noRated({ annotated, settings }: NumberStudy): string {
  return annotated.origin === 'raters' ? noGapReason(annotated, settings) : 'No text has a number.';
}

/** What a model's answers are: whatever some of them are. */
export function formOf({ start, spread }: ModelNumbers): NumberForm {
  if (spread?.some((sd) => !Number.isNaN(sd))) return 'mean and spread';
  return start.some((from, item) => item > 0 && from - start[item - 1] > 1) ? 'samples' : 'one number';
}

/** As of models with labels: the reference leaves out what any model has seen, unless nothing would be left. */
function seenByAny(predictions: readonly ModelJudgments[], rated: Uint32Array, items: number): Uint8Array {
  const seen = new Uint8Array(items);
  for (const one of predictions) one.seen?.forEach((value, item) => (seen[item] |= value));
  return rated.some((item) => seen[item] === 0) ? seen : new Uint8Array(items);
}
