import type { Steps } from '../analysis/analyse.ts';
import type { Report } from '../analysis/report.ts';

/** Least milliseconds from one report to the next: each is copied to the page and drawn there. */
const GAP = 400;

/** Hands on a report that grows: its beginning at once, then no oftener than the page keeps up with, and all of it in the end. */
export class ReportSender {
  #waiting: { readonly soFar: () => Report; readonly steps: Steps } | null = null;
  #running = false;
  #sent: Promise<void> = Promise.resolve();

  /** @param send settles when the report has been taken; the steps are `null` with the last of them */
  constructor(private readonly send: (report: Report, steps: Steps | null) => Promise<void>) {}

  /** There is more of the report; what was there before need not be sent any more. */
  offer(soFar: () => Report, steps: Steps): void {
    this.#waiting = { soFar, steps };
    if (!this.#running) void this.#run();
  }

  /** Sends the whole report, the last. */
  async finish(report: Report): Promise<void> {
    this.#waiting = null;
    await this.#sent;
    await this.send(report, null);
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#waiting) {
      const { soFar, steps } = this.#waiting;
      this.#waiting = null;
      this.#sent = this.send(soFar(), steps);
      await this.#sent;
      await new Promise((resolve) => setTimeout(resolve, GAP));
    }
    this.#running = false;
  }
}
