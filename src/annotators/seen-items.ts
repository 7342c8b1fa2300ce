import type { Annotator } from '../judgments/annotator.ts';
import { loadTextHash } from '../judgments/text-hash.ts';
import { CATALOGUE } from './catalogue.ts';
import { EMBEDDED_MODELS } from './embedded-models.ts';
import type { ReadModelFile } from './model-files.ts';

/** Bytes of an id's hash, as `training/seen_ids.py` writes them: the start of its SHA-256. As one number they are exact. */
const HASH_BYTES = 6;

/**
 * Ids of the items that classifiers were trained or tuned on, by the question's id: the training and
 * development splits of GoEmotions for emotion, of EmoBank for the ratings.
 */
const SEEN_IDS: Readonly<Record<string, string>> = {
  emotion: 'models/seen/goemotions.bin',
  'valence-reader': 'models/seen/emobank.bin',
  'arousal-reader': 'models/seen/emobank.bin',
  'dominance-reader': 'models/seen/emobank.bin',
};

/**
 * Which items an annotator was trained or tuned on for one of its questions: 1 where it was. A model of which this is not
 * known has seen none.
 * @param question id of the annotator's question
 * @param ids of the items
 * @param read reads a file of what the page serves, by its path from there
 */
export async function seenItems(
  annotator: Annotator,
  question: string,
  ids: readonly string[],
  read: ReadModelFile,
): Promise<Uint8Array> {
  const seen = new Uint8Array(ids.length);
  const file = SEEN_IDS[question];
  if (file === undefined || !wasTrainedOn(annotator, question)) return seen;
  const hashes = hashesOf(await read(file));
  for (const [item, hash] of (await idHashes(ids)).entries()) if (hashes.has(hash)) seen[item] = 1;
  return seen;
}

/** Of a list of ids, for as long as it is in memory: every model asks for those of the same list. */
const idHashesOf = new WeakMap<readonly string[], readonly number[]>();

async function idHashes(ids: readonly string[]): Promise<readonly number[]> {
  const hash = await loadTextHash();
  const hashes =
    idHashesOf.get(ids) ?? ids.map((id) => Number.parseInt(hash(id).slice(0, 2 * HASH_BYTES), 16));
  idHashesOf.set(ids, hashes);
  return hashes;
}

function wasTrainedOn({ model }: Annotator, question: string): boolean {
  // A language model was trained on no annotated text.
  if (EMBEDDED_MODELS.some((each) => each.model === model && each.kind === 'classifier')) return true;
  return CATALOGUE.some(({ id, trainedOn }) => id === model && trainedOn === question);
}

function hashesOf(content: Uint8Array): Set<number> {
  const hashes = new Set<number>();
  for (let start = 0; start < content.length; start += HASH_BYTES) {
    let hash = 0;
    for (let at = start; at < start + HASH_BYTES; at++) hash = hash * 256 + content[at];
    hashes.add(hash);
  }
  return hashes;
}
