import type { Report } from '../analysis/report.ts';

/** Least milliseconds from one report to the next: each is copied to the page and drawn there. */
const GAP = 400;

/** Hands on a report that grows: its beginning at once, then no oftener than the page keeps up with, and all of it in the end. */
export class ReportSender {
  #waiting: (() => Report) | null = null;
  #running = false;
  #sent: Promise<void> = Promise.resolve();

  /** @param send settles when the report has been taken */
  constructor(private readonly send: (report: Report) => Promise<void>) {}

  /** There is more of the report; what was there before need not be sent any more. */
  offer(soFar: () => Report): void {
    this.#waiting = soFar;
    if (!this.#running) void this.#run();
  }

  /** Sends the whole report, the last. */
  async finish(report: Report): Promise<void> {
    this.#waiting = null;
    await this.#sent;
    await this.send(report);
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#waiting) {
      const soFar = this.#waiting;
      this.#waiting = null;
      this.#sent = this.send(soFar());
      await this.#sent;
      await new Promise((resolve) => setTimeout(resolve, GAP));
    }
    this.#running = false;
  }
}
