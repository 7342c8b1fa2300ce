import {
  goesAlone,
  isFrom,
  openedFiles,
  rememberFiles,
  withoutFile,
  type OpenedFiles,
} from '../../jobs/kept-files.ts';
import type { SourceFile } from '../../judgments/source-file.ts';
import type { Undoable } from '../open/undoable.ts';
import type { ProjectParts } from '../../store/stored-parts.ts';
import type { Store } from '../../store/store.ts';

/** What was taken out of a project or added to it last, and the project as it was. */
interface Changed extends Undoable {
  readonly before: ProjectParts;
  /** How often the project had been changed when it was gone. */
  readonly changes: number;
}

/** How a file goes: it is gone, or the files that are left must be read, or chosen and read. */
export type FileRemoval =
  | { readonly kind: 'done' }
  | { readonly kind: 'read again'; readonly opened: OpenedFiles; readonly done: () => Promise<void> }
  | {
      readonly kind: 'choose again';
      readonly sources: readonly SourceFile[];
      readonly done: () => Promise<void>;
    };

/**
 * Takes files and models out of a project, and undoes the last change of these and of files that were added. What that takes is held in
 * memory: it is there until the project's page is left, or until something else is removed or added, which it would undo too.
 */
export class Removals {
  #last = $state.raw<Changed | null>(null);

  constructor(
    private readonly project: number,
    private readonly store: Pick<Store, 'parts'>,
    /** Called when the project has become another one. */
    private readonly onchanged: () => void,
  ) {}

  /** What can be undone; `null` if nothing can. */
  get last(): Undoable | null {
    return this.#last;
  }

  /**
   * @param name what the model is called
   * @param models `modelKey` of each of its annotators
   */
  async removeModel(name: string, models: readonly string[]): Promise<void> {
    const before = await this.store.parts.all(this.project);
    const changes = await this.store.parts.removeModels(this.project, models);
    this.#remember({ verb: 'Removed', what: name, before, changes });
  }

  /** Shows a model again that was taken out and is still in the storage. */
  async bringBack(models: readonly string[]): Promise<void> {
    await this.store.parts.bringBack(this.project, models);
    this.forget();
    this.onchanged();
  }

  /**
   * Takes a file out, with all that is from it. Where people's answers or texts are from it, or answers that several files make
   * together, the files that are left are to be read again, and `done` is to be called when they are.
   */
  async removeFile(source: SourceFile): Promise<FileRemoval> {
    const { parts } = this.store;
    const before = await parts.all(this.project);
    const { sources } = before.dataset;
    const own = sources.find(({ name, sha256 }) => name === source.name && sha256 === source.sha256);
    if (!own) return { kind: 'done' };
    const done = () => this.#isDone({ verb: 'Removed', what: own.name }, before);
    const opened = await openedFiles(this.store, this.project);
    const left = opened && (await withoutFile(opened, own, sources));
    // Texts that are here for its sake alone go with it.
    const gaveTexts = opened?.answers.newTexts?.[own.name] === 'add';
    if (!gaveTexts && goesAlone(own, sources, before.predictions)) {
      await parts.removeSource(this.project, own, (predictions) => isFrom(predictions, own));
      if (left) await rememberFiles(this.store, this.project, left);
      await done();
      return { kind: 'done' };
    }
    if (left) return { kind: 'read again', opened: left, done };
    return { kind: 'choose again', sources: sources.filter((one) => one !== own), done };
  }

  /**
   * Remembers the project as it is, for something that is taken out or added elsewhere.
   * @returns what to call when it has been
   */
  async begin(change: Undoable): Promise<() => Promise<void>> {
    const before = await this.store.parts.all(this.project);
    return () => this.#isDone(change, before);
  }

  /**
   * Makes the project what it was before the last change.
   * @throws ProjectChangedError if another tab has changed the project since, which would be lost
   */
  async undo(): Promise<void> {
    if (!this.#last) return;
    const { before, changes } = this.#last;
    await this.store.parts.restore(this.project, before, changes);
    this.#last = null;
    this.onchanged();
  }

  /** Something was added: to put the project back as it was would undo that too. */
  forget(): void {
    this.#last = null;
  }

  async #isDone(change: Undoable, before: ProjectParts): Promise<void> {
    this.#remember({ ...change, before, changes: await this.store.parts.changes(this.project) });
  }

  #remember(changed: Changed): void {
    this.#last = changed;
    this.onchanged();
  }
}
