import { isAskedWith } from '../../files/prompt-in-file.ts';
import type { AnnotationsFile } from '../../judgments/source-file.ts';
import { ItemList } from '../item-list.ts';
import type { SourceRecord } from '../source-record.ts';
import type { Row } from '../tables/row.ts';
import { UnreadableFileError } from '../unreadable-file.ts';
import { ANSWER_STATES, type AnswerState } from './answer-state.ts';
import type { AnnotationsHeader } from './annotations-header.ts';
import type { ImportedAnnotations } from './imported-annotations.ts';

/** A row that sums to more or less than one by this much was not written here: float16 rounding stays far below. */
const SUM_TOLERANCE = 0.01;

type Entry = AnnotationsHeader['annotators'][number];

/** Sorts the rows of a file of annotations by annotator and question. */
export class AnnotationRows {
  readonly #header: AnnotationsHeader;
  readonly #record: SourceRecord;
  readonly #places: { id: number; text: number; model: number; method: number };
  /** For each question of the header, the places of its labels' columns. */
  readonly #labelPlaces: readonly (readonly number[])[];
  /** For each question of the header, the place of the word that says whether it was answered, or -1. */
  readonly #statePlaces: readonly number[];
  /** For each question of the header, the place of its number of samples, or -1. */
  readonly #samplePlaces: readonly number[];
  /** Answers of which an earlier version of the file's format does not say whether they failed. */
  #untold = 0;
  readonly #annotators = new Map<string, AnswersOfOne>();

  /**
   * @param columns the columns as the file has them, in any order
   * @throws UnreadableFileError if one that the header names is missing
   */
  constructor(header: AnnotationsHeader, columns: readonly string[], record: SourceRecord) {
    const place = new Map(columns.map((name, index) => [name, index]));
    const missing = header.columns.find((name) => name !== 'text' && !place.has(name));
    if (missing !== undefined)
      throw new UnreadableFileError(
        record.name,
        `The column "${missing}" is missing. Download the annotations again.`,
        2,
      );
    this.#header = header;
    this.#record = record;
    this.#places = {
      id: place.get('id')!,
      text: header.columns.includes('text') ? (place.get('text') ?? -1) : -1,
      model: place.get('model')!,
      method: place.get('method')!,
    };
    this.#labelPlaces = header.questions.map((entry) => entry.columns.map((name) => place.get(name)!));
    this.#statePlaces = header.questions.map(({ answer }) =>
      answer === undefined ? -1 : place.get(answer)!,
    );
    this.#samplePlaces = header.questions.map(({ samples }) =>
      samples === undefined ? -1 : place.get(samples)!,
    );
    for (const entry of header.annotators)
      this.#annotators.set(rowKey(entry.model, entry.method), new AnswersOfOne(entry, header));
    for (const entry of header.annotators)
      for (const note of lostSets(entry, header)) record.notes.push(note);
  }

  add(row: Row): void {
    this.#record.rowsRead++;
    const reason = row.problem ?? this.#add(row.cells);
    if (reason !== null) this.#record.skip(row, reason);
  }

  /** @param sha256 of the file */
  finish(sha256: string): ImportedAnnotations[] {
    if (this.#untold > 0)
      this.#record.notes.push(
        `${this.#untold === 1 ? '1 empty answer' : `${this.#untold.toLocaleString('en')} empty answers`} taken as failed: an earlier ` +
          'version of the page wrote this file, which does not tell a failed answer from a text that the model was not asked about',
      );
    const account = this.#record.finish(sha256);
    const withTexts = this.#places.text >= 0;
    const source: AnnotationsFile = { ...account, kind: 'annotations', withTexts };
    return [...this.#annotators.values()].flatMap((one) => one.finish(source));
  }

  #add(cells: readonly string[]): string | null {
    const { id, text, model, method } = this.#places;
    const one = this.#annotators.get(rowKey(cells[model], cells[method]));
    if (!one) return `The header names no annotator "${cells[model]}" with the method "${cells[method]}".`;
    if (one.items.place(cells[id]) >= 0)
      return `The id "${cells[id]}" stands in an earlier row of this annotator.`;
    const answers: (number[] | null)[] = [];
    const states: AnswerState[] = [];
    const samples: number[] = [];
    for (const question of one.entry.questions) {
      const entry = this.#header.questions[question];
      const places = this.#labelPlaces[question];
      const isEmpty = places.every((place) => cells[place] === '');
      const said = cells[this.#statePlaces[question]];
      const state = said === undefined ? (isEmpty ? 'failed' : 'answered') : stateOf(said);
      if (state === undefined)
        return `The column "${entry.answer}" holds "${said}"; one of ${ANSWER_STATES.join(', ')} is expected.`;
      if (state !== 'answered' && !isEmpty)
        return `The column "${entry.answer}" says "${said}", and there are probabilities.`;
      const answer = state === 'answered' ? readAnswer(cells, places, entry.columns) : null;
      if (typeof answer === 'string') return answer;
      answers.push(answer);
      states.push(state);
      const cell = cells[this.#samplePlaces[question]] ?? '';
      if (!/^\d*$/.test(cell))
        return `The column "${entry.samples}" holds "${cell}"; a whole number is expected.`;
      samples.push(Number(cell));
    }
    this.#untold += states.filter(
      (state, at) => state === 'failed' && this.#statePlaces[one.entry.questions[at]] < 0,
    ).length;
    one.add(cells[id], text < 0 ? '' : cells[text], answers, states, samples);
    return null;
  }
}

/** What one annotator answered, row by row. */
class AnswersOfOne {
  readonly items = new ItemList();
  readonly entry: Entry;
  readonly #header: AnnotationsHeader;
  readonly #states: AnswerState[][];
  readonly #values: FloatList[];
  readonly #samples: number[][];

  constructor(entry: Entry, header: AnnotationsHeader) {
    this.entry = entry;
    this.#header = header;
    this.#states = entry.questions.map(() => []);
    this.#values = entry.questions.map(() => new FloatList());
    this.#samples = entry.questions.map(() => []);
  }

  add(
    id: string,
    text: string,
    answers: readonly (readonly number[] | null)[],
    states: readonly AnswerState[],
    samples: readonly number[],
  ): void {
    this.items.add(id, text);
    for (const [at, answer] of answers.entries()) {
      this.#states[at].push(states[at]);
      const labels = this.#header.questions[this.entry.questions[at]].question.labels.length;
      this.#values[at].append(answer ?? new Array<number>(labels).fill(0));
      this.#samples[at].push(samples[at]);
    }
  }

  finish(source: AnnotationsFile): ImportedAnnotations[] {
    const { ids, texts } = this.items;
    const prompt = this.#header.prompts?.find((one) => isAskedWith(this.entry.annotator, one));
    return this.entry.questions.map((place, at) => ({
      annotator: this.entry.annotator,
      ...(prompt && { prompt }),
      question: this.#header.questions[place].question,
      ids,
      texts: source.withTexts ? texts : null,
      answered: Uint8Array.from(this.#states[at], (state) => Number(state === 'answered')),
      ...(this.#states[at].includes('not asked') && {
        missing: Uint8Array.from(this.#states[at], (state) => Number(state === 'not asked')),
      }),
      distributions: this.#values[at].finish(),
      ...(this.#samples[at].some((count) => count > 0) && { samples: Uint32Array.from(this.#samples[at]) }),
      source,
    }));
  }
}

/** float32 values, without knowing how many there will be. */
class FloatList {
  #values = new Float32Array(1024);
  #length = 0;

  append(values: readonly number[]): void {
    if (this.#length + values.length > this.#values.length) {
      const grown = new Float32Array(2 * (this.#length + values.length));
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values.set(values, this.#length);
    this.#length += values.length;
  }

  finish(): Float32Array {
    return this.#values.slice(0, this.#length);
  }
}

function stateOf(word: string): AnswerState | undefined {
  return ANSWER_STATES.find((one) => one === word);
}

/** A row's distribution over the labels of a question; why not, if it is none. */
function readAnswer(
  cells: readonly string[],
  places: readonly number[],
  columns: readonly string[],
): number[] | string {
  const values: number[] = [];
  let sum = 0;
  for (const [label, place] of places.entries()) {
    const cell = cells[place];
    const value = cell.trim() === '' ? NaN : Number(cell);
    if (!(value >= 0 && value <= 1))
      return `The column "${columns[label]}" holds "${cell}"; a probability from 0 to 1 is expected.`;
    values.push(value);
    sum += value;
  }
  if (Math.abs(sum - 1) > SUM_TOLERANCE) return `The probabilities sum to ${sum.toFixed(3)}, not to 1.`;
  return values;
}

/** For which answers the file does not hold how many samples are behind them, in words. */
function lostSets({ model, questions, withSets = [] }: Entry, header: AnnotationsHeader): string[] {
  return questions.flatMap((place, at) => {
    const items = withSets[at] ?? 0;
    if (items === 0) return [];
    const answers = items === 1 ? '1 answer' : `${items.toLocaleString('en')} answers`;
    return [
      `${answers} of "${model}" to "${header.questions[place].question.name}" taken as distributions that it stated: of the samples ` +
        'behind each, some named several labels, and the file does not say which',
    ];
  });
}

function rowKey(model: string, method: string): string {
  return JSON.stringify([model, method]);
}
