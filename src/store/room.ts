import type { Dataset } from '../judgments/dataset.ts';
import type { Predictions } from '../judgments/predictions.ts';
import { StorageFullError } from './storage-errors.ts';

/** Text, label and weight of an answer take about as much again in the database's own files. */
const OVERHEAD = 2;

/**
 * Looks at the room that the browser has left for this site before something long is written to it: some browsers throw a database
 * away whose disk fills up.
 * @param bytes that are to be written, about
 * @throws {StorageFullError} if there is less
 */
export async function requireRoom(bytes: number): Promise<void> {
  const { navigator } = globalThis as { navigator?: Partial<Navigator> };
  const { quota, usage } = (await navigator?.storage?.estimate?.()) ?? {};
  if (quota === undefined || usage === undefined || quota - usage >= OVERHEAD * bytes) return;
  throw new StorageFullError();
}

/** Bytes of a data set and of models' answers to it, about. */
export function sizeOf(
  { ids, texts, questions }: Pick<Dataset, 'ids' | 'texts' | 'questions'>,
  predictions: readonly Predictions[],
): number {
  let bytes = 0;
  for (const list of [ids, texts]) for (const each of list) bytes += each.length;
  for (const { votes } of questions)
    bytes += votes.voteStart.byteLength + votes.labelStart.byteLength + votes.labels.byteLength;
  for (const { distributions } of predictions) bytes += distributions.byteLength;
  return bytes;
}
