import type { ItemList } from '../item-list.ts';
import type { SourceRecord } from '../source-record.ts';
import type { Row } from '../tables/row.ts';
import { excerpt, UnreadableFileError } from '../unreadable-file.ts';
import { MOST_LABELS, SAID_ALREADY, type Answer, type AnswerBook, type AnsweringRow } from './answer-book.ts';
import {
  annotationsIn,
  flagIn,
  indicatedLabels,
  joinedPassages,
  labelsIn,
  notACount,
  notAShare,
  shareCount,
  voteCount,
  votesIn,
} from './answer-cells.ts';
import type { AttributeRows } from './attribute-book.ts';
import type { Mapping, MappedQuestion } from './mapping.ts';
import { secondsIn } from './answer-duration.ts';
import { timeIn } from './answer-time.ts';
import { RowOfAnswers } from './row-of-answers.ts';
import { scalePoints } from './scale.ts';
import { nearestPoints, offScale } from './off-scale.ts';

/** Different cells whose labels are remembered; columns of answers have fewer. */
const MOST_CELLS = 10_000;

/** What a cell of answers says. */
interface SaidLabels {
  /** Whether it names anything, if only that its rater abstains; else nobody was asked. */
  readonly named: boolean;
  readonly labels: readonly string[];
}

/** A column's name that is longer is the text itself and no id of it. */
const LONGEST_ID = 24;

/** Turns the rows of one file into items and answers, by its mapping. */
export class AnnotatedRows {
  readonly #mapping: Mapping;
  readonly #nested: boolean;
  readonly #place: (column: string | null) => number;
  readonly #abstentions: ReadonlySet<string>;
  readonly #own = new Set<number>();
  /** How many items the files before this one gave. */
  readonly #before: number;
  /** Rows that were taken for a further label of their rater's answer in the row before. */
  joined = 0;
  /** Answers of raters who had answered about the same text before. */
  repeated = 0;
  readonly #missing: ReadonlySet<string>;
  readonly #cells = new Map<string, SaidLabels>();
  readonly #names: ReadonlyMap<string, string>;
  /** Places of the columns of texts, the first one's before the others'. */
  readonly #passages: readonly number[];

  /**
   * @param columns the file's columns, all of the mapping's among them
   * @param nested whether the file's format has objects for values, so that a text may be one
   * @param items shared by all files
   * @param bookOf gives the book of a question by its name, shared by all files
   * @param textsApart whether the texts stand in a file of their own and are among the items already
   * @param record the account of the file, in which an answer is listed that a later one replaces
   * @param attributes takes what the rows say about items and raters
   */
  constructor(
    mapping: Mapping,
    columns: readonly string[],
    nested: boolean,
    readonly items: ItemList,
    readonly bookOf: (question: MappedQuestion) => AnswerBook,
    readonly textsApart: boolean,
    readonly record: Pick<SourceRecord, 'skip'>,
    readonly attributes: AttributeRows,
  ) {
    const places = new Map([...columns.entries()].reverse().map(([place, name]) => [name, place]));
    this.#mapping = mapping;
    this.#before = items.ids.length;
    this.#nested = nested;
    this.#place = (column) => (column === null ? -1 : places.get(column)!);
    this.#abstentions = new Set(mapping.abstentions.map((word) => word.toLowerCase()));
    this.#missing = new Set(mapping.missing);
    this.#names = new Map(Object.entries(mapping.labelNames ?? {}));
    this.#passages = [mapping.text, ...(mapping.moreTexts ?? [])].map(this.#place).filter((at) => at >= 0);
    if (mapping.questionColumn !== undefined) return;
    for (const question of mapping.questions) {
      const { scale, columns: labels } = question;
      // Questions stand in the mapping's order, whichever is declared first.
      bookOf(question);
      if (scale && question.kind !== 'continuous')
        bookOf(question).declare(scalePoints(scale).map(String), (scale.step ?? 1) <= 1);
      if (question.points) bookOf(question).declare(question.points);
      if (mapping.layout === 'label counts' || mapping.layout === 'label flags')
        bookOf(question).declare(this.#given(labels.map(({ name }) => name)).labels);
    }
  }

  /**
   * Why the row cannot be used, or `null` if it is now counted.
   * @param number of the row among all rows, the id where there is no column of ids
   * @param whole the cells of the file's own row, where this one was made of it
   * @throws UnreadableFileError if the column of labels turns out to be none
   */
  add(row: Row, number: number, file: string, whole: readonly string[] = row.cells): string | null {
    const said = this.#answering(row, file);
    if (this.#mapping.layout === 'person rows') return this.#addPerson(row, number, file, said, whole);
    const questions = this.#questions(row);
    if (typeof questions === 'string') return questions;
    const given: (readonly Answer[])[] = [];
    for (const question of questions) {
      const written = this.#answers(row, question);
      if (typeof written === 'string') return written;
      const answers = nearestPoints(written, question);
      const off = offScale(answers, question);
      if (off !== null) return off;
      given.push(answers);
    }
    const item = this.#item(row, number);
    if (typeof item === 'string') return item;
    this.attributes.add(item, this.#ratedByRow ? this.#who(row.cells) : null, whole);
    let used = !this.#repeats;
    let reason: string | null = null;
    for (const [at, answers] of given.entries()) {
      for (const answer of answers) {
        const problem = this.bookOf(questions[at]).add(item, answer, said);
        if (problem === null) used = true;
        else reason ??= problem;
      }
      this.#requireLabels(questions[at], file, row);
    }
    return used ? null : (reason ?? SAID_ALREADY);
  }

  #answering({ line, cells }: Row, file: string): AnsweringRow {
    const { time, duration } = this.#mapping;
    return new RowOfAnswers(
      this,
      file,
      line,
      time === undefined ? null : timeIn(cells[this.#place(time)]),
      duration === undefined ? null : secondsIn(cells[this.#place(duration.column)], duration.unit),
    );
  }

  /** Whether of two answers of a rater the first counts. */
  get firstCounts(): boolean {
    return this.#mapping.secondAnswers === 'first';
  }

  /** Whether all answers of a row are one rater's. */
  get #ratedByRow(): boolean {
    const { layout } = this.#mapping;
    return layout === 'long' || layout === 'label flags';
  }

  /** Whether several rows may be about one item. */
  get #repeats(): boolean {
    const { layout, questionColumn } = this.#mapping;
    return layout === 'long' || layout === 'label flags' || questionColumn !== undefined;
  }

  /** The questions that a row answers: all, or the one that it names. */
  #questions({ cells }: Row): readonly MappedQuestion[] | string {
    const { questionColumn, questions } = this.#mapping;
    if (questionColumn === undefined) return questions;
    const name = cells[this.#place(questionColumn)].trim();
    if (name === '') return `The column "${questionColumn}" is empty.`;
    return questions.map((question) => ({ ...question, name }));
  }

  /** @throws UnreadableFileError if the question has more labels than any */
  #requireLabels(question: MappedQuestion, file: string, row: Row): void {
    const book = this.bookOf(question);
    // A tool's questions are all in its file, those that are answered in free text too.
    const isRemark = this.#mapping.questionColumn !== undefined && book.isFreeText;
    if (question.kind !== 'continuous' && book.labelCount > MOST_LABELS && !isRemark)
      throw new UnreadableFileError(
        file,
        `The question "${question.name}" has more than ${MOST_LABELS.toLocaleString('en')} different labels. Is this the right column?`,
        row.line,
      );
  }

  /** A row with what one person said of many texts. */
  #addPerson(
    row: Row,
    number: number,
    file: string,
    said: AnsweringRow,
    whole: readonly string[],
  ): string | null {
    if (row.raw.trim() === '' || row.cells.every((cell) => cell.trim() === '')) return 'The line is empty.';
    const { rater: column, questions } = this.#mapping;
    const named = column === null ? '' : row.cells[this.#place(column)].trim();
    const rater = named === '' ? `row ${number}` : named;
    let used = false;
    for (const question of questions) {
      const answers = question.columns.map(({ column: place }) => {
        const { named, labels } = this.#said(row.cells[this.#place(place)]);
        return nearestPoints(named ? [{ rater, labels, times: 1 }] : [], question);
      });
      for (const given of answers) {
        const off = offScale(given, question);
        if (off !== null) return off;
      }
      for (const [at, given] of answers.entries()) {
        const item = this.#textItem(question.columns[at], at, question.columns);
        if (item < 0) return `No text has the id "${question.columns[at].name}".`;
        for (const answer of given) {
          if (this.bookOf(question).add(item, answer, said) === null) used = true;
        }
      }
      this.#requireLabels(question, file, row);
    }
    this.attributes.add(-1, rater, whole);
    return used ? null : `"${excerpt(rater, 40)}" answers nothing that an earlier row does not.`;
  }

  /** The item that a column is about: by its name, which is the text, or the id of one. */
  #textItem(
    { name, text }: MappedQuestion['columns'][number],
    place: number,
    columns: MappedQuestion['columns'],
  ): number {
    const known = this.items.place(name);
    if (known >= 0 || this.textsApart) return known;
    const byText = this.items.placeOfText(name);
    if (byText >= 0) return byText;
    const isText = columns.some((one) => one.name.length > LONGEST_ID);
    const id = isText ? String(place + 1) : name;
    // A short name of several words may be a text; one of a single word is an id.
    const own = text ?? (isText || /\s/.test(name.trim()) ? name : null);
    const item = this.items.place(id) < 0 ? this.items.add(id, own) : this.items.add(`${id} (${name})`, own);
    this.items.nameText(name, item);
    return item;
  }

  /** The row of the item that a row of the file is about; or why there is none. */
  #item({ cells, raw }: Row, number: number): number | string {
    const { text: textColumn, id: idColumn } = this.#mapping;
    if (raw.trim() === '') return 'The line is empty.';
    const text = textColumn === null ? null : this.#text(cells);
    const own = idColumn === null ? null : cells[this.#place(idColumn)].trim();
    if (own === '')
      return cells.every((cell) => cell.trim() === '')
        ? 'The row is empty.'
        : `The column "${idColumn}" is empty.`;
    const long = this.#repeats;
    const known = own !== null ? this.items.place(own) : this.#placeOfText(text!, long);
    if (known >= 0) {
      if (
        text !== null &&
        text.trim() !== '' &&
        !this.items.tell(known, text) &&
        this.items.texts[known].trim() !== text.trim()
      )
        return `An earlier row with the id "${own}" has another text.`;
      if (!long && this.#own.has(known)) return `The id "${own}" stands in an earlier row.`;
      this.#own.add(known);
      return known;
    }
    if (this.textsApart && textColumn === null) return `No text has the id "${own}".`;
    if (text !== null && text.trim() === '') return `The column "${textColumn}" is empty.`;
    const id = own ?? String(number);
    if (own === null && this.items.place(id) >= 0) return `The id "${id}" stands in an earlier file.`;
    const item = this.items.add(structuredClone(id), text);
    this.#own.add(item);
    return item;
  }

  #text(cells: readonly string[]): string {
    const [first, ...more] = this.#passages.map((at) =>
      this.#nested ? joinedPassages(cells[at]) : cells[at],
    );
    return more.length === 0 ? first : [first, ...more].filter((passage) => passage.trim() !== '').join('\n');
  }

  /** The item with a row's text, where rows have no ids: of any row, or of an earlier file if each row here is an item. */
  #placeOfText(text: string, anyRow: boolean): number {
    const place = this.items.placeOfText(text);
    return anyRow || (place < this.#before && !this.#own.has(place)) ? place : -1;
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
    if (layout === 'label flags') return this.#flags(cells, question);
    if (layout === 'rater columns') {
      const asked = question.columns.map(({ column: place, name }) => ({
        rater: name,
        ...this.#said(cells[this.#place(place)]),
        times: 1,
      }));
      return asked.filter(({ named }) => named);
    }
    const who = this.#who(cells);
    if (who === '') return `The column "${rater}" is empty.`;
    if (!question.indicators) {
      const labels = question.columns.flatMap((one) => this.#said(cells[this.#place(one.column)]).labels);
      return [{ rater: who, labels, times: 1 }];
    }
    const labels = indicatedLabels(cell);
    if (labels === null)
      return `The column "${column}" holds "${excerpt(cell)}"; a list of noughts and ones is expected.`;
    return this.#judged([{ rater: who, labels, times: 1 }]);
  }

  /** The labels whose columns are marked, given by the row's rater. */
  #flags(cells: readonly string[], { columns }: MappedQuestion): readonly Answer[] | string {
    const who = this.#who(cells);
    if (who === '') return `The column "${this.#mapping.rater}" is empty.`;
    const labels: string[] = [];
    for (const { column, name } of columns) {
      const cell = cells[this.#place(column)];
      const given = flagIn(cell, column);
      if (given === null)
        return `The column "${column}" holds "${excerpt(cell)}"; 1 or 0, true or false, or nothing is expected.`;
      if (given) labels.push(name);
    }
    return this.#judged([{ rater: who, labels, times: 1 }]);
  }

  /** The rater of a row: named in it, or one for the whole file, or unknown. */
  #who(cells: readonly string[]): string | null {
    const { rater, raterName } = this.#mapping;
    return rater === null ? (raterName ?? null) : cells[this.#place(rater)].trim();
  }

  /** What a cell of answers says; cells come again and again, and are taken apart once. */
  #said(cell: string): SaidLabels {
    let said = this.#cells.get(cell);
    if (said !== undefined) return said;
    // A cell is a slice of a block of the file and keeps the whole block in memory in V8; a clone does not.
    const own = structuredClone(cell);
    const { separator, decimalComma } = this.#mapping;
    said = this.#given(labelsIn(decimalComma ? own.replace(',', '.') : own, separator));
    if (this.#cells.size < MOST_CELLS) this.#cells.set(own, said);
    return said;
  }

  /**
   * Labels as the file writes them by their names, without what says that nobody answered. Missing values are cells of the file; who
   * abstains may be said by a code's name too, unless that name is a code itself.
   */
  #given(written: readonly string[]): SaidLabels {
    const given = written.filter((label) => !this.#missing.has(label));
    const labels: string[] = [];
    for (const label of given) {
      const name = this.#names.get(label) ?? label;
      if (!this.#isAbstention(label) && (this.#names.has(name) || !this.#isAbstention(name)))
        labels.push(name);
    }
    return { named: given.length > 0, labels };
  }

  #counts(cells: readonly string[], { columns }: MappedQuestion): Answer[] | string {
    const answers: Answer[] = [];
    for (const { column, name } of columns) {
      const cell = cells[this.#place(column)];
      const { ratersPerText: raters } = this.#mapping;
      const times = raters === undefined ? voteCount(cell) : shareCount(cell, raters);
      if (times === null)
        return raters === undefined
          ? notACount(`The column "${column}"`, cell)
          : notAShare(`The column "${column}"`, cell, raters);
      answers.push({ rater: null, labels: [name], times });
    }
    return answers;
  }

  /** Gives the labels of answers their names and takes the words for "no answer" out. */
  #judged(answers: Answer[] | string): readonly Answer[] | string {
    if (typeof answers === 'string') return answers;
    return answers.map((answer) => ({ ...answer, labels: this.#given(answer.labels).labels }));
  }

  #isAbstention(label: string): boolean {
    return this.#abstentions.has(label.trim().toLowerCase());
  }
}
