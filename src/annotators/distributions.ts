import type { TextAnnotator } from './text-annotator.ts';
import { cutBatches } from './batches.ts';

/** Answers about some texts at once, nothing kept. */
export interface Answers {
  /** One array per question of the annotator, texts x labels row by row. */
  readonly distributions: readonly Float64Array[];
  /** How many texts lost their end because the model cannot read that much. */
  readonly truncated: number;
}

/** Asks an annotator about texts, in batches of its choosing; for a handful of texts: a run over a data set is `annotate`. */
export async function distributions(annotator: TextAnnotator, texts: readonly string[]): Promise<Answers> {
  const encoded = texts.map(annotator.encode);
  const questions = annotator.annotator.questions;
  const results = questions.map(({ labels }) => new Float64Array(texts.length * labels.length));
  const lengths = encoded.map(({ tokens }) => tokens.length);
  for (const batch of cutBatches(lengths, annotator.batchTokens)) {
    const answers = await annotator.answer(batch.map((index) => encoded[index]));
    for (const [question, rows] of answers.entries()) {
      const labels = questions[question].labels.length;
      for (const [place, index] of batch.entries())
        results[question].set(rows.subarray(place * labels, (place + 1) * labels), index * labels);
    }
  }
  return { distributions: results, truncated: encoded.filter(({ truncated }) => truncated).length };
}
