import type { ReadingAsk } from '../reading-ask.ts';
import type { FileHead } from '../tables/file-head.ts';
import type { Mapping } from './mapping.ts';

/** Whose answers a file holds, as a person says it, by the file's name. */
export type Whose = Readonly<Record<string, 'people' | 'model'>>;

/**
 * Asks of a file with one label for each id, of nobody named and without texts of its own, whether it is people's or a model's, where
 * another file has the answers of several people: either is as likely.
 * @param files those of annotated texts, with how each is read
 */
export function whoseAsks(
  files: readonly { readonly head: FileHead; readonly mapping: Mapping }[],
  whose: Whose,
): ReadingAsk[] {
  const judged = files.filter(({ mapping }) => mapping.text !== null && isOfSeveral(mapping));
  if (judged.length === 0) return [];
  const theirs = new Set(judged.flatMap(({ head, mapping }) => cellsOf(head, mapping.text!)));
  return files.flatMap(({ head, mapping }) =>
    !Object.hasOwn(whose, head.file.name) &&
    isOneLabelForEachId(head, mapping) &&
    (mapping.text === null || areMostlyAmong(cellsOf(head, mapping.text), theirs))
      ? [
          {
            file: head.file.name,
            what: 'It has one answer for each id and names nobody. Whose are they?',
            choices: [
              {
                says: 'people’s: a further question that people answered',
                option: '--of people',
                answers: { whose: { [head.file.name]: 'people' } },
              },
              {
                says: 'a model’s: compared with the people’s answers',
                option: `--predictions ${head.file.name}`,
                answers: { whose: { [head.file.name]: 'model' } },
              },
            ],
            taken: null,
          } satisfies ReadingAsk,
        ]
      : [],
  );
}

function isOfSeveral({ layout, rater }: Mapping): boolean {
  return rater !== null || layout === 'rater columns' || layout === 'label counts' || layout === 'votes';
}

function isOneLabelForEachId(head: FileHead, { layout, id, rater, raterName }: Mapping): boolean {
  if (layout !== 'long' || id === null || rater !== null || raterName !== undefined) return false;
  const ids = cellsOf(head, id);
  return ids.length > 0 && new Set(ids).size === ids.length;
}

/** The cells of a column in the first rows; none of a column that a tool's rows are unfolded to. */
function cellsOf({ columns, sample }: FileHead, name: string): string[] {
  const column = columns.indexOf(name);
  if (column < 0) return [];
  return sample.flatMap(({ problem, cells }) =>
    problem === null && cells.length === columns.length ? [cells[column].trim()] : [],
  );
}

/** Whether more than half of some texts stand among others: the first rows of large files are others. */
function areMostlyAmong(texts: readonly string[], others: ReadonlySet<string>): boolean {
  return texts.filter((text) => others.has(text)).length * 2 > texts.length;
}
