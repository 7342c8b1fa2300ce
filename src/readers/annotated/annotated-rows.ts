import type { ItemList } from '../item-list.ts';
import type { SourceRecord } from '../source-record.ts';
import { columnPlaces, type ColumnPlace } from '../tables/column-places.ts';
import type { Row } from '../tables/row.ts';
import { excerpt, UnreadableFileError } from '../unreadable-file.ts';
import { MOST_LABELS, SAID_ALREADY, type Answer, type AnswerBook, type AnsweringRow } from './answer-book.ts';
import type { AttributeRows } from './attribute-book.ts';
import type { Mapping, MappedQuestion } from './mapping.ts';
import { secondsIn } from './answer-duration.ts';
import { timeIn } from './answer-time.ts';
import { RowAnswers } from './row-answers.ts';
import { mayRepeat, RowItems } from './row-items.ts';
import { RowOfAnswers } from './row-of-answers.ts';
import { LabelReading } from './label-reading.ts';
import { scalePoints } from './scale.ts';
import { nearestPoints, offScale } from './off-scale.ts';

/** Turns the rows of one file into items and answers, by its mapping. */
export class AnnotatedRows {
  readonly #mapping: Mapping;
  readonly #place: ColumnPlace;
  readonly #labels: LabelReading;
  readonly #answers: RowAnswers;
  readonly #items: RowItems;
  /** Rows that were taken for a further label of their rater's answer in the row before. */
  joined = 0;
  /** Answers of raters who had answered about the same text before. */
  repeated = 0;

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
    items: ItemList,
    readonly bookOf: (question: MappedQuestion) => AnswerBook,
    textsApart: boolean,
    readonly record: Pick<SourceRecord, 'skip'>,
    readonly attributes: AttributeRows,
  ) {
    this.#mapping = mapping;
    this.#place = columnPlaces(columns);
    this.#labels = new LabelReading(mapping);
    this.#answers = new RowAnswers(mapping, this.#place, this.#labels);
    this.#items = new RowItems(mapping, this.#place, nested, items, textsApart);
    if (mapping.questionColumn !== undefined) return;
    for (const question of mapping.questions) {
      const { scale, columns: labels } = question;
      // Questions stand in the mapping's order, whichever is declared first.
      bookOf(question);
      if (scale && question.kind !== 'continuous')
        bookOf(question).declare(scalePoints(scale).map(String), (scale.step ?? 1) <= 1);
      if (question.points) bookOf(question).declare(question.points);
      if (mapping.layout === 'label counts' || mapping.layout === 'label flags')
        bookOf(question).declare(this.#labels.given(labels.map(({ name }) => name)).labels);
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
      const written = this.#answers.of(row, question);
      if (typeof written === 'string') return written;
      const answers = nearestPoints(written, question);
      const off = offScale(answers, question);
      if (off !== null) return off;
      given.push(answers);
    }
    const item = this.#items.of(row, number);
    if (typeof item === 'string') return item;
    this.attributes.add(item, this.#ratedByRow ? this.#answers.who(row.cells) : null, whole);
    let used = !mayRepeat(this.#mapping);
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

  /** Whether all items of the file are its own: none is of a file before it. */
  get itemsAreNew(): boolean {
    return this.#items.areNew;
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
        const { named, labels } = this.#labels.said(row.cells[this.#place(place)]);
        return nearestPoints(named ? [{ rater, labels, times: 1 }] : [], question);
      });
      for (const given of answers) {
        const off = offScale(given, question);
        if (off !== null) return off;
      }
      for (const [at, given] of answers.entries()) {
        const item = this.#items.ofColumn(question.columns[at], at, question.columns);
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
}
