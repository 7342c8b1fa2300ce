import type { Store } from '../store/store.ts';
import { readSeenList, type RowsUndecided, type RowsWhere, type SeenList } from './seen-list.ts';

/** What a person says that a model was trained on: nothing that is known, all texts, or those that a file lists. */
export type SaidOfModel =
  | 'nothing'
  | 'all'
  | { readonly file: File; /** as for {@link readSeenList} */ readonly rows?: readonly RowsWhere[] | 'all' };

/**
 * Keeps with a project what a model was trained on.
 * @returns what the file listed, or what is to be said of its rows, before which nothing is kept; `null` without a file
 * @throws UnreadableFileError if the file lists no text of the project
 */
export async function declareSeen(
  { projects }: Store,
  project: number,
  model: string,
  said: SaidOfModel,
): Promise<SeenList | RowsUndecided | null> {
  if (typeof said === 'string') {
    await projects.keepSeen(project, model, said === 'all' ? { ids: null, file: null } : null);
    return null;
  }
  const { file, rows } = said;
  const list = await readSeenList({ name: file.name, blob: file }, await projects.load(project), rows);
  if (list.kind === 'list') await projects.keepSeen(project, model, { ids: list.ids, file: file.name });
  return list;
}
