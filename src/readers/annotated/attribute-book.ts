import type { AnnotatedQuestion } from '../../judgments/dataset.ts';
import { LONGEST_VALUE, type Attribute } from '../../judgments/attributes.ts';
import { attributeValues } from './attribute-values.ts';
import { isPersonName } from './column-names.ts';
import { raterKey } from './rater-list.ts';

/**
 * Whom the values of a column belong to: an item has one in all its rows, or a rater does; else each answer has its own. A column with a
 * long text among its cells holds `long texts` and no values.
 */
export type AttributeOf = 'items' | 'raters' | 'answers' | 'long texts';

/** The values of one column while it is open whose they are. */
interface OpenColumn {
  readonly name: string;
  /** By item; `undefined` where no row has said anything of it. */
  readonly byItem: (string | undefined)[];
  readonly byRater: (string | undefined)[];
  /** Whether a cell of it says anything. */
  filled: boolean;
  /** Whether a cell of it is too long for a value. */
  long: boolean;
  /** Whether every item, or rater, has had one value so far. */
  itemsAgree: boolean;
  ratersAgree: boolean;
  /** Whether an item, or a rater, has come again with its value: what never comes again proves nothing. */
  itemAgain: boolean;
  raterAgain: boolean;
}

/**
 * Collects what columns say about items and raters, over all files that are opened together. A blank cell says nothing.
 */
export class AttributeBook {
  readonly #columns = new Map<string, OpenColumn>();
  readonly #raters = new Map<string, number>();
  readonly #values = new Map<string, string>();
  #lastRater = '';
  #lastPlace = -1;

  /** What takes in the rows of one file: give it the names of its columns and their places in a row. */
  rowsOf(names: readonly string[], places: readonly number[]): AttributeRows {
    let open = names.map((name, at) => ({ column: this.#column(name), place: places[at] }));
    return {
      add: (item, rater, cells) => {
        if (open.length === 0) return;
        const who = rater === null ? -1 : this.#rater(rater);
        let closed = false;
        for (const { column, place } of open) {
          const cell = cells[place];
          if (cell === undefined || cell === '') continue;
          this.#note(column, item, who, cell);
          closed ||= !column.itemsAgree && !column.ratersAgree;
        }
        // What is each answer's own is not looked at again.
        if (closed) open = open.filter(({ column }) => column.itemsAgree || column.ratersAgree);
      },
    };
  }

  /** Whose the values of a column are; `null` if no cell of it says anything. */
  of(name: string): AttributeOf | null {
    const column = this.#columns.get(name);
    if (column === undefined) return null;
    const { filled, long, itemsAgree, ratersAgree, itemAgain, raterAgain, byItem, byRater } = column;
    if (!filled) return null;
    if (long) return 'long texts';
    const ofItems = itemsAgree && byItem.length > 0;
    // A rater who never comes again has one value of anything.
    const ofRaters =
      ratersAgree && byRater.length > 0 && (raterAgain || isPersonName(name) || byItem.length === 0);
    if (ofItems && ofRaters) {
      if (itemAgain !== raterAgain)
        return itemAgain && !isPersonName(name) ? 'items' : raterAgain ? 'raters' : 'items';
      return isPersonName(name) ? 'raters' : 'items';
    }
    return ofItems ? 'items' : ofRaters ? 'raters' : 'answers';
  }

  /**
   * The attributes of items and of raters.
   * @param items number of items
   */
  finish(items: number, questions: readonly Pick<AnnotatedQuestion, 'votes'>[]): Attribute[] {
    const raters = [...new Set(questions.flatMap(({ votes }) => votes.raterIds ?? []))];
    return [...this.#columns.values()].flatMap(({ name, byItem, byRater }): Attribute[] => {
      const of = this.of(name);
      if (of === 'items') {
        const cells = Array.from({ length: items }, (_, item) => byItem[item]);
        return [{ name, of, ...attributeValues(cells) }];
      }
      if (of !== 'raters' || raters.length === 0) return [];
      const cells = raters.map((rater) => byRater[this.#raters.get(raterKey(rater)) ?? -1]);
      return [{ name, of, raters, ...attributeValues(cells) }];
    });
  }

  #note(column: OpenColumn, item: number, rater: number, cell: string): void {
    if (column.long) return;
    if (cell.length > LONGEST_VALUE && cell.trim().length > LONGEST_VALUE) {
      Object.assign(column, { filled: true, long: true, itemsAgree: false, ratersAgree: false });
      column.byItem.length = 0;
      column.byRater.length = 0;
      return;
    }
    if (column.itemsAgree && item >= 0) {
      const known = column.byItem[item];
      if (known === undefined) {
        const value = this.#value(cell);
        if (value !== '') {
          column.byItem[item] = value;
          column.filled = true;
        }
      } else if (known === cell || known === cell.trim() || cell.trim() === '') column.itemAgain = true;
      else {
        column.itemsAgree = false;
        column.byItem.length = 0;
      }
    }
    if (column.ratersAgree && rater >= 0) {
      const known = column.byRater[rater];
      if (known === undefined) {
        const value = this.#value(cell);
        if (value !== '') {
          column.byRater[rater] = value;
          column.filled = true;
        }
      } else if (known === cell || known === cell.trim() || cell.trim() === '') column.raterAgain = true;
      else {
        column.ratersAgree = false;
        column.byRater.length = 0;
      }
    }
  }

  #column(name: string): OpenColumn {
    let column = this.#columns.get(name);
    if (column === undefined) {
      column = {
        name,
        byItem: [],
        byRater: [],
        filled: false,
        long: false,
        itemsAgree: true,
        ratersAgree: true,
        itemAgain: false,
        raterAgain: false,
      };
      this.#columns.set(name, column);
    }
    return column;
  }

  /** Values come again and again: each is kept once. A cell is a slice of a block of the file and keeps all of it in V8. */
  #value(cell: string): string {
    let value = this.#values.get(cell);
    if (value === undefined) {
      value = structuredClone(cell.trim());
      this.#values.set(structuredClone(cell), value);
    }
    return value;
  }

  #rater(name: string): number {
    if (name === this.#lastRater && this.#lastPlace >= 0) return this.#lastPlace;
    const key = raterKey(name);
    let place = this.#raters.get(key);
    if (place === undefined) {
      place = this.#raters.size;
      this.#raters.set(structuredClone(key), place);
    }
    this.#lastRater = name;
    this.#lastPlace = place;
    return place;
  }
}

/** Takes in what the rows of one file say. */
export interface AttributeRows {
  /**
   * @param item -1 where the row is about no single item
   * @param rater `null` where it is nobody's
   * @param cells of the row as it stands in the file
   */
  add(item: number, rater: string | null, cells: readonly string[]): void;
}
