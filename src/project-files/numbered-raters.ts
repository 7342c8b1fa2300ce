import type { Dataset } from '../judgments/dataset.ts';
import type { SourceFile } from '../judgments/source-file.ts';

/** Reasons why rows were left out have no more of a rater's name than this, and then an ellipsis. */
const LETTERS_IN_REASONS = 40;

/** What each rater of a data set is called instead of by name: `rater 1` and so on, in the order in which they are known. */
export function raterNumbers({
  questions,
  attributes = [],
}: Pick<Dataset, 'questions' | 'attributes'>): ReadonlyMap<string, string> {
  const names = new Set([
    ...questions.flatMap(({ votes }) => votes.raterIds ?? []),
    ...attributes.flatMap((one) => (one.of === 'raters' ? one.raters : [])),
  ]);
  return new Map([...names].map((name, place) => [name, `rater ${place + 1}`]));
}

/**
 * Words in which raters' names, or names of columns that hold them, stand in quotation marks or after “all by”, with their numbers
 * instead. Names that stand otherwise are not told from other words.
 */
export function numbersInWords(numbers: ReadonlyMap<string, string>): (words: string) => string {
  const cut = new Map([...numbers].map(([name, number]) => [cutAsInReasons(name), number]));
  const known = (name: string) => numbers.get(name) ?? cut.get(name);
  const inQuotes = (name: string) =>
    known(name) ?? name.replace(/[\p{L}\p{N}]+/gu, (token) => numbers.get(token) ?? token);
  return (words) =>
    words
      .replace(/(?<=")[^"]+(?=")|(?<=“)[^”]+(?=”)/gu, inQuotes)
      .replace(/(?<=\ball by )[^,]+/gu, (name) => known(name) ?? name);
}

function cutAsInReasons(name: string): string {
  const line = name.replace(/\s+/g, ' ').trim();
  return line.length <= LETTERS_IN_REASONS ? line : `${line.slice(0, LETTERS_IN_REASONS)}…`;
}

/** Files that were read, without raters' names in what is said of them and without the rows that were left out; their own names stay. */
export function sourcesWithNumbers<Source extends SourceFile>(
  sources: readonly Source[],
  numbers: ReadonlyMap<string, string>,
): Source[] {
  const numbered = numbersInWords(numbers);
  return sources.map((source) => ({
    ...source,
    layout: numbered(source.layout),
    skipped: source.skipped.map((row) => ({
      ...row,
      reason: numbered(row.reason),
      content: '',
    })),
  }));
}

/** A data set whose raters have numbers instead of names: the same votes, and the same figures. */
export function withNumberedRaters(dataset: Dataset): Dataset {
  const numbers = raterNumbers(dataset);
  return {
    ...dataset,
    sources: sourcesWithNumbers(dataset.sources, numbers),
    questions: dataset.questions.map((one) => ({
      ...one,
      votes: { ...one.votes, raterIds: one.votes.raterIds?.map((name) => numbers.get(name)!) ?? null },
    })) as Dataset['questions'],
    ...(dataset.attributes && {
      attributes: dataset.attributes.map((one) =>
        one.of === 'raters' ? { ...one, raters: one.raters.map((name) => numbers.get(name)!) } : one,
      ),
    }),
  };
}
