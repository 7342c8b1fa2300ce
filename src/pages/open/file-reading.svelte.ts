import { proxy, type Remote } from 'comlink';
import type { ReaderWorker } from '../../../workers/reader.ts';
import type { Kept, PredictionAnswers, ReadRequest, ReadResult } from '../../jobs/reading.ts';
import type { Mapping } from '../../readers/annotated/mapping.ts';
import type { LabelsDiffer, QuestionUndecided, ReadingUndecided } from '../../readers/reading-difficulty.ts';
import type { ReadProgress } from '../../readers/reading-progress.ts';
import { bytes, count } from '../ui/amounts.ts';
import { openedFiles, rememberFiles } from './opened-files.ts';
import { Background } from '../background/background.ts';
import type { RunningWorker } from '../background/running-worker.ts';
import { startReader } from '../background/workers.ts';
import { messageOf } from '../ui/message-of.ts';

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
  /** The files that are read together, to show what a choice comes to. */
  readonly files: readonly File[];
}

/** Reads files in the worker, which keeps them, and asks a person where only a person knows. */
export class FileReading {
  /** How far the reading has come; `null` while there is none. */
  progress = $state.raw<ReadingState | null>(null);
  trouble = $state.raw<ReadingTrouble | null>(null);
  asked = $state.raw<Asked | null>(null);

  /** The reading under way; what one that was cancelled still says is not listened to. */
  #current: object | null = null;

  /** Ended after each reading, which is how a reading is cancelled. */
  readonly #worker: Background<ReaderWorker>;

  /** @param onkept what to do with the project that was read, or added to */
  constructor(
    private readonly onkept: (project: number) => void,
    start: () => RunningWorker<ReaderWorker> = startReader,
  ) {
    this.#worker = new Background(start);
  }

  open(request: ReadRequest): void {
    const { files } = request;
    const label = files.length === 1 ? `Reading ${files[0].name}` : `Reading ${count(files.length, 'file')}`;
    const progress = this.onReading(label);
    void this.run(label, (remote) => remote.read(request, progress), {
      kept: ({ project, mappings, predictionFiles }) => {
        const made = ({ name }: File) => predictionFiles.includes(name);
        rememberFiles(project, {
          files: files.filter((file) => !made(file)),
          predictionFiles: [...files.filter(made), ...request.predictionFiles],
          mappings,
          answers: request.answers,
        });
      },
      answered: (answers) => this.open({ ...request, answers: merged(request.answers, answers) }),
      mapped: (mapping) => this.open({ ...request, mappings: [...request.mappings, mapping] }),
      files,
      unknown: (name) => ({ file: files.find((file) => file.name === name)!, request }),
    });
  }

  /** Adds files of predictions to a project. */
  add(project: number, files: readonly File[], answers: PredictionAnswers = {}): void {
    const label = `Reading ${files.map(({ name }) => name).join(', ')}`;
    const progress = this.onReading(label);
    void this.run(label, (remote) => remote.addPredictions(project, files, answers, progress), {
      kept: () => {
        const before = openedFiles(project);
        if (!before) return;
        const others = before.predictionFiles.filter(({ name }) => !files.some((file) => file.name === name));
        rememberFiles(project, {
          ...before,
          predictionFiles: [...others, ...files],
          answers: merged(before.answers, answers),
        });
      },
      answered: (said) => this.add(project, files, merged(answers, said)),
    });
  }

  /** Gives a project's items the texts that they are without. */
  join(project: number, files: readonly File[]): void {
    const label = `Reading ${files.map(({ name }) => name).join(', ')}`;
    const progress = this.onReading(label);
    void this.run(label, (remote) => remote.addTexts(project, files, progress));
  }

  /** Does what needs no files of a person's. */
  async run(
    label: string,
    work: (remote: Remote<ReaderWorker>) => Promise<ReadResult>,
    then: {
      readonly kept?: (result: Kept) => void;
      readonly answered?: (answers: PredictionAnswers) => void;
      readonly mapped?: (mapping: Mapping) => void;
      readonly files?: readonly File[];
      readonly unknown?: (file: string) => ReadingTrouble['unknown'];
    } = {},
  ): Promise<void> {
    const retry = () => void this.run(label, work, then);
    this.cancel();
    this.trouble = null;
    this.asked = null;
    const current = {};
    this.#current = current;
    this.progress = { label, done: 0, total: null, detail: '' };
    try {
      const result = await this.#worker.call(work);
      if (this.#current !== current) return;
      if (result.kind === 'kept') {
        then.kept?.(result);
        this.onkept(result.project);
      } else if (result.kind === 'layout unknown')
        this.trouble = { message: result.message, retry, unknown: then.unknown?.(result.file) ?? null };
      else
        this.asked = {
          difficulty: result,
          answer: (answers) => then.answered?.(answers),
          map: then.mapped ?? null,
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

/** The later answers beside the earlier ones. */
function merged(before: PredictionAnswers, after: PredictionAnswers): PredictionAnswers {
  const labels = { ...before.labels, ...after.labels };
  return { ...before, ...after, ...(Object.keys(labels).length > 0 ? { labels } : {}) };
}
