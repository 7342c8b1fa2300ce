import type { Method } from '../judgments/annotator.ts';
import type { ModelIdentity } from './classifier.ts';
import type { ModelFile } from './model-files.ts';
import models from './embedded-models.json' with { type: 'json' };

/** A model that ships with the page. */
export interface EmbeddedModel extends ModelIdentity {
  readonly method: Method['name'];
  /** Its folder in what is served, relative to the page. */
  readonly folder: string;
  readonly files: readonly ModelFile[];
}

/** The models that ship with the page, the first being the one offered first. */
export const EMBEDDED_MODELS: readonly EmbeddedModel[] = models.map(({ id, method, ...rest }) => ({
  ...rest,
  model: id,
  method: method as Method['name'],
}));

/** @throws RangeError where no such model ships */
export function embeddedModel(model: string): EmbeddedModel {
  const found = EMBEDDED_MODELS.find((each) => each.model === model);
  if (found) return found;
  const known = EMBEDDED_MODELS.map((each) => each.model).join(', ');
  throw new RangeError(`No model “${model}” ships with Dissensus; there is ${known}.`);
}
