import type { Annotator } from '../judgments/annotator.ts';
import type { Question } from '../judgments/question.ts';

/** Labels to a number: a 16-bit float has every whole number below 2^11. */
const LABELS_TO_A_NUMBER = 11;

/**
 * Whether what is kept of an annotator is the set of labels of each answer, and not a share of each label: shares alone do not tell an
 * answer of two labels from two answers.
 */
export function keepsSets({ method, questions }: Pick<Annotator, 'method' | 'questions'>): boolean {
  const { answers, calibratedTo } = method.parameters ?? {};
  return answers === 'all that apply' && calibratedTo === undefined && questions[0].kind === 'categorical';
}

/** Numbers that are kept of an annotator's answer to one of its questions about one text. */
export function rowWidth(annotator: Pick<Annotator, 'method' | 'questions'>, question: Question): number {
  const labels = question.labels.length;
  return keepsSets(annotator) ? Number(annotator.method.parameters!.samples) * numbersOfSet(labels) : labels;
}

/**
 * Sets of labels as whole numbers that a 16-bit float holds, some for each set: a bit for each label.
 * @param sets places of labels; none for an answer that failed
 */
export function setsAsNumbers(sets: readonly (readonly number[])[], labels: number): Float64Array {
  const width = numbersOfSet(labels);
  const numbers = new Float64Array(sets.length * width);
  for (const [at, set] of sets.entries())
    for (const label of new Set(set))
      numbers[at * width + Math.floor(label / LABELS_TO_A_NUMBER)] += 2 ** (label % LABELS_TO_A_NUMBER);
  return numbers;
}

/** The sets that {@link setsAsNumbers} wrote, with the empty ones of answers that failed. */
export function setsFromNumbers(numbers: ArrayLike<number>, labels: number): number[][] {
  const width = numbersOfSet(labels);
  return Array.from({ length: numbers.length / width }, (_, at) =>
    Array.from({ length: labels }, (_, label) => label).filter((label) => {
      const number = numbers[at * width + Math.floor(label / LABELS_TO_A_NUMBER)];
      return (number >> (label % LABELS_TO_A_NUMBER)) & 1;
    }),
  );
}

function numbersOfSet(labels: number): number {
  return Math.ceil(labels / LABELS_TO_A_NUMBER);
}
