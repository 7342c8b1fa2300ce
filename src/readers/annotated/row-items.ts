import { anotherText } from '../another-text.ts';
import type { ColumnPlace } from '../tables/column-places.ts';
import type { ItemList } from '../item-list.ts';
import type { Row } from '../tables/row.ts';
import { joinedPassages } from './answer-cells.ts';
import type { Mapping, MappedQuestion } from './mapping.ts';

/** A column's name that is longer is the text itself and no id of it. */
const LONGEST_ID = 24;

/** Whether several rows may be about one item. */
export function mayRepeat({ layout, questionColumn }: Mapping): boolean {
  return layout === 'long' || layout === 'label flags' || questionColumn !== undefined;
}

/** Finds the items that the rows of one file are about, and adds those that are not among them yet. */
export class RowItems {
  readonly #mapping: Mapping;
  readonly #place: ColumnPlace;
  readonly #nested: boolean;
  readonly #items: ItemList;
  readonly #textsApart: boolean;
  readonly #repeats: boolean;
  /** Places of the columns of texts, the first one's before the others'. */
  readonly #passages: readonly number[];
  /** How many items the files before this one gave. */
  readonly #before: number;
  /** Items that a row of this file is about. */
  readonly #own = new Set<number>();

  /**
   * @param place of a column by its name
   * @param nested whether the file's format has objects for values, so that a text may be one
   * @param items shared by all files
   * @param textsApart whether the texts stand in a file of their own and are among the items already
   */
  constructor(mapping: Mapping, place: ColumnPlace, nested: boolean, items: ItemList, textsApart: boolean) {
    this.#mapping = mapping;
    this.#place = place;
    this.#nested = nested;
    this.#items = items;
    this.#textsApart = textsApart;
    this.#repeats = mayRepeat(mapping);
    this.#passages = [mapping.text, ...(mapping.moreTexts ?? [])].map(place).filter((at) => at >= 0);
    this.#before = items.ids.length;
  }

  /** Whether all items of this file are its own: none is of a file before it. */
  get areNew(): boolean {
    return [...this.#own].every((item) => item >= this.#before);
  }

  /** The item that a row is about; or why the row cannot be used. */
  of({ cells, raw }: Row, number: number): number | string {
    const { text: textColumn, id: idColumn } = this.#mapping;
    if (raw.trim() === '') return 'The line is empty.';
    const text = textColumn === null ? null : this.#text(cells);
    const own = idColumn === null ? null : cells[this.#place(idColumn)].trim();
    if (own === '')
      return cells.every((cell) => cell.trim() === '')
        ? 'The row is empty.'
        : `The column "${idColumn}" is empty.`;
    const known = own !== null ? this.#items.place(own) : this.#placeOfText(text!);
    if (known >= 0) {
      if (
        text !== null &&
        text.trim() !== '' &&
        !this.#items.tell(known, text) &&
        this.#items.texts[known].trim() !== text.trim()
      )
        // Where there is no id, a row is known by its text, which is the same.
        return anotherText(own!);
      if (!this.#repeats && this.#own.has(known)) return `The id "${own}" stands in an earlier row.`;
      this.#own.add(known);
      return known;
    }
    if (this.#textsApart && textColumn === null) return `No text has the id "${own}".`;
    if (text !== null && text.trim() === '') return `The column "${textColumn}" is empty.`;
    const id = own ?? String(number);
    if (own === null && this.#items.place(id) >= 0) return `The id "${id}" stands in an earlier file.`;
    const item = this.#items.add(structuredClone(id), text);
    this.#own.add(item);
    return item;
  }

  /** The item that a column of a row per person is about: by its name, which is the text, or the id of one; -1 where no text has that id. */
  ofColumn(
    { name, text }: MappedQuestion['columns'][number],
    place: number,
    columns: MappedQuestion['columns'],
  ): number {
    const known = this.#items.place(name);
    if (known >= 0 || this.#textsApart) return known;
    const byText = this.#items.placeOfText(name);
    if (byText >= 0) return byText;
    const isText = columns.some((one) => one.name.length > LONGEST_ID);
    const id = isText ? String(place + 1) : name;
    // A short name of several words may be a text; one of a single word is an id.
    const own = text ?? (isText || /\s/.test(name.trim()) ? name : null);
    const item =
      this.#items.place(id) < 0 ? this.#items.add(id, own) : this.#items.add(`${id} (${name})`, own);
    this.#items.nameText(name, item);
    return item;
  }

  #text(cells: readonly string[]): string {
    const [first, ...more] = this.#passages.map((at) =>
      this.#nested ? joinedPassages(cells[at]) : cells[at],
    );
    return more.length === 0 ? first : [first, ...more].filter((passage) => passage.trim() !== '').join('\n');
  }

  /** The item with a row's text, where rows have no ids: of any row, or of an earlier file if each row here is an item. */
  #placeOfText(text: string): number {
    const place = this.#items.placeOfText(text);
    return this.#repeats || (place < this.#before && !this.#own.has(place)) ? place : -1;
  }
}
