import { proxy } from 'comlink';
import { LIVE_MODELS } from '../../annotators/embedded-models.ts';
import type { LiveAnswer } from '../../annotators/live-models.ts';
import type { Occlusion } from '../../annotators/occlusion.ts';
import type { LiveBoxWorker } from '../../../workers/live-box.ts';
import type { RunningWorker } from '../background/running-worker.ts';
import { startLiveBox } from '../background/workers.ts';
import { messageOf } from '../ui/message-of.ts';

/** After the last key; short enough to feel at once, long enough to wait for the rest of a word. */
const PAUSE_MILLISECONDS = 180;

/** What the models said about one text, as far as they have. */
export interface LiveAnswers {
  readonly text: string;
  /** In the order of `LIVE_MODELS`, those that have answered. */
  readonly models: readonly (readonly LiveAnswer[])[];
  /** What the classifier's words do for its top emotion. */
  readonly words: Occlusion | null;
}

/** The live box: loads the models when it is first used and answers about the newest text only. */
export class LiveBox {
  text = $state('');
  state = $state<'untouched' | 'loading' | 'ready'>('untouched');
  bytesLoaded = $state(0);
  answers = $state.raw<LiveAnswers | null>(null);
  /** Whether the newest text still waits for an answer. */
  waiting = $state(false);
  trouble = $state<string | null>(null);

  #timer: ReturnType<typeof setTimeout> | undefined;
  #answering = false;
  /** With all models in its memory; `null` until they are loaded, and after it was ended. */
  #worker: RunningWorker<LiveBoxWorker> | null = null;

  constructor(private readonly start: () => RunningWorker<LiveBoxWorker> = startLiveBox) {}

  /** Loads the models, if that has not begun. */
  async load(): Promise<void> {
    if (this.state !== 'untouched') return;
    this.state = 'loading';
    this.bytesLoaded = 0;
    this.trouble = null;
    const worker = this.start();
    this.#worker = worker;
    try {
      const onBytes = proxy((bytes: number) => {
        this.bytesLoaded += bytes;
      });
      await worker.call((remote) => remote.load(document.baseURI, onBytes));
      this.state = 'ready';
      await this.#answerNewest();
    } catch (error) {
      this.#fail(worker, error);
    }
  }

  /** Takes another text and answers once typing pauses. */
  ask(text: string): void {
    this.text = text;
    this.waiting = text.trim() !== '';
    clearTimeout(this.#timer);
    if (!this.waiting) this.answers = null;
    this.#timer = setTimeout(() => void this.#answerNewest(), PAUSE_MILLISECONDS);
    void this.load();
  }

  /** Gives the models' memory back. */
  end(): void {
    clearTimeout(this.#timer);
    this.#worker?.end();
    this.#worker = null;
  }

  async #answerNewest(): Promise<void> {
    const worker = this.#worker;
    if (this.#answering || this.state !== 'ready' || !worker) return;
    this.#answering = true;
    try {
      while (this.waiting && (await this.#answer(worker, this.text)));
    } catch (error) {
      this.#fail(worker, error);
    } finally {
      this.#answering = false;
    }
  }

  /** Answers about a text, step by step; leaves off and returns true where another text has taken its place. */
  async #answer(worker: RunningWorker<LiveBoxWorker>, text: string): Promise<boolean> {
    const models: (readonly LiveAnswer[])[] = [];
    let words: Occlusion | null = null;
    const [classifier] = LIVE_MODELS;
    for (const { model } of LIVE_MODELS) {
      models.push(await worker.call((remote) => remote.answer(model, text)));
      if (this.text !== text) return true;
      // Models appear as they answer, but none of the new beside one of the old.
      if (this.answers?.text === text || models.length === LIVE_MODELS.length || this.answers === null)
        this.answers = { text, models: [...models], words };
    }
    words = await worker.call((remote) => remote.words(classifier.model, 'emotion', text));
    if (this.text !== text) return true;
    this.answers = { text, models, words };
    this.waiting = false;
    return false;
  }

  #fail(worker: RunningWorker<LiveBoxWorker>, error: unknown): void {
    // The box was left.
    if (this.#worker !== worker) return;
    // A worker that failed half-way may hold half a model.
    this.end();
    this.state = 'untouched';
    this.waiting = false;
    this.trouble = messageOf(error);
  }
}
