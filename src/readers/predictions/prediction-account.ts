import type { AnswersFile } from '../../judgments/source-file.ts';
import type { Dataset } from '../../judgments/dataset.ts';
import {
  isLabelled,
  type ContinuousQuestion,
  type LabelledQuestion,
  type Question,
} from '../../judgments/question.ts';
import { numberAnswer } from './number-answer.ts';
import type { Row } from '../tables/row.ts';
import { decimal } from '../annotated/decimal.ts';
import { excerpt, UnreadableFileError } from '../unreadable-file.ts';
import { AnswerReader } from './answer-reader.ts';
import type { ApiChoice } from './api-answers.ts';
import { firstTokenDistribution } from './first-token.ts';
import { foldText, type ItemMatch, type RowKey } from './item-matcher.ts';
import { UndecidedQuestionError } from './label-mismatch.ts';
import { ModelAnswers, type AnswersOfModel } from './model-answers.ts';
import type { PredictionOptions } from './model-predictions.ts';
import { PredictionLosses, PredictionRecord } from './prediction-record.ts';
import { idOf } from './prediction-rows.ts';

/** Whom predictions are about. */
export type People = Pick<Dataset, 'ids' | 'texts' | 'withoutText' | 'questions'>;

/** An answer in a row: of which model, and to which question where the row says. */
export interface RowAnswer {
  readonly model: string;
  readonly question: Question;
  readonly choice: ApiChoice;
  /** What a column beside the answer's says of its spread; absent where there is none. */
  readonly spread?: string;
}

/** What a row comes to. */
export interface ReadRow {
  readonly key: RowKey;
  readonly model: string;
  /** Where rows differ in it. */
  readonly temperature?: string;
  readonly error: string | null;
  readonly answers: readonly RowAnswer[];
}

/** What was read of files of predictions so far: the models' answers, and what was lost. */
export class PredictionAccount {
  readonly answers: ModelAnswers;
  readonly losses = new PredictionLosses();
  /** The files that are finished; the place after them is the next file's. */
  readonly sources: AnswersFile[] = [];
  readonly #people: People;
  readonly #options: PredictionOptions;
  /** The question that the answers themselves name, where the texts have none. */
  #named: LabelledQuestion | null = null;
  readonly #readers = new Map<Question, AnswerReader>();

  constructor(people: People, options: PredictionOptions) {
    this.#people = people;
    this.#options = options;
    this.answers = new ModelAnswers(people.ids.length);
  }

  /** Takes the question that a file's answers name for what all files answer, where people answered none. */
  nameQuestion(question: LabelledQuestion | null): void {
    if (this.#people.questions.length === 0) this.#named ??= question;
  }

  /** Adds the answers of a row that the file's format lets through; the item that it is about, `null` where there is none. */
  add(
    row: Row,
    { key, model, temperature, error, answers }: ReadRow,
    match: ItemMatch,
    record: PredictionRecord,
  ): number | null {
    const item = this.item(row, key, match, record);
    if (item === null) return null;
    if (error !== null) {
      this.fail(row, key, model, '', error, record);
      return item;
    }
    let used = false;
    const failed: [RowAnswer, string][] = [];
    for (const answer of answers) {
      const { question, choice } = answer;
      const of = this.of(answer.model, 'responses', question, record, temperature);
      const reason =
        question.kind === 'continuous'
          ? addNumber(answer, item, of, question, this.sources.length)
          : addChoice(choice, item, of, this.reader(question), this.sources.length);
      if (reason === null) used = true;
      else {
        of.addFailure(item);
        failed.push([answer, reason]);
      }
    }
    for (const [answer, reason] of failed)
      this.losses.fail({
        file: record.name,
        line: row.line,
        id: idOf(key),
        model: answer.model,
        text: answer.choice.content,
        reason,
      });
    if (used) record.rowsUsed++;
    else record.rowsFailed++;
    return item;
  }

  /** The answers of a model to a question. */
  of(
    model: string,
    form: 'probabilities' | 'responses',
    question: Question,
    record: PredictionRecord,
    temperature?: string,
  ) {
    return this.answers.of(model, form, question, record.name, temperature);
  }

  /** What understands answers to a question. */
  reader(question: Question): AnswerReader {
    let reader = this.#readers.get(question);
    if (reader === undefined) {
      reader = new AnswerReader(question, this.#options);
      this.#readers.set(question, reader);
    }
    return reader;
  }

  /** The item that a row is about; `null` if the row is now accounted for otherwise. */
  item(row: Row, key: RowKey, match: ItemMatch, record: PredictionRecord): number | null {
    const item = match.place(key, record.rowsRead - 1);
    if (match.by === 'id' && key.id !== null && key.id.trim() === '') record.skip(row, 'The id is empty.');
    else if (item < 0) this.#miss(key, match, record);
    else if (key.text !== null && this.#isAnotherText(item, key.text))
      record.skip(row, `The text with the id "${key.id ?? ''}" is another one in the people's file.`);
    else return item;
    return null;
  }

  /** A text that is not here is taken to be the one that goes with its id. */
  #isAnotherText(item: number, text: string): boolean {
    const { texts, withoutText } = this.#people;
    return !withoutText?.[item] && differ(text, texts[item]);
  }

  #miss(key: RowKey, { by }: ItemMatch, record: PredictionRecord): void {
    const { id, text } = key;
    this.losses.miss(idOf(key));
    // Where ids are said in another way, a text that is added would not be found by its own.
    if (id !== null && text !== null && (by === 'id' || by === 'number' || by === 'text'))
      this.losses.newTexts.add(record.name, id, text);
    record.rowsUnmatched++;
  }

  /** Lists a row whose answer says no label. */
  fail(row: Row, key: RowKey, model: string, text: string, reason: string, record: PredictionRecord): void {
    this.losses.fail({ file: record.name, line: row.line, id: idOf(key), model, text, reason });
    record.rowsFailed++;
  }

  /** The questions that may be meant. */
  questions(file: string): readonly Question[] {
    const asked = this.#people.questions.map(({ question }) => question);
    const questions = this.#named === null ? asked : [this.#named];
    if (questions.length === 0)
      throw new UnreadableFileError(
        file,
        'It holds predictions, the texts have no question that people answered, and it does not say what all labels are, as a table with a column of probabilities for each label does. Open the people’s answers with it.',
      );
    if (this.#options.question === undefined) return questions;
    const chosen = questions.filter(
      ({ id, name }) => id === this.#options.question || name === this.#options.question,
    );
    if (chosen.length === 0)
      throw new UnreadableFileError(file, `The data set has no question "${this.#options.question}".`);
    return chosen;
  }

  /** The questions with labels that may be meant. @throws UnreadableFileError if numbers are what all are answered with */
  labelledQuestions(file: string): readonly LabelledQuestion[] {
    const questions = this.questions(file);
    const labelled = questions.filter(isLabelled);
    if (labelled.length > 0) return labelled;
    const names = questions.map(({ name }) => `"${name}"`).join(', ');
    throw new UnreadableFileError(
      file,
      `It was taken for probabilities of labels, and people answered ${names} with numbers. A model's numbers are expected in a column ` +
        'that is named for the question, or "response", or "mean" beside "sd".',
    );
  }

  /** @throws UndecidedQuestionError if several with labels may be meant */
  labelledQuestion(file: string): LabelledQuestion {
    const questions = this.labelledQuestions(file);
    if (questions.length > 1) throw new UndecidedQuestionError(file, questions);
    return questions[0];
  }

  /** @throws UndecidedQuestionError if several may be meant */
  question(file: string): Question {
    const questions = this.questions(file);
    if (questions.length > 1) throw new UndecidedQuestionError(file, questions);
    return questions[0];
  }
}

/** Adds a number; why it is none, if so. */
function addNumber(
  { choice, spread: cell = '' }: RowAnswer,
  item: number,
  answers: AnswersOfModel,
  question: ContinuousQuestion,
  file: number,
): string | null {
  const read = numberAnswer(choice.content, question);
  if (typeof read === 'string') return read;
  const stated = cell.trim() === '' ? undefined : decimal(cell);
  if (stated !== undefined && !(stated >= 0 && stated < Infinity))
    return `"${excerpt(cell, 40)}" stands for its spread; a standard deviation is expected.`;
  const spread = stated ?? read.spread;
  if (answers.has(item) && (spread !== undefined || answers.hasSpread(item)))
    return 'An earlier answer of the model about this text has a spread of its own.';
  answers.addNumber(item, read.value, file, spread);
  return null;
}

/** Adds one answer; why it says no label, if so. */
function addChoice(
  { content, firstTokens }: ApiChoice,
  item: number,
  answers: AnswersOfModel,
  reader: AnswerReader,
  file: number,
): string | null {
  const distribution =
    firstTokens.length > 0 ? firstTokenDistribution(firstTokens, answers.question.labels) : null;
  if (distribution !== null) {
    answers.addDistribution(item, distribution, file);
    return null;
  }
  const read = reader.read(content);
  if ('failed' in read) return read.failed;
  if ('shares' in read) answers.addDistribution(item, read.shares, file);
  else answers.addSample(item, read.labels, file);
  return null;
}

function differ(text: string, other: string): boolean {
  return text.trim() !== '' && foldText(text) !== foldText(other);
}
