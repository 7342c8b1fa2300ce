import type { Dataset } from '../judgments/dataset.ts';
import { loadTextHash } from '../judgments/text-hash.ts';

/** Items in order of appearance, each id once. */
export class ItemList {
  readonly ids: string[] = [];
  readonly texts: string[] = [];
  /** Rows of items whose text no file has told; their ids stand in its place. */
  readonly #untold = new Set<number>();
  readonly #places = new Map<string, number>();
  /** Filled when it is first asked for: most files join by ids. */
  readonly #byText = new Map<string, number>();
  #indexed = 0;

  /** Row of the item with this id, or -1. */
  place(id: string): number {
    return this.#places.get(id) ?? -1;
  }

  /** Row of the first item with this text, whatever space is around it, or -1: files without ids are joined by it. */
  placeOfText(text: string): number {
    for (; this.#indexed < this.texts.length; this.#indexed++) {
      const own = this.texts[this.#indexed].trim();
      if (!this.#byText.has(own)) this.#byText.set(own, this.#indexed);
    }
    return this.#byText.get(text.trim()) ?? -1;
  }

  /** Lets an item be found by another text than its own. */
  nameText(text: string, place: number): void {
    if (this.placeOfText(text) < 0) this.#byText.set(structuredClone(text.trim()), place);
  }

  /** Appends an item whose id is not there yet, and gives its row; the text is `null` where the file has none. */
  add(id: string, text: string | null): number {
    const place = this.ids.length;
    if (text === null) this.#untold.add(place);
    // A slice of a block of the file keeps the whole block in memory in V8; a clone is a string of its own.
    const own = structuredClone(text ?? id);
    this.ids.push(id);
    this.texts.push(own);
    this.#places.set(id, place);
    return place;
  }

  /** Takes a text for an item whose own no file has told before; whether there is such an item in this row. */
  tell(place: number, text: string): boolean {
    if (!this.#untold.delete(place)) return false;
    this.texts[place] = structuredClone(text);
    this.nameText(text, place);
    return true;
  }

  /** The texts as a data set has them: a hash of the id, and a mark, in the place of each that no file has told. */
  async told(): Promise<Pick<Dataset, 'texts' | 'withoutText'>> {
    if (this.#untold.size === 0) return { texts: this.texts };
    const hash = await loadTextHash();
    const withoutText = new Uint8Array(this.texts.length);
    for (const place of this.#untold) withoutText[place] = 1;
    return {
      texts: this.texts.map((text, place) => (withoutText[place] ? hash(this.ids[place]) : text)),
      withoutText,
    };
  }
}
