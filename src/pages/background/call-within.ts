import type { Remote } from 'comlink';
import type { Background } from './background.ts';
import { WorkerEndedError } from './worker-errors.ts';

/**
 * Asks a worker something that ends soon unless it never does, and ends the worker after a time.
 * @param tooLong what to say then
 * @throws Error with `tooLong`; what {@link Background.call} throws
 */
export async function callWithin<Api, Result>(
  worker: Pick<Background<Api>, 'call' | 'end'>,
  milliseconds: number,
  tooLong: string,
  ask: (remote: Remote<Api>) => Promise<Result>,
): Promise<Result> {
  let isOver = false;
  const limit = setTimeout(() => {
    isOver = true;
    worker.end();
  }, milliseconds);
  try {
    return await worker.call(ask);
  } catch (error) {
    if (isOver && error instanceof WorkerEndedError) throw new Error(tooLong, { cause: error });
    throw error;
  } finally {
    clearTimeout(limit);
  }
}
