import { proxy } from 'comlink';
import type { MissingVectors } from '../../jobs/map-project.ts';
import type { MapProgress, TextMap } from '../../map/text-map.ts';
import type { TextMapWorker } from '../../../workers/text-map.ts';
import type { RunningWorker } from '../background/running-worker.ts';
import { WorkerEndedError } from '../background/worker-errors.ts';
import { startTextMap } from '../background/workers.ts';
import { messageOf } from '../ui/message-of.ts';
import type { VectorsRun } from './vectors-run.svelte.ts';

/** The map of a project's texts, laid out in a worker of its own: first the vectors that are missing, then the places. */
export class MapRun {
  /** What it is at; `null` while it rests. */
  at = $state<'looking' | 'vectors' | 'map' | null>(null);
  /** Of the places; that of the vectors is the vectors' own. */
  progress = $state.raw<MapProgress | null>(null);
  /** Why it failed. */
  trouble = $state<string | null>(null);
  #worker: RunningWorker<TextMapWorker> | null = null;
  /** Counts the times that it was begun or stopped. */
  #turn = 0;

  /** @param onFinished given the map once it is kept */
  constructor(
    private readonly project: number,
    private readonly vectors: Pick<VectorsRun, 'work' | 'stop' | 'progress' | 'trouble'>,
    private readonly onFinished: (map: TextMap) => void,
    private readonly start: () => RunningWorker<TextMapWorker> = startTextMap,
  ) {}

  get isRunning(): boolean {
    return this.at !== null;
  }

  /** Lays the map out. Whatever becomes of it is its state; it never rejects. */
  async work(): Promise<void> {
    if (this.isRunning) return;
    const turn = ++this.#turn;
    this.trouble = null;
    try {
      this.at = 'looking';
      let found = await this.#lay();
      if ('missing' in found && turn === this.#turn) {
        this.at = 'vectors';
        await this.vectors.work();
        // The vectors say themselves why they are not there.
        if (turn !== this.#turn || this.vectors.progress?.state !== 'finished') return;
        this.at = 'map';
        found = await this.#lay();
      }
      if (turn !== this.#turn) return;
      if ('missing' in found) this.trouble = 'Some texts could not be read by the model. Try again.';
      else this.onFinished(found);
    } catch (error) {
      if (turn === this.#turn && !(error instanceof WorkerEndedError)) this.trouble = messageOf(error);
    } finally {
      if (turn === this.#turn) this.#rest();
    }
  }

  /** Stops it at once. The vectors that are kept stay; a map that was not finished is begun again. */
  stop(): void {
    this.#turn++;
    if (this.at === 'vectors') this.vectors.stop();
    this.#worker?.end();
    this.#rest();
  }

  async #lay(): Promise<TextMap | MissingVectors> {
    const worker = (this.#worker = this.start());
    const note = (progress: MapProgress) => {
      if (this.#worker !== worker) return;
      this.at = 'map';
      this.progress = progress;
    };
    try {
      return await worker.call<TextMap | MissingVectors>((remote) => remote.lay(this.project, proxy(note)));
    } finally {
      worker.end();
      if (this.#worker === worker) this.#worker = null;
    }
  }

  #rest(): void {
    this.at = null;
    this.progress = null;
  }
}
