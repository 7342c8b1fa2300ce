import { modelKey } from '../judgments/annotator.ts';
import type { Dataset } from '../judgments/dataset.ts';
import type { SourceFile } from '../judgments/source-file.ts';
import type { Predictions } from '../judgments/predictions.ts';
import type { Database } from './database.ts';
import type { KeptFiles } from './schema.ts';
import { changedOnceMore, changesOf } from './project-changes.ts';
import { tellChanged } from './project-news.ts';
import { accountOf, hasSameTexts, nameAfter, noSuchProject, withModels } from './stored-projects.ts';

/** Everything of a project that taking a file or a model out of it may change. */
export interface ProjectParts {
  readonly dataset: Dataset;
  readonly predictions: readonly Predictions[];
  /** `null` where the files are not kept. */
  readonly files: KeptFiles | null;
  /** `modelKey` of each model that was taken out. */
  readonly leftOut: readonly string[];
  /** How often the project had been changed. */
  readonly changes: number;
}

const STORES = ['projects', 'datasets', 'predictions', 'files'] as const;

/** What projects are made of, file by file and model by model, to be taken out and put back. */
export class StoredParts {
  constructor(private readonly database: Database) {}

  async all(id: number): Promise<ProjectParts> {
    return await this.database.transact('readonly', [...STORES], async (transaction) => {
      const project = await transaction.objectStore('projects').get(id);
      const dataset = await transaction.objectStore('datasets').get(id);
      if (!project || !dataset) throw noSuchProject(id);
      return {
        dataset,
        predictions: (await transaction.objectStore('predictions').get(id)) ?? [],
        files: (await transaction.objectStore('files').get(id)) ?? null,
        leftOut: project.leftOut ?? [],
        changes: changesOf(project),
      };
    });
  }

  /** How often what a project is made of has been changed; a tab that began with fewer changes shows an earlier project. */
  async changes(id: number): Promise<number> {
    const project = await this.database.transact('readonly', ['projects'], (transaction) =>
      transaction.objectStore('projects').get(id),
    );
    if (!project) throw noSuchProject(id);
    return changesOf(project);
  }

  /**
   * Puts a project back as {@link all} found it; a name that a person gave it, and what else was set meanwhile, stays.
   * @param asOf how often it had been changed after the change that this takes back
   * @throws ProjectChangedError if it was changed since, which would be lost
   */
  async restore(
    id: number,
    { dataset, predictions, files, leftOut }: ProjectParts,
    asOf: number,
  ): Promise<void> {
    const changes = await this.database.transact('readwrite', [...STORES, 'maps'], async (transaction) => {
      const projects = transaction.objectStore('projects');
      const found = await projects.get(id);
      if (!found) throw noSuchProject(id);
      const project = changedOnceMore(found, asOf);
      const before = await transaction.objectStore('datasets').get(id);
      const name = nameAfter(project, before, dataset);
      if (!hasSameTexts(before, dataset)) await transaction.objectStore('maps').delete(id);
      await projects.put({ ...project, ...accountOf(dataset), name, leftOut });
      await transaction.objectStore('datasets').put(dataset, id);
      await transaction.objectStore('predictions').put(predictions, id);
      if (files) await transaction.objectStore('files').put(files, id);
      else await transaction.objectStore('files').delete(id);
      return project.changes;
    });
    tellChanged(id, changes);
  }

  /** The files that a project was read from, or `null` where they are not kept. */
  async files(id: number): Promise<KeptFiles | null> {
    const files = await this.database.transact('readonly', ['files'], (transaction) =>
      transaction.objectStore('files').get(id),
    );
    return files ?? null;
  }

  /** Keeps the files that a project was read from, in place of those before; `null`: there are none any more. */
  async keepFiles(id: number, files: KeptFiles | null): Promise<void> {
    await this.database.transact('readwrite', ['projects', 'files'], async (transaction) => {
      // Of a project that was deleted meanwhile nothing would ever take them away.
      if (!(await transaction.objectStore('projects').get(id))) throw noSuchProject(id);
      if (files) await transaction.objectStore('files').put(files, id);
      else await transaction.objectStore('files').delete(id);
    });
  }

  /**
   * Takes models out of a project: what files brought of them goes, what was computed here stays for other projects and is no longer
   * shown in this one, even where a file that brought it is read again.
   * @param models `modelKey` of each
   * @returns how often the project has been changed by now
   */
  async removeModels(id: number, models: readonly string[]): Promise<number> {
    const changes = await this.database.transact(
      'readwrite',
      ['projects', 'predictions'],
      async (transaction) => {
        const projects = transaction.objectStore('projects');
        const before = await projects.get(id);
        if (!before) throw noSuchProject(id);
        const project = changedOnceMore(before);
        await projects.put({ ...project, leftOut: [...new Set([...(project.leftOut ?? []), ...models])] });
        const predictions = (await transaction.objectStore('predictions').get(id)) ?? [];
        const others = predictions.filter(({ annotator }) => !models.includes(modelKey(annotator)));
        await transaction.objectStore('predictions').put(others, id);
        return project.changes;
      },
    );
    tellChanged(id, changes);
    return changes;
  }

  /** Shows models again that were taken out, as far as their answers are here. */
  async bringBack(id: number, models: readonly string[]): Promise<void> {
    const changes = await this.database.transact('readwrite', ['projects'], async (transaction) => {
      const projects = transaction.objectStore('projects');
      const project = await projects.get(id);
      const shown = project && withModels(project, new Set(models));
      if (!shown || shown === project) return null;
      const changed = changedOnceMore(shown);
      await projects.put(changed);
      return changed.changes;
    });
    if (changes !== null) tellChanged(id, changes);
  }

  /**
   * Takes a file of a project with the answers that are from it.
   * @param isFrom whether a model's answers are from the file
   * @returns how often the project has been changed by now
   */
  async removeSource(
    id: number,
    { name, sha256 }: Pick<SourceFile, 'name' | 'sha256'>,
    isFrom: (predictions: Predictions) => boolean,
  ): Promise<number> {
    const changes = await this.database.transact(
      'readwrite',
      ['projects', 'datasets', 'predictions'],
      async (transaction) => {
        const projects = transaction.objectStore('projects');
        const before = await projects.get(id);
        const dataset = await transaction.objectStore('datasets').get(id);
        if (!before || !dataset) throw noSuchProject(id);
        const project = changedOnceMore(before);
        const others = dataset.sources.filter((one) => one.name !== name || one.sha256 !== sha256);
        const rest = { ...dataset, sources: others };
        await projects.put({ ...project, ...accountOf(rest) });
        await transaction.objectStore('datasets').put(rest, id);
        const predictions = (await transaction.objectStore('predictions').get(id)) ?? [];
        await transaction.objectStore('predictions').put(
          predictions.filter((one) => !isFrom(one)),
          id,
        );
        return project.changes;
      },
    );
    tellChanged(id, changes);
    return changes;
  }
}
