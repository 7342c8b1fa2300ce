import entries from './catalogue.json' with { type: 'json' };
import type { ModelKind } from './hub/model-kind.ts';
import type { Dtype } from './hub/weights.ts';

/** A model of the Hugging Face hub that is offered by name. */
export interface CatalogueEntry {
  /** `owner/name` on the hub. */
  readonly id: string;
  /** A commit where one is known; otherwise a branch, whose commit is looked up and pinned when it is downloaded. */
  readonly revision: string;
  /** What it is called on screen. */
  readonly name: string;
  /** What it is, as a part of a sentence. */
  readonly about: string;
  readonly kind: ModelKind;
  readonly licence: string;
  /** The most tokens that it reads. */
  readonly context: number;
  /** About how many bytes are downloaded for each kind of weights, by the hub's pages; the hub is asked before a download. */
  readonly weights: Readonly<Partial<Record<Dtype, number>>>;
  /** Id of the question whose training items, as `seenItems` knows them, it was trained on; none is known without it. */
  readonly trainedOn?: string;
  /** Whether we have run it; otherwise the page says that we have not. */
  readonly tried: boolean;
}

/** The models that are offered by name, smallest first, a classifier before language models. */
export const CATALOGUE = entries as readonly CatalogueEntry[];
