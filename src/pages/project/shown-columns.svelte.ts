import type { ItemColumns } from '../../analysis/item-columns.ts';
import { latest } from '../background/latest.ts';
import type { ProjectFigures } from './project-figures.svelte.ts';

/** A question and a model, and the table of texts under them. */
interface Kept {
  readonly question: string;
  readonly model: string;
  readonly columns: ItemColumns | null;
}

/** The table of texts under the question and the model that are shown. */
export class ShownColumns {
  #kept = $state.raw<Kept | null>(null);
  #asked: string | null = null;
  readonly #latest = latest();

  constructor(private readonly figures: Pick<ProjectFigures, 'columns' | 'analyses'>) {}

  /** Those of a question and a model; `null` until they have come: no other model's are shown meanwhile. */
  of(question: string | null, model: string | null): ItemColumns | null {
    const { question: ofQuestion, model: ofModel, columns } = this.#kept ?? {};
    return ofQuestion === question && ofModel === model ? (columns ?? null) : null;
  }

  /** Asks for those of a question and a model, once for each analysis. */
  ask(question: string | null, model: string | null): void {
    const asked = JSON.stringify([this.figures.analyses, question, model]);
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.#latest.forget();
    if (question === null || model === null) return;
    this.#latest
      .do(
        () => this.figures.columns(question, model),
        (columns) => (this.#kept = { question, model, columns }),
      )
      // A worker that dies is reported by the analysis that it was busy with; of the next they are asked for again.
      .catch(() => undefined);
  }
}
