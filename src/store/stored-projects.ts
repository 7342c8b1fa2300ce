import type { Dataset } from '../judgments/dataset.ts';
import type { Database } from './database.ts';
import type { Project } from './schema.ts';
import { StorageError } from './storage-errors.ts';

/** Projects in the browser's database: a data set each, with a name. */
export class StoredProjects {
  constructor(private readonly database: Database) {}

  /** Latest first. */
  async list(): Promise<Project[]> {
    const projects = await this.database.transact('readonly', ['projects'], (transaction) =>
      transaction.objectStore('projects').getAll(),
    );
    return projects.reverse();
  }

  /** Keeps a data set as a new project, whole or not at all, and returns the project's id. */
  async save(dataset: Dataset): Promise<number> {
    return await this.database.transact('readwrite', ['projects', 'datasets'], async (transaction) => {
      const project: Omit<Project, 'id'> = {
        name: dataset.name,
        saved: Date.now(),
        items: dataset.texts.length,
        questions: dataset.questions.map(({ question }) => question),
      };
      // The id is the database's to give.
      const id = await transaction.objectStore('projects').add(project as Project);
      await transaction.objectStore('datasets').add(dataset, id);
      return id;
    });
  }

  /** The data set of a project, under the project's present name. */
  async load(id: number): Promise<Dataset> {
    return await this.database.transact('readonly', ['projects', 'datasets'], async (transaction) => {
      const project = await transaction.objectStore('projects').get(id);
      const dataset = await transaction.objectStore('datasets').get(id);
      if (!project || !dataset) throw noSuchProject(id);
      return { ...dataset, name: project.name };
    });
  }

  async rename(id: number, name: string): Promise<void> {
    await this.database.transact('readwrite', ['projects'], async (transaction) => {
      const projects = transaction.objectStore('projects');
      const project = await projects.get(id);
      if (!project) throw noSuchProject(id);
      await projects.put({ ...project, name });
    });
  }

  /**
   * Removes a project with its data set. Model outputs stay: they hold no texts, and other projects with the same texts
   * use them.
   */
  async remove(id: number): Promise<void> {
    await this.database.transact('readwrite', ['projects', 'datasets', 'runs'], async (transaction) => {
      await transaction.objectStore('projects').delete(id);
      await transaction.objectStore('datasets').delete(id);
      await transaction.objectStore('runs').delete(IDBKeyRange.bound([id, 0], [id, Infinity]));
    });
  }
}

function noSuchProject(id: number): StorageError {
  return new StorageError(`There is no project ${id} here; it may have been removed in another tab.`);
}
