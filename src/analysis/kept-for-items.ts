/**
 * What was computed from people's votes on some items, kept for the next model over the same items. Items are the same if they
 * are the same array, which {@link file://./study.ts} sees to; what is kept goes when they go.
 */
export class KeptForItems<Result> {
  readonly #kept = new WeakMap<Uint32Array, Result>();

  get(items: Uint32Array, compute: () => Result): Result {
    const known = this.#kept.get(items);
    if (known !== undefined) return known;
    const result = compute();
    this.#kept.set(items, result);
    return result;
  }
}
