import { SvelteMap } from 'svelte/reactivity';
import type { ReaderWorker } from '../../../workers/reader.ts';
import type { Report } from '../../analysis/report.ts';
import type { SaidSeen } from '../../analysis/model-judgments.ts';
import { EMBEDDED_MODELS } from '../../annotators/embedded-models.ts';
import type { SaidOfModel } from '../../jobs/declare-seen.ts';
import type { RowsUndecided, SeenList } from '../../jobs/seen-list.ts';
import { Background } from '../background/background.ts';
import type { RunningWorker } from '../background/running-worker.ts';
import { startReader } from '../background/workers.ts';
import { isComputedHere } from '../names/model-names.ts';
import { messageOf } from '../ui/message-of.ts';

/** What is said of a model: nothing, that it has seen all texts, or those of a list. */
export type Said = 'nothing' | 'all' | 'list';

/** A model of which a person may know what it was trained on, and what was said in the figures that are shown. */
export interface TrainedModel {
  readonly model: string;
  readonly declared: SaidSeen | null;
}

/**
 * Models that answered a question that people answered too, each once. Of those that come with the page it is known what they
 * were trained on.
 */
export function trainedModels(report: Report | null): TrainedModel[] {
  const found: TrainedModel[] = [];
  for (const { people, models } of report?.questions ?? []) {
    if (people === null) continue;
    for (const one of models) {
      if (one.reference || (isComputedHere(one) && EMBEDDED_MODELS.some(({ model }) => model === one.model)))
        continue;
      // What is said of a model is said of all its answers.
      if (found.every(({ model }) => model !== one.model))
        found.push({ model: one.model, declared: one.seen.declared ?? null });
    }
  }
  return found;
}

/** Lets a person say what models were trained on, and keeps it with the project. */
export class TrainedOn {
  /** What was said since the figures were computed. */
  readonly #said = new SvelteMap<string, Said>();
  /** What the list came to that was read last. */
  read = $state.raw<{ readonly model: string; readonly file: string; readonly list: SeenList } | null>(null);
  /** A table that says of its rows what they were used for. */
  asked = $state.raw<{
    readonly model: string;
    readonly file: File;
    readonly rows: RowsUndecided['columns'];
  } | null>(null);
  trouble = $state.raw<{ readonly model: string; readonly message: string } | null>(null);
  isBusy = $state(false);
  readonly #worker: Background<ReaderWorker>;

  /** @param onkept called when what is said has changed: every figure may be another one */
  constructor(
    private readonly project: number,
    private readonly onkept: () => void,
    start: () => RunningWorker<ReaderWorker> = startReader,
  ) {
    this.#worker = new Background(start);
  }

  /** What is said of a model now. */
  of({ model, declared }: TrainedModel): Said {
    return this.#said.get(model) ?? (declared === null ? 'nothing' : declared.all ? 'all' : 'list');
  }

  /** Keeps what is said of a model; of a table with rows of several uses it is asked first which are meant. */
  async say(model: string, said: SaidOfModel): Promise<void> {
    this.trouble = null;
    this.asked = null;
    this.read = null;
    this.isBusy = true;
    try {
      const found = await this.#worker.call<SeenList | RowsUndecided | null>((remote) =>
        remote.declareSeen(this.project, model, said),
      );
      if (found?.kind === 'which rows' && typeof said !== 'string') {
        this.asked = { model, file: said.file, rows: found.columns };
        return;
      }
      if (found?.kind === 'list' && typeof said !== 'string')
        this.read = { model, file: said.file.name, list: found };
      this.#said.set(model, typeof said === 'string' ? said : 'list');
      this.onkept();
    } catch (error) {
      this.trouble = { model, message: messageOf(error) };
    } finally {
      this.isBusy = false;
    }
  }

  /** Says that one file lists the texts, where several were chosen. */
  refuse(model: string, files: readonly File[]): void {
    const names = files.map(({ name }) => name).join(', ');
    this.trouble = { model, message: `One file lists the texts, and several were chosen: ${names}.` };
  }
}
