import { transfer } from 'comlink';
import type { RunningWorker } from './running-worker.ts';
import { WorkerDiedError } from './worker-errors.ts';

/** A worker that does a share of a piece of work, at the direction of another worker. */
export interface PartApi {
  serve(port: MessagePort, baseUrl: string): void;
}

/** The workers that share one piece of work. */
export interface WorkerParts {
  /** To each of them, for the worker that directs them. */
  readonly ports: MessagePort[];
  end(): void;
}

/**
 * Starts workers that share a piece of work.
 * @param onDied called if one of them dies: the worker that directs them would wait for it for ever
 */
export function startParts(
  start: () => RunningWorker<PartApi>,
  count: number,
  baseUrl: string,
  onDied: (error: WorkerDiedError) => void,
): WorkerParts {
  const parts = Array.from({ length: count }, start);
  const ports = parts.map((part) => {
    const { port1, port2 } = new MessageChannel();
    part
      .call(async (remote) => {
        await remote.serve(transfer(port1, [port1]), baseUrl);
        // Never answered: it lasts until the part is gone.
        await new Promise<never>(() => undefined);
      })
      .catch((error: unknown) => {
        if (error instanceof WorkerDiedError) onDied(error);
      });
    return port2;
  });
  return {
    ports,
    end: () => {
      for (const part of parts) part.end();
    },
  };
}
