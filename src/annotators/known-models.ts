import { EMBEDDED_MODELS } from './embedded-models.ts';
import others from './known-models.json' with { type: 'json' };

/**
 * What a model had learnt of a question before it was asked: nothing (zero-shot), other texts' labels and not this data set's people,
 * or people's answers to this question.
 */
export type Tuning = 'none' | 'other texts' | 'people';

/** What is known of a model besides its answers. */
export interface KnownModel {
  /** What it is called where there is little room. */
  readonly name: string;
  /** Weights, all together. */
  readonly parameters: number;
  readonly tuning: Tuning;
}

interface Entry {
  readonly model: string;
  readonly name: string;
  readonly parameters: number;
  /** Ids of the questions that it was tuned on. */
  readonly tunedOn?: readonly string[];
}

/**
 * A model's size, and what it had learnt of a question.
 * @param question its id
 * @returns `null` where one of them is not known
 */
export function knownModel(model: string, question: string): KnownModel | null {
  const embedded = EMBEDDED_MODELS.find((each) => each.model === model);
  if (embedded) {
    const { name, parameters, kind, domain } = embedded;
    const elsewhere = domain === 'everyday' && question === 'emotion';
    return {
      name,
      parameters,
      tuning: kind !== 'classifier' ? 'none' : elsewhere ? 'other texts' : 'people',
    };
  }
  const known = (others as readonly Entry[]).find((each) => each.model === model);
  if (!known) return null;
  const { name, parameters, tunedOn = [] } = known;
  return { name, parameters, tuning: tunedOn.includes(question) ? 'people' : 'none' };
}
