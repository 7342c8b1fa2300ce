import { isLabelled, type Question } from '../../judgments/question.ts';
import { requireDecided, UndecidedReadingError, type ReadingAsk } from '../reading-ask.ts';
import type { OpenFile } from '../tables/open-file.ts';
import { UnreadableFileError } from '../unreadable-file.ts';
import { SampledColumns } from '../annotated/sampled-columns.ts';
import { questionOfAnswers } from './answers-question.ts';
import { answersIn, listsMean, type ListsMean } from './listed-answers.ts';
import { matchItems, type ItemMatch } from './item-matcher.ts';
import { numbersIn } from './number-answer.ts';
import type { ImportedPredictions, PredictionOptions } from './model-predictions.ts';
import {
  LAYOUT_NAMES,
  type PredictionLayout,
  type ResponseColumn,
  type TableColumns,
} from './prediction-layout.ts';
import { newTextsAsk } from './new-texts.ts';
import { PredictionRecord } from './prediction-record.ts';
import { PredictionAccount, type People } from './prediction-account.ts';
import { readBatch } from './read-batch.ts';
import { readLabelRows } from './read-label-rows.ts';
import { readProbabilities } from './read-probabilities.ts';
import { readRatings } from './read-ratings.ts';
import {
  otherScale,
  questionsApart,
  runsApart,
  someUnknownLabels,
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
    this.#account.nameQuestion(questionOfAnswers(open.head, layout, this.#options));
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
    if (layout.kind === 'batch') await readBatch(open, match, record, this.#account);
    else if (layout.kind === 'responses') await this.#responses(open, layout, match, record);
    else if (layout.kind === 'ratings') await readRatings(open, layout, match, record, this.#account);
    else if (layout.kind === 'probabilities')
      await readProbabilities(open, layout, match, record, this.#account, this.#options);
    else await readLabelRows(open, layout, match, record, this.#account);
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
          this.#account.losses.failures,
          this.#people.questions.map(({ question }) => question).filter(isLabelled),
          this.#options.labels,
        ),
      );
    else if (record.rowsFailed > 0)
      for (const ask of someUnknownLabels(
        name,
        this.#account.losses.failures,
        this.#account.questions(name).filter(isLabelled),
        this.#options.labels,
      ))
        this.#asks.push(ask);
    this.#account.sources.push(record.finishPredictions(open.sha256()));
  }

  finish(): ImportedPredictions {
    const newTexts = this.#account.losses.newTexts.byFile;
    const left = [...newTexts].flatMap(([file, { length }]) => newTextsAsk(file, length, 'left out'));
    return {
      judgments: this.#account.answers.finish(this.#account.sources.map(({ sha256 }) => sha256)),
      failures: this.#account.losses.failures,
      unmatched: this.#account.losses.unmatched,
      newTexts,
      sources: this.#account.sources,
      asks: [...this.#asks, ...left],
    };
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
}
