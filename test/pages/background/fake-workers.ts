import { expose, wrap } from 'comlink';
import { RunningWorker } from '../../../src/pages/background/running-worker.ts';

/** One of them, as a test may look at it. */
export interface FakeWorker {
  /** Whether the page has ended it. */
  isEnded: boolean;
  /** Dies as a worker that the browser kills. */
  die(message?: string): void;
}

/**
 * Workers that run in the test itself, behind a real Comlink connection: what is sent is cloned, answers come later, and one
 * that has ended answers nothing any more.
 */
export class FakeWorkers<Api> {
  readonly started: FakeWorker[] = [];

  /** @param makeApi what each of them answers with; only what the test needs of the worker's own */
  constructor(private readonly makeApi: () => object) {}

  readonly start = (): RunningWorker<Api> =>
    new RunningWorker<Api>((onDied) => {
      const { port1, port2 } = new MessageChannel();
      const close = () => {
        port1.close();
        port2.close();
      };
      const worker: FakeWorker = {
        isEnded: false,
        die(message = 'The browser ended the worker for testing.') {
          close();
          onDied(message);
        },
      };
      this.started.push(worker);
      expose(this.makeApi(), port1);
      return {
        remote: wrap<Api>(port2),
        terminate() {
          worker.isEnded = true;
          close();
        },
      };
    }, 'testing');
}

/** A promise that a test settles when its moment has come. */
export function pending<Value = void>(): {
  readonly promise: Promise<Value>;
  resolve(value: Value): void;
  reject(reason: Error): void;
} {
  let resolve!: (value: Value) => void;
  let reject!: (reason: Error) => void;
  const promise = new Promise<Value>((...settle) => ([resolve, reject] = settle));
  return { promise, resolve, reject };
}
