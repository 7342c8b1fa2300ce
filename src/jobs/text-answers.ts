import { distances } from '../analysis/divergence.ts';
import { alignedDistributions } from '../analysis/item-figures.ts';
import type { ModelJudgments } from '../analysis/model-judgments.ts';
import { answersPerText } from '../annotators/worded-answers.ts';
import { annotatorKey } from '../judgments/annotator.ts';
import type { LabelledAnswers } from '../judgments/dataset.ts';
import { labelAlignment } from '../judgments/question.ts';
import { answerState } from '../readers/annotations/answer-state.ts';
import { humanDistributions, type Votes } from '../judgments/votes.ts';

/** What one model said of one text. */
export interface TextAnswer {
  /** `annotatorKey` of the model. */
  readonly annotator: string;
  /** Its distribution, in the order of the question's labels; `null` where it has no answer. */
  readonly shares: Float64Array | null;
  /** Jensen-Shannon divergence from people's; NaN without an answer, with too few raters, and where the votes are not raters'. */
  readonly gap: number;
  /** Of a model that was sampled here: how many of its answers were read, of how many; else absent, as where it was not asked. */
  readonly read?: { readonly answers: number; readonly of: number };
}

/** What one model said of one text to a continuous question. */
export interface TextNumbers {
  /** `annotatorKey` of the model. */
  readonly annotator: string;
  /** Its numbers, in units of the scale; none without an answer. */
  readonly values: Float64Array;
  /** Standard deviation that it states of its one number; NaN where it states none. */
  readonly stated: number;
}

/**
 * What every model said of one text to a continuous question.
 * @param answers those that answer it with numbers; others say nothing
 * @param item place of the text
 */
export function textNumbers(answers: readonly ModelJudgments[], item: number): TextNumbers[] {
  return answers.flatMap(({ annotator, numbers }) =>
    numbers
      ? [
          {
            annotator: annotatorKey(annotator),
            values: numbers.values.slice(numbers.start[item], numbers.start[item + 1]),
            stated: numbers.spread?.[item] ?? NaN,
          },
        ]
      : [],
  );
}

/**
 * What every model said of one text: the row that each has of it in {@link itemColumns}.
 * @param annotated the question people were asked, or `null` where only models answered
 * @param answers those that answer it
 * @param item place of the text
 * @param minimumRaters a text with fewer raters has no gap
 */
export function textAnswers(
  annotated: LabelledAnswers | null,
  answers: readonly ModelJudgments[],
  item: number,
  minimumRaters: number,
): TextAnswer[] {
  const votes = annotated && votesOnOne(annotated.votes, item);
  const raters = votes ? votes.voteStart[1] - votes.voteStart[0] : 0;
  const labels = annotated?.question.labels.length ?? 0;
  const people =
    votes && annotated.origin === 'raters' && raters >= Math.max(minimumRaters, 1)
      ? humanDistributions(votes, labels)
      : null;
  return answers.map((all) => {
    const annotator = annotatorKey(all.annotator);
    const own = all.question.labels;
    const alignment = annotated
      ? labelAlignment(all.question, annotated.question)!
      : Int32Array.from(own, (_, label) => label);
    const asked = answersPerText(all.annotator);
    const isSampled = all.samples !== undefined && asked !== null && answerState(all, item) !== 'not asked';
    const read = isSampled && { read: { answers: all.samples[item], of: asked } };
    if (!all.answered[item]) return { annotator, shares: null, gap: NaN, ...read };
    const shares = alignedDistributions(answerToOne(all, item), alignment);
    return { annotator, shares, gap: people ? distances(people, 0, shares, 0, labels).jsd : NaN, ...read };
  });
}

/** A model's answer to one text, as its answers to a data set of that text alone. */
function answerToOne(all: ModelJudgments, item: number): ModelJudgments {
  const { answered, distributions, samples, several, question } = all;
  const labels = question.labels.length;
  return {
    annotator: all.annotator,
    question,
    answered: answered.subarray(item, item + 1),
    distributions: distributions.subarray(item * labels, (item + 1) * labels),
    ...(samples && { samples: samples.subarray(item, item + 1) }),
    ...(several && { several: votesOnOne(several, item) }),
  };
}

/** The votes on one text: the same votes, of which only its run is named. */
function votesOnOne(votes: Votes, item: number): Votes {
  return {
    ...votes,
    voteStart: votes.voteStart.subarray(item, item + 2),
    abstentions: votes.abstentions.subarray(item, item + 1),
  };
}
