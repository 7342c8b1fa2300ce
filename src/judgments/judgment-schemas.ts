import {
  array,
  check,
  finite,
  integer,
  literal,
  looseObject,
  maxLength,
  maxValue,
  minLength,
  minValue,
  number,
  object,
  optional,
  picklist,
  pipe,
  record,
  strictTuple,
  string,
  union,
  variant,
} from 'valibot';

/** A whole number from 0. */
export const COUNT = pipe(number(), integer(), minValue(0), maxValue(Number.MAX_SAFE_INTEGER));

/** Texts of which no two are alike. */
export const DIFFERENT = pipe(
  array(string()),
  check((all) => new Set(all).size === all.length, 'two are alike'),
);

/** What the page writes beside charts and in lists: longer ones keep it busy for seconds, and nobody reads them. */
export const NAME = pipe(string(), maxLength(2000));
/** As many as the readers let a question have. */
const MOST_LABELS = 1000;

const labels = pipe(
  array(NAME),
  minLength(1),
  maxLength(MOST_LABELS),
  check((all) => new Set(all).size === all.length, 'two are alike'),
);

const CATEGORICAL = looseObject({ kind: literal('categorical'), id: NAME, name: NAME, labels });

const ORDINAL = looseObject({
  kind: literal('ordinal'),
  id: NAME,
  name: NAME,
  labels,
  points: pipe(
    array(pipe(number(), finite())),
    check((points) => points.every((point, at) => at === 0 || point > points[at - 1]), 'not ascending'),
  ),
  group: optional(NAME),
  perspective: optional(picklist(['reader', 'writer'])),
});

const CONTINUOUS = looseObject({
  kind: literal('continuous'),
  id: NAME,
  name: NAME,
  labels: strictTuple([]),
  range: pipe(
    object({ lowest: pipe(number(), finite()), highest: pipe(number(), finite()) }),
    check(({ lowest, highest }) => lowest < highest, 'not ascending'),
  ),
  unit: optional(NAME),
  group: optional(NAME),
  perspective: optional(picklist(['reader', 'writer'])),
});

/** A question with labels, with all that a later version may add to it. */
export const LABELLED_QUESTION = pipe(
  variant('kind', [CATEGORICAL, ORDINAL]),
  check((one) => one.kind !== 'ordinal' || one.points.length === one.labels.length, 'a scale’s points'),
);

/** A question of any kind, with all that a later version may add to it. */
export const QUESTION = pipe(
  variant('kind', [CATEGORICAL, ORDINAL, CONTINUOUS]),
  check((one) => one.kind !== 'ordinal' || one.points.length === one.labels.length, 'a scale’s points'),
);

/** More answers about one text are asked for by nobody, and figures would take them for what they say. */
const MOST_SAMPLES = 1_000_000;

/** How an annotator answers: whatever an earlier or a later version calls it. */
export const METHOD = pipe(
  looseObject({
    name: string(),
    parameters: optional(record(string(), union([string(), pipe(number(), finite())]))),
  }),
  check(({ name, parameters = {} }) => {
    const { samples = name === 'samples' ? null : 1 } = parameters;
    return Number.isInteger(samples) && Number(samples) >= 1 && Number(samples) <= MOST_SAMPLES;
  }, 'no number of samples'),
);

/** What a model was asked with. */
export const PROMPT = looseObject({ id: string(), version: string() });

/** An annotator, with all that a later version may add to it. */
export const ANNOTATOR = looseObject({
  model: NAME,
  revision: NAME,
  dtype: NAME,
  method: METHOD,
  prompt: optional(PROMPT),
  origin: optional(object({ file: string() })),
  questions: pipe(array(QUESTION), minLength(1)),
});
