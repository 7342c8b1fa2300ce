/** Labels to a number: a 16-bit float has every whole number below 2^11. */
const LABELS_TO_A_NUMBER = 11;

/** What of an annotator decides how its answers are kept. */
interface AnsweredBy {
  readonly method: {
    readonly name: string;
    readonly parameters?: Readonly<Record<string, string | number>>;
  };
  readonly questions: readonly { readonly kind: string; readonly labels: readonly string[] }[];
}

/**
 * Whether what is kept of an annotator is the set of labels of each answer, and not a share of each label: shares alone do not tell an
 * answer of two labels from two answers. What was calibrated or put into other labels is distributions.
 */
export function keepsSets({ method: { name, parameters = {} }, questions }: AnsweredBy): boolean {
  const { answers, calibratedTo, mappedTo } = parameters;
  return (
    name === 'samples' &&
    answers === 'all that apply' &&
    calibratedTo === undefined &&
    mappedTo === undefined &&
    questions[0].kind === 'categorical'
  );
}

/** Numbers that are kept of an annotator's answer to one of its questions about one text. */
export function rowWidth(annotator: AnsweredBy, { labels }: AnsweredBy['questions'][number]): number {
  return keepsSets(annotator)
    ? Number(annotator.method.parameters!.samples) * numbersOfSet(labels.length)
    : labels.length;
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
  const sets: number[][] = [];
  for (let from = 0; from < numbers.length; from += width) {
    const set: number[] = [];
    for (let at = 0; at < width; at++)
      for (let bits = numbers[from + at], label = at * LABELS_TO_A_NUMBER; bits > 0; bits >>= 1, label++)
        if (bits & 1) set.push(label);
    sets.push(set);
  }
  return sets;
}

/** Whether these numbers may be sets of so many labels. */
export function areSetNumbers(numbers: ArrayLike<number>, labels: number): boolean {
  const width = numbersOfSet(labels);
  const inLast = labels - (width - 1) * LABELS_TO_A_NUMBER;
  for (let at = 0; at < numbers.length; at++) {
    const most = 2 ** (at % width === width - 1 ? inLast : LABELS_TO_A_NUMBER);
    if (!(Number.isInteger(numbers[at]) && numbers[at] >= 0 && numbers[at] < most)) return false;
  }
  return numbers.length % width === 0;
}

function numbersOfSet(labels: number): number {
  return Math.ceil(labels / LABELS_TO_A_NUMBER);
}
