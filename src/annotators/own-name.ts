/** How the ids of the models that ship with the page begin. */
export const OURS = /^dissensus\//;

/** A model's id as it is called on screen and in figures: the models that ship with the page without whose they are. */
export function ownName(model: string): string {
  return model.replace(OURS, '');
}

/** {@link ownName} beside other models: by its whole id where one of them is called what would be left of it. */
export function ownNameBeside(model: string, others: Iterable<string>): string {
  const name = ownName(model);
  if (name === model) return name;
  for (const other of others) if (other === name) return model;
  return name;
}
