import { modelKey, type Annotator } from '../judgments/annotator.ts';
import type { Store } from './store.ts';

/** The annotators with outputs here, for whatever texts, that a person has not taken out of a project. */
export async function annotatorsOf(
  { projects, outputs }: Pick<Store, 'projects' | 'outputs'>,
  project: number,
): Promise<Annotator[]> {
  const leftOut = new Set(await projects.leftOut(project));
  return (await outputs.annotators()).filter((one) => !leftOut.has(modelKey(one)));
}
