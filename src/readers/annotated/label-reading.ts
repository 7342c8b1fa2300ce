import { labelsIn } from './answer-cells.ts';
import type { Answer } from './answer-book.ts';
import type { Mapping } from './mapping.ts';

/** Different cells whose labels are remembered; columns of answers have fewer. */
const MOST_CELLS = 10_000;

/** What a cell of answers says. */
export interface SaidLabels {
  /** Whether it names anything, if only that its rater abstains; else nobody was asked. */
  readonly named: boolean;
  readonly labels: readonly string[];
}

/** Reads labels as a mapping has them: their names, what stands between them, and which words are none. */
export class LabelReading {
  readonly #mapping: Mapping;
  readonly #abstentions: ReadonlySet<string>;
  readonly #missing: ReadonlySet<string>;
  readonly #names: ReadonlyMap<string, string>;
  readonly #cells = new Map<string, SaidLabels>();

  constructor(mapping: Mapping) {
    this.#mapping = mapping;
    this.#abstentions = new Set(mapping.abstentions.map((word) => word.toLowerCase()));
    this.#missing = new Set(mapping.missing);
    this.#names = new Map(Object.entries(mapping.labelNames ?? {}));
  }

  /** What a cell of answers says; cells come again and again, and are taken apart once. */
  said(cell: string): SaidLabels {
    let said = this.#cells.get(cell);
    if (said !== undefined) return said;
    // A cell is a slice of a block of the file and keeps the whole block in memory in V8; a clone does not.
    const own = structuredClone(cell);
    const { separator, decimalComma, signs } = this.#mapping;
    said = this.given(labelsIn(decimalComma ? own.replace(',', '.') : own, separator, signs));
    if (this.#cells.size < MOST_CELLS) this.#cells.set(own, said);
    return said;
  }

  /**
   * Labels as the file writes them by their names, without what says that nobody answered. Missing values are cells of the file; who
   * abstains may be said by a code's name too, unless that name is a code itself.
   */
  given(written: readonly string[]): SaidLabels {
    const given = written.filter((label) => !this.#missing.has(label));
    const labels: string[] = [];
    for (const label of given) {
      const name = this.#names.get(label) ?? label;
      if (!this.#isAbstention(label) && (this.#names.has(name) || !this.#isAbstention(name)))
        labels.push(name);
    }
    return { named: given.length > 0, labels };
  }

  /** Gives the labels of answers their names and takes the words for "no answer" out. */
  judged(answers: Answer[] | string): readonly Answer[] | string {
    if (typeof answers === 'string') return answers;
    return answers.map((answer) => ({ ...answer, labels: this.given(answer.labels).labels }));
  }

  #isAbstention(label: string): boolean {
    return this.#abstentions.has(label.trim().toLowerCase());
  }
}
