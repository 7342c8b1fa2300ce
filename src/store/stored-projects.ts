import type { NamedLexicon } from '../judgments/named-lexicon.ts';
import { annotatorKey, modelKey } from '../judgments/annotator.ts';
import type { DeclaredSeen } from '../judgments/declared-seen.ts';
import type { Dataset, RaterRule } from '../judgments/dataset.ts';
import type { SourceFile } from '../judgments/source-file.ts';
import type { Predictions } from '../judgments/predictions.ts';
import type { Database } from './database.ts';
import type { MissingOutputs } from './keep-predictions.ts';
import type { KeptThresholds, Project, SaidOfProject } from './schema.ts';
import { reportsOnSlices } from './stored-reports.ts';
import { changedOnceMore } from './project-changes.ts';
import { tellChanged, tellProjectNews, tellSettings } from './project-news.ts';
import { requireRoom, sizeOf } from './room.ts';
import { withStatedRules } from './stated-rater-rules.ts';
import { StorageError } from './storage-errors.ts';
import { appendOutputs } from './stored-outputs.ts';

const STORES_OF_A_COPY = ['projects', 'datasets', 'predictions', 'files', 'seen', 'maps'] as const;
const OF_A_PROJECT = [
  'projects',
  'datasets',
  'predictions',
  'annotators',
  'outputs',
  'runs',
  'seen',
] as const;

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

  /**
   * Keeps a data set as a new project, whole or not at all, and returns the project's id.
   * @param predictions of models that were run elsewhere, rows in the order of the data set's items: they belong to this project alone
   * @param outputs of models for its texts that are not here yet, for every project: only those that come with the page
   */
  async save(
    dataset: Dataset,
    predictions: readonly Predictions[] = [],
    outputs: readonly MissingOutputs[] = [],
    { thresholds = {}, seen = [] }: SaidOfProject = {},
  ): Promise<number> {
    await requireRoom(sizeOf(dataset, predictions));
    const saved = await this.database.transact('readwrite', [...OF_A_PROJECT], async (transaction) => {
      const project: Omit<Project, 'id'> = { name: dataset.name, ...accountOf(dataset), thresholds };
      // The id is the database's to give.
      const id = await transaction.objectStore('projects').add(project as Project);
      await transaction.objectStore('datasets').add(dataset, id);
      await transaction.objectStore('predictions').add(predictions, id);
      if (seen.length > 0) await transaction.objectStore('seen').add(seen, id);
      for (const { annotator, chunk, ...counts } of outputs)
        await appendOutputs(transaction, annotator, chunk, { project: id, ...counts });
      return id;
    });
    tellProjectNews({ project: saved, what: 'added' });
    return saved;
  }

  /**
   * Puts another reading of its files in a project's place, whole or not at all; the project keeps its id, its name
   * if a person gave it one, and models that a person took out of it stay out.
   * @param predictions as in {@link save}
   * @param asOf how often it had been changed when the reading was begun; absent where it does not matter
   * @throws ProjectChangedError if it was changed since
   */
  async replace(
    id: number,
    dataset: Dataset,
    predictions: readonly Predictions[] = [],
    asOf?: number,
  ): Promise<void> {
    const before = sizeOf(await this.load(id), await this.predictions(id));
    await requireRoom(Math.max(0, sizeOf(dataset, predictions) - before));
    const changes = await this.database.transact(
      'readwrite',
      ['projects', 'datasets', 'predictions', 'runs', 'maps'],
      async (transaction) => {
        const projects = transaction.objectStore('projects');
        const before = await projects.get(id);
        if (!before) throw noSuchProject(id);
        const project = changedOnceMore(before, asOf);
        const earlier = await transaction.objectStore('datasets').get(id);
        const name = nameAfter(project, earlier, dataset);
        if (!hasSameTexts(earlier, dataset)) await transaction.objectStore('maps').delete(id);
        await projects.put({ ...project, ...accountOf(dataset), name });
        await transaction.objectStore('datasets').put(dataset, id);
        const leftOut = new Set(project.leftOut);
        const kept = predictions.filter(({ annotator }) => !leftOut.has(modelKey(annotator)));
        await transaction.objectStore('predictions').put(kept, id);
        // A run over other texts says nothing about these.
        await transaction.objectStore('runs').delete(IDBKeyRange.bound([id, 0], [id, Infinity]));
        return project.changes;
      },
    );
    tellChanged(id, changes);
  }

  /**
   * Adds predictions to a project, with the files that they are from. Those of the same annotator, and a file that was
   * added before, are replaced; a model that had been taken out is shown again.
   * @param predictions as in {@link save}
   * @param asOf as in {@link replace}
   */
  async addPredictions(
    id: number,
    sources: readonly SourceFile[],
    predictions: readonly Predictions[],
    asOf?: number,
  ): Promise<void> {
    const stores = ['projects', 'datasets', 'predictions'] as const;
    const changes = await this.database.transact('readwrite', [...stores], async (transaction) => {
      const before = await transaction.objectStore('projects').get(id);
      const dataset = await transaction.objectStore('datasets').get(id);
      if (!before || !dataset) throw noSuchProject(id);
      const project = changedOnceMore(before, asOf);
      const added = new Set(predictions.map(({ annotator }) => modelKey(annotator)));
      await transaction.objectStore('projects').put(withModels(project, added));
      const files = new Set(sources.map(({ sha256 }) => sha256));
      const others = dataset.sources.filter(({ sha256 }) => !files.has(sha256));
      await transaction.objectStore('datasets').put({ ...dataset, sources: [...others, ...sources] }, id);
      const replaced = new Set(predictions.map(({ annotator }) => annotatorKey(annotator)));
      const earlier = (await transaction.objectStore('predictions').get(id)) ?? [];
      const kept = earlier.filter(({ annotator }) => !replaced.has(annotatorKey(annotator)));
      await transaction.objectStore('predictions').put([...kept, ...predictions], id);
      return project.changes;
    });
    tellChanged(id, changes);
  }

  /** The data set of a project, under the project's present name and with the raters' rules that a person stated. */
  async load(id: number): Promise<Dataset> {
    return await this.database.transact('readonly', ['projects', 'datasets'], async (transaction) => {
      const project = await transaction.objectStore('projects').get(id);
      const dataset = await transaction.objectStore('datasets').get(id);
      if (!project || !dataset) throw noSuchProject(id);
      const questions = withStatedRules(dataset.questions, project.raterRules);
      return { ...dataset, questions, name: project.name };
    });
  }

  /** The predictions that came with a project's files. */
  async predictions(id: number): Promise<readonly Predictions[]> {
    const predictions = await this.database.transact('readonly', ['predictions'], (transaction) =>
      transaction.objectStore('predictions').get(id),
    );
    return predictions ?? [];
  }

  async rename(id: number, name: string): Promise<void> {
    await this.#change(id, { name });
    tellProjectNews({ project: id, what: 'renamed', name });
  }

  /** Lines of the verdicts that were moved in a project, by name. */
  async thresholds(id: number): Promise<KeptThresholds> {
    const project = await this.database.transact('readonly', ['projects'], (transaction) =>
      transaction.objectStore('projects').get(id),
    );
    return project?.thresholds ?? {};
  }

  /** Keeps which lines of the verdicts were moved in a project, in place of those that were before. */
  async keepThresholds(id: number, thresholds: KeptThresholds): Promise<void> {
    await this.#change(id, { thresholds });
    tellSettings(id, 'verdicts');
  }

  /** Words of labels that a person brought to a project; `null` if nobody did. */
  async lexicon(id: number): Promise<NamedLexicon | null> {
    const project = await this.database.transact('readonly', ['projects'], (transaction) =>
      transaction.objectStore('projects').get(id),
    );
    return project?.lexicon ?? null;
  }

  /** Keeps words of labels with a project, in place of those that were before; `null`: none. */
  async keepLexicon(id: number, lexicon: NamedLexicon | null): Promise<void> {
    await this.#change(id, { lexicon });
    tellSettings(id, 'figures');
  }

  /** Keeps by what rule more raters were asked about a question; `null`: that there was none. */
  async keepRaterRule(id: number, question: string, rule: RaterRule | null): Promise<void> {
    await this.#change(id, ({ raterRules }) => ({ raterRules: { ...raterRules, [question]: rule } }));
    tellSettings(id, 'figures');
  }

  /** What models are said to have been trained on. */
  async seen(id: number): Promise<readonly DeclaredSeen[]> {
    const seen = await this.database.transact('readonly', ['seen'], (transaction) =>
      transaction.objectStore('seen').get(id),
    );
    return seen ?? [];
  }

  /** Keeps what a model is said to have been trained on, in place of what was said of it before; `null`: nothing is said. */
  async keepSeen(id: number, model: string, said: Omit<DeclaredSeen, 'model'> | null): Promise<void> {
    await this.database.transact('readwrite', ['projects', 'seen'], async (transaction) => {
      if (!(await transaction.objectStore('projects').get(id))) throw noSuchProject(id);
      const seen = transaction.objectStore('seen');
      const others = ((await seen.get(id)) ?? []).filter((one) => one.model !== model);
      await seen.put(said === null ? others : [...others, { model, ...said }], id);
    });
    tellSettings(id, 'figures');
  }

  /** `modelKey` of each model that was taken out of a project. */
  async leftOut(id: number): Promise<readonly string[]> {
    const project = await this.database.transact('readonly', ['projects'], (transaction) =>
      transaction.objectStore('projects').get(id),
    );
    return project?.leftOut ?? [];
  }

  /** Keeps a copy of a project under another name, with all that belongs to it; returns the copy's id. */
  async duplicate(id: number, name: string): Promise<number> {
    await requireRoom(sizeOf(await this.load(id), await this.predictions(id)));
    const copied = await this.database.transact('readwrite', [...STORES_OF_A_COPY], async (transaction) => {
      const project = await transaction.objectStore('projects').get(id);
      const dataset = await transaction.objectStore('datasets').get(id);
      if (!project || !dataset) throw noSuchProject(id);
      const { id: _, ...rest } = project;
      // The id is the database's to give.
      const copy = { ...rest, name, saved: Date.now() } as Project;
      const copyId = await transaction.objectStore('projects').add(copy);
      await transaction.objectStore('datasets').add(dataset, copyId);
      const predictions = (await transaction.objectStore('predictions').get(id)) ?? [];
      await transaction.objectStore('predictions').add(predictions, copyId);
      const files = await transaction.objectStore('files').get(id);
      if (files) await transaction.objectStore('files').add(files, copyId);
      const seen = await transaction.objectStore('seen').get(id);
      if (seen) await transaction.objectStore('seen').add(seen, copyId);
      const map = await transaction.objectStore('maps').get(id);
      if (map) await transaction.objectStore('maps').add(map, copyId);
      return copyId;
    });
    tellProjectNews({ project: copied, what: 'added' });
    return copied;
  }

  /**
   * Removes a project with its data set and all that was read from files. Outputs that were computed here stay: they hold no texts,
   * and other projects with the same texts use them.
   */
  async remove(id: number): Promise<void> {
    const stores = [
      'projects',
      'datasets',
      'predictions',
      'runs',
      'reports',
      'files',
      'seen',
      'maps',
    ] as const;
    await this.database.transact('readwrite', [...stores], async (transaction) => {
      await transaction.objectStore('projects').delete(id);
      await transaction.objectStore('datasets').delete(id);
      await transaction.objectStore('predictions').delete(id);
      await transaction.objectStore('reports').delete(id);
      await transaction.objectStore('reports').delete(reportsOnSlices(id));
      await transaction.objectStore('seen').delete(id);
      await transaction.objectStore('files').delete(id);
      await transaction.objectStore('maps').delete(id);
      await transaction.objectStore('runs').delete(IDBKeyRange.bound([id, 0], [id, Infinity]));
    });
    tellProjectNews({ project: id, what: 'deleted' });
  }

  async #change(
    id: number,
    change: Partial<Omit<Project, 'id'>> | ((project: Project) => Partial<Omit<Project, 'id'>>),
  ): Promise<void> {
    await this.database.transact('readwrite', ['projects'], async (transaction) => {
      const projects = transaction.objectStore('projects');
      const project = await projects.get(id);
      if (!project) throw noSuchProject(id);
      await projects.put({ ...project, ...(typeof change === 'function' ? change(project) : change) });
    });
  }
}

/** What the list of projects shows of a data set that is kept now. */
export function accountOf({ texts, questions, sources }: Dataset): Omit<Project, 'id' | 'name'> {
  return {
    saved: Date.now(),
    items: texts.length,
    questions: questions.map(({ question }) => question),
    files: sources.map(({ sha256 }) => sha256),
  };
}

/** A project's name when its data set changes: the new one's, unless a person gave it a name. */
export function nameAfter(project: Project, before: Dataset | undefined, after: Dataset): string {
  return project.name === before?.name ? after.name : project.name;
}

/** Whether a data set has the same texts as another in the same order, so that what is known of their places holds for it. */
export function hasSameTexts(before: Dataset | undefined, after: Dataset): boolean {
  return (
    before?.texts.length === after.texts.length &&
    after.texts.every(
      (text, item) => text === before.texts[item] && before.withoutText?.[item] === after.withoutText?.[item],
    )
  );
}

/** A project in which models that were taken out are shown again. */
export function withModels<One extends Project>(project: One, models: ReadonlySet<string>): One {
  if (!project.leftOut?.some((one) => models.has(one))) return project;
  return { ...project, leftOut: project.leftOut.filter((one) => !models.has(one)) };
}

export function noSuchProject(id: number): StorageError {
  return new StorageError(`There is no project ${id} here; it may have been removed in another tab.`);
}
