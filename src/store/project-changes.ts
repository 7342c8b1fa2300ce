import type { Project } from './schema.ts';
import { StorageError } from './storage-errors.ts';

/** A project became another one in another tab while this one was about to change it. */
export class ProjectChangedError extends StorageError {
  override readonly name = 'ProjectChangedError';

  constructor() {
    super(
      'This project was changed in another tab meanwhile, and nothing of this was kept. Look at the project as it is now, and do it again.',
    );
  }
}

/** How often what a project is made of, its texts and what people and models said of them, has become something else. */
export function changesOf({ changes = 0 }: Pick<Project, 'changes'>): number {
  return changes;
}

/**
 * A project that is changed once more, for the transaction that changes it.
 * @param asOf how often it had been changed when what is written was begun; absent where it does not matter
 * @throws ProjectChangedError if it was changed since
 */
export function changedOnceMore(project: Project, asOf?: number): Project & { readonly changes: number } {
  const changes = changesOf(project);
  if (asOf !== undefined && asOf !== changes) throw new ProjectChangedError();
  return { ...project, changes: changes + 1 };
}
