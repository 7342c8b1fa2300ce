import type { AnnotatedQuestion, Dataset, LabelledAnswers } from '../judgments/dataset.ts';
import { ALL_TEMPERATURES, annotatorKey, importedTemperature } from '../judgments/annotator.ts';
import { questionsAnswered } from '../judgments/question.ts';
import { withoutRaters } from '../judgments/votes.ts';
import { failuresHaveSquared, withFailedAnswers } from './failed-answers.ts';
import { dealFolds } from './folds.ts';
import { figuresOf, itemFigures } from './item-figures.ts';
import type { ItemFigures, ModelSide } from './item-figures.ts';
import { itemPeople } from './item-people.ts';
import type { ItemPeople } from './item-people.ts';
import { methodName } from './method-name.ts';
import type { ModelJudgments, SaidSeen } from './model-judgments.ts';
import { Random } from './random.ts';
import { foldMarginals, oneHotAnswer, referenceAnnotators } from './reference-annotators.ts';
import type { AnalysisSettings } from './settings.ts';

/** Folds of everything that is learnt from labels and judged out of fold. */
export const FOLDS = 5;

/** One question with all that is computed once for it: what every section of a report starts from. */
export interface QuestionStudy {
  readonly annotated: LabelledAnswers;
  readonly people: ItemPeople;
  readonly settings: AnalysisSettings;
  /** Of every item. */
  readonly ids: readonly string[];
  /** As in `Dataset`. */
  readonly withoutText: Uint8Array | null;
  /** Fold of every item; items with the same text share one. */
  readonly fold: Uint8Array;
  /** Items with enough raters for a gap; none where votes are not raters'. */
  readonly rated: Uint32Array;
  /** Those of them whose text is here: what is said of words is over these. */
  readonly worded: Uint32Array;
  /** Why `rated` is empty. */
  readonly noGap: string | null;
  /** Models, then baselines. */
  readonly models: readonly ModelStudy[];
  /** The study of the same models and people but some raters, by their places; made anew each time. */
  readonly without: (raters: readonly number[]) => QuestionStudy;
}

/** One model's answers to one question, or a baseline's. */
export interface ModelStudy {
  readonly name: string;
  readonly method: string;
  readonly reference: boolean;
  /** Of samples from a file, as {@link importedTemperature} has it; empty where there is none. */
  readonly temperature: string;
  /** annotatorKey of the model or of the model behind a one-hot answer. */
  readonly key: string | null;
  /** Computed when first asked for: a thread that does a few tasks needs the figures of a few models. */
  readonly figures: ItemFigures;
  /**
   * Items of `rated` that were asked and not seen in training: what gap figures are over. A failed answer is among them; none
   * are where nothing was answered. One array for all models with the same.
   */
  readonly items: Uint32Array;
  /** Those of them that were answered. */
  readonly answeredItems: Uint32Array;
  /** Those of `items` with two raters or more. */
  readonly pairItems: Uint32Array;
  /** Those of `pairItems` with two samples or more, where it was sampled, and failed ones as {@link failuresHaveSquared} has it: what the unbiased squared gap is over. */
  readonly squaredItems: Uint32Array;
  /** `items`, or where nothing is `rated` all asked unseen items with a vote: what label agreement is over. */
  readonly labelItems: Uint32Array;
  /** How much was answered of all items of the data set. */
  readonly coverage: Coverage;
  /** What a person said that it has seen; `null` where nobody said anything. */
  readonly declaredSeen: SaidSeen | null;
}

/** Whether it stands for its model: not a model's answers at one of several temperatures, which stand for themselves alone. */
export function isWhole({ temperature }: Pick<ModelStudy, 'temperature'>): boolean {
  return temperature === '' || temperature === ALL_TEMPERATURES;
}

/** What became of the items of a data set that a model was to answer. */
export interface Coverage {
  readonly answered: number;
  readonly failed: number;
  /** Never asked, or without a row in the model's file. */
  readonly missing: number;
  /** Answered share of those that were asked; 0 of none. */
  readonly share: number;
}

/** @param missing as in `Predictions` */
export function coverageOf(answered: Uint8Array, missing?: Uint8Array): Coverage {
  const given = answered.reduce((sum, one) => sum + one, 0);
  const absent = missing?.reduce((sum, one, item) => sum + (one && !answered[item] ? 1 : 0), 0) ?? 0;
  const asked = answered.length - absent;
  return {
    answered: given,
    failed: asked - given,
    missing: absent,
    share: asked === 0 ? 0 : given / asked,
  };
}

/** The random stream of one section of a study: the same for every model, so that models are compared on the same draws. */
export function stream({ settings, annotated }: QuestionStudy, section: string): Random {
  return new Random(settings.seed, section, annotated.question.id);
}

/** @param predictions those that answer this question, from {@link matches} */
export function studyQuestion(
  dataset: Dataset,
  annotated: LabelledAnswers,
  predictions: readonly ModelJudgments[],
  settings: AnalysisSettings,
): QuestionStudy {
  const people = itemPeople(annotated);
  const { question, origin } = annotated;
  const isJudged = (item: number) => people.raters[item] > 0;
  const fold = dealFolds(dataset.texts, FOLDS, new Random(settings.seed, 'folds'), isJudged);
  const enough = placesWhere(people.raters, (n) => n >= Math.max(settings.minimumRaters, 1));
  const rated = origin === 'raters' ? enough : new Uint32Array(0);
  const worded = rated.filter((item) => !dataset.withoutText?.[item]);
  const noGap = rated.length > 0 ? null : noGapReason(annotated, settings);
  const shared = onceEach();
  const learntFrom = rated.length > 0 ? rated : enough;
  const voted = placesWhere(people.raters, (n) => n > 0);
  let marginals: Float64Array[] | undefined;
  const build = (
    words: Pick<ModelStudy, 'name' | 'method' | 'temperature' | 'reference' | 'key'>,
    { answered, seen, samples, missing }: Omit<ModelSide, 'model'> & { readonly missing?: Uint8Array },
    figures: () => ItemFigures,
    declaredSeen: SaidSeen | null = null,
  ): ModelStudy => {
    const usable = (item: number) => seen[item] === 0 && (answered[item] === 1 || missing?.[item] !== 1);
    const among = (all: Uint32Array) => {
      const asked = all.filter(usable);
      return asked.some((item) => answered[item] === 1) ? asked : new Uint32Array(0);
    };
    const items = shared(among(rated));
    const pairItems = shared(items.filter((item) => people.raters[item] >= 2));
    const labelItems = noGap === null ? items : shared(among(voted));
    const given = labelItems.filter((item) => answered[item] === 1);
    const failuresCount = failuresHaveSquared({ raters: people.raters, samples }, given);
    const hasSquared = (item: number) => (answered[item] === 1 ? samples[item] !== 1 : failuresCount);
    let known: ItemFigures | undefined;
    return {
      ...words,
      items,
      answeredItems: shared(items.filter((item) => answered[item] === 1)),
      pairItems,
      squaredItems: shared(pairItems.filter(hasSquared)),
      labelItems,
      coverage: coverageOf(answered, missing),
      declaredSeen,
      get figures() {
        if (known) return known;
        const own = figures();
        const failed = labelItems.filter((item) => answered[item] === 0);
        if (failed.length === 0 || learntFrom.length === 0) return (known = own);
        marginals ??= foldMarginals(people, learntFrom, fold, FOLDS);
        return (known = withFailedAnswers(question, own, given, failed, marginals, fold));
      },
    };
  };
  const everything: Omit<ModelSide, 'model'> = {
    answered: new Uint8Array(fold.length).fill(1),
    seen: seenByAny(predictions, rated, fold.length),
    samples: new Uint32Array(fold.length),
  };
  const models = predictions.map((one) =>
    build(
      {
        name: one.annotator.model,
        method: methodName(one.annotator),
        temperature: importedTemperature(one.annotator) ?? '',
        reference: false,
        key: annotatorKey(one.annotator),
      },
      sideOf(one),
      () => itemFigures(annotated, one, people),
      one.declaredSeen,
    ),
  );
  const references =
    models.length === 0 || learntFrom.length === 0
      ? []
      : referenceAnnotators(question, people, learntFrom, fold, FOLDS).map(({ name, model }) =>
          build({ name, method: 'reference', temperature: '', reference: true, key: null }, everything, () =>
            figuresOf(question, people, { ...everything, model }),
          ),
        );
  const oneHots = models.map((one, place) => {
    const { name, key } = one;
    const side = { ...sideOf(predictions[place]), samples: everything.samples };
    return build(
      { name: `${name}, top label only`, method: 'reference', temperature: '', reference: true, key },
      side,
      () => {
        const model = oneHotAnswer(one.figures.model, side.answered, people.labels);
        return figuresOf(question, people, { ...side, model });
      },
    );
  });
  const everyone = [...models, ...references, ...oneHots];
  const without = (raters: readonly number[]) => {
    const others = { ...annotated, votes: withoutRaters(annotated.votes, raters) };
    return studyQuestion(dataset, others, predictions, settings);
  };
  return {
    annotated,
    people,
    settings,
    ids: dataset.ids,
    withoutText: dataset.withoutText ?? null,
    fold,
    rated,
    worded,
    noGap,
    models: everyone,
    without,
  };
}

function sideOf({ answered, seen, samples, missing }: ModelJudgments) {
  return {
    answered,
    seen: seen ?? new Uint8Array(answered.length),
    samples: samples ?? new Uint32Array(answered.length),
    missing,
  };
}

/** Gives the same array back for the same items. */
function onceEach(): (items: Uint32Array) => Uint32Array {
  const known: Uint32Array[] = [];
  return (items) => {
    const same = known.find(
      (one) => one.length === items.length && one.every((item, place) => item === items[place]),
    );
    if (!same) known.push(items);
    return same ?? items;
  };
}

/**
 * Items that the references leave out, so that they stand beside the models on the same items: those that any model has seen;
 * none where that would leave no rated item.
 */
function seenByAny(predictions: readonly ModelJudgments[], rated: Uint32Array, items: number): Uint8Array {
  const seen = new Uint8Array(items);
  for (const one of predictions) one.seen?.forEach((value, item) => (seen[item] |= value));
  return rated.some((item) => seen[item] === 0) ? seen : new Uint8Array(items);
}

/** The predictions that answer one of a data set's questions; see {@link questionsAnswered}. */
export function matches(
  { questions }: Pick<Dataset, 'questions'>,
  { question }: AnnotatedQuestion,
  predictions: readonly ModelJudgments[],
): ModelJudgments[] {
  const asked = questions.map((one) => one.question);
  return predictions.filter((one) =>
    questionsAnswered(one.question, asked, one.annotator).includes(question),
  );
}

/** Places in ascending order where the value passes. */
export function placesWhere(values: Uint32Array, pass: (value: number) => boolean): Uint32Array {
  const places: number[] = [];
  for (let place = 0; place < values.length; place++) if (pass(values[place])) places.push(place);
  return Uint32Array.from(places);
}

/** Why no item has enough raters' votes. */
export function noGapReason(
  { origin }: Pick<AnnotatedQuestion, 'origin'>,
  { minimumRaters }: AnalysisSettings,
): string {
  if (origin === 'consensus') return 'The labels are a consensus made upstream, not single raters’ votes.';
  if (origin === 'intended') return 'The labels are what the author of each text meant, not raters’ votes.';
  return `No item has ${minimumRaters} raters or more.`;
}
