import type { Annotator } from '../judgments/annotator.ts';
import type { MeasuredTransparency } from '../judgments/dataset.ts';
import type { Question } from '../judgments/question.ts';
import { TEXT_HASH_BYTES } from '../judgments/text-hash.ts';
import type { Votes } from '../judgments/votes.ts';
import type { ProjectContent } from './project-file.ts';

/** Half-precision bit patterns from this on are infinite or not a number, or negative. */
const HALF_INFINITY = 0x7c00;
/** Half precision leaves a sum of shares nearer to one than this. */
const SUM_TOLERANCE = 0.01;
const ORIGINS: readonly unknown[] = ['raters', 'consensus', 'intended'];

/**
 * Makes sure that a project's parts fit each other, so that nothing else has to be afraid of them.
 * @throws RangeError that says what does not fit
 */
export function checkProject({ dataset, predictions, outputs }: ProjectContent): void {
  const { name, ids, texts, withoutText, questions, sources } = dataset;
  const items = ids.length;
  ensure(isText(name), 'the name');
  ensure(new Set(ids).size === items, 'two items with one id');
  ensure(texts.length === items && (!withoutText || withoutText.length === items), 'the number of texts');
  ensure(new Set(questions.map(({ question }) => question.id)).size === questions.length, 'questions alike');
  for (const { question, origin, votes, transparency, moreRaters } of questions) {
    checkQuestion(question);
    ensure(
      !moreRaters ||
        (moreRaters.first >= 2 && moreRaters.more >= 1 && /^(two|all) agree$/.test(moreRaters.unless)),
      'a rule for more raters',
    );
    ensure(!transparency || isTransparency(transparency), 'how far words give a category away');
    ensure(ORIGINS.includes(origin), 'where votes are from');
    checkVotes(votes, items, question.labels.length);
  }
  ensure(Array.isArray(sources), 'the files it was read from');
  for (const source of sources) {
    const { name, bytes, sha256, layout, rowsRead, skipped } = source;
    ensure(
      [name, sha256, layout].every(isText) && [bytes, rowsRead].every(isCount),
      'a file it was read from',
    );
    ensure(
      Array.isArray(skipped) &&
        skipped.every(({ line, reason, content }) => isCount(line) && isText(reason) && isText(content)),
      'rows left out',
    );
  }
  for (const { annotator, question, answered, missing, distributions, samples } of predictions) {
    checkAnnotator(annotator);
    checkQuestion(question);
    ensure(answered.length === items && (!samples || samples.length === items), 'answered items');
    ensure(!missing || missing.length === items, 'missing items');
    ensure(distributions.length === items * question.labels.length, 'distributions');
    checkRows(answered, distributions, question.labels.length);
  }
  for (const { annotator, hashes, truncated, rows } of outputs) {
    checkAnnotator(annotator);
    ensure(hashes.length === truncated.length * TEXT_HASH_BYTES, 'hashes of texts');
    ensure(rows.length === annotator.questions.length, 'outputs');
    for (const [place, { labels }] of annotator.questions.entries()) {
      ensure(rows[place].length === truncated.length * labels.length, 'outputs');
      ensure(
        rows[place].every((bits) => bits < HALF_INFINITY),
        'an output',
      );
    }
  }
}

/** Answered rows are distributions, as far as half precision keeps them so, and the others are zero. */
function checkRows(answered: Uint8Array, distributions: Float32Array, labels: number): void {
  for (const [item, whether] of answered.entries()) {
    let sum = 0;
    for (let at = item * labels; at < (item + 1) * labels; at++) {
      ensure(distributions[at] >= 0, 'a probability');
      sum += distributions[at];
    }
    ensure(whether <= 1 && Math.abs(sum - whether) <= (whether === 1 ? SUM_TOLERANCE : 0), 'a distribution');
  }
}

function checkQuestion(question: Question): void {
  const { id, name, kind, labels } = question;
  ensure(isText(id) && isText(name) && (kind === 'categorical' || kind === 'ordinal'), 'a question');
  ensure(Array.isArray(labels) && labels.length > 0 && labels.every(isText), 'a question’s labels');
  ensure(new Set(labels).size === labels.length, 'two labels alike');
  if (question.kind === 'ordinal')
    ensure(
      Array.isArray(question.points) &&
        question.points.length === labels.length &&
        question.points.every((point, at) => Number.isFinite(point) && !(point <= question.points[at - 1])),
      'a scale’s points',
    );
}

function checkAnnotator({ model, revision, dtype, method, prompt, questions }: Annotator): void {
  ensure([model, revision, dtype, method.name].every(isText), 'a model');
  ensure(
    Object.values(method.parameters ?? {}).every((value) => isText(value) || Number.isFinite(value)),
    'how a model was asked',
  );
  ensure(!prompt || (isText(prompt.id) && isText(prompt.version)), 'a model’s prompt');
  ensure(Array.isArray(questions) && questions.length > 0, 'a model’s questions');
  questions.forEach(checkQuestion);
}

function checkVotes(
  { voteStart, labelStart, labels, raters, raterIds, abstentions }: Votes,
  items: number,
  size: number,
): void {
  ensure(voteStart.length === items + 1 && abstentions.length === items, 'the number of items with votes');
  // A sum that went past 32 bits begins anew.
  for (let item = 0; item < items; item++)
    ensure(voteStart[item] <= voteStart[item + 1], 'the number of an item’s votes');
  const votes = labelStart.length - 1;
  ensure(voteStart[items] === votes && labelStart[votes] === labels.length, 'the number of votes');
  for (let vote = 0; vote < votes; vote++) {
    ensure(labelStart[vote] < labelStart[vote + 1], 'a vote without a label');
    for (let at = labelStart[vote]; at < labelStart[vote + 1]; at++)
      ensure(labels[at] < size && !(at > labelStart[vote] && labels[at] <= labels[at - 1]), 'a vote');
  }
  ensure((raters === null) === (raterIds === null), 'raters');
  if (raters === null || raterIds === null) return;
  ensure(Array.isArray(raterIds) && raterIds.every(isText), 'names of raters');
  ensure(raters.length === votes && raters.every((rater) => rater < raterIds.length), 'raters of votes');
}

function isTransparency(measured: unknown): boolean {
  const isFigure = (value: unknown) => value === null || (Number.isFinite(value) && (value as number) <= 1);
  return (
    Array.isArray(measured) &&
    measured.every((figures: Partial<MeasuredTransparency> | null) =>
      [figures?.transparency, figures?.coverage, figures?.precision, figures?.ownName].every(isFigure),
    )
  );
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function ensure(holds: boolean, what: string): void {
  if (!holds) throw new RangeError(what);
}
