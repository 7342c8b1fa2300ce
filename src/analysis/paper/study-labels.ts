import { ratersPerItem, setsOf } from '../../judgments/votes.ts';
import { severalCounts, type CountedAnswers } from '../sample-sets.ts';
import type { ModelStudy, QuestionStudy } from '../study.ts';
import { labelLevel } from './agreement-levels.ts';
import { areNumbers, ascendingIds } from './ascending-ids.ts';
import { paperModels, type NamedStudy } from './paper-models.ts';
import type { LabelAnswers, LabelsInput, RaterFlags } from './paper-input.ts';
import { peopleEntropyBits } from './text-measures.ts';

/**
 * A question's judgments as what the paper's tables are computed from. A text's rates are over all raters who were asked, as in the
 * paper: one who gave no label gave none of them. Texts that a model has seen, or did not answer, are not among its answers.
 * @param texts of the data set
 * @param models those whose answers are wanted, by their places among the study's
 */
export function studyLabels(
  study: QuestionStudy,
  texts: readonly string[],
  models: readonly number[],
): LabelsInput {
  const { annotated, ids, withoutText } = study;
  const { labels } = annotated.question;
  const { votes } = annotated;
  const size = labels.length;
  const voters = ratersPerItem(votes);
  const asked = voters.map((count, item) => count + votes.abstentions[item]);
  const items = judgedInOrder(ids, asked);
  const rates = new Float64Array(items.length * size);
  for (const [place, item] of items.entries()) {
    for (let vote = votes.voteStart[item]; vote < votes.voteStart[item + 1]; vote++)
      for (let at = votes.labelStart[vote]; at < votes.labelStart[vote + 1]; at++)
        rates[place * size + votes.labels[at]]++;
    for (let label = 0; label < size; label++) rates[place * size + label] /= asked[item];
  }
  const named = paperModels(study.models);
  return {
    labels,
    people: {
      ids: items.map((item) => ids[item]),
      rates,
      levels: items.map((item, place) => labelLevel(rates, place * size, size, asked[item])),
      entropies: Float64Array.from(items, (_, place) => peopleEntropyBits(rates, place * size, size)),
      texts: items.map((item) => (withoutText?.[item] ? null : texts[item])),
    },
    answers: models
      .flatMap((model) => answersOf(named[model], items, size))
      .filter(({ places }) => places.length > 0),
    raters: raterFlags(study, items, asked),
  };
}

/** Items that any rater was asked about, ascending by id. */
export function judgedInOrder(ids: readonly string[], asked: Uint32Array): readonly number[] {
  const placeOf = new Map(ids.map((id, item) => [id, item]));
  return ascendingIds(ids, areNumbers(ids))
    .map((id) => placeOf.get(id)!)
    .filter((item) => asked[item] > 0);
}

/** A model's answers, at every temperature that is known and together. */
function answersOf(
  { name, study }: NamedStudy,
  items: readonly number[],
  size: number,
): readonly LabelAnswers[] {
  return sidesOf(study).map(({ temperature, side }) => {
    const places = answeredPlaces(side, items);
    const rates = new Float64Array(places.length * size);
    for (const [row, place] of places.entries()) rates.set(ratesOf(side, items[place], size), row * size);
    return { model: name, temperature, places, rates };
  });
}

/** What a model answered, and at what temperature. */
export interface Side {
  readonly temperature: string;
  readonly side: ModelStudy['figures'];
}

export function sidesOf({ figures }: ModelStudy): readonly Side[] {
  return [{ temperature: '', side: figures }];
}

/** Places among `items` of those that the model answered and has not seen. */
export function answeredPlaces(
  { answered, seen }: Pick<ModelStudy['figures'], 'answered' | 'seen'>,
  items: readonly number[],
): Uint32Array {
  return Uint32Array.from(
    items.flatMap((item, place) => (answered[item] === 1 && seen[item] === 0 ? [place] : [])),
  );
}

/** Share of an item's samples that name each label; its distribution where it was not sampled. */
function ratesOf({ model, samples, several }: CountedAnswers, item: number, size: number): Float64Array {
  const row = model.slice(item * size, (item + 1) * size);
  const count = samples[item];
  if (count === 0) return row;
  const parts = several ? severalCounts(several, item, size) : new Float64Array(size);
  const named = row.map((share, label) => Math.round(share * count - parts[label]));
  for (const set of several ? setsOf(several, item) : []) for (const label of set) named[label]++;
  return named.map((times) => times / count);
}

/** A rater's flags where a text's raters are told apart; those who gave no label stand last. */
function raterFlags(
  { annotated: { question, votes, origin } }: QuestionStudy,
  items: readonly number[],
  asked: Uint32Array,
): RaterFlags | null {
  if (origin !== 'raters') return null;
  const size = question.labels.length;
  const starts = new Uint32Array(items.length + 1);
  for (const [place, item] of items.entries()) starts[place + 1] = starts[place] + asked[item];
  const flags = new Uint8Array(starts[items.length] * size);
  for (const [place, item] of items.entries())
    for (const [rater, set] of setsOf(votes, item).entries())
      for (const label of set) flags[(starts[place] + rater) * size + label] = 1;
  return { starts, flags };
}
