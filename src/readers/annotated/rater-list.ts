/** Names that differ in case alone are one person's where they are words; codes with digits may mean it. */
const WORDS_ALONE = /^[^\d]+$/;

/** The raters of files that are read together, each with a place, whatever questions they answer. */
export class RaterList {
  /** By place, each as it was written first. */
  readonly names: string[] = [];
  readonly #places = new Map<string, number>();

  /** The place of a rater, a new one for a name that no rater has had. */
  place(name: string): number {
    let place = this.#places.get(name);
    if (place !== undefined) return place;
    const key = raterKey(name);
    place = this.#places.get(key);
    // A cell is a slice of a block of the file and keeps the whole block in memory in V8; a clone does not.
    if (place === undefined) place = this.names.push(structuredClone(name)) - 1;
    this.#places.set(structuredClone(name), place);
    this.#places.set(structuredClone(key), place);
    return place;
  }
}

/** A rater's name as it is told from others. */
export function raterKey(name: string): string {
  return WORDS_ALONE.test(name) ? name.toLowerCase() : name;
}
