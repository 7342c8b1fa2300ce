import { excerpt } from '../unreadable-file.ts';
import type { ColumnPlace } from '../tables/column-places.ts';
import type { Row } from '../tables/row.ts';
import type { Answer } from './answer-book.ts';
import {
  annotationsIn,
  flagIn,
  indicatedLabels,
  notACount,
  notAShare,
  shareCount,
  voteCount,
  votesIn,
} from './answer-cells.ts';
import type { Mapping, MappedQuestion } from './mapping.ts';
import type { LabelReading } from './label-reading.ts';

/** The answers that a row about one text holds, in any layout but that of a row per person. */
export class RowAnswers {
  readonly #mapping: Mapping;
  readonly #place: ColumnPlace;
  readonly #labels: LabelReading;

  /** @param place of a column by its name */
  constructor(mapping: Mapping, place: ColumnPlace, labels: LabelReading) {
    this.#mapping = mapping;
    this.#place = place;
    this.#labels = labels;
  }

  /** Answers to a question; or why the row cannot be used. */
  of({ cells }: Row, question: MappedQuestion): readonly Answer[] | string {
    const { layout, rater } = this.#mapping;
    const [{ column }] = question.columns;
    const cell = cells[this.#place(column)];
    if (layout === 'votes') return this.#labels.judged(votesIn(cell, column));
    if (layout === 'annotations')
      return this.#labels.judged(
        annotationsIn(cell, rater === null ? null : cells[this.#place(rater)], column, this.#mapping),
      );
    if (layout === 'label counts') return this.#labels.judged(this.#counts(cells, question));
    if (layout === 'label flags') return this.#flags(cells, question);
    if (layout === 'rater columns') {
      const asked = question.columns.map(({ column: place, name }) => ({
        rater: name,
        ...this.#labels.said(cells[this.#place(place)]),
        times: 1,
      }));
      return asked.filter(({ named }) => named);
    }
    const who = this.who(cells);
    if (who === '') return `The column "${rater}" is empty.`;
    if (!question.indicators) {
      const labels = question.columns.flatMap(
        (one) => this.#labels.said(cells[this.#place(one.column)]).labels,
      );
      return [{ rater: who, labels, times: 1 }];
    }
    const labels = indicatedLabels(cell);
    if (labels === null)
      return `The column "${column}" holds "${excerpt(cell)}"; a list of noughts and ones is expected.`;
    return this.#labels.judged([{ rater: who, labels, times: 1 }]);
  }

  /** The labels whose columns are marked, given by the row's rater. */
  #flags(cells: readonly string[], { columns }: MappedQuestion): readonly Answer[] | string {
    const who = this.who(cells);
    if (who === '') return `The column "${this.#mapping.rater}" is empty.`;
    const labels: string[] = [];
    for (const { column, name } of columns) {
      const cell = cells[this.#place(column)];
      const given = flagIn(cell, column);
      if (given === null)
        return `The column "${column}" holds "${excerpt(cell)}"; 1 or 0, true or false, or nothing is expected.`;
      if (given) labels.push(name);
    }
    return this.#labels.judged([{ rater: who, labels, times: 1 }]);
  }

  /** The rater of a row: named in it, or one for the whole file, or unknown. */
  who(cells: readonly string[]): string | null {
    const { rater, raterName } = this.#mapping;
    return rater === null ? (raterName ?? null) : cells[this.#place(rater)].trim();
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
}
