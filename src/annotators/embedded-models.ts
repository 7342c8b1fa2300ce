import type { Method } from '../judgments/annotator.ts';
import type { ModelIdentity } from './classifier.ts';
import type { PromptFamily } from './language-model/prompt-family.ts';
import type { ModelFile } from './model-files.ts';
import { ownName } from './own-name.ts';
import models from './embedded-models.json' with { type: 'json' };

/** A model that ships with the page. */
export interface EmbeddedModel extends ModelIdentity {
  /** What it is called on screen: its id without whose it is. */
  readonly name: string;
  /** What it is and how far to trust it, as a part of a sentence. */
  readonly about: string;
  /** ISO 639-1 code of the only language that it learnt. */
  readonly language: string;
  /** The kinds of texts that it learnt from, as a part of a sentence. */
  readonly trainedOn: string;
  /** A classifier answers its own questions; a language model is asked with prompts. */
  readonly kind: 'classifier' | 'language model';
  /** Weights, all together. */
  readonly parameters: number;
  readonly method: Method['name'];
  /** The kind of text that it learnt from, where one file of weights holds several annotators. */
  readonly domain?: 'everyday' | 'reddit';
  /** Whether it answers on the first screen. */
  readonly live?: boolean;
  /** What a language model is asked with: a `story` it goes on with, or a `chat`. */
  readonly prompts?: PromptFamily;
  /** Its folder in what is served, relative to the page. */
  readonly folder: string;
  readonly files: readonly ModelFile[];
}

/** An entry of embedded-models.json. */
type Entry = Omit<EmbeddedModel, 'model' | 'name'> & { readonly id: string };

/** The models that ship with the page, the first being the one offered first. */
export const EMBEDDED_MODELS: readonly EmbeddedModel[] = (
  models as readonly object[] as readonly Entry[]
).map(({ id, ...rest }) => ({ ...rest, model: id, name: ownName(id) }));

/** The models that answer on the first screen, the first being the one whose words are marked. */
export const LIVE_MODELS: readonly EmbeddedModel[] = EMBEDDED_MODELS.filter(({ live }) => live === true);

/** The model to offer first: the head for Reddit comments where people were asked about GoEmotions, else the one for everyday texts. */
export function offeredFirst(isGoEmotions: boolean): EmbeddedModel {
  const domain = isGoEmotions ? 'reddit' : 'everyday';
  return EMBEDDED_MODELS.find((each) => each.domain === domain)!;
}

export function isEmbedded(model: string): boolean {
  return EMBEDDED_MODELS.some((each) => each.model === model);
}

/**
 * @param model its id, or its name on screen
 * @throws RangeError where no such model ships
 */
export function embeddedModel(model: string): EmbeddedModel {
  const found = EMBEDDED_MODELS.find((each) => each.model === model || each.name === model);
  if (found) return found;
  const known = EMBEDDED_MODELS.map((each) => each.model).join(', ');
  throw new RangeError(`No model “${model}” ships with Dissensus; there is ${known}.`);
}
