import type { Question } from '../judgments/question.ts';
import { TEXT_HASH_BYTES } from '../judgments/text-hash.ts';
import type { Votes } from '../judgments/votes.ts';
import type { ProjectContent } from './project-content.ts';

/** Half-precision bit patterns from this on are infinite or not a number, or negative. */
const HALF_INFINITY = 0x7c00;
/** Half precision leaves a sum of shares nearer to one than this. */
const SUM_TOLERANCE = 0.01;

/**
 * Makes sure that a project's parts, each of which is as project-header.ts has it, fit each other, so that nothing else has to be afraid of them.
 * @throws RangeError that says what does not fit
 */
export function checkProject({ dataset, predictions, outputs }: ProjectContent): void {
  const { ids, texts, withoutText, questions } = dataset;
  const items = ids.length;
  ensure(new Set(ids).size === items, 'two items with one id');
  ensure(texts.length === items && (!withoutText || withoutText.length === items), 'the number of texts');
  ensure(new Set(questions.map(({ question }) => question.id)).size === questions.length, 'questions alike');
  for (const { question, votes } of questions) {
    checkQuestion(question);
    checkVotes(votes, items, question.labels.length);
  }
  for (const { annotator, question, answered, missing, distributions, samples } of predictions) {
    annotator.questions.forEach(checkQuestion);
    checkQuestion(question);
    ensure(answered.length === items && (!samples || samples.length === items), 'answered items');
    ensure(!missing || missing.length === items, 'missing items');
    ensure(distributions.length === items * question.labels.length, 'distributions');
    checkRows(answered, distributions, question.labels.length);
  }
  for (const { annotator, hashes, truncated, rows } of outputs) {
    annotator.questions.forEach(checkQuestion);
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
  ensure(
    question.kind === 'categorical' || question.points.length === question.labels.length,
    'a scale’s points',
  );
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
  ensure(raters.length === votes && raters.every((rater) => rater < raterIds.length), 'raters of votes');
}

function ensure(holds: boolean, what: string): void {
  if (!holds) throw new RangeError(what);
}
