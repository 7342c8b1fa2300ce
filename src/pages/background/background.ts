import type { Remote } from 'comlink';
import type { RunningWorker } from './running-worker.ts';

/** The right to a worker: it runs at least until the lease is released. */
export interface Lease<Api> {
  /** As {@link RunningWorker.call}, of the worker that runs now or of a fresh one. */
  call<Result>(ask: (remote: Remote<Api>) => Promise<Result>): Promise<Result>;
  release(): void;
}

/**
 * A worker that is shared by all who use it: started when the first asks it something, started again after it died or was
 * ended, and ended when the last lease is released.
 */
export class Background<Api> {
  #worker: RunningWorker<Api> | null = null;
  #leases = 0;

  constructor(private readonly start: () => RunningWorker<Api>) {}

  /** How many leases are held; a call counts as one until it is answered. */
  get leases(): number {
    return this.#leases;
  }

  /** As {@link RunningWorker.call}; without another lease the worker is ended after the answer. */
  async call<Result>(ask: (remote: Remote<Api>) => Promise<Result>): Promise<Result> {
    const lease = this.lease();
    try {
      return await lease.call(ask);
    } finally {
      lease.release();
    }
  }

  lease(): Lease<Api> {
    this.#leases++;
    let isHeld = true;
    return {
      call: async (ask) => {
        if (!this.#worker || this.#worker.isGone) this.#worker = this.start();
        return await this.#worker.call(ask);
      },
      release: () => {
        if (!isHeld) return;
        isHeld = false;
        this.#leases--;
        if (this.#leases === 0) this.end();
      },
    };
  }

  /**
   * Ends the worker, whoever uses it; their calls reject.
   * @param reason with which they reject instead of `WorkerEndedError`
   */
  end(reason?: Error): void {
    this.#worker?.end(reason);
    this.#worker = null;
  }
}
