import { proxy } from 'comlink';
import type { ItemColumns } from '../../../src/analysis/item-columns.ts';
import type { Steps } from '../../../src/analysis/analyse.ts';
import type { Report, SlicesReport } from '../../../src/analysis/report.ts';
import type { Slice } from '../../../src/analysis/slice.ts';
import type { PartApi } from '../../../src/pages/background/worker-parts.ts';
import type { AnalysisWorker } from '../../../workers/analysis.ts';
import { FakeWorkers, pending } from '../background/fake-workers.ts';

/** One analysis, as a test directs it. */
export interface FakeAnalysis {
  /** Tells the page of a report and of the steps that are done; settles when it has taken it. */
  tell(report: Partial<Report>, steps?: Steps): Promise<void>;
  finish(): void;
  fail(error: Error): void;
  /** What it is over. */
  readonly slice: Slice | null;
  /** Slices that were asked for beside it, each waiting to be settled. */
  readonly compared: { readonly with: Slice; readonly answer: ReturnType<typeof pending<SlicesReport>> }[];
  /** What was asked of the table of texts: `question model`. */
  readonly columns: string[];
}

/** Workers of the analysis that tell, finish and fail as a test says. */
export class FakeAnalyses {
  readonly begun: FakeAnalysis[] = [];
  /** Files of calibrators that were applied, each waiting to be settled. */
  readonly applied: ReturnType<typeof pending<number>>[] = [];
  readonly workers = new FakeWorkers<AnalysisWorker>(() => ({
    open: (_project: number, _baseUrl: string, slice: Slice | null) => proxy(this.#analysis(slice)),
    applyCalibrators: () => {
      const applying = pending<number>();
      this.applied.push(applying);
      return applying.promise;
    },
  }));
  readonly parts = new FakeWorkers<PartApi>(() => ({ serve: (port: MessagePort) => port.close() }));

  /**
   * @param kept the report that was computed before, if any
   * @param threads workers for parts that each analysis wants
   */
  constructor(
    private readonly kept: Partial<Report> | null = null,
    private readonly threads = 0,
  ) {}

  #analysis(slice: Slice | null) {
    const end = pending();
    // It may fail before it is asked for its report.
    end.promise.catch(() => undefined);
    let tell: ((report: Partial<Report>, steps: Steps | null) => Promise<void>) | null = null;
    const fake: FakeAnalysis = {
      tell: async (report, steps) => {
        while (!tell) await new Promise((resolve) => setTimeout(resolve));
        await tell(report, steps ?? null);
      },
      finish: () => end.resolve(),
      fail: (error) => end.reject(error),
      slice,
      compared: [],
      columns: [],
    };
    this.begun.push(fake);
    return {
      kept: () => this.kept,
      parts: () => this.threads,
      report: async (onReport: typeof tell) => {
        tell = onReport;
        await end.promise;
      },
      compare: (other: Slice) => {
        const answer = pending<SlicesReport>();
        fake.compared.push({ with: other, answer });
        return answer.promise;
      },
      columns: (question: string, model: string) => {
        fake.columns.push(`${question} ${model}`);
        return { of: `${question} ${model}` } as unknown as ItemColumns;
      },
    };
  }
}
