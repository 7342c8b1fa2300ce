import type { EmbeddedModel } from './embedded-models.ts';
import { addedModelKey, type AddedModel } from './hub/added-model.ts';

/** A model that a person may choose: one that ships with the page, or one that was added. */
export type AvailableModel = EmbeddedModel | AddedModel;

export function isAdded(model: AvailableModel): model is AddedModel {
  return 'from' in model;
}

/** The model as one string, for telling models apart and for finding one again. */
export function availableModelKey(model: AvailableModel): string {
  return isAdded(model) ? addedModelKey(model) : model.model;
}
