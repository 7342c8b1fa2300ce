import type { Question } from '../../judgments/question.ts';
import { jsonCell } from '../annotated/answer-cells.ts';
import { foldName, isModelName, nameWords } from '../annotated/column-names.ts';
import { SampledColumns } from '../annotated/sampled-columns.ts';
import { VALUE_COLUMN } from '../tables/json-shapes.ts';
import { AnswerReader, scoredLabels } from './answer-reader.ts';
import { numberAnswer, SPREAD_NAMES } from './number-answer.ts';
import type { ResponseColumn, TableColumns } from './prediction-layout.ts';

/** Names of columns of responses. */
export const RESPONSE =
  'response responses modeloutput modelresponse modelanswer rawresponse llmresponse completion completions generation generations generatedtext output outputs rawoutput outputtext generatedanswer llmanswer llmlabel llmoutput prediction predictions messages predictedlabel predictedclass predlabel predicted pred'.split(
    ' ',
  );
/** Names that a people's file may use as well; believed only if the file is said to hold predictions. */
const ANSWER =
  'answer answers label labels emotion emotions sentiment category class rating score content text value result choice classification judgment judgement'.split(
    ' ',
  );
const SAMPLE =
  /^(?:sample|response|answer|run|generation|output|completion|pred|prediction|gen|rep|repetition|r|s|k|trial)[ _.-]?\d+$/i;
const OF_MODEL =
  /^(.+?)[ _.:-]+(?:answer|response|output|label|prediction|pred|predicted|rating|judg[e]?ment)$/i;

/** Columns of responses: samples, models or questions of one each, or the one whose name or cells say it. */
export function responseColumns(
  columns: SampledColumns,
  keys: TableColumns,
  questions: readonly Question[],
): ResponseColumn[] {
  const taken = [keys.id, keys.model, keys.text, ...keys.runs];
  const free = columns.names.filter(
    (name) => !taken.includes(name) && (columns.filled(name).length > 0 || columns.rowCount === 0),
  );
  const [labels, scores] = ['labels', 'scores'].map((one) =>
    free.find((name) => foldName(name) === one && columns.isNested(name, 'lists')),
  );
  if (labels !== undefined && scores !== undefined) return [{ ...plainColumn(labels), scores }];
  const isNumbers = questions.some(({ kind }) => kind === 'continuous');
  const samples = free.filter((name) => SAMPLE.test(name.trim()) && (isNumbers || !columns.isFraction(name)));
  if (samples.length > 1) return samples.map(plainColumn);
  const spread = spreadColumns(columns, free, questions);
  if (spread.length > 0) return spread;
  const asked = free.flatMap((column) => {
    const question = questions.find(({ id, name }) =>
      [id, name].some((one) => foldName(one) === foldName(column)),
    );
    return question === undefined ? [] : [{ column, model: null, question: question.id }];
  });
  if (asked.length > 1) return asked;
  const reads = questions.length === 0 ? null : understands(questions[0]);
  const fitting = (name: string) => (reads === null ? 0 : understood(columns, name, reads));
  const models = free.flatMap((column) => {
    const model = OF_MODEL.exec(column.trim())?.[1];
    return model !== undefined &&
      !/^(pred|predicted|model|llm|raw|final|gold|true|human|the)$/i.test(model) &&
      fitting(column) > 0.5
      ? [{ column, model, question: null }]
      : [];
  });
  if (models.length > 0) return models;
  const byModel = free.filter(
    (column) => isModelName(column) && !isAnswerWord(column) && fitting(column) > 0.5,
  );
  if (byModel.length > 0) return byModel.map((column) => ({ column, model: column, question: null }));
  const named = RESPONSE.flatMap((name) => free.filter((column) => foldName(column) === name));
  if (named.length > 0) return [plainColumn(named.sort((a, b) => fitting(b) - fitting(a))[0])];
  if (asked.length === 1) return asked;
  const worded = free.filter((name) =>
    nameWords(name).some((word) =>
      /^(pred|predicted|prediction|response|answer|output|llm|gpt|model)$/.test(word),
    ),
  );
  const said = worded
    .filter((name) => isNumbers || !columns.isFraction(name))
    .sort((a, b) => fitting(b) - fitting(a));
  if (said.length > 0 && (reads === null || fitting(said[0]) > 0 || said.length === 1))
    return [plainColumn(said[0])];
  const scored = free.find((name) =>
    columns.filled(name).some((cell) => scoredLabels(jsonCell(cell)) !== null),
  );
  if (scored !== undefined) return [plainColumn(scored)];
  const answer = [...ANSWER, foldName(VALUE_COLUMN)].flatMap((name) =>
    free.filter((column) => foldName(column) === name),
  );
  if (answer.length > 0) return [plainColumn(answer.sort((a, b) => fitting(b) - fitting(a))[0])];
  const best = free.filter((name) => !columns.isNumeric(name)).sort((a, b) => fitting(b) - fitting(a))[0];
  return best !== undefined && fitting(best) > 0.5 ? [plainColumn(best)] : [];
}

/** Whether a name says "prediction" or "model" and not which model. */
function isAnswerWord(name: string): boolean {
  return (
    RESPONSE.includes(foldName(name)) ||
    nameWords(name).some((word) =>
      /^(pred|predicted|predictions?|model|llm|ai|system|classifier|bot)$/.test(word),
    )
  );
}

/** What tells whether a cell answers a question. */
function understands(question: Question): (cell: string) => boolean {
  if (question.kind === 'continuous') return (cell) => typeof numberAnswer(cell, question) !== 'string';
  const reader = new AnswerReader(question, {});
  return (cell) => !('failed' in reader.read(cell));
}

/** The share of a column's first cells that an answer can be read from. */
function understood(columns: SampledColumns, name: string, reads: (cell: string) => boolean): number {
  const cells = columns.filled(name).slice(0, 30);
  return cells.filter(reads).length / Math.max(1, cells.length);
}

/** For continuous questions a column with the model's mean and one with its spread: `valence_mean` and `valence_sd`, `mean` and `std`. */
function spreadColumns(
  columns: SampledColumns,
  free: readonly string[],
  questions: readonly Question[],
): ResponseColumn[] {
  const numeric = free.filter((name) => columns.isMostlyNumeric(name));
  const named = (names: readonly string[]) => numeric.find((name) => names.includes(foldName(name)));
  const pair = (names: readonly string[], of: string, question: string | null): ResponseColumn[] => {
    const spread = named(SPREAD_NAMES.flatMap((one) => [`${of}${one}`, `${one}${of}`]));
    const column = spread === undefined ? undefined : named(names);
    return column === undefined ? [] : [{ column, model: null, question, spread }];
  };
  const own = questions.flatMap((question) => {
    if (question.kind !== 'continuous') return [];
    const name = foldName(question.name);
    return pair([`${name}mean`, `mean${name}`, `${name}pred`, name], name, question.id);
  });
  if (own.length > 0 || questions.length !== 1 || questions[0].kind !== 'continuous') return own;
  return pair(['mean', 'mu', foldName(questions[0].name), ...RESPONSE, ...ANSWER], '', null);
}

/** A column of responses of the row's model to the only question. */
export function plainColumn(column: string): ResponseColumn {
  return { column, model: null, question: null };
}
