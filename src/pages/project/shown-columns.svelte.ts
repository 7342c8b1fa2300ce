import { isSameSlice, type Slice } from '../../analysis/slice.ts';
import { latest } from '../background/latest.ts';

/** A question and a model in a slice, and the table of texts under them. */
interface Kept<Columns> {
  readonly question: string;
  readonly model: string;
  readonly slice: Slice | null;
  readonly columns: Columns | null;
}

/** Where the tables come from. */
interface ColumnSource<Columns> {
  /**
   * `null` if there is none.
   * @param right whether with what an exactly right model would have
   */
  readonly columns: (question: string, model: string, right: boolean) => Promise<Columns | null>;
  /** How many analyses were begun, and whether the latest is over a slice. */
  readonly analyses: number;
  readonly isOf: (slice: Slice | null) => boolean;
}

/** The table of texts under the question and the model that are shown. */
export class ShownColumns<Columns> {
  #kept = $state.raw<Kept<Columns> | null>(null);
  #asked: { readonly what: string; readonly right: boolean } | null = null;
  readonly #latest = latest();

  constructor(private readonly figures: ColumnSource<Columns>) {}

  /** Those of a question and a model in a slice; `null` until they have come: no other model's or slice's are shown meanwhile. */
  of(question: string | null, model: string | null, slice: Slice | null = null): Columns | null {
    const kept = this.#kept;
    if (kept?.question !== question || kept.model !== model) return null;
    return isSameSlice(kept.slice, slice) ? kept.columns : null;
  }

  /**
   * Asks for those of a question and a model, once for each analysis; not before there are figures of the slice.
   * @param right whether with what an exactly right model would have; what has it serves who asks without, too
   */
  ask(question: string | null, model: string | null, slice: Slice | null = null, right = false): void {
    if (!this.figures.isOf(slice)) return;
    const what = JSON.stringify([this.figures.analyses, question, model]);
    if (what === this.#asked?.what && (this.#asked.right || !right)) return;
    this.#asked = { what, right };
    this.#latest.forget();
    if (question === null || model === null) return;
    this.#latest
      .do(
        () => this.figures.columns(question, model, right),
        (columns) => (this.#kept = { question, model, slice, columns }),
      )
      // A worker that dies is reported by the analysis that it was busy with; of the next they are asked for again.
      .catch(() => undefined);
  }
}
