import type { Dataset } from '../../judgments/dataset.ts';
import type { Question } from '../../judgments/question.ts';
import { unpackFiles } from '../archives/unpack-files.ts';
import type { NamedBlob } from '../named-blob.ts';
import { requireDecided, type ReadingAsk } from '../reading-ask.ts';
import { ReadingProgress } from '../reading-progress.ts';
import { fileHead } from '../tables/file-head.ts';
import { openFile, type OpenFile } from '../tables/open-file.ts';
import type { Row } from '../tables/row.ts';
import { excerpt, UnreadableFileError } from '../unreadable-file.ts';
import { jsonCell } from '../annotated/answer-cells.ts';
import { decimal } from '../annotated/decimal.ts';
import { AnswerReader } from './answer-reader.ts';
import type { ApiChoice } from './api-answers.ts';
import { batchLine, parseBatchLine, type BatchLine } from './batch-line.ts';
import { firstTokenDistribution } from './first-token.ts';
import { matchItems, type ItemMatch, type RowKey } from './item-matcher.ts';
import { UndecidedQuestionError } from './label-mismatch.ts';
import { matchLabels } from './match-labels.ts';
import { ModelAnswers, type AnswersOfModel } from './model-answers.ts';
import type {
  FailedAnswer,
  ImportedPredictions,
  PredictionOptions,
  PredictionSource,
} from './model-predictions.ts';
import {
  LAYOUT_NAMES,
  objectOf,
  saidLayout,
  type PredictionLayout,
  type ResponseColumn,
  type TableColumns,
} from './prediction-layout.ts';
import { PredictionLosses, PredictionRecord } from './prediction-record.ts';
import { readDistribution, readLogits, requireAllLabels } from './probability-rows.ts';
import { areProbabilities, requireProbabilities } from './score-kinds.ts';

type People = Pick<Dataset, 'ids' | 'texts' | 'withoutText' | 'questions'>;

/**
 * Reads models' predictions that were made elsewhere and brings them into the order of the people's items (`matchItems`): a
 * table with a probability for each label, or for one of two, in columns or in rows; a table with responses in words, each one
 * sample, in columns for samples, models or questions; or the answers of a model's interface as batches and evaluation tools
 * write them. All may name several models. Files stream: what is kept grows with models x items x labels, not with responses.
 * Several samples of an item make the distribution counts / K.
 *
 * In a batch's output the probabilities of the first token are used where they say which label (`firstTokenDistribution`),
 * otherwise the content is read as any response (`AnswerReader`). A `custom_id` that no item has, but for a number at its
 * end (`id-3`, `id_3`, `id:3`, `id#3`, `id/3`), is a sample of the item without it.
 * @throws UnreadableFileError if a file is none of these, or no row of it names an item; `LabelMismatchError`,
 * `UndecidedQuestionError` or `UndecidedReadingError` if a person must say which label, question or reading is meant; the
 * signal's reason if cancelled
 */
export async function readPredictions(
  given: readonly NamedBlob[],
  people: People,
  options: PredictionOptions = {},
): Promise<ImportedPredictions> {
  const files = await unpackFiles(given);
  const progress = new ReadingProgress(files, options);
  const reader = new PredictionReader(people, options);
  for (const file of files) {
    const open = await openFile(await fileHead(file), progress);
    const layout = saidLayout(
      open.head,
      people.questions.map(({ question }) => question),
    );
    if (layout === null)
      throw new UnreadableFileError(
        file.name,
        'It holds no predictions. Looked for: a column of ids or texts with a column of probabilities for each label (of two labels one is enough), or with a ' +
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

const LONGEST_LABEL = 40;

/** An answer in a row: of which model, and to which question where the row says. */
interface RowAnswer {
  readonly model: string;
  readonly question: Question;
  readonly choice: ApiChoice;
}

/** What a row comes to. */
interface ReadRow {
  readonly key: RowKey;
  readonly model: string;
  readonly error: string | null;
  readonly answers: readonly RowAnswer[];
}

/** Reads open files of predictions, one after the other. */
export class PredictionReader {
  readonly #people: People;
  readonly #options: PredictionOptions;
  readonly #answers: ModelAnswers;
  readonly #losses = new PredictionLosses();
  readonly #sources: PredictionSource[] = [];
  readonly #asks: ReadingAsk[] = [];
  readonly #readers = new Map<Question, AnswerReader>();

  constructor(people: People, options: PredictionOptions) {
    this.#people = people;
    this.#options = options;
    this.#answers = new ModelAnswers(people.ids.length);
  }

  async read(open: OpenFile, layout: PredictionLayout): Promise<void> {
    const { name, blob } = open.head.file;
    const match = matchItems(name, sampleKeys(open, layout), this.#people, isComplete(open));
    if (match.ask !== null) this.#asks.push({ file: name, ...match.ask });
    const runs = layout.kind === 'batch' ? [] : layout.runs;
    if (runs.length > 0) this.#asks.push(runsApart(name, runs));
    const words = [
      LAYOUT_NAMES[layout.kind],
      match.says,
      runs.length > 0 ? `runs by ${runs.join(', ')}` : null,
    ].filter((one) => one !== null);
    const record = new PredictionRecord(name, blob.size, words.join(', '));
    if (layout.kind === 'batch') await this.#batch(open, match, record);
    else if (layout.kind === 'responses') await this.#responses(open, layout, match, record);
    else if (layout.kind === 'probabilities') await this.#probabilities(open, layout, match, record);
    else await this.#labelRows(open, layout, match, record);
    if (record.rowsRead === record.skippedCount) {
      const first = record.firstSkipped;
      throw new UnreadableFileError(
        name,
        `It was read as ${record.layout} and no row of it could be used. ${first?.reason ?? 'It holds none below its header.'}`,
        first?.line ?? null,
      );
    }
    if (record.rowsUsed === 0)
      requireDecided(
        unknownLabels(
          name,
          this.#losses.failures.first,
          this.#people.questions.map(({ question }) => question),
        ),
      );
    this.#sources.push(record.finishPredictions(open.sha256()));
  }

  finish(): ImportedPredictions {
    return {
      judgments: this.#answers.finish(this.#sources.map(({ sha256 }) => sha256)),
      failures: this.#losses.failures,
      unmatched: this.#losses.unmatched,
      sources: this.#sources,
      asks: this.#asks,
    };
  }

  async #probabilities(
    open: OpenFile,
    layout: Extract<PredictionLayout, { kind: 'probabilities' }>,
    match: ItemMatch,
    record: PredictionRecord,
  ): Promise<void> {
    const { columns } = open.head;
    const matched = matchLabels(record.name, layout.numbers, this.#questions(record.name), this.#options);
    requireAllLabels(open.head, layout.numbers, matched, this.#options);
    const { scores } = this.#options;
    if (scores === undefined)
      for (const one of matched) {
        const others = matched.flatMap((other) => (other === one ? [] : other.columns.flat()));
        const numbers = layout.numbers.filter((name) => !others.includes(name));
        requireDecided(requireProbabilities(open.head, one.columns.flat(), numbers));
      }
    const questions = matched.map(({ question, columns: names }) => ({
      question,
      places: names.map((own) => own.map((name) => columns.indexOf(name))),
      // Logits of one question may stand beside probabilities of another.
      read:
        scores === 'softmax' && !areProbabilities(open.head, names.flat()) ? readLogits : readDistribution,
    }));
    const table = tablePlaces(columns, layout);
    const wanted = [...table.all, ...questions.flatMap(({ places }) => places.flat())];
    for await (const row of rowsOf(open.rows(wanted), record)) {
      const item = this.#item(row, keyOf(row, table), match, record);
      if (item === null) continue;
      const model = modelOf(row, table, record.name);
      const given = questions.map(({ places, read }) => read(row.cells, places, columns));
      const wrong = given.find((one) => typeof one === 'string');
      const answers = questions.map(({ question }) => this.#of(model, 'probabilities', question, record));
      if (wrong !== undefined) record.skip(row, wrong);
      else if (answers.some((one) => one.has(item)))
        record.skip(row, `The id "${keyOf(row, table).id ?? ''}" stands in an earlier row of this model.`);
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
          this.#fail(row, keyOf(row, table), model, '', 'The row has no probabilities.', record);
        }
      }
    }
  }

  /** A row for each label of an item, with its probability. */
  async #labelRows(
    open: OpenFile,
    layout: Extract<PredictionLayout, { kind: 'labels and scores' }>,
    match: ItemMatch,
    record: PredictionRecord,
  ): Promise<void> {
    const { columns } = open.head;
    const question = this.#question(record.name);
    const reader = this.#reader(question);
    const table = tablePlaces(columns, layout);
    const [label, score] = [columns.indexOf(layout.label), columns.indexOf(layout.score)];
    for await (const row of rowsOf(open.rows([...table.all, label, score]), record)) {
      const key = keyOf(row, table);
      const item = this.#item(row, key, match, record);
      if (item === null) continue;
      const model = modelOf(row, table, record.name);
      const said = reader.read(row.cells[label]);
      const share = row.cells[score].trim() === '' ? NaN : decimal(row.cells[score]);
      if (!(share >= 0 && share < Infinity))
        record.skip(
          row,
          `The column "${layout.score}" holds "${excerpt(row.cells[score])}"; a probability is expected.`,
        );
      else if ('failed' in said) {
        this.#of(model, 'probabilities', question, record).addFailure(item);
        this.#fail(row, key, model, row.cells[label], said.failed, record);
      } else {
        const places = 'labels' in said ? said.labels : [];
        const answers = this.#of(model, 'probabilities', question, record);
        for (const place of places)
          answers.addShare(item, place, share / places.length, this.#sources.length);
        record.rowsUsed++;
      }
    }
  }

  async #responses(
    open: OpenFile,
    layout: Extract<PredictionLayout, { kind: 'responses' }>,
    match: ItemMatch,
    record: PredictionRecord,
  ): Promise<void> {
    const { columns } = open.head;
    const table = tablePlaces(columns, layout);
    const responses = this.#answering(layout.responses, record.name);
    const asked = responses.map(({ column, model, question, scores }) => ({
      place: columns.indexOf(column),
      scores: scores === undefined ? -1 : columns.indexOf(scores),
      model,
      question:
        question === null
          ? this.#question(record.name)
          : this.#people.questions.find((one) => one.question.id === question)!.question,
    }));
    const places = asked.flatMap(({ place, scores }) => [place, scores]).filter((place) => place >= 0);
    const named = responses.filter(({ question }) => question !== null);
    if (named.length > 1)
      this.#asks.push(
        questionsApart(
          record.name,
          named.map(({ column }) => column),
        ),
      );
    for await (const row of rowsOf(open.rows([...table.all, ...places]), record)) {
      const own = modelOf(row, table, record.name);
      const answers = asked.flatMap(({ place, scores, model, question }) =>
        (scores < 0 ? responsesIn(row.cells[place]) : [scoredList(row.cells[place], row.cells[scores])]).map(
          (content) => ({
            model: model ?? own,
            question,
            choice: { content, firstTokens: [] },
          }),
        ),
      );
      this.#add(row, { key: keyOf(row, table), model: own, error: null, answers }, match, record);
    }
  }

  /** The columns of answers to the question that a person named; all where none is named. */
  #answering(responses: readonly ResponseColumn[], file: string): readonly ResponseColumn[] {
    const named = responses.filter(({ question }) => question !== null);
    if (this.#options.question === undefined || named.length === 0) return responses;
    const { id, name } = this.#question(file);
    const own = named.filter(({ question }) => question === id);
    if (own.length > 0) return own;
    if (named.length === 1) return [{ ...named[0], question: id }];
    const columns = named.map(({ column }) => `"${column}"`).join(', ');
    throw new UnreadableFileError(
      file,
      `Its columns ${columns} are named for other questions than "${name}", and none is named for it.`,
    );
  }

  async #batch(open: OpenFile, match: ItemMatch, record: PredictionRecord): Promise<void> {
    const question = this.#question(record.name);
    const { format, columns } = open.head;
    const models = new Set<string>();
    /** Items of requests that failed, with the model where it is named. */
    const refused: [number, string | null][] = [];
    const rows = format === 'JSONL' ? open.lines() : open.rows(columns.map((_, place) => place));
    for await (const row of rowsOf(rows, record)) {
      const line = format === 'JSONL' ? parseBatchLine(row.raw) : batchLine(objectOf(row.cells, columns));
      if (typeof line === 'string') {
        record.skip(row, line);
        continue;
      }
      const model = line.model ?? stem(record.name);
      if (line.model !== null) models.add(line.model);
      const answers = line.choices.map((choice) => ({ model, question, choice }));
      const item = this.#add(row, { key: line, model, error: line.error, answers }, match, record);
      if (item !== null && line.error !== null) refused.push([item, line.model]);
    }
    // A request that failed names no model; where the others name one, it was asked too.
    const [only] = models;
    const asked = models.size === 1 ? only : stem(record.name);
    for (const [item, model] of refused)
      this.#of(model ?? asked, 'responses', question, record).addFailure(item);
    if (models.size === 1) this.#losses.rename(record.name, stem(record.name), only);
  }

  /** Adds the answers of a row that the file's format lets through; the item that it is about, `null` where there is none. */
  #add(
    row: Row,
    { key, model, error, answers }: ReadRow,
    match: ItemMatch,
    record: PredictionRecord,
  ): number | null {
    const item = this.#item(row, key, match, record);
    if (item === null) return null;
    if (error !== null) {
      this.#fail(row, key, model, '', error, record);
      return item;
    }
    let used = false;
    const failed: [RowAnswer, string][] = [];
    for (const answer of answers) {
      const { question, choice } = answer;
      const of = this.#of(answer.model, 'responses', question, record);
      const reason = addChoice(choice, item, of, this.#reader(question), this.#sources.length);
      if (reason === null) used = true;
      else {
        of.addFailure(item);
        failed.push([answer, reason]);
      }
    }
    for (const [answer, reason] of failed)
      this.#losses.fail({
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

  #of(model: string, form: 'probabilities' | 'responses', question: Question, record: PredictionRecord) {
    return this.#answers.of(model, form, question, record.name);
  }

  #reader(question: Question): AnswerReader {
    let reader = this.#readers.get(question);
    if (reader === undefined) {
      reader = new AnswerReader(question, this.#options);
      this.#readers.set(question, reader);
    }
    return reader;
  }

  /** The item that a row is about; `null` if the row is now accounted for otherwise. */
  #item(row: Row, key: RowKey, match: ItemMatch, record: PredictionRecord): number | null {
    const item = match.place(key, record.rowsRead - 1);
    if (match.by === 'id' && key.id !== null && key.id.trim() === '') record.skip(row, 'The id is empty.');
    else if (item < 0) this.#miss(idOf(key), record);
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

  #miss(id: string, record: PredictionRecord): void {
    this.#losses.miss(id);
    record.rowsUnmatched++;
  }

  #fail(row: Row, key: RowKey, model: string, text: string, reason: string, record: PredictionRecord): void {
    this.#losses.fail({ file: record.name, line: row.line, id: idOf(key), model, text, reason });
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
    const chosen = questions.filter(
      ({ id, name }) => id === this.#options.question || name === this.#options.question,
    );
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

/** What the first rows say of their items. */
function sampleKeys(open: OpenFile, layout: PredictionLayout): RowKey[] {
  const { head } = open;
  const rows = head.sample.filter(
    ({ problem, cells }) => problem === null && cells.length === head.columns.length,
  );
  if (layout.kind !== 'batch') {
    const table = tablePlaces(head.columns, layout);
    return rows
      .map((row) => keyOf(row, table))
      .filter(({ id, text, prompt }) => id !== '' || text !== null || prompt !== null);
  }
  const lines = rows.map(({ cells, raw }) =>
    head.format === 'JSONL' ? parseBatchLine(raw) : batchLine(objectOf(cells, head.columns)),
  );
  return lines.filter((line): line is BatchLine => typeof line !== 'string');
}

/** Whether the first rows are all rows, by the room that they take. */
function isComplete({ head }: OpenFile): boolean {
  if (head.format === 'JSON') return head.sample.length === head.document.entries.length;
  if (head.format === 'Parquet') return head.sample.length === Number(head.parquet.metadata.num_rows);
  const shown = head.sample.reduce((sum, { raw }) => sum + raw.length, 0);
  return head.file.blob.size <= 2 ** 20 && head.sample.length < 2000 && shown > 0;
}

/** Asks what answers stand for of which none is a label, where a few of them come again as labels do. */
function unknownLabels(
  file: string,
  failed: readonly FailedAnswer[],
  questions: readonly Question[],
): ReadingAsk[] {
  const answers = failed.filter((one) => one.file === file).map(({ text }) => text.trim());
  const different = new Set(answers);
  const short = answers.every(
    (text) => text !== '' && text.length <= LONGEST_LABEL && text.split(/\s+/).length <= 3,
  );
  if (!short || different.size < 2 || different.size * 2 > answers.length) return [];
  const list = [...different].slice(0, 6).map((text) => `"${text}"`);
  return [
    {
      file,
      what: `None of its answers is one of the people's labels. They are ${list.join(', ')}${different.size > 6 ? ' …' : ''}. What does each stand for?`,
      choices: [
        { says: 'a table with the answer in one column and the label in the next', option: '--labels FILE' },
      ],
      taken: null,
      ...(questions.length === 1 && { words: { question: questions[0], said: [...different] } }),
    },
  ];
}

function runsApart(file: string, runs: readonly string[]): ReadingAsk {
  const names = runs.map((name) => `"${name}"`).join(' and ');
  return {
    file,
    what: `Rows of one item differ in ${names}. Are they runs of their own or samples of one model?`,
    choices: [
      { says: 'runs: each is shown as a model', option: '' },
      { says: 'samples: leave the column out of the file', option: '' },
    ],
    taken: 0,
  };
}

function questionsApart(file: string, columns: readonly string[]): ReadingAsk {
  const names = columns.map((name) => `"${name}"`).join(', ');
  return {
    file,
    what: `The columns ${names} are named as the people's questions are. Does each answer its own?`,
    choices: [
      { says: 'yes', option: '' },
      { says: 'no, only one of them', option: '--question NAME' },
    ],
    taken: 0,
  };
}

/** Several samples in a list, or the one response that a cell is. */
function responsesIn(cell: string): string[] {
  if (!cell.startsWith('[')) return [cell];
  const list = jsonCell(cell);
  const texts = Array.isArray(list) && list.length > 1 && list.every((one) => typeof one === 'string');
  return texts ? (list as string[]) : [cell];
}

/** A list of labels and one of their scores as the list of both that pipelines write. */
function scoredList(labels: string, scores: string): string {
  const [names, numbers] = [jsonCell(labels), jsonCell(scores)];
  if (!Array.isArray(names) || !Array.isArray(numbers) || names.length !== numbers.length) return labels;
  return JSON.stringify(names.map((label, at) => ({ label, score: numbers[at] })));
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

interface TablePlaces {
  readonly id: number;
  readonly model: number;
  readonly text: number;
  readonly prompt: number;
  readonly runs: readonly number[];
  readonly columns: readonly string[];
  readonly all: readonly number[];
}

function tablePlaces(
  columns: readonly string[],
  { id, model, text, prompt, runs }: TableColumns,
): TablePlaces {
  const place = (name: string | null) => (name === null ? -1 : columns.indexOf(name));
  const places = { id: place(id), model: place(model), text: place(text), prompt: place(prompt) };
  const own = runs.map(place);
  return { ...places, runs: own, columns, all: [...Object.values(places), ...own].filter((at) => at >= 0) };
}

function keyOf({ cells }: Row, { id, text, prompt }: TablePlaces): RowKey {
  const said = text < 0 ? '' : cells[text];
  const asked = prompt < 0 ? '' : cells[prompt];
  return {
    id: id < 0 ? null : cells[id],
    text: said.trim() === '' ? null : said,
    prompt: asked.trim() === '' ? null : asked,
  };
}

/** What a row's item is called in lists of what was lost. */
function idOf({ id, text }: RowKey): string {
  return id ?? (text === null ? '' : excerpt(text, 60));
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

/** The model's name in the row, or else the file's, and its run where rows tell runs apart. */
function modelOf({ cells }: Row, { model, runs, columns }: TablePlaces, file: string): string {
  const name = model < 0 ? '' : cells[model].trim();
  const own = name === '' ? stem(file) : name;
  if (runs.length === 0) return own;
  return `${own} (${runs.map((place) => `${columns[place]} ${cells[place].trim()}`).join(', ')})`;
}

function stem(file: string): string {
  return file.replace(/\.[a-z]+$/i, '') || file;
}

function differ(text: string, other: string): boolean {
  return text.trim() !== '' && text.trim() !== other.trim();
}
