import { rollup } from 'd3';
import type { ModelReport } from '../../analysis/report.ts';
import { OURS, ownName } from '../../annotators/own-name.ts';
import { isOneTemperature as isPart } from '../../judgments/annotator.ts';
import { annotatorOfKey } from './annotator-of-key.ts';

/** How a stated distribution is called in keys and files. */
const VERBALISED = /\bverbalised\b/;

/** What a model's name is made of. */
export type NamedModel = Pick<ModelReport, 'model' | 'method' | 'annotator'>;

/**
 * What each model is called beside the others, and in addresses: its name, that of our own models without whose they are; with its
 * method where several share the name; and with the prompt's version and the parameters in which they differ where several share the method too. Answers under a model's name that were
 * read from a file always have their method, which says so. Those that nothing tells apart are numbered.
 */
export function modelNames<Model extends NamedModel>(models: readonly Model[]): Map<Model, string> {
  const namesakes = rollup(
    models,
    (all) => all.length,
    ({ model }) => ownName(model),
  );
  const nameAndMethod = ({ model, method }: Model) => JSON.stringify([ownName(model), method]);
  const alike = rollup(models, differences<Model>, nameAndMethod);
  const taken = new Set<string>();
  return new Map(
    models.map((one) => {
      const name = ownName(one.model);
      if (namesakes.get(name) === 1 && !fileOf(one) && !(OURS.test(one.model) && isImported(one)))
        return [one, unique(name, taken)];
      const apart = alike.get(nameAndMethod(one))!.get(one)!;
      return [one, unique(`${name} (${[methodWords(one.method), ...apart].join(', ')})`, taken)];
    }),
  );
}

/** A name that none before it has: lists and charts know a model by it. */
function unique(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name} (${number})`;
  taken.add(free);
  return free;
}

/** A way of asking as it is called where it is chosen. */
function methodWords(method: string): string {
  return method.replace(VERBALISED, 'percentages');
}

/** The model that an address means by a name; `null` if there is none. */
export function modelNamed<Model extends NamedModel>(
  models: readonly Model[],
  name: string | null,
): Model | null {
  if (name === null) return null;
  const names = modelNames(models);
  // Links from before have the names that models and ways have in keys and files.
  for (const meant of [name, methodWords(ownName(name))]) {
    const found = models.find((one) => names.get(one) === meant || one.annotator === meant);
    if (found) return found;
  }
  // A model that ships is known by its whole id, whatever others are called.
  const ours = OURS.test(name) ? models.filter(({ model }) => model === name) : [];
  return ours.length === 1 ? ours[0] : null;
}

/** The file that a model's answers were read from; `null` where they were computed here, or the model itself was said to be elsewhere. */
export function fileOf({ annotator }: Pick<ModelReport, 'annotator'>): string | null {
  return (annotator !== undefined && annotatorOfKey(annotator)?.origin?.file) || null;
}

/** Whether a model's answers were computed in this browser: neither read from a file nor said to be from elsewhere. */
export function isComputedHere(one: Pick<ModelReport, 'annotator'>): boolean {
  return one.annotator !== undefined && fileOf(one) === null && !isImported(one);
}

function isImported({ annotator }: Pick<ModelReport, 'annotator'>): boolean {
  return annotator !== undefined && annotatorOfKey(annotator)?.method.name === 'imported';
}

/** Whether a model's answers are its answers at one of several temperatures. */
export function isOneTemperature({ annotator }: Pick<ModelReport, 'annotator'>): boolean {
  const keyed = annotator === undefined ? null : annotatorOfKey(annotator);
  return keyed !== null && isPart(keyed);
}

/** What tells each of some models of the same name and method from the others. */
function differences<Model extends NamedModel>(alike: readonly Model[]): Map<Model, string[]> {
  const all = alike.map((one) => [one, traits(one)] as const);
  const names = new Set(all.flatMap(([, each]) => [...each.keys()]));
  const shared = new Set(
    [...names].filter((name) => new Set(all.map(([, each]) => each.get(name))).size === 1),
  );
  return new Map(
    all.map(([one, each]) => [
      one,
      [...each].filter(([name]) => !shared.has(name)).map(([name, value]) => `${name} ${value}`),
    ]),
  );
}

function traits({ annotator }: Pick<ModelReport, 'annotator'>): Map<string, string> {
  const keyed = annotator === undefined ? null : annotatorOfKey(annotator);
  if (keyed === null) return new Map();
  const { model, prompt, method, revision, dtype } = keyed;
  return new Map([
    ['id', model],
    ['revision', revision],
    ['weights', dtype],
    ...(prompt ? [['prompt', prompt.version] as const] : []),
    ...Object.entries(method.parameters ?? {})
      // How labels were mapped is too long for a name.
      .filter(([name]) => name !== 'mapping')
      .map(([name, value]) => [name, String(value)] as const),
  ]);
}
