import type { AnswersFile } from '../../judgments/source-file.ts';
import { SourceRecord } from '../source-record.ts';
import type { FailedAnswer } from './model-predictions.ts';
import { NewTexts } from './new-texts.ts';
import { isShort } from './prediction-asks.ts';
import { REFUSED } from './refused.ts';

const FAILURES_KEPT = 100;
const TEXT_LENGTH = 200;
/** Different words of a file that may be labels; where there are more, those that come later are none. */
const WORDS_KEPT = 1000;

/** What no model said usably, and what belongs to no item, over all files of predictions. */
export class PredictionLosses {
  readonly #first: FailedAnswer[] = [];
  readonly #byModel = new Map<string, number>();
  readonly #words = new Map<string, Map<string, number>>();
  readonly #unmatched = new Set<string>();
  /** Texts of ids that no item has. */
  readonly newTexts = new NewTexts();
  #count = 0;

  fail(failed: FailedAnswer): void {
    this.#count++;
    this.#byModel.set(failed.model, (this.#byModel.get(failed.model) ?? 0) + 1);
    if (failed.reason !== REFUSED) this.#countWord(failed.file, failed.text.trim());
    if (this.#first.length >= FAILURES_KEPT) return;
    const text = failed.text.slice(0, TEXT_LENGTH).replace(/[\uD800-\uDBFF]$/, '');
    this.#first.push(structuredClone({ ...failed, text }));
  }

  #countWord(file: string, word: string): void {
    if (!isShort(word)) return;
    let words = this.#words.get(file);
    if (words === undefined) this.#words.set(file, (words = new Map<string, number>()));
    const times = words.get(word);
    // A clone: a cell is a slice of a block of the file, and keeps it in memory.
    if (times !== undefined) words.set(word, times + 1);
    else if (words.size < WORDS_KEPT) words.set(structuredClone(word), 1);
  }

  /** Gives the failures of one file that named no model to the model that its other rows name. */
  rename(file: string, from: string, to: string): void {
    const count = this.#byModel.get(from);
    if (from === to || count === undefined) return;
    this.#byModel.delete(from);
    this.#byModel.set(to, (this.#byModel.get(to) ?? 0) + count);
    for (const [at, failed] of this.#first.entries())
      if (failed.file === file && failed.model === from) this.#first[at] = { ...failed, model: to };
  }

  miss(id: string): void {
    if (!this.#unmatched.has(id)) this.#unmatched.add(structuredClone(id));
  }

  get failures() {
    return { count: this.#count, byModel: this.#byModel, first: this.#first, words: this.#words };
  }

  get unmatched(): string[] {
    return [...this.#unmatched];
  }
}

/** The account of one file of predictions. */
export class PredictionRecord extends SourceRecord {
  rowsUsed = 0;
  rowsFailed = 0;
  rowsUnmatched = 0;
  renormalised = 0;

  finishPredictions(sha256: string): AnswersFile {
    const { rowsUsed, rowsFailed, rowsUnmatched, renormalised } = this;
    return { ...this.finish(sha256), kind: 'answers', rowsUsed, rowsFailed, rowsUnmatched, renormalised };
  }
}
