import type { ItemList } from '../item-list.ts';
import type { Row } from '../tables/row.ts';
import { excerpt, UnreadableFileError } from '../unreadable-file.ts';
import { MOST_LABELS, type Answer, type AnswerBook } from './answer-book.ts';
import { annotationsIn, joinedPassages, labelsIn, notACount, voteCount, votesIn } from './answer-cells.ts';
import type { Mapping, MappedQuestion } from './mapping.ts';
import { scalePoints } from './scale.ts';

/** Turns the rows of one file into items and answers, by its mapping. */
export class AnnotatedRows {
  readonly #mapping: Mapping;
  readonly #nested: boolean;
  readonly #place: (column: string | null) => number;
  readonly #abstentions: ReadonlySet<string>;
  readonly #own = new Set<number>();

  /**
   * @param columns the file's columns, all of the mapping's among them
   * @param nested whether the file's format has objects for values, so that a text may be one
   * @param items shared by all files
   * @param books one for each of the mapping's questions, shared by all files
   * @param textsApart whether the texts stand in a file of their own and are among the items already
   */
  constructor(
    mapping: Mapping,
    columns: readonly string[],
    nested: boolean,
    readonly items: ItemList,
    readonly books: readonly AnswerBook[],
    readonly textsApart: boolean,
  ) {
    const places = new Map([...columns.entries()].reverse().map(([place, name]) => [name, place]));
    this.#mapping = mapping;
    this.#nested = nested;
    this.#place = (column) => (column === null ? -1 : places.get(column)!);
    this.#abstentions = new Set(mapping.abstentions.map((word) => word.toLowerCase()));
    for (const [at, { scale }] of mapping.questions.entries())
      if (scale) books[at].declare(scalePoints(scale).map(String));
    if (mapping.layout === 'label counts')
      for (const [at, { columns: labels }] of mapping.questions.entries())
        books[at].declare(labels.map(({ name }) => name).filter((name) => !this.#isAbstention(name)));
  }

  /**
   * Why the row cannot be used, or `null` if it is now counted.
   * @param number of the row among all rows, the id where there is no column of ids
   * @throws UnreadableFileError if the column of labels turns out to be none
   */
  add(row: Row, number: number, file: string): string | null {
    const { layout, questions } = this.#mapping;
    const given: (readonly Answer[])[] = [];
    for (const question of questions) {
      const answers = this.#answers(row, question);
      if (typeof answers === 'string') return answers;
      const off = offScale(answers, question);
      if (off !== null) return off;
      given.push(answers);
    }
    const item = this.#item(row, number);
    if (typeof item === 'string') return item;
    let fresh = layout !== 'long';
    for (const [at, answers] of given.entries()) {
      for (const answer of answers) fresh = this.books[at].add(item, answer) || fresh;
      if (this.books[at].labelCount > MOST_LABELS)
        throw new UnreadableFileError(
          file,
          `The question "${questions[at].name}" has more than ${MOST_LABELS.toLocaleString('en')} different labels. Is this the right column?`,
          row.line,
        );
    }
    return fresh ? null : 'An earlier row says the same of this text by the same rater.';
  }

  /** The row of the item that a row of the file is about; or why there is none. */
  #item({ cells, raw }: Row, number: number): number | string {
    const { text: textColumn, id: idColumn, layout } = this.#mapping;
    if (raw.trim() === '') return 'The line is empty.';
    const cell = textColumn === null ? null : cells[this.#place(textColumn)];
    const text = cell !== null && this.#nested ? joinedPassages(cell) : cell;
    const own = idColumn === null ? null : cells[this.#place(idColumn)].trim();
    if (own === '') return `The column "${idColumn}" is empty.`;
    const long = layout === 'long';
    const known = own !== null ? this.items.place(own) : long ? this.#placeOfText(text!) : -1;
    if (known >= 0) {
      if (text !== null && text.trim() !== '' && this.items.texts[known].trim() !== text.trim())
        return `An earlier row with the id "${own}" has another text.`;
      if (!long && this.#own.has(known)) return `The id "${own}" stands in an earlier row.`;
      this.#own.add(known);
      return known;
    }
    if (this.textsApart && textColumn === null) return `No text has the id "${own}".`;
    if (text !== null && text.trim() === '') return `The column "${textColumn}" is empty.`;
    const id = own ?? String(number);
    if (own === null && this.items.place(id) >= 0) return `The id "${id}" stands in an earlier file.`;
    const item = this.items.add(structuredClone(id), text ?? id);
    if (long && own === null) this.#texts.set(this.items.texts[item].trim(), item);
    this.#own.add(item);
    return item;
  }

  readonly #texts = new Map<string, number>();

  #placeOfText(text: string): number {
    return this.#texts.get(text.trim()) ?? -1;
  }

  #answers({ cells }: Row, question: MappedQuestion): readonly Answer[] | string {
    const { layout, rater, separator } = this.#mapping;
    const [{ column }] = question.columns;
    const cell = cells[this.#place(column)];
    if (layout === 'votes') return this.#judged(votesIn(cell, column));
    if (layout === 'annotations')
      return this.#judged(
        annotationsIn(cell, rater === null ? null : cells[this.#place(rater)], column, separator),
      );
    if (layout === 'label counts') return this.#judged(this.#counts(cells, question));
    if (layout === 'rater columns') {
      const asked = question.columns.map(({ column: place, name }) => ({
        rater: name,
        labels: labelsIn(cells[this.#place(place)], separator),
        times: 1,
      }));
      return this.#judged(asked.filter(({ labels }) => labels.length > 0));
    }
    const who = rater === null ? null : cells[this.#place(rater)].trim();
    if (who === '') return `The column "${rater}" is empty.`;
    return this.#judged([{ rater: who, labels: labelsIn(cell, separator), times: 1 }]);
  }

  #counts(cells: readonly string[], { columns }: MappedQuestion): Answer[] | string {
    const answers: Answer[] = [];
    for (const { column, name } of columns) {
      const cell = cells[this.#place(column)];
      const times = voteCount(cell);
      if (times === null) return notACount(`The column "${column}"`, cell);
      answers.push({ rater: null, labels: [name], times });
    }
    return answers;
  }

  /** Takes the words for "no answer" out of the answers. */
  #judged(answers: Answer[] | string): readonly Answer[] | string {
    if (typeof answers === 'string') return answers;
    return answers.map((answer) => ({
      ...answer,
      labels: answer.labels.filter((label) => !this.#isAbstention(label)),
    }));
  }

  #isAbstention(label: string): boolean {
    return this.#abstentions.has(label.trim().toLowerCase());
  }
}

/** Why answers are no points of the question's scale; `null` if they are, or it has none. */
function offScale(answers: readonly Answer[], { name, scale }: MappedQuestion): string | null {
  if (!scale) return null;
  const { lowest, highest } = scale;
  for (const { labels, times } of answers)
    for (const label of times > 0 ? labels : []) {
      const value = Number(label);
      if (!Number.isInteger(value) || value < lowest || value > highest)
        return `"${excerpt(label, 40)}" is no point of the scale of "${name}", ${lowest} to ${highest}.`;
    }
  return null;
}
