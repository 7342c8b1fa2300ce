import { proxy, type Remote } from 'comlink';
import type { ReaderWorker } from '../../../workers/reader.ts';
import type { AddingPreview } from '../../jobs/adding-preview.ts';
import type { OpenedFiles } from '../../jobs/kept-files.ts';
import { isIn } from '../../jobs/part-of-file.ts';
import {
  mergedAnswers,
  type OnPreview,
  type PredictionAnswers,
  type ReadRequest,
  type ReadResult,
} from '../../jobs/reading.ts';
import type { Mapping } from '../../readers/annotated/mapping.ts';
import type { LabelsDiffer, QuestionUndecided, ReadingUndecided } from '../../readers/reading-difficulty.ts';
import type { FetchProgress } from '../../readers/fetch-dataset.ts';
import type { ReadProgress } from '../../readers/reading-progress.ts';
import type { RemoteDataset } from '../../readers/remote-datasets.ts';
import { bytes, count } from '../ui/amounts.ts';
import { Background } from '../background/background.ts';
import type { RunningWorker } from '../background/running-worker.ts';
import { startReader } from '../background/workers.ts';
import { messageOf } from '../ui/message-of.ts';
import type { Undoable } from './undoable.ts';

export interface ReadingState {
  readonly label: string;
  readonly done: number;
  readonly total: number | null;
  readonly detail: string;
}

/** Why a reading ended without anything kept. */
export interface ReadingTrouble {
  readonly message: string;
  readonly retry: () => void;
  /** The files, if a person may say what the columns of one of them hold. */
  readonly unknown: { readonly file: File; readonly request: ReadRequest } | null;
}

/** What a person is asked before a reading goes on. */
export interface Asked {
  readonly difficulty: LabelsDiffer | QuestionUndecided | ReadingUndecided;
  readonly answer: (answers: PredictionAnswers) => void;
  /** Says how a file of people's answers is read; `null` where the files hold none. */
  readonly map: ((mapping: Mapping) => void) | null;
  /** Reads the others without the file that the difficulty is about; `null` where there are no others. */
  readonly without: (() => void) | null;
  /** The files that are read together, to show what a choice comes to. */
  readonly files: readonly File[];
}

/** What adding files would come to. */
export interface Adding {
  readonly preview: AddingPreview;
  /** Adds them, in the place of the earlier ones that the preview names or beside them. */
  readonly agree: (replace: boolean) => void;
  /** Reads them again with what a person says that answers stand for; `null` where it is not asked. */
  readonly map: ((labels: NonNullable<PredictionAnswers['labels']>) => void) | null;
}

/** What reading a project's files again is asked for. */
export function requestOf(
  project: number,
  { files, predictionFiles, said, answers, leaveOut, changes }: OpenedFiles,
): ReadRequest {
  return {
    files,
    predictionFiles,
    mappings: said,
    answers,
    replaces: project,
    leaveOut,
    ...(changes !== undefined && { asOf: changes }),
  };
}

/** Reads files in the worker, which keeps them, and asks a person where only a person knows. */
export class FileReading {
  /** How far the reading has come; `null` while there is none. */
  progress = $state.raw<ReadingState | null>(null);
  trouble = $state.raw<ReadingTrouble | null>(null);
  asked = $state.raw<Asked | null>(null);
  /** What is about to be added, until a person agrees to it. */
  adding = $state.raw<Adding | null>(null);

  /** The reading under way; what one that was cancelled still says is not listened to. */
  #current: object | null = null;

  /** Ended after each reading, which is how a reading is cancelled. */
  readonly #worker: Background<ReaderWorker>;

  /** What to call when the files are kept, in place of what else is done then. */
  #undoable: (() => void) | null = null;

  /**
   * @param onkept what to do with the project that was read, or added to
   * @param remember the project, before files of people's are added to it or take the place of earlier ones: the words say which. What
   * it gives is called in place of `onkept`
   */
  constructor(
    private readonly onkept: (project: number) => void,
    start: () => RunningWorker<ReaderWorker> = startReader,
    private readonly remember: ((what: Undoable) => Promise<() => void>) | null = null,
  ) {
    this.#worker = new Background(start);
  }

  /** @param onkept in place of what else is done with the project */
  open(request: ReadRequest, onkept?: () => void): void {
    this.#read(request, undefined, onkept);
  }

  /**
   * Adds files of texts and people's answers to a project, which is read anew with them.
   * @param opened the files that it was read from
   */
  addFiles(project: number, opened: OpenedFiles, files: readonly File[]): void {
    const request = {
      ...requestOf(project, opened),
      files: [...opened.files, ...files],
      added: files.length,
    };
    this.#read(request, (seen) => this.#preview(seen));
  }

  /** Adds files of predictions to a project. */
  add(project: number, files: readonly File[], answers: PredictionAnswers = {}): void {
    const label = `Reading ${files.map(({ name }) => name).join(', ')}`;
    const progress = this.onReading(label);
    const answered = (said: PredictionAnswers) => this.add(project, files, mergedAnswers(answers, said));
    const preview = proxy((seen: AddingPreview) => this.#preview(seen, (labels) => answered({ labels })));
    void this.run(label, (remote) => remote.addPredictions(project, files, answers, progress, preview), {
      answered,
      without: (name) => {
        const left = files.filter((file) => !isIn(name, file.name));
        return left.length === files.length || left.length === 0
          ? null
          : () => this.add(project, left, answers);
      },
    });
  }

  /** Gives a project's items the texts that they are without. */
  join(project: number, files: readonly File[]): void {
    const label = `Reading ${files.map(({ name }) => name).join(', ')}`;
    const progress = this.onReading(label);
    const preview = proxy((seen: AddingPreview) => this.#preview(seen));
    void this.run(label, (remote) => remote.addTexts(project, files, progress, preview));
  }

  /** Fetches a public data set and opens it. */
  openRemote(remote: RemoteDataset): void {
    this.#fetch(remote, (worker, ...heard) => worker.openRemote(remote.id, ...heard));
  }

  /** Gives a project's items the texts that they are without, from a public data set that has them. */
  fetchTexts(project: number, remote: RemoteDataset): void {
    this.#fetch(remote, (worker, ...heard) => worker.fetchTexts(project, remote.id, ...heard));
  }

  #fetch(
    { name, host }: RemoteDataset,
    work: (
      worker: Remote<ReaderWorker>,
      onFetching: (progress: FetchProgress) => void,
      onReading: (progress: ReadProgress) => void,
    ) => Promise<ReadResult>,
  ): void {
    const label = `Fetching ${name} from ${host}`;
    const onFetching = proxy(({ bytesRead, bytesTotal }: FetchProgress) => {
      const detail = `${bytes(bytesRead)} of ${bytes(bytesTotal)}`;
      if (this.progress) this.progress = { label, done: bytesRead, total: bytesTotal, detail };
    });
    const onReading = this.onReading(`Reading ${name}`);
    void this.run(label, (worker) => work(worker, onFetching, onReading));
  }

  #read(request: ReadRequest, onPreview?: OnPreview, onkept?: () => void): void {
    const { files } = request;
    const label = files.length === 1 ? `Reading ${files[0].name}` : `Reading ${count(files.length, 'file')}`;
    const progress = this.onReading(label);
    const preview = onPreview && proxy(onPreview);
    const again = (more: Partial<ReadRequest>) => this.#read({ ...request, ...more }, onPreview, onkept);
    void this.run(label, (remote) => remote.read(request, progress, preview), {
      kept: onkept,
      answered: (answers) => again({ answers: mergedAnswers(request.answers, answers) }),
      mapped: (mapping) => again({ mappings: [...request.mappings, mapping] }),
      without: (name) => {
        const { added = 0 } = request;
        const left = files.filter((file) => !isIn(name, file.name));
        const fresh = files.slice(files.length - added).filter((file) => left.includes(file)).length;
        // Without the only file that is added there is nothing to read, nor without the only one.
        const isAll = left.length === files.length || left.length === 0 || (added > 0 && fresh === 0);
        return isAll ? null : () => again({ files: left, ...(added > 0 && { added: fresh }) });
      },
      files,
      unknown: (name) => ({ file: files.find((file) => file.name === name)!, request }),
    });
  }

  /** Shows what would be added; goes on when a person agrees. Who does not cancels the reading. */
  #preview(preview: AddingPreview, map: Adding['map'] = null): Promise<boolean> {
    return new Promise((agreed) => {
      this.progress = null;
      this.adding = {
        preview,
        agree: (replace) => {
          this.adding = null;
          this.progress = { label: 'Adding', done: 0, total: null, detail: '' };
          // A model's answers that take no place go by the button beside them.
          agreed(replace || preview.adds !== 'models' ? this.#remembered(preview, replace) : false);
        },
        map,
      };
    });
  }

  /** So that it can be undone. */
  async #remembered({ earlier, alike, files }: AddingPreview, replace: boolean): Promise<boolean> {
    const change: Undoable = replace
      ? {
          verb: 'Removed',
          what: `the earlier ${[...earlier, ...alike.map((one) => one.earlier)].join(', ')}`,
        }
      : { verb: 'Added', what: files.join(', ') };
    this.#undoable = (await this.remember?.(change)) ?? null;
    return replace;
  }

  /** Does what needs no files of a person's. */
  async run(
    label: string,
    work: (remote: Remote<ReaderWorker>) => Promise<ReadResult>,
    then: {
      readonly kept?: () => void;
      readonly answered?: (answers: PredictionAnswers) => void;
      readonly mapped?: (mapping: Mapping) => void;
      readonly without?: (file: string) => (() => void) | null;
      readonly files?: readonly File[];
      readonly unknown?: (file: string) => ReadingTrouble['unknown'];
    } = {},
  ): Promise<void> {
    const retry = () => void this.run(label, work, then);
    this.cancel();
    this.trouble = null;
    this.asked = null;
    this.#undoable = null;
    const current = {};
    this.#current = current;
    this.progress = { label, done: 0, total: null, detail: '' };
    try {
      const result = await this.#worker.call(work);
      if (this.#current !== current) return;
      if (result.kind === 'kept') {
        const done = this.#undoable ?? then.kept;
        if (done) done();
        else this.onkept(result.project);
      } else if (result.kind === 'layout unknown')
        this.trouble = { message: result.message, retry, unknown: then.unknown?.(result.file) ?? null };
      else
        this.asked = {
          difficulty: result,
          answer: (answers) => then.answered?.(answers),
          map: then.mapped ?? null,
          without: then.without?.(result.file) ?? null,
          files: then.files ?? [],
        };
    } catch (error) {
      if (this.#current === current) this.trouble = { message: messageOf(error), retry, unknown: null };
    } finally {
      if (this.#current === current) this.cancel();
    }
  }

  /** Ends the reading, if there is one; nothing of it is kept. */
  cancel(): void {
    if (!this.#current) return;
    this.#current = null;
    this.progress = null;
    this.adding = null;
    this.#worker.end();
  }

  /** Shows how far the reading of files has come. */
  onReading(label: string) {
    return proxy(({ bytesRead, bytesTotal, rows }: ReadProgress) => {
      const detail = `${bytes(bytesRead)} of ${bytes(bytesTotal)}, ${count(rows, 'row')}`;
      if (this.progress) this.progress = { label, done: bytesRead, total: bytesTotal, detail };
    });
  }
}
