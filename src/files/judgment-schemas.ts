import {
  array,
  check,
  finite,
  integer,
  literal,
  looseObject,
  maxValue,
  minLength,
  minValue,
  number,
  object,
  optional,
  picklist,
  pipe,
  record,
  string,
  union,
  variant,
} from 'valibot';

/** A whole number from 0. */
export const COUNT = pipe(number(), integer(), minValue(0), maxValue(Number.MAX_SAFE_INTEGER));

const labels = pipe(
  array(string()),
  minLength(1),
  check((all) => new Set(all).size === all.length, 'two labels are alike'),
);

/** A question, with all that a later version may add to it. */
export const QUESTION = variant('kind', [
  looseObject({ kind: literal('categorical'), id: string(), name: string(), labels }),
  looseObject({
    kind: literal('ordinal'),
    id: string(),
    name: string(),
    labels,
    points: pipe(
      array(pipe(number(), finite())),
      check((points) => points.every((point, at) => at === 0 || point > points[at - 1]), 'not ascending'),
    ),
    group: optional(string()),
    perspective: optional(picklist(['reader', 'writer'])),
  }),
]);

/** An annotator, likewise. */
export const ANNOTATOR = looseObject({
  model: string(),
  revision: string(),
  dtype: string(),
  method: looseObject({
    // Whatever an earlier or a later version calls its ways of answering.
    name: string(),
    parameters: optional(record(string(), union([string(), pipe(number(), finite())]))),
  }),
  prompt: optional(looseObject({ id: string(), version: string() })),
  origin: optional(object({ file: string() })),
  questions: pipe(array(QUESTION), minLength(1)),
});
