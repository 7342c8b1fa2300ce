import type { AnnotatedQuestion, Dataset } from '../judgments/dataset.ts';
import { numbersOfItems } from '../judgments/predictions.ts';
import { VotesBuilder, type Votes } from '../judgments/votes.ts';
import type { ModelJudgments } from './model-judgments.ts';
import type { ReportSlice } from './report.ts';
import { sliceChoices } from './slice-choices.ts';

/** One value of an attribute, by which texts or raters are chosen. */
export interface Slice {
  readonly attribute: string;
  /** A `SliceValue`'s. */
  readonly value: string;
}

/** A part of a data set with the answers of models to it. */
export interface Sliced {
  readonly dataset: Dataset;
  readonly predictions: readonly ModelJudgments[];
  readonly slice: ReportSlice;
}

/**
 * The texts that have a value with all answers to them, or the answers of the raters who have it with the texts that they answered.
 * Nobody knows which raters abstained, so that a slice of raters has no abstentions.
 * @throws RangeError that says why, where there is no such slice
 */
export function sliced(
  dataset: Dataset,
  predictions: readonly ModelJudgments[],
  { attribute, value }: Slice,
): Sliced {
  const choices = sliceChoices(dataset);
  const choice = choices.find((one) => one.attribute === attribute);
  if (choice === undefined)
    throw new RangeError(
      `There is no attribute "${attribute}"; ${choices.length === 0 ? 'nothing is known of texts or raters beside the answers' : `there are ${choices.map((one) => one.attribute).join(', ')}`}.`,
    );
  if (choice.reason !== null) throw new RangeError(`"${attribute}" divides nothing. ${choice.reason}`);
  const chosen = choice.values.find((one) => one.value === value);
  if (chosen === undefined)
    throw new RangeError(
      `"${attribute}" has no value "${value}"; there are ${choice.values
        .map((one) => one.value)
        .slice(0, MOST_NAMED)
        .join(', ')}${choice.values.length > MOST_NAMED ? ', …' : ''}.`,
    );
  const own = dataset.attributes!.find(({ name, of }) => name === attribute && of === choice.of)!;
  const said = { attribute, of: choice.of, value: chosen.words, ofItems: dataset.ids.length };
  if (own.of === 'items') {
    const items = [...own.values.keys()].filter((item) => chosen.has(own.values[item]));
    return { ...partOf(dataset, predictions, items, null), slice: { ...said, items: items.length } };
  }
  const raters = new Set(own.raters.filter((_, place) => chosen.has(own.values[place])));
  const items = [...dataset.ids.keys()].filter((item) =>
    dataset.questions.some(({ votes }) => isAnswered(votes, item, raters)),
  );
  return {
    ...partOf(dataset, predictions, items, raters),
    slice: { ...said, items: items.length, raters: raters.size, ofRaters: own.raters.length },
  };
}

/** Values that a message names. */
const MOST_NAMED = 20;

function isAnswered({ voteStart, raters, raterIds }: Votes, item: number, by: ReadonlySet<string>): boolean {
  if (raters === null) return false;
  for (let vote = voteStart[item]; vote < voteStart[item + 1]; vote++)
    if (by.has(raterIds![raters[vote]])) return true;
  return false;
}

function partOf(
  dataset: Dataset,
  predictions: readonly ModelJudgments[],
  items: readonly number[],
  raters: ReadonlySet<string> | null,
): Omit<Sliced, 'slice'> {
  const { attributes: _, withoutText, ...whole } = dataset;
  const without = withoutText && Uint8Array.from(items, (item) => withoutText[item]);
  return {
    dataset: {
      ...whole,
      ids: items.map((item) => dataset.ids[item]),
      texts: items.map((item) => dataset.texts[item]),
      ...(without?.includes(1) && { withoutText: without }),
      questions: dataset.questions.map((annotated) => questionOf(annotated, items, raters)),
    },
    predictions: predictions.map((one) => predictionsOf(one, items)),
  };
}

function questionOf(
  { question, origin, votes, moreRaters }: AnnotatedQuestion,
  items: readonly number[],
  raters: ReadonlySet<string> | null,
): AnnotatedQuestion {
  // How words tell labels was measured over all texts; and a rule for more raters holds for all raters alone.
  return {
    question,
    origin,
    votes: votesOf(votes, items, raters),
    ...(raters === null && moreRaters && { moreRaters }),
  };
}

/** The votes on some items by some raters; raters without a vote are not among them. */
function votesOf(votes: Votes, items: readonly number[], by: ReadonlySet<string> | null): Votes {
  const { voteStart, labelStart, labels, numbers, raters, raterIds, abstentions, times } = votes;
  const builder = new VotesBuilder();
  for (const [place, item] of items.entries()) {
    for (let vote = voteStart[item]; vote < voteStart[item + 1]; vote++) {
      const rater = raters === null ? null : raterIds![raters[vote]];
      if (by !== null && (rater === null || !by.has(rater))) continue;
      if (numbers) {
        builder.addNumber(place, rater, numbers[vote], times?.seconds[vote]);
        continue;
      }
      builder.add(
        place,
        rater,
        [...labels.subarray(labelStart[vote], labelStart[vote + 1])],
        times?.seconds[vote],
      );
    }
    if (by === null) for (let time = 0; time < abstentions[item]; time++) builder.add(place, null, []);
  }
  return builder.build(items.length, times?.from);
}

function predictionsOf(one: ModelJudgments, items: readonly number[]): ModelJudgments {
  const { answered, missing, distributions, samples, several, numbers, seen, question, ...rest } = one;
  const width = question.labels.length;
  const rows = new Float32Array(items.length * width);
  for (const [place, item] of items.entries())
    rows.set(distributions.subarray(item * width, (item + 1) * width), place * width);
  const severalHere = several && votesOf(several, items, null);
  return {
    ...rest,
    question,
    answered: Uint8Array.from(items, (item) => answered[item]),
    distributions: rows,
    ...(missing && { missing: Uint8Array.from(items, (item) => missing[item]) }),
    ...(samples && { samples: Uint32Array.from(items, (item) => samples[item]) }),
    ...(numbers && { numbers: numbersOfItems(numbers, items) }),
    ...(severalHere && severalHere.labels.length > 0 && { several: severalHere }),
    ...(seen && { seen: Uint8Array.from(items, (item) => seen[item]) }),
  };
}
