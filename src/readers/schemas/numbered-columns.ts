import { isAnswerName, isPersonName, isRatingName, nameWords } from '../annotated/column-names.ts';
import { findKeys, type Keys } from '../annotated/find-keys.ts';
import type { SampledColumns } from '../annotated/sampled-columns.ts';
import { UNFOLDED, UNFOLDED_MAPPING, type Schema } from './schema.ts';

/** Columns that differ in one number, by that number. */
interface Numbered {
  /** The name without the number. */
  readonly name: string;
  readonly columns: ReadonlyMap<string, string>;
}

/**
 * A row with several answers in numbered columns that belong together: each rater's name beside what they said (`worker_1`,
 * `answer_1`, `worker_2`, `answer_2`), or each text beside its answer (`text_1`, `label_1`, `text_2`, `label_2`).
 */
export const numberedColumns: Schema = {
  name: 'columns numbered together',

  recognise(head) {
    const groups = numbered(head.columns);
    if (groups.length < 2) return null;
    const keys = findKeys(head);
    const { columns } = keys;
    const answers = groups.filter(
      (group) => isAnswer(group) && all(group, (name) => columns.isAnswers(name) && !columns.isProse(name)),
    );
    const texts = groups.find(
      (group) => all(group, (name) => columns.isProse(name)) && beside(group, answers),
    );
    const raters = groups.find((group) => areRaters(group, columns) && beside(group, answers));
    const asked = answers.filter((group) => beside(group, [raters ?? texts]));
    if (asked.length === 0 || !isWhole(keys, raters, texts)) return null;
    const { text, id, rater } = keys;
    const isRated = asked.every(
      (group) => isRatingName(group.name) && all(group, (name) => columns.isNumeric(name)),
    );
    const [question] = UNFOLDED_MAPPING.questions;
    const status = head.columns.find((name) => name === 'AssignmentStatus');
    return {
      mapping: { ...UNFOLDED_MAPPING, questions: [isRated ? { ...question, kind: 'ordinal' } : question] },
      unfold: {
        columns: UNFOLDED,
        from: [
          id,
          text,
          rater,
          status,
          ...[...asked, raters, texts].flatMap((group) => [...(group?.columns.values() ?? [])]),
        ].filter((name) => name !== null && name !== undefined),
        rows(cell) {
          if (status !== undefined && /^rejected$/i.test(cell(status))) return 'The assignment was rejected.';
          return [...asked[0].columns.keys()].flatMap((number) => {
            const own =
              texts === undefined ? (text === null ? '' : cell(text)) : cell(texts.columns.get(number)!);
            const key = texts === undefined && id !== null ? cell(id) : own;
            const who = raters === undefined ? cell(rater!) : cell(raters.columns.get(number)!);
            return asked.flatMap((group) => {
              const label = cell(group.columns.get(number)!);
              return label.trim() === '' || who.trim() === ''
                ? []
                : [[key, own, who, questionName(group.name), label]];
            });
          });
        },
      },
    };
  },
};

function numbered(names: readonly string[]): Numbered[] {
  const groups = new Map<string, Map<string, string>>();
  for (const column of names) {
    const found = /^(\D*)(\d+)(\D*)$/.exec(column);
    if (found === null) continue;
    const name = `${found[1]}#${found[3]}`;
    groups.set(name, (groups.get(name) ?? new Map<string, string>()).set(found[2], column));
  }
  return [...groups].filter(([, columns]) => columns.size > 1).map(([name, columns]) => ({ name, columns }));
}

function all(group: Numbered, is: (name: string) => boolean): boolean {
  return [...group.columns.values()].every(is);
}

/** Whether another group has the same numbers. */
function beside(group: Numbered, others: readonly (Numbered | undefined)[]): boolean {
  return others.some(
    (other) =>
      other !== undefined &&
      other !== group &&
      other.columns.size === group.columns.size &&
      [...group.columns.keys()].every((number) => other.columns.has(number)),
  );
}

function isAnswer({ name }: Numbered): boolean {
  return isAnswerName(name) || isRatingName(name);
}

/** Names of people: nobody stands in a row twice, as labels do, and they come again in other rows. */
function areRaters(group: Numbered, columns: SampledColumns): boolean {
  const words = nameWords(group.name);
  if (isAnswer(group) || !(isPersonName(group.name) || words.includes('turk') || words.includes('user')))
    return false;
  const slots = [...group.columns.values()].map((name) => columns.cells(name).map((cell) => cell.trim()));
  const rows = slots[0].map((_, row) => slots.map((cells) => cells[row]).filter((cell) => cell !== ''));
  const people = rows.flat();
  return (
    rows.length > 2 &&
    rows.every((row) => new Set(row).size === row.length) &&
    new Set(people).size < people.length
  );
}

/** Whether a row says whose answers they are and what they are about, once it is known what is numbered. */
function isWhole(
  { text, id, rater }: Keys,
  raters: Numbered | undefined,
  texts: Numbered | undefined,
): boolean {
  if (raters !== undefined) return texts === undefined && (text ?? id) !== null;
  return texts !== undefined && rater !== null;
}

/** `Answer.emotion#` is the question `emotion`, and `annotator#_label` is `label`. */
function questionName(name: string): string {
  const plain = name.replace(/^Answer\./, '').replace('#', ' ');
  const words = plain.split(/[\s_.-]+/).filter((word) => word !== '' && !isPersonName(word));
  return words.join('_') || 'label';
}
