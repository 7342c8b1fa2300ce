/** Items in order of appearance, each id once. */
export class ItemList {
  readonly ids: string[] = [];
  readonly texts: string[] = [];
  readonly #places = new Map<string, number>();

  /** Row of the item with this id, or -1. */
  place(id: string): number {
    return this.#places.get(id) ?? -1;
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
