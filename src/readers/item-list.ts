/** Items in order of appearance, each id once. */
export class ItemList {
  readonly ids: string[] = [];
  readonly texts: string[] = [];
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

  /** Appends an item whose id is not there yet, and gives its row. */
  add(id: string, text: string): number {
    const place = this.ids.length;
    // A slice of a block of the file keeps the whole block in memory in V8; a clone is a string of its own.
    const own = structuredClone(text);
    this.ids.push(id);
    this.texts.push(own);
    this.#places.set(id, place);
    return place;
  }
}
