import type { GgufModel } from './added-model.ts';

/** A model that this copy of the page holds beside itself, to be brought into the browser when a person asks for it. */
export interface PageModel {
  /** Its folder, relative to the page. */
  readonly folder: string;
  readonly model: GgufModel;
}

/** The language model that a copy of the page holds where `npm run models` was run before it was built. */
export const PAGE_MODEL_NAME = 'SmolLM2-135M-Instruct';

/** The models that this copy holds, written in by the build. */
export const PAGE_MODELS = (import.meta.env?.DISSENSUS_PAGE_MODELS ?? []) as readonly PageModel[];
