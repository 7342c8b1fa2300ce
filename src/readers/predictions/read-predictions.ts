import type { Dataset } from '../../judgments/dataset.ts';
import type { Question } from '../../judgments/question.ts';
import type { NamedBlob } from '../named-blob.ts';
import { ReadingProgress } from '../reading-progress.ts';
import { fileHead } from '../tables/file-head.ts';
import { openFile, type OpenFile } from '../tables/open-file.ts';
import type { Row } from '../tables/row.ts';
import { excerpt, UnreadableFileError } from '../unreadable-file.ts';
import { parseBatchLine, type BatchChoice } from './batch-line.ts';
import { firstTokenDistribution } from './first-token.ts';
import { UndecidedQuestionError } from './label-mismatch.ts';
import { matchLabels } from './match-labels.ts';
import { ModelAnswers, type AnswersOfModel } from './model-answers.ts';
import type { ImportedPredictions, PredictionOptions, PredictionSource } from './model-predictions.ts';
import { LAYOUT_NAMES, saidLayout, type PredictionLayout } from './prediction-layout.ts';
import { PredictionLosses, PredictionRecord } from './prediction-record.ts';
import { readDistribution, requireAllLabels } from './probability-rows.ts';
import { ResponseParser } from './response-parser.ts';

type People = Pick<Dataset, 'ids' | 'texts' | 'withoutText' | 'questions'>;

/**
 * Reads models' predictions that were made elsewhere and brings them into the order of the people's items, by id: a table
 * with an id and a probability for each label, or for one of two; a table with an id and a response in words, each row one sample; or the
 * output of a batch in OpenAI's format. All may name several models. Files stream: what is kept grows with models x items x
 * labels, not with responses. Several samples of an item make the distribution counts / K.
 *
 * In a batch's output the probabilities of the first token are used where they say which label (`firstTokenDistribution`),
 * otherwise the content is read as any response (`ResponseParser`). A `custom_id` that no item has, but for a number at its
 * end (`id-3`, `id_3`, `id:3`, `id#3`, `id/3`), is a sample of the item without it.
 * @throws UnreadableFileError if a file is none of these; `LabelMismatchError` or `UndecidedQuestionError` if a person must say
 * which label or question is meant; the signal's reason if cancelled
 */
export async function readPredictions(
  files: readonly NamedBlob[],
  people: People,
  options: PredictionOptions = {},
): Promise<ImportedPredictions> {
  const progress = new ReadingProgress(files, options);
  const reader = new PredictionReader(people, options);
  for (const file of files) {
    const open = await openFile(await fileHead(file), progress);
    const layout = saidLayout(open.head);
    if (layout === null)
      throw new UnreadableFileError(
        file.name,
        'It holds no predictions. Looked for: a column of ids with a column of probabilities for each label (of two labels one is enough), or with a ' +
          'column of responses (named response, output or prediction); or a batch’s output with custom_id and response. ' +
          `Found the columns ${open.head.columns
            .slice(0, 12)
            .map((name) => `"${excerpt(name, 40)}"`)
            .join(', ')}.`,
      );
    await reader.read(open, layout);
  }
  progress.report();
  return reader.finish();
}

/** Reads open files of predictions, one after the other. */
export class PredictionReader {
  readonly #people: People;
  readonly #options: PredictionOptions;
  readonly #places: ReadonlyMap<string, number>;
  readonly #answers: ModelAnswers;
  readonly #losses = new PredictionLosses();
  readonly #sources: PredictionSource[] = [];

  constructor(people: People, options: PredictionOptions) {
    this.#people = people;
    this.#options = options;
    this.#places = new Map(people.ids.map((id, item) => [id, item]));
    this.#answers = new ModelAnswers(people.ids.length);
  }

  async read(open: OpenFile, layout: PredictionLayout): Promise<void> {
    const { name, blob } = open.head.file;
    const record = new PredictionRecord(name, blob.size, LAYOUT_NAMES[layout.kind]);
    if (layout.kind === 'batch') await this.#batch(open, record);
    else if (layout.kind === 'responses') await this.#responses(open, layout, record);
    else await this.#probabilities(open, layout, record);
    if (record.rowsRead === record.skippedCount) {
      const first = record.firstSkipped;
      throw new UnreadableFileError(
        name,
        `It was read as ${record.layout} and no row of it could be used. ${first?.reason ?? 'It holds none below its header.'}`,
        first?.line ?? null,
      );
    }
    this.#sources.push(record.finishPredictions(open.sha256()));
  }

  finish(): ImportedPredictions {
    return {
      judgments: this.#answers.finish(this.#sources.map(({ sha256 }) => sha256)),
      failures: this.#losses.failures,
      unmatched: this.#losses.unmatched,
      sources: this.#sources,
    };
  }

  async #probabilities(
    open: OpenFile,
    layout: Extract<PredictionLayout, { kind: 'probabilities' }>,
    record: PredictionRecord,
  ): Promise<void> {
    const { columns } = open.head;
    const matched = matchLabels(record.name, layout.numbers, this.#questions(record.name), this.#options);
    requireAllLabels(open.head, layout.numbers, matched, this.#options);
    const questions = matched.map(({ question, columns: names }) => ({
      question,
      places: names.map((own) => own.map((name) => columns.indexOf(name))),
    }));
    const table = tablePlaces(columns, layout);
    const wanted = [...table.all, ...questions.flatMap(({ places }) => places.flat())];
    for await (const row of rowsOf(open.rows(wanted), record)) {
      const item = this.#item(row, table, record);
      if (item === null) continue;
      const model = modelOf(row, table, record.name);
      const given = questions.map(({ places }) => readDistribution(row.cells, places, columns));
      const wrong = given.find((one) => typeof one === 'string');
      const answers = questions.map(({ question }) => this.#of(model, 'probabilities', question, record));
      if (wrong !== undefined) record.skip(row, wrong);
      else if (answers.some((one) => one.has(item)))
        record.skip(row, `The id "${row.cells[table.id]}" stands in an earlier row of this model.`);
      else {
        let used = false;
        let renormalised = false;
        for (const [at, one] of given.entries()) {
          if (typeof one === 'string' || one.distribution === null) continue;
          answers[at].addDistribution(item, one.distribution, this.#sources.length);
          used = true;
          renormalised ||= one.renormalised;
        }
        if (renormalised) record.renormalised++;
        if (used) record.rowsUsed++;
        else {
          for (const one of answers) one.addFailure(item);
          this.#fail(row, row.cells[table.id], model, '', 'The row has no probabilities.', record);
        }
      }
    }
  }

  async #responses(
    open: OpenFile,
    layout: Extract<PredictionLayout, { kind: 'responses' }>,
    record: PredictionRecord,
  ): Promise<void> {
    const question = this.#question(record.name);
    const parser = new ResponseParser(question, this.#options);
    const { columns } = open.head;
    const table = tablePlaces(columns, layout);
    const response = columns.indexOf(layout.response);
    for await (const row of rowsOf(open.rows([...table.all, response]), record)) {
      const item = this.#item(row, table, record);
      if (item === null) continue;
      const model = modelOf(row, table, record.name);
      const labels = parser.parse(row.cells[response]);
      if (typeof labels === 'string') {
        this.#of(model, 'responses', question, record).addFailure(item);
        this.#fail(row, row.cells[table.id], model, row.cells[response], labels, record);
      } else {
        this.#of(model, 'responses', question, record).addSample(item, labels, this.#sources.length);
        record.rowsUsed++;
      }
    }
  }

  async #batch(open: OpenFile, record: PredictionRecord): Promise<void> {
    const question = this.#question(record.name);
    const parser = new ResponseParser(question, this.#options);
    for await (const row of rowsOf(open.lines(), record)) {
      const line = parseBatchLine(row.raw);
      if (typeof line === 'string') {
        record.skip(row, line);
        continue;
      }
      const item = this.#places.get(line.id) ?? this.#places.get(line.id.replace(/[-_.:#/]\d+$/, ''));
      const model = line.model ?? stem(record.name);
      if (item === undefined) this.#miss(line.id, record);
      else if (line.error !== null) {
        this.#of(model, 'responses', question, record).addFailure(item);
        this.#fail(row, line.id, model, '', line.error, record);
      } else {
        const answers = this.#of(model, 'responses', question, record);
        const failed: [BatchChoice, string][] = [];
        for (const choice of line.choices) {
          const reason = addChoice(choice, item, answers, parser, this.#sources.length);
          if (reason !== null) failed.push([choice, reason]);
          if (reason !== null) answers.addFailure(item);
        }
        for (const [{ content }, reason] of failed)
          this.#losses.fail({ file: record.name, line: row.line, id: line.id, model, text: content, reason });
        if (failed.length < line.choices.length) record.rowsUsed++;
        else record.rowsFailed++;
      }
    }
  }

  #of(model: string, form: 'probabilities' | 'responses', question: Question, record: PredictionRecord) {
    return this.#answers.of(model, form, question, record.name);
  }

  /** The item that a row is about; `null` if the row is now accounted for otherwise. */
  #item(row: Row, table: TablePlaces, record: PredictionRecord): number | null {
    const id = row.cells[table.id];
    const item = this.#places.get(id) ?? this.#places.get(id.trim());
    if (id.trim() === '') record.skip(row, 'The id is empty.');
    else if (item === undefined) this.#miss(id, record);
    else if (table.text >= 0 && this.#isAnotherText(item, row.cells[table.text]))
      record.skip(row, `The text with the id "${id}" is another one in the people's file.`);
    else return item;
    return null;
  }

  /** A text that is not here is taken to be the one that goes with its id. */
  #isAnotherText(item: number, text: string): boolean {
    const { texts, withoutText } = this.#people;
    return !withoutText?.[item] && differ(text, texts[item]);
  }

  #miss(id: string, record: PredictionRecord): void {
    this.#losses.miss(id);
    record.rowsUnmatched++;
  }

  #fail(row: Row, id: string, model: string, text: string, reason: string, record: PredictionRecord): void {
    this.#losses.fail({ file: record.name, line: row.line, id, model, text, reason });
    record.rowsFailed++;
  }

  /** The questions that may be meant. */
  #questions(file: string): readonly Question[] {
    const questions = this.#people.questions.map(({ question }) => question);
    if (questions.length === 0)
      throw new UnreadableFileError(
        file,
        'It holds predictions, and the texts have no question that people answered. Open the people’s answers with it.',
      );
    if (this.#options.question === undefined) return questions;
    const chosen = questions.filter(({ id }) => id === this.#options.question);
    if (chosen.length === 0)
      throw new UnreadableFileError(file, `The data set has no question "${this.#options.question}".`);
    return chosen;
  }

  #question(file: string): Question {
    const questions = this.#questions(file);
    if (questions.length > 1) throw new UndecidedQuestionError(file, questions);
    return questions[0];
  }
}

/** Adds one answer of a batch; why it says no label, if so. */
function addChoice(
  { content, firstTokens }: BatchChoice,
  item: number,
  answers: AnswersOfModel,
  parser: ResponseParser,
  file: number,
): string | null {
  const distribution =
    firstTokens.length > 0 ? firstTokenDistribution(firstTokens, answers.question.labels) : null;
  if (distribution !== null) {
    answers.addDistribution(item, distribution, file);
    return null;
  }
  const labels = parser.parse(content);
  if (typeof labels === 'string') return labels;
  answers.addSample(item, labels, file);
  return null;
}

interface TablePlaces {
  readonly id: number;
  readonly model: number;
  readonly text: number;
  readonly all: readonly number[];
}

function tablePlaces(
  columns: readonly string[],
  { id, model, text }: { readonly id: string; readonly model: string | null; readonly text: string | null },
): TablePlaces {
  const place = (name: string | null) => (name === null ? -1 : columns.indexOf(name));
  const places = { id: place(id), model: place(model), text: place(text) };
  return { ...places, all: Object.values(places).filter((at) => at >= 0) };
}

/** Rows that the file's format lets through; the others are skipped with their reason. */
async function* rowsOf(
  batches: AsyncIterable<readonly Row[]>,
  record: PredictionRecord,
): AsyncGenerator<Row> {
  for await (const batch of batches) {
    for (const row of batch) {
      record.rowsRead++;
      if (row.problem === null) yield row;
      else record.skip(row, row.problem);
    }
  }
}

/** The model's name in the row, or else the file's. */
function modelOf({ cells }: Row, { model }: TablePlaces, file: string): string {
  const name = model < 0 ? '' : cells[model].trim();
  return name === '' ? stem(file) : name;
}

function stem(file: string): string {
  return file.replace(/\.[a-z]+$/i, '') || file;
}

function differ(text: string, other: string): boolean {
  return text.trim() !== '' && text.trim() !== other.trim();
}
