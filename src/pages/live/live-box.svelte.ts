import { proxy } from 'comlink';
import { EMBEDDED_MODELS } from '../../annotators/embedded-models.ts';
import type { LiveAnswer } from '../../annotators/live-models.ts';
import type { Occlusion } from '../../annotators/occlusion.ts';
import { liveBox } from '../background/running-workers.ts';

/** After the last key; short enough to feel at once, long enough to wait for the rest of a word. */
const PAUSE_MILLISECONDS = 180;

/** What the models said about one text, as far as they have. */
export interface LiveAnswers {
  readonly text: string;
  /** In the order of `EMBEDDED_MODELS`, those that have answered. */
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

  /** Loads the models, if that has not begun. */
  async load(): Promise<void> {
    if (this.state !== 'untouched') return;
    this.state = 'loading';
    this.bytesLoaded = 0;
    this.trouble = null;
    try {
      const { remote, died } = liveBox.get();
      const onBytes = proxy((bytes: number) => {
        this.bytesLoaded += bytes;
      });
      await Promise.race([remote.load(document.baseURI, onBytes), died]);
      this.state = 'ready';
      await this.#answerNewest();
    } catch (error) {
      this.#fail(error);
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
    liveBox.end();
  }

  async #answerNewest(): Promise<void> {
    if (this.#answering || this.state !== 'ready') return;
    this.#answering = true;
    try {
      while (this.waiting && (await this.#answer(this.text)));
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#answering = false;
    }
  }

  /** Answers about a text, step by step; leaves off and returns true where another text has taken its place. */
  async #answer(text: string): Promise<boolean> {
    const { remote, died } = liveBox.get();
    const models: (readonly LiveAnswer[])[] = [];
    let words: Occlusion | null = null;
    const [classifier] = EMBEDDED_MODELS;
    for (const { model } of EMBEDDED_MODELS) {
      models.push(await Promise.race([remote.answer(model, text), died]));
      if (this.text !== text) return true;
      // Models appear as they answer, but none of the new beside one of the old.
      if (this.answers?.text === text || models.length === EMBEDDED_MODELS.length || this.answers === null)
        this.answers = { text, models: [...models], words };
    }
    words = await Promise.race([remote.words(classifier.model, 'emotion', text), died]);
    if (this.text !== text) return true;
    this.answers = { text, models, words };
    this.waiting = false;
    return false;
  }

  #fail(error: unknown): void {
    // A worker that failed half-way may hold half a model.
    liveBox.end();
    this.state = 'untouched';
    this.waiting = false;
    this.trouble = error instanceof Error ? error.message : String(error);
  }
}
