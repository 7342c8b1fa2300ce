import {
  array,
  boolean,
  check,
  finite,
  is,
  literal,
  looseObject,
  maxValue,
  minValue,
  multipleOf,
  nullable,
  number,
  object,
  optional,
  picklist,
  pipe,
  safeParse,
  record,
  string,
  transform,
  variant,
} from 'valibot';
import { rowWidth } from '../files/answer-sets.ts';
import { PROMPT_IN_FILE, type PromptInFile } from '../files/prompt-in-file.ts';

import type { ArrayPlace } from '../files/array-file.ts';
import type { VotesPlace } from '../files/placed-votes.ts';
import { withKind } from '../judgments/earlier-source-file.ts';
import type { EarlierSourceFile } from '../judgments/earlier-source-file.ts';
import type { Annotator } from '../judgments/annotator.ts';
import type { MeasuredTransparency, RaterRule, VoteOrigin } from '../judgments/dataset.ts';
import type { SourceFile } from '../judgments/source-file.ts';
import { ANNOTATOR, COUNT, DIFFERENT, NAME, QUESTION } from '../judgments/judgment-schemas.ts';
import { schemaProblem } from '../judgments/schema-problem.ts';
import type { Question } from '../judgments/question.ts';
import { TEXT_HASH_BYTES } from '../judgments/text-hash.ts';
import type { PlacedAttribute } from './placed-attributes.ts';
import type { StringsPlace } from './placed-strings.ts';

/** What stands before the arrays of a project's file. */
export interface ProjectHeader {
  readonly version: number;
  readonly name: string;
  readonly ids: StringsPlace;
  readonly texts: StringsPlace;
  readonly withoutText: ArrayPlace | null;
  readonly questions: readonly {
    readonly question: Question;
    readonly origin: VoteOrigin;
    readonly votes: VotesPlace;
    readonly transparency?: readonly MeasuredTransparency[];
    readonly moreRaters?: RaterRule;
  }[];
  readonly sources: readonly SourceFile[];
  readonly predictions: readonly {
    readonly annotator: Annotator;
    readonly question: Question;
    readonly answered: ArrayPlace;
    /** Absent where nothing is missing, and in files of earlier versions. */
    readonly missing?: ArrayPlace;
    /** Bit patterns of 32-bit floats. */
    readonly distributions: ArrayPlace;
    readonly samples: ArrayPlace | null;
    /** Absent where every sample named one label, and in files of earlier versions. */
    readonly several?: VotesPlace;
    /** Numbers of each item, all of them, and stated spreads; absent of answers with labels, and in files of earlier versions. */
    readonly numbers?: {
      readonly perItem: ArrayPlace;
      readonly values: ArrayPlace;
      readonly spread?: ArrayPlace;
    };
  }[];
  readonly outputs: readonly {
    readonly annotator: Annotator;
    readonly hashes: ArrayPlace;
    readonly truncated: ArrayPlace;
    readonly rows: readonly ArrayPlace[];
  }[];
  /** Absent where nothing is known, and in files of earlier versions. */
  readonly attributes?: readonly PlacedAttribute[];
  /** Absent in files of earlier versions. */
  readonly thresholds?: Readonly<Record<string, number>>;
  /** Absent in files of earlier versions, and where nobody said anything. */
  readonly seen?: readonly {
    readonly model: string;
    readonly ids: StringsPlace | null;
    readonly file: string | null;
  }[];
  /** Absent in files of earlier versions, and where nothing is known. */
  readonly prompts?: readonly PromptInFile[];
}

// Objects of judgments/ keep what a later version may add to them. What the arrays hold is for project-arrays.ts to check.

/** Every array begins at a multiple of 4. */
const place = { start: pipe(COUNT, multipleOf(4)), length: COUNT };
/** A number that is too large for the array that is made of it would be another number there. */
const BYTES = object({ ...place, type: literal('uint8') });
const SHORTS = object({ ...place, type: picklist(['uint8', 'uint16']) });
const NUMBERS = object({ ...place, type: picklist(['uint8', 'uint16', 'uint32']) });

const STRINGS = object({ lengths: NUMBERS, bytes: BYTES });

const VOTES = pipe(
  object({
    perItem: NUMBERS,
    perVote: NUMBERS,
    labels: SHORTS,
    // Bit patterns of 64-bit floats, in halves.
    numbers: optional(NUMBERS),
    raters: nullable(NUMBERS),
    raterIds: nullable(DIFFERENT),
    abstentions: NUMBERS,
    // Bit patterns of 32-bit floats.
    times: optional(object({ seconds: NUMBERS, from: picklist(['stated', 'between answers']) })),
  }),
  check(({ raters, raterIds }) => (raters === null) === (raterIds === null), 'raters'),
  check(({ raters, perVote }) => raters === null || raters.length === perVote.length, 'raters of votes'),
  check(({ numbers, perVote }) => !numbers || numbers.length === 2 * perVote.length, 'numbers of votes'),
  check(({ times, perVote }) => !times || times.seconds.length === perVote.length, 'times of votes'),
);

const SHARE = nullable(pipe(number(), minValue(0), maxValue(1)));
/** t_c is at most 1, and of a category that nearly every item is in no lower than minus the logarithm of their number. */
const TRANSPARENCY = nullable(pipe(number(), finite(), minValue(-100), maxValue(1)));

const ANNOTATED = pipe(
  object({
    question: QUESTION,
    origin: picklist(['raters', 'consensus', 'intended']),
    votes: VOTES,
    transparency: optional(
      array(looseObject({ transparency: TRANSPARENCY, coverage: SHARE, precision: SHARE, ownName: SHARE })),
    ),
    moreRaters: optional(
      object({
        first: pipe(COUNT, minValue(2)),
        more: pipe(COUNT, minValue(1)),
        unless: picklist(['two agree', 'all agree']),
      }),
    ),
  }),
  check(
    ({ question, transparency }) => !transparency || transparency.length === question.labels.length,
    'not a transparency for each label',
  ),
  check(
    ({ question, votes }) =>
      (question.kind === 'continuous' && votes.perVote.length > 0) === (votes.numbers !== undefined),
    'votes of another kind than the question',
  ),
);

/** What only files of one kind have. */
const OF_KIND = variant('kind', [
  looseObject({ kind: literal('people'), mappable: boolean() }),
  looseObject({ kind: literal('texts'), mappable: boolean() }),
  looseObject({ kind: literal('joined texts') }),
  looseObject({
    kind: literal('answers'),
    rowsUsed: COUNT,
    rowsFailed: COUNT,
    rowsUnmatched: COUNT,
    renormalised: COUNT,
  }),
  looseObject({ kind: literal('annotations'), withTexts: boolean() }),
  looseObject({ kind: literal('benchmark') }),
  looseObject({ kind: literal('copy'), of: string(), ofAnswers: boolean() }),
]);

const SOURCE = pipe(
  looseObject({
    name: string(),
    bytes: COUNT,
    sha256: string(),
    layout: string(),
    rowsRead: COUNT,
    skipped: array(
      looseObject({
        line: COUNT,
        reason: string(),
        content: string(),
        lost: optional(picklist(['answer', 'id'])),
        times: optional(COUNT),
      }),
    ),
  }),
  // Earlier versions did not say what kind of file each was.
  transform((source) => withKind(source as EarlierSourceFile)),
  check((source) => is(OF_KIND, source), 'not what a file of its kind has'),
);

const PREDICTIONS = pipe(
  object({
    annotator: ANNOTATOR,
    question: QUESTION,
    answered: BYTES,
    missing: optional(BYTES),
    // Bit patterns of 32-bit floats.
    distributions: NUMBERS,
    samples: nullable(NUMBERS),
    several: optional(VOTES),
    numbers: optional(object({ perItem: NUMBERS, values: NUMBERS, spread: optional(NUMBERS) })),
  }),
  check(
    ({ question, numbers }) => (question.kind === 'continuous') === (numbers !== undefined),
    'answers of another kind than the question',
  ),
  check(
    ({ numbers, answered }) => !numbers?.spread || numbers.spread.length === 2 * answered.length,
    'spreads of answers',
  ),
  check(
    ({ question, answered, distributions }) =>
      distributions.length === answered.length * question.labels.length,
    'distributions',
  ),
);

const OUTPUTS = pipe(
  object({ annotator: ANNOTATOR, hashes: BYTES, truncated: BYTES, rows: array(SHORTS) }),
  check(({ hashes, truncated }) => hashes.length === truncated.length * TEXT_HASH_BYTES, 'hashes of texts'),
  check(
    ({ annotator, truncated, rows }) =>
      rows.length === annotator.questions.length &&
      rows.every(
        ({ length }, at) => length === truncated.length * rowWidth(annotator, annotator.questions[at]),
      ),
    'outputs',
  ),
);

const ATTRIBUTE = object({
  name: string(),
  of: picklist(['items', 'raters']),
  kind: picklist(['text', 'number', 'date']),
  raters: nullable(STRINGS),
  different: STRINGS,
  values: NUMBERS,
});

const HEADER = pipe(
  object({
    version: number(),
    name: NAME,
    ids: STRINGS,
    texts: STRINGS,
    withoutText: nullable(BYTES),
    questions: pipe(
      array(ANNOTATED),
      check((all) => new Set(all.map(({ question }) => question.id)).size === all.length, 'questions alike'),
    ),
    sources: array(SOURCE),
    predictions: array(PREDICTIONS),
    outputs: array(OUTPUTS),
    attributes: optional(
      pipe(
        array(ATTRIBUTE),
        check(
          (all) => new Set(all.map(({ of, name }) => `${of} ${name}`)).size === all.length,
          'attributes alike',
        ),
      ),
    ),
    thresholds: optional(record(string(), pipe(number(), finite(), minValue(0)))),
    seen: optional(array(object({ model: string(), ids: nullable(STRINGS), file: nullable(string()) }))),
    prompts: optional(array(PROMPT_IN_FILE)),
  }),
  check(
    ({ ids, texts, withoutText }) => areOf(ids.lengths.length, [texts.lengths, withoutText]),
    'the number of texts',
  ),
  check(
    ({ ids, questions }) =>
      questions.every(({ votes }) => areOf(ids.lengths.length, [votes.perItem, votes.abstentions])),
    'the number of items with votes',
  ),
  check(
    ({ ids, attributes = [] }) =>
      attributes.every(({ of, raters, values }) =>
        of === 'items'
          ? raters === null && values.length === ids.lengths.length
          : raters !== null && values.length === raters.lengths.length,
      ),
    'the number of an attribute’s values',
  ),
  check(
    ({ ids, predictions }) =>
      predictions.every(({ answered, missing, samples, several, numbers }) =>
        areOf(ids.lengths.length, [
          answered,
          missing,
          samples,
          several?.perItem,
          several?.abstentions,
          numbers?.perItem,
        ]),
      ),
    'answered items',
  ),
);

function areOf(items: number, places: readonly (ArrayPlace | null | undefined)[]): boolean {
  return places.every((one) => !one || one.length === items);
}

/**
 * The header of a project's file, checked: each value in its range, and all arrays as long as they must be beside each other.
 * @throws RangeError that says where it is not as it should be
 */
export function readHeader(header: unknown): ProjectHeader {
  const { success, issues, output } = safeParse(HEADER, header, { abortEarly: true });
  // Only what was checked is handed on: a key such as __proto__ is not.
  if (success) return output as ProjectHeader;
  throw new RangeError(schemaProblem(issues[0]));
}
