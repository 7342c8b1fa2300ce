import { annotatorKey, type Annotator } from '../../src/judgments/annotator.ts';
import type { Dataset } from '../../src/judgments/dataset.ts';
import type { Predictions } from '../../src/judgments/predictions.ts';
import type { Question } from '../../src/judgments/question.ts';
import { itemTextHashes } from '../../src/judgments/text-hash.ts';

/** What one annotator answered to one question. */
interface Answers {
  readonly annotator: Annotator;
  readonly question: Question;
  /** Ids of the benchmarks that have them. */
  readonly benchmarks: Set<string>;
  /** By the text's hash; `null` for an answer that failed. */
  readonly rows: Map<string, Float32Array | null>;
}

/**
 * Answers that are there already. An annotator's key holds all that an answer depends on besides the text, so that nothing needs to be
 * asked again, and what cannot be asked where the benchmarks are built stays in them.
 */
export class KnownAnswers {
  readonly #answers = new Map<string, Answers>();

  /** Adds answers about the items of a benchmark. @param id of the benchmark */
  async add(
    id: string,
    dataset: Pick<Dataset, 'texts' | 'withoutText'>,
    answers: readonly Predictions[],
  ): Promise<void> {
    const hashes = await itemTextHashes(dataset);
    for (const { annotator, question, answered, missing, distributions } of answers) {
      const key = keyOf(annotator, question);
      const { rows, benchmarks } = this.#answers.get(key) ?? {
        rows: new Map<string, Float32Array | null>(),
        benchmarks: new Set<string>(),
      };
      benchmarks.add(id);
      const labels = question.labels.length;
      for (const [item, hash] of hashes.entries())
        if (answered[item]) rows.set(hash, distributions.slice(item * labels, (item + 1) * labels));
        else if (missing?.[item] !== 1) rows.set(hash, null);
      this.#answers.set(key, { annotator, question, benchmarks, rows });
    }
  }

  /** All annotators, each once, with the ids of the benchmarks that have answers of theirs. */
  annotators(): { readonly annotator: Annotator; readonly benchmarks: ReadonlySet<string> }[] {
    return [
      ...new Map([...this.#answers.values()].map((one) => [annotatorKey(one.annotator), one])).values(),
    ];
  }

  /** What an annotator is known to answer about items, one for each of its questions that it is known to have answered at all. */
  of(annotator: Annotator, hashes: readonly string[]): Predictions[] {
    return annotator.questions.flatMap((question) => {
      const known = this.#answers.get(keyOf(annotator, question));
      if (!known) return [];
      const labels = question.labels.length;
      const answered = new Uint8Array(hashes.length);
      const missing = new Uint8Array(hashes.length);
      const distributions = new Float32Array(hashes.length * labels);
      for (const [item, hash] of hashes.entries()) {
        const row = known.rows.get(hash);
        missing[item] = Number(row === undefined);
        answered[item] = Number(Boolean(row));
        if (row) distributions.set(row, item * labels);
      }
      return [{ annotator: known.annotator, question, answered, missing, distributions }];
    });
  }
}

function keyOf(annotator: Annotator, { id }: Question): string {
  return `${annotatorKey(annotator)} ${id}`;
}
