import {
  foldName,
  isAboutTheRow,
  isAgreedName,
  isAnswerName,
  isModelName,
  isRatingName,
} from './column-names.ts';
import type { Keys } from './find-keys.ts';
import { declaredScale } from './declared-scale.ts';
import type { SampledColumns } from './sampled-columns.ts';

/** Different answers that a column of an unknown name may hold. */
const FEW = 12;

export interface AnswerColumns {
  readonly answers: readonly string[];
  /** Columns beside them that may hold answers too. */
  readonly undecided: readonly string[];
  /** Of columns of codes, those that have the codes' words. */
  readonly words: ReadonlyMap<string, string>;
}

/** Columns that may hold answers; numbers and the words that they stand for are one of them. */
export function answerColumns(keys: Keys): AnswerColumns {
  const { answers, undecided } = possibleAnswers(keys);
  const words = wordsOfCodes(keys.columns, answers);
  const taken = new Set(words.values());
  const isOther = (name: string) => !taken.has(name);
  return { answers: answers.filter(isOther), undecided: undecided.filter(isOther), words };
}

/** For columns of numbers, the column named alike that has one word for each: `label` and `label_text`. */
function wordsOfCodes(columns: SampledColumns, codes: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const code of codes) {
    if (!columns.isNumeric(code) || columns.distinct(code).size < 2) continue;
    const words = columns.names.find(
      (name) =>
        name !== code &&
        foldName(name).startsWith(foldName(code)) &&
        columns.isLabels(name) &&
        !columns.isNumeric(name) &&
        columns.distinct(name).size === columns.distinct(code).size &&
        columns.determines([code], name) === true &&
        columns.determines([name], code) === true,
    );
    if (words !== undefined) found.set(code, words);
  }
  return found;
}

/** Columns that may hold answers, and varying ones of unknown names beside answers that are named. */
function possibleAnswers(keys: Keys): Pick<AnswerColumns, 'answers' | 'undecided'> {
  const { columns, text, id, rater, moreTexts, item, repeats } = keys;
  const taken = [text, id, rater, ...moreTexts, ...item];
  const possible = columns.names.filter(
    (name) => !taken.includes(name) && columns.filled(name).length > 0 && !columns.isTime(name),
  );
  const people = possible.filter((name) => !isAgreedName(name) && !isModelName(name));
  const named = people.filter(
    (name) =>
      isAnswerName(name) && !isAboutTheRow(name) && (columns.isAnswers(name) || columns.isIndicators(name)),
  );
  // What all rows of an item or of a rater share says something about the item or the rater.
  const varying = named.filter((name) => varies(keys, name));
  const answers = varying.length > 0 ? varying : named;
  const others = people.filter(
    (name) =>
      !named.includes(name) &&
      !isAboutTheRow(name) &&
      columns.isLabels(name) &&
      columns.distinct(name).size <= FEW &&
      (!repeats || columns.determines(item, name) !== true) &&
      (rater === null || columns.determines([rater], name) !== true),
  );
  // All raters may have said the same of each text.
  const agreed = named.filter(
    (name) => !answers.includes(name) && rater !== null && columns.determines([rater], name) === false,
  );
  if (answers.length > 0)
    return {
      answers,
      undecided: [
        ...agreed,
        ...others.filter((name) => varies(keys, name) && columns.distinct(name).size > 1),
      ],
    };
  if (others.length > 0 || rater === null) return { answers: others, undecided: [] };
  // Ratings on a slider have too many values to be known by what they hold.
  const rated = people.filter(
    (name) =>
      (isRatingName(name) || declaredScale(name) !== null) &&
      !isAboutTheRow(name) &&
      columns.isNumbers(name) &&
      varies(keys, name),
  );
  return { answers: rated, undecided: [] };
}

/** Whether an item's rows differ in a column. */
export function varies({ columns, item, repeats }: Keys, name: string): boolean {
  return repeats && columns.determines(item, name) === false;
}
