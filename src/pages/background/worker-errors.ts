/** The browser ended a worker, or could not start it. */
export class WorkerDiedError extends Error {
  override readonly name = 'WorkerDiedError';
}

/** The page itself ended a worker before it had answered: what was asked is no longer wanted. */
export class WorkerEndedError extends Error {
  override readonly name = 'WorkerEndedError';

  /** @param purpose what the worker did: `reading files` */
  constructor(purpose: string) {
    super(`The worker for ${purpose} was ended before it answered.`);
  }
}
