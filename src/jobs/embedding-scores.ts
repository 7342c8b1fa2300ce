import type { OutputStore } from '../annotators/output-store.ts';
import { VECTORS } from '../annotators/sentence-encoder.ts';
import { textVectors } from '../annotators/text-vectors.ts';
import { idsHash, type KnownScore } from '../analysis/paper/known-scores.ts';
import { lexicalScores, type LabelTexts } from '../analysis/paper/lexical-transparency.ts';
import { scoredLabelTexts } from '../analysis/paper/scored-label-texts.ts';
import { isNumberStudy } from '../analysis/question-kinds.ts';
import { studiesOf, type AnalysisInputs } from '../analysis/tasks.ts';
import { hasOwnTexts, textsHere } from './own-texts.ts';

/**
 * How close each label's word is to the texts that carry it, by the vectors that are kept. A label has a score where the vectors
 * of its word and of every one of its texts are there.
 */
export async function embeddingScores(
  inputs: AnalysisInputs,
  store: Pick<OutputStore, 'chunks'>,
): Promise<readonly KnownScore[]> {
  if (!(await hasVectors(store))) return [];
  const wanted = labelsOf(inputs);
  const vectors = await textVectors(textsOf(wanted), store);
  if (vectors.size === 0) return [];
  return wanted.flatMap(({ label, ids, texts }) => {
    if (!vectors.has(label) || !areAllIn(vectors, texts)) return [];
    // Vectors are by text: an id that reads like another text finds none.
    const byText = { label, ids: texts, texts };
    const [{ embedding }] = lexicalScores([byText], new Map(), { kind: 'vectors', vectors });
    return embedding === null ? [] : [{ label, ids: idsHash(ids), embedding, lexicon: null }];
  });
}

/** Who never asked for vectors does not wait for a look at what they would be of. */
async function hasVectors(store: Pick<OutputStore, 'chunks'>): Promise<boolean> {
  for await (const { truncated } of store.chunks(VECTORS)) if (truncated.length > 0) return true;
  return false;
}

/**
 * What vectors are made of, each once: every text that is here, for the map, and the labels' words, which scores need too. None where
 * no texts are here.
 */
export function textsToEmbed(inputs: AnalysisInputs): readonly string[] {
  if (!hasOwnTexts(inputs.dataset)) return [];
  return [...new Set([...textsHere(inputs.dataset), ...textsOf(labelsOf(inputs))])];
}

function labelsOf(inputs: AnalysisInputs): readonly LabelTexts[] {
  if (!hasOwnTexts(inputs.dataset)) return [];
  return studiesOf(inputs).flatMap((study) =>
    isNumberStudy(study) ? [] : (scoredLabelTexts(study, inputs.dataset.texts) ?? []),
  );
}

function areAllIn(
  vectors: ReadonlyMap<string, unknown>,
  texts: readonly (string | null)[],
): texts is readonly string[] {
  return texts.every((text) => text !== null && vectors.has(text));
}

/** The texts of labels with the labels' words, each once. A label some of whose texts are not here has no score, and needs no vectors. */
export function textsOf(labels: readonly LabelTexts[]): readonly string[] {
  const whole = labels.filter(({ texts }) => texts.length > 0 && texts.every((text) => text !== null));
  return [...new Set(whole.flatMap(({ label, texts }) => [label, ...texts.map((text) => text!)]))];
}
