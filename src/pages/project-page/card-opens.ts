import type { QueuedRun } from '../runs/queued-run.svelte.ts';

/** What decides whether the card of models and texts opens by itself. */
export interface CardState {
  /** Models that have answered, as far as the figures know. */
  readonly models: number;
  readonly isComputing: boolean;
  /** Whether a run was cut off and can go on. */
  readonly cutOff: boolean;
  /** Whether another tab annotates the same texts. */
  readonly elsewhere: boolean;
  /** Of the queue, those that are over included. */
  readonly runs: readonly Pick<QueuedRun, 'state'>[];
  /** Whether answers of the model that is offered can be compared with people's only after their labels are mapped, here. */
  readonly foreign: boolean;
  /** Whether a person has chosen a model, and so is at work in the card. */
  readonly isChosen: boolean;
}

/** Whether nothing remains to be followed of the runs: there was one, and it came to its end. */
export function isOver(runs: CardState['runs']): boolean {
  return runs.length === 1 && runs[0].state === 'finished';
}

/**
 * Whether the card is open while no person has opened or closed it: in sight for as long as there is something to do or to
 * follow in it, and out of the way of the figures once the one run of the model that was offered has come to its end.
 */
export function opensItself(state: CardState): boolean {
  const { models, isComputing, cutOff, elsewhere, runs, foreign, isChosen } = state;
  if (elsewhere || isChosen) return true;
  // From the moment of its end on: the figures that tell of it come later.
  if (isOver(runs)) return foreign && models === 0;
  return cutOff || runs.length > 0 || (models === 0 && !isComputing);
}
