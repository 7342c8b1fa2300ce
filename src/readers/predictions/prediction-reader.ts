import { isLabelled, type NumberRange, type Question } from '../../judgments/question.ts';
import { requireDecided, UndecidedReadingError, type ReadingAsk } from '../reading-ask.ts';
import type { OpenFile } from '../tables/open-file.ts';
import { excerpt, UnreadableFileError } from '../unreadable-file.ts';
import { decimal } from '../annotated/decimal.ts';
import { SampledColumns } from '../annotated/sampled-columns.ts';
import { batchLine, parseBatchLine } from './batch-line.ts';
import { answersIn, listsMean, type ListsMean } from './listed-answers.ts';
import { matchItems, type ItemMatch } from './item-matcher.ts';
import { matchLabels } from './match-labels.ts';
import { numbersIn } from './number-answer.ts';
import type { ImportedPredictions, PredictionOptions } from './model-predictions.ts';
import {
  LAYOUT_NAMES,
  objectOf,
  type PredictionLayout,
  type ResponseColumn,
  type TableColumns,
} from './prediction-layout.ts';
import { PredictionRecord } from './prediction-record.ts';
import { isTrue } from '../paper/paper-schema.ts';
import { ratingAnswer } from '../paper/rating-answer.ts';
import { RATING_COLUMNS, ratedScales, spreadOver, triple } from './rated-scales.ts';
import { readDistribution, readLogits, requireAllLabels } from './probability-rows.ts';
import { areLogProbabilities, areProbabilities, requireProbabilities } from './score-kinds.ts';
import { PredictionAccount, type People } from './prediction-account.ts';
import {
  otherScale,
  questionsApart,
  runsApart,
  temperaturesApart,
  unknownLabels,
} from './prediction-asks.ts';
import {
  isComplete,
  isTemperature,
  keyOf,
  modelOf,
  repeatsItems,
  rowsOf,
  sampleKeys,
  scoredList,
  stem,
  tablePlaces,
  temperatureOf,
} from './prediction-rows.ts';

/** Reads open files of predictions, one after the other. */
export class PredictionReader {
  readonly #people: People;
  readonly #options: PredictionOptions;
  readonly #account: PredictionAccount;
  readonly #asks: ReadingAsk[] = [];

  constructor(people: People, options: PredictionOptions) {
    this.#people = people;
    this.#options = options;
    this.#account = new PredictionAccount(people, options);
  }

  async read(open: OpenFile, layout: PredictionLayout): Promise<void> {
    const { name, blob } = open.head.file;
    const match = matchItems(
      name,
      sampleKeys(open, layout),
      this.#people,
      isComplete(open),
      this.#options.join,
    );
    if (match.ask !== null) this.#asks.push({ file: name, ...match.ask });
    const runs = layout.kind === 'batch' ? [] : layout.runs;
    const others = runs.filter((column) => !isTemperature(column));
    if (others.length > 0) this.#asks.push(runsApart(name, others));
    if (others.length < runs.length) this.#asks.push(temperaturesApart(name));
    const words = [
      LAYOUT_NAMES[layout.kind],
      match.says,
      runs.length > 0 ? `runs by ${runs.join(', ')}` : null,
    ].filter((one) => one !== null);
    const record = new PredictionRecord(name, blob.size, words.join(', '));
    if (layout.kind === 'batch') await this.#batch(open, match, record);
    else if (layout.kind === 'responses') await this.#responses(open, layout, match, record);
    else if (layout.kind === 'ratings') await this.#ratings(open, layout, match, record);
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
          this.#account.losses.failures.first,
          this.#people.questions.map(({ question }) => question).filter(isLabelled),
        ),
      );
    this.#account.sources.push(record.finishPredictions(open.sha256()));
  }

  finish(): ImportedPredictions {
    return {
      judgments: this.#account.answers.finish(this.#account.sources.map(({ sha256 }) => sha256)),
      failures: this.#account.losses.failures,
      unmatched: this.#account.losses.unmatched,
      sources: this.#account.sources,
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
    const matched = matchLabels(
      record.name,
      layout.numbers,
      this.#account.labelledQuestions(record.name),
      this.#options,
    );
    requireAllLabels(open.head, layout.numbers, matched, this.#options);
    const { scores } = this.#options;
    if (scores === undefined)
      for (const one of matched) {
        if (areLogProbabilities(open.head, one.columns.flat())) continue;
        const others = matched.flatMap((other) => (other === one ? [] : other.columns.flat()));
        const numbers = layout.numbers.filter((name) => !others.includes(name));
        requireDecided(requireProbabilities(open.head, one.columns.flat(), numbers));
      }
    const questions = matched.map(({ question, columns: names }) => ({
      question,
      places: names.map((own) => own.map((name) => columns.indexOf(name))),
      // Logits of one question may stand beside probabilities of another.
      read:
        (scores === 'softmax' && !areProbabilities(open.head, names.flat())) ||
        (scores === undefined && areLogProbabilities(open.head, names.flat()))
          ? readLogits
          : readDistribution,
    }));
    const table = tablePlaces(columns, layout);
    const wanted = [...table.all, ...questions.flatMap(({ places }) => places.flat())];
    for await (const row of rowsOf(open.rows(wanted), record)) {
      const item = this.#account.item(row, keyOf(row, table), match, record);
      if (item === null) continue;
      const model = modelOf(row, table, record.name);
      const given = questions.map(({ places, read }) => read(row.cells, places, columns));
      const wrong = given.find((one) => typeof one === 'string');
      const answers = questions.map(({ question }) =>
        this.#account.of(model, 'probabilities', question, record, temperatureOf(row, table)),
      );
      if (wrong !== undefined) record.skip(row, wrong);
      else if (answers.some((one) => one.has(item)))
        record.skip(row, `The id "${keyOf(row, table).id ?? ''}" stands in an earlier row of this model.`);
      else {
        let used = false;
        let renormalised = false;
        for (const [at, one] of given.entries()) {
          if (typeof one === 'string' || one.distribution === null) continue;
          answers[at].addDistribution(item, one.distribution, this.#account.sources.length);
          used = true;
          renormalised ||= one.renormalised;
        }
        if (renormalised) record.renormalised++;
        if (used) record.rowsUsed++;
        else {
          for (const one of answers) one.addFailure(item);
          this.#account.fail(row, keyOf(row, table), model, '', 'The row has no probabilities.', record);
        }
      }
    }
  }

  /** A row for each sample, with a number on each scale: where that has points, the two nearest share it. */
  async #ratings(
    open: OpenFile,
    layout: Extract<PredictionLayout, { kind: 'ratings' }>,
    match: ItemMatch,
    record: PredictionRecord,
  ): Promise<void> {
    const { columns } = open.head;
    const table = tablePlaces(columns, layout);
    const scales = ratedScales(record.name, this.#account.questions(record.name));
    const place = (name: string) => columns.indexOf(name);
    const numbers = RATING_COLUMNS.map(place);
    const [parse, api, response] = ['parse_error', 'api_error', 'raw_response'].map(place);
    const wanted = [...table.all, ...numbers, parse, api, response].filter((at) => at >= 0);
    for await (const row of rowsOf(open.rows(wanted), record)) {
      const key = keyOf(row, table);
      const item = this.#account.item(row, key, match, record);
      if (item === null) continue;
      const model = modelOf(row, table, record.name);
      const cell = (at: number) => row.cells[at] ?? '';
      const rating =
        isTrue(cell(parse)) || isTrue(cell(api))
          ? null
          : (triple(numbers.map(cell)) ?? ratingAnswer(cell(response)));
      for (const { question, dimension } of scales) {
        const answers = this.#account.of(model, 'responses', question, record, temperatureOf(row, table));
        if (rating === null) answers.addFailure(item);
        else if (question.kind === 'continuous')
          answers.addNumber(item, clamped(rating[dimension], question.range), this.#account.sources.length);
        else
          answers.addDistribution(
            item,
            spreadOver(question.points, rating[dimension]),
            this.#account.sources.length,
          );
      }
      if (rating === null)
        this.#account.fail(
          row,
          key,
          model,
          cell(response),
          'The answer holds no rating that can be read.',
          record,
        );
      else record.rowsUsed++;
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
    const question = this.#account.labelledQuestion(record.name);
    const reader = this.#account.reader(question);
    const table = tablePlaces(columns, layout);
    const [label, score] = [columns.indexOf(layout.label), columns.indexOf(layout.score)];
    for await (const row of rowsOf(open.rows([...table.all, label, score]), record)) {
      const key = keyOf(row, table);
      const item = this.#account.item(row, key, match, record);
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
        this.#account
          .of(model, 'probabilities', question, record, temperatureOf(row, table))
          .addFailure(item);
        this.#account.fail(row, key, model, row.cells[label], said.failed, record);
      } else {
        const places = 'labels' in said ? said.labels : [];
        const answers = this.#account.of(model, 'probabilities', question, record, temperatureOf(row, table));
        for (const place of places)
          answers.addShare(item, place, share / places.length, this.#account.sources.length);
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
    const placeOf = (column: string | undefined) => (column === undefined ? -1 : columns.indexOf(column));
    if (this.#options.labels === undefined) requireDecided(this.#otherScales(open, responses));
    const asked = responses.map(({ column, model, question, scores, spread }) => ({
      place: columns.indexOf(column),
      scores: placeOf(scores),
      spread: placeOf(spread),
      model,
      question:
        question === null
          ? this.#account.question(record.name)
          : this.#people.questions.find((one) => one.question.id === question)!.question,
    }));
    const lists = responses.map(({ column, scores }, at) =>
      scores === undefined && asked[at].question.kind !== 'continuous'
        ? this.#listsMean(open, layout, column, asked[at].question)
        : 'labels',
    );
    const places = asked
      .flatMap(({ place, scores, spread }) => [place, scores, spread])
      .filter((place) => place >= 0);
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
      const answers = asked.flatMap(({ place, scores, spread, model, question }, at) =>
        (question.kind === 'continuous'
          ? numbersIn(row.cells[place])
          : scores < 0
            ? answersIn(row.cells[place], lists[at])
            : [scoredList(row.cells[place], row.cells[scores])]
        ).map((content) => ({
          model: model ?? own,
          question,
          choice: { content, firstTokens: [] },
          ...(spread >= 0 && { spread: row.cells[spread] }),
        })),
      );
      this.#account.add(
        row,
        { key: keyOf(row, table), model: own, temperature: temperatureOf(row, table), error: null, answers },
        match,
        record,
      );
    }
  }

  /** Asks what plain numbers stand for of which many are no points of the people's scale: the others may be none of it either. */
  #otherScales(open: OpenFile, responses: readonly ResponseColumn[]): ReadingAsk[] {
    const { name } = open.head.file;
    const columns = new SampledColumns(open.head);
    return responses.flatMap(({ column, question: id }) => {
      const question =
        id === null
          ? this.#account.question(name)
          : this.#people.questions.find((one) => one.question.id === id)!.question;
      return question.kind === 'ordinal' ? otherScale(name, columns.filled(column), question) : [];
    });
  }

  #listsMean(open: OpenFile, columns: TableColumns, column: string, question: Question): ListsMean {
    if (this.#options.lists !== undefined) return this.#options.lists;
    const found = listsMean(open.head, column, repeatsItems(open, columns), this.#account.reader(question));
    if (typeof found === 'string') return found;
    throw new UndecidedReadingError([found]);
  }

  /** The columns of answers to the question that a person named; all where none is named. */
  #answering(responses: readonly ResponseColumn[], file: string): readonly ResponseColumn[] {
    const named = responses.filter(({ question }) => question !== null);
    if (this.#options.question === undefined || named.length === 0) return responses;
    const { id, name } = this.#account.question(file);
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
    const question = this.#account.question(record.name);
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
      const item = this.#account.add(row, { key: line, model, error: line.error, answers }, match, record);
      if (item !== null && line.error !== null) refused.push([item, line.model]);
    }
    // A request that failed names no model; where the others name one, it was asked too.
    const [only] = models;
    const asked = models.size === 1 ? only : stem(record.name);
    for (const [item, model] of refused)
      this.#account.of(model ?? asked, 'responses', question, record).addFailure(item);
    if (models.size === 1) this.#account.losses.rename(record.name, stem(record.name), only);
  }
}

/** A number beyond an end of the range is the end, as the paper has it. */
function clamped(value: number, { lowest, highest }: NumberRange): number {
  return Math.min(Math.max(value, lowest), highest);
}
