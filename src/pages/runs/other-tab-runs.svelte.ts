import { is, literal, nullable, number, object, string, union, type InferOutput } from 'valibot';
import { holdProject, projectIsFree } from '../../store/annotated-projects.ts';

/** What a tab says of its run over a project's texts. */
const RUN = object({
  what: literal('running'),
  tab: string(),
  project: number(),
  /** Of the model, with the way of asking. */
  name: string(),
  /** Texts that are done, and how many there are; `null` while that is not known. */
  done: number(),
  total: nullable(number()),
  /** How far it is, in words. */
  detail: string(),
});
const NEWS = union([RUN, object({ what: literal('asked'), tab: string(), project: number() })]);

export type TabRun = InferOutput<typeof RUN>;

const CHANNEL = 'dissensus:runs';

/**
 * The run over a project's texts that another tab is at. A tab that runs holds a lock, which is free again when it ends or dies, and
 * says how far it is as often as its own page hears of it: timers of a tab in the background rest for a minute at a time.
 */
export class OtherTabRuns {
  /** `null` while there is none. */
  run = $state.raw<TabRun | null>(null);
  readonly #tab = crypto.randomUUID();
  readonly #channel = new BroadcastChannel(CHANNEL);
  readonly #closing = new AbortController();
  #own: TabRun | null = null;
  #held: Promise<() => void> | null = null;

  /** @param onEnd called when a run of another tab is over: there may be answers that this tab has not seen */
  constructor(
    private readonly project: number,
    private readonly onEnd: () => void,
  ) {
    this.#channel.onmessage = ({ data }: MessageEvent<unknown>) => this.#hear(data);
    this.#say({ what: 'asked', tab: this.#tab, project });
  }

  /** Says how far this tab's run is; `null` once it is over. */
  async tell(run: Pick<TabRun, 'name' | 'done' | 'total' | 'detail'> | null): Promise<void> {
    this.#own = run && { what: 'running', tab: this.#tab, project: this.project, ...run };
    if (run === null) {
      const held = this.#held;
      this.#held = null;
      (await held)?.();
    } else {
      // Whoever hears of the run finds that it is held.
      this.#held ??= holdProject(this.project);
      await this.#held;
      if (this.#own) this.#say(this.#own);
    }
  }

  close(): void {
    this.#closing.abort();
    void this.tell(null);
    this.#channel.close();
  }

  #hear(data: unknown): void {
    if (!is(NEWS, data) || data.project !== this.project || data.tab === this.#tab) return;
    if (data.what === 'asked') {
      if (this.#own) this.#say(this.#own);
    } else {
      const isWatched = this.run !== null;
      this.run = data;
      if (!isWatched) void this.#watch();
    }
  }

  /** Waits until no tab runs. */
  async #watch(): Promise<void> {
    const { signal } = this.#closing;
    try {
      await projectIsFree(this.project, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
      return;
    }
    this.run = null;
    this.onEnd();
  }

  #say(news: InferOutput<typeof NEWS>): void {
    if (!this.#closing.signal.aborted) this.#channel.postMessage(news);
  }
}
