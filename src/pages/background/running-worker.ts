import type { Remote } from 'comlink';
import { WorkerDiedError, WorkerEndedError } from './worker-errors.ts';

/** A worker as the browser has it. */
export interface WorkerHandle<Api> {
  readonly remote: Remote<Api>;
  /** Ends it at once; it then reports nothing more. */
  terminate(): void;
}

/** Starts a worker; `onDied` is called once, with the reason in a sentence, if it dies by itself. */
export type StartWorker<Api> = (onDied: (message: string) => void) => WorkerHandle<Api>;

const running = new Set<{ end(): void }>();

let mayStart = true;

/**
 * Ends every worker of this tab. None is started any more until {@link allowWorkers}: what failed with one would begin again in another,
 * and keep something anew.
 */
export function endWorkers(): void {
  mayStart = false;
  for (const worker of running) worker.end();
}

/** Lets workers start again. */
export function allowWorkers(): void {
  mayStart = true;
}

/** One worker, from its start to its end. */
export class RunningWorker<Api> {
  readonly #handle: WorkerHandle<Api> | null;
  /** How it came to its end; `null` while it runs. Not an error, whose stack would keep all that called it. */
  #gone: { readonly died: string | null } | null = null;
  readonly #calls = new Set<(reason: Error) => void>();

  /** @param purpose what it does, for messages: `reading files` */
  constructor(
    start: StartWorker<Api>,
    private readonly purpose: string,
  ) {
    if (mayStart) {
      this.#handle = start((message) => this.#leave({ died: message }));
      running.add(this);
    } else {
      this.#handle = null;
      this.#gone = { died: null };
    }
  }

  /** Whether it has ended or died. */
  get isGone(): boolean {
    return this.#gone !== null;
  }

  /**
   * Asks the worker something. The answer always comes: unlike a bare call to a worker, it does not wait for one that is gone.
   * @throws WorkerDiedError if the worker dies before it answers; WorkerEndedError, or the reason given to {@link end}, if it
   * is ended; what the worker itself throws
   */
  call<Result>(ask: (remote: Remote<Api>) => Promise<Result>): Promise<Result> {
    const handle = this.#handle;
    if (!handle || this.#gone) return Promise.reject(this.#reason(this.#gone ?? { died: null }));
    // Not Promise.race with a promise of the end: that would keep every answer until the end.
    return new Promise((resolve, reject) => {
      this.#calls.add(reject);
      ask(handle.remote)
        .then(resolve, reject)
        .finally(() => this.#calls.delete(reject));
    });
  }

  /**
   * Ends the worker with all its memory.
   * @param reason with which its open calls reject instead of {@link WorkerEndedError}
   */
  end(reason?: Error): void {
    this.#leave({ died: null }, reason);
  }

  #leave(how: { readonly died: string | null }, reason?: Error): void {
    if (this.#gone) return;
    this.#gone = how;
    running.delete(this);
    this.#handle?.terminate();
    for (const reject of this.#calls) reject(reason ?? this.#reason(how));
    this.#calls.clear();
  }

  #reason({ died }: { readonly died: string | null }): Error {
    return died === null ? new WorkerEndedError(this.purpose) : new WorkerDiedError(died);
  }
}
