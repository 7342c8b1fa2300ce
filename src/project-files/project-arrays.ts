import {
  array,
  check,
  instance,
  looseObject,
  object,
  optional,
  pipe,
  safeParse,
  type GenericSchema,
  type ObjectEntries,
} from 'valibot';
import { areSetNumbers, keepsSets } from '../files/answer-sets.ts';
import { fromHalf } from '../files/half-precision.ts';
import type { AnnotatedQuestion, Dataset } from '../judgments/dataset.ts';
import { DIFFERENT } from '../judgments/judgment-schemas.ts';
import { schemaProblem } from '../judgments/schema-problem.ts';
import type { ModelNumbers, Predictions } from '../judgments/predictions.ts';
import type { NumberRange } from '../judgments/question.ts';
import { itemWithTooManyVotes, type Votes } from '../judgments/votes.ts';
import type { ProjectContent, ProjectOutputs } from './project-content.ts';

/** A distribution's sum is nearer to one than this: half precision leaves it so. */
const SUM_TOLERANCE = 0.01;
/** The bit pattern of 1 in half precision; those above are more, infinite, not a number, or negative. */
const HALF_ONE = 0x3c00;
/** As many as have ever been asked about one text, and far more. */
const MOST_ABSTENTIONS = 1_000_000;

/** Methods whose outputs are distributions. */
const SCORED: readonly string[] = ['softmax', 'normalised sigmoids', 'label likelihood'];

const TEXT_HASH = /^[0-9a-f]{32}$/;

/** A part of a project, as project-file.ts has made it, of which some are to be checked one by one. */
function partOf<Part>(entries: ObjectEntries): GenericSchema<unknown, Part> {
  return looseObject(entries) as unknown as GenericSchema<unknown, Part>;
}

const FLAGS = pipe(
  instance(Uint8Array),
  check((flags) => flags.every((flag) => flag <= 1), 'neither 0 nor 1'),
);

const ABSTENTIONS = pipe(
  instance(Uint32Array),
  check((counts) => counts.every((count) => count <= MOST_ABSTENTIONS), 'too many abstentions'),
);

const ANNOTATED = pipe(
  partOf<AnnotatedQuestion>({ votes: looseObject({ abstentions: ABSTENTIONS }) }),
  // A sum that went past 32 bits begins anew.
  check(({ votes }) => ascends(votes.voteStart), 'the number of an item’s votes'),
  check(({ votes }) => areWhole(votes), 'the number of votes'),
  check(({ votes }) => itemWithTooManyVotes(votes) < 0, 'too many votes on one text'),
  check(
    ({ question, votes: { labelStart } }) => question.kind === 'continuous' || ascends(labelStart, 1),
    'a vote without a label',
  ),
  check(
    ({ question, votes: { labels, numbers } }) =>
      question.kind !== 'continuous' || (labels.length === 0 && areWithin(numbers, question.range)),
    'a number',
  ),
  check(({ question, votes }) => areSets(votes, question.labels.length), 'a vote'),
  check(
    ({ votes: { raters, raterIds } }) => raters === null || raters.every((rater) => rater < raterIds!.length),
    'raters of votes',
  ),
  check(
    ({ votes: { times } }) => !times || times.seconds.every((one) => Number.isNaN(one) || isTime(one)),
    'a time of an answer',
  ),
);

const PREDICTIONS = pipe(
  partOf<Predictions>({ answered: FLAGS, missing: optional(FLAGS) }),
  check(
    ({ answered, missing }) => !missing || missing.every((absent, item) => absent + answered[item] < 2),
    'an answer that is missing',
  ),
  check(({ distributions }) => distributions.every((share) => share >= 0), 'a probability'),
  check(
    ({ samples, several, question }) => !several || areSamples(several, samples, question.labels.length),
    'a sample',
  ),
  check(
    ({ question, answered, numbers }) =>
      question.kind !== 'continuous' || areAnswers(numbers, answered, question.range),
    'a number',
  ),
  check(({ question, answered, distributions }) => {
    if (question.kind === 'continuous') return true;
    const sums = sumsOf(distributions, question.labels.length, answered.length);
    return answered.every((yes, item) => (yes === 1 ? isOne(sums[item]) : sums[item] === 0));
  }, 'a distribution'),
);

const OUTPUTS = pipe(
  partOf<ProjectOutputs>({ truncated: FLAGS }),
  check(
    ({ annotator, rows }) =>
      keepsSets(annotator)
        ? areSetNumbers(fromHalves(rows[0]), annotator.questions[0].labels.length)
        : rows.every((values) => values.every((bits) => bits <= HALF_ONE)),
    'an output',
  ),
  check(
    ({ annotator, rows, truncated }) =>
      keepsSets(annotator) ||
      rows.every((values, place) => {
        const labels = annotator.questions[place].labels.length;
        return sumsOf(fromHalves(values), labels, truncated.length).every(sumFor(annotator.method.name));
      }),
    'an output that is no distribution',
  ),
);

const DATASET = pipe(
  partOf<Dataset>({ ids: DIFFERENT, withoutText: optional(FLAGS), questions: array(ANNOTATED) }),
  check(
    ({ texts, withoutText }) => texts.every((text, item) => !withoutText?.[item] || TEXT_HASH.test(text)),
    'a hash of a text',
  ),
);

const CONTENT = object({ dataset: DATASET, predictions: array(PREDICTIONS), outputs: array(OUTPUTS) });

/**
 * Makes sure that the arrays of a project, whose header is checked, hold what the header says, so that nothing else has to be afraid
 * of them.
 * @throws RangeError that says what does not fit, and where
 */
export function checkArrays(content: ProjectContent): void {
  const { success, issues } = safeParse(CONTENT, content, { abortEarly: true });
  if (!success) throw new RangeError(schemaProblem(issues[0]));
}

function areWithin(numbers: Float64Array = new Float64Array(0), { lowest, highest }: NumberRange): boolean {
  return numbers.every((number) => number >= lowest && number <= highest);
}

/** Whether every answered item has a number, no other has, and spreads are none below 0. */
function areAnswers(numbers: ModelNumbers | undefined, answered: Uint8Array, range: NumberRange): boolean {
  if (numbers === undefined) return false;
  const { start, values, spread } = numbers;
  return (
    ascends(start) &&
    start.at(-1) === values.length &&
    answered.every((yes, item) => (yes === 1) === start[item + 1] > start[item]) &&
    areWithin(values, range) &&
    (spread?.every((one) => Number.isNaN(one) || (one >= 0 && Number.isFinite(one))) ?? true)
  );
}

function isTime(seconds: number): boolean {
  return seconds >= 0 && Number.isFinite(seconds);
}

function ascends(starts: Uint32Array, atLeast = 0): boolean {
  return starts.every((start, at) => at === 0 || start >= starts[at - 1] + atLeast);
}

function areWhole({ voteStart, labelStart, labels }: Votes): boolean {
  return voteStart.at(-1) === labelStart.length - 1 && labelStart.at(-1) === labels.length;
}

/** Whether these are sets of two labels or more, and no more of an item than it has samples. */
function areSamples(several: Votes, samples: Uint32Array | undefined, size: number): boolean {
  const { voteStart, labelStart } = several;
  return (
    ascends(voteStart) &&
    areWhole(several) &&
    ascends(labelStart, 2) &&
    areSets(several, size) &&
    (samples?.every((count, item) => voteStart[item + 1] - voteStart[item] <= count) ?? false)
  );
}

/** Whether every vote's labels ascend without repeats and are labels of the question. */
function areSets({ labelStart, labels }: Votes, size: number): boolean {
  const first = new Uint8Array(labels.length);
  for (const start of labelStart) if (start < labels.length) first[start] = 1;
  return labels.every((label, at) => label < size && (first[at] === 1 || label > labels[at - 1]));
}

function sumsOf(rows: Float32Array, labels: number, length: number): Float64Array {
  const sums = new Float64Array(length);
  for (let at = 0; at < rows.length; at++) sums[Math.floor(at / labels)] += rows[at];
  return sums;
}

function isOne(sum: number): boolean {
  return Math.abs(sum - 1) <= SUM_TOLERANCE;
}

/**
 * What an output may sum to: one or, where it failed, zero; of samples the share that gave a label; percentages are stored as they
 * were stated.
 */
function sumFor(method: string): (sum: number) => boolean {
  if (method === 'verbalised') return () => true;
  if (SCORED.includes(method)) return (sum) => sum === 0 || isOne(sum);
  return (sum) => sum <= 1 + SUM_TOLERANCE;
}

/** Half-precision numbers. */
function fromHalves(halves: Uint16Array): Float32Array {
  const numbers = new Float32Array(halves.length);
  fromHalf(halves, numbers, 0);
  return numbers;
}
