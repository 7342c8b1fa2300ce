/** How the ids of the models that ship with the page begin. */
export const OURS = /^dissensus\//;

/** A model's id as it is called on screen and in figures: the models that ship with the page without whose they are. */
export function ownName(model: string): string {
  return model.replace(OURS, '');
}
