import type { Question } from '../../judgments/question.ts';
import { jsonCell } from '../annotated/answer-cells.ts';
import { COLUMN_NAMES, foldName, nameWords } from '../annotated/column-names.ts';
import { SampledColumns } from '../annotated/sampled-columns.ts';
import type { FileHead } from '../tables/file-head.ts';
import { KEY_COLUMN } from '../tables/json-document.ts';
import { TEXT_COLUMNS } from '../text-columns.ts';
import { isTable } from '../texts.ts';
import { labelResults } from '../paper/label-schemas.ts';
import { ratingResults } from '../paper/rating-schemas.ts';
import { lineSchema } from './batch-line.ts';
import { plainColumn, RESPONSE, responseColumns } from './response-columns.ts';

/** What a file of a model's predictions looks like, and which column means what. */
export type PredictionLayout =
  | { readonly kind: 'batch'; readonly tool: string }
  | (TableColumns & { readonly kind: 'responses'; readonly responses: readonly ResponseColumn[] })
  | (TableColumns & { readonly kind: 'ratings' })
  | (TableColumns & { readonly kind: 'probabilities'; readonly numbers: readonly string[] })
  | (TableColumns & { readonly kind: 'labels and scores'; readonly label: string; readonly score: string });

export interface TableColumns {
  /** `null` where rows are known by their texts or their order. */
  readonly id: string | null;
  readonly model: string | null;
  /** Compared with the item's text where the file has it. */
  readonly text: string | null;
  /** What the model was asked, with the item's text in it. */
  readonly prompt: string | null;
  /** Columns that part the runs of a model: prompts, temperatures, seeds. */
  readonly runs: readonly string[];
}

/** A column of answers: of a model that is named in the header, to a question that is; or of the row's model, to the only one. */
export interface ResponseColumn {
  readonly column: string;
  readonly model: string | null;
  /** The question's id. */
  readonly question: string | null;
  /** The column of a list of scores, where this one is a list of their labels; else absent. */
  readonly scores?: string;
  /** The column of the standard deviation that is stated beside a number; else absent. */
  readonly spread?: string;
}

const MODEL = ['model', 'modelid', 'modelname', 'llm', 'system', 'engine', 'annotatormodel'];
const RUNS =
  'promptid prompttemplate prompttype promptname promptversion promptvariant temperature seed variant template condition setting shots nshots fewshot'.split(
    ' ',
  );
const PROMPT = ['prompt', 'input', 'inputs', 'instruction', 'query', 'fullprompt', 'inputtext', 'request'];
const SCORE =
  /^(score|scores|prob|probs|probability|probabilities|p|confidence|conf|likelihood|weight|value|softmax|prediction)$/;
/** How a layout is called in words. */
export const LAYOUT_NAMES: Record<PredictionLayout['kind'], string> = {
  batch: 'batch output (one response per line)',
  responses: 'model responses (one row per response)',
  ratings: 'model ratings of valence, arousal and dominance (one row per sample)',
  probabilities: 'model probabilities (a column per label)',
  'labels and scores': 'model probabilities (a row per label)',
};

/**
 * The layout of a file if its look alone says that a model made it, whatever else is opened with it: the answers of a model's
 * interface; a column of responses where no raters are named; or probabilities with fractions in them that sum to 1 or stand
 * beside a column of models, in a column or in a row for each label.
 */
export function predictionLayout(head: FileHead): PredictionLayout | null {
  const batch = batchLayout(head);
  if (batch !== null) return batch;
  const columns = sampled(head);
  if (columns === null || namesPeople(columns)) return null;
  const keys = keyColumns(columns);
  if (keys === null) return null;
  const paper = paperLayout(head, columns, keys);
  if (paper !== null) return paper;
  const scores = scoreLayout(columns, keys);
  if (scores !== null && sumsToOne(columns, keys, scores.label, scores.score)) return scores;
  const [response] = columns.allNamed(RESPONSE, [keys.id, keys.model]);
  // Gold labels beside predictions are one file's evaluation: it is read for its gold.
  const gold = columns.allNamed(COLUMN_NAMES.label, [keys.id, keys.model, response ?? null]).length > 0;
  if (response !== undefined && !gold && (keys.id !== null || keys.model !== null))
    return {
      kind: 'responses',
      ...keys,
      text: notAnswer(keys.text, response),
      responses: [plainColumn(response)],
    };
  const wide = wideLayout(columns, keys, 2);
  if (wide === null) return null;
  const probabilities = wide.numbers.filter((name) => columns.isProbability(name));
  const fractions = probabilities.some((name) => columns.filled(name).some((cell) => /[.eE]/.test(cell)));
  if (probabilities.length < 2 || !fractions || keys.id === null) return null;
  return keys.model !== null || (keys.text === null && columns.sumToOne(probabilities)) ? wide : null;
}

/**
 * The layout of a file that is said to hold predictions; `null` if it can be none. Only such a file is believed to have the
 * probability of one of two labels in a single column, and what its cells say of the people's labels counts.
 */
export function saidLayout(head: FileHead, questions: readonly Question[] = []): PredictionLayout | null {
  const batch = batchLayout(head);
  if (batch !== null) return batch;
  const columns = sampled(head);
  if (columns === null) return null;
  const keys = keyColumns(columns);
  if (keys === null) return null;
  const paper = paperLayout(head, columns, keys);
  if (paper !== null) return paper;
  const scores = scoreLayout(columns, keys);
  if (scores !== null)
    return sumsToOne(columns, keys, scores.label, scores.score) || repeats(columns, keys)
      ? scores
      : top(scores);
  const responses = responseColumns(columns, keys, questions);
  // Rows without a name of their item are believed to be answers by the name of their column alone.
  if (keys.id === null && keys.text === null && columns.allNamed([...RESPONSE, 'scores'], []).length === 0)
    return null;
  const wide = wideLayout(columns, keys, 2);
  const isWide = wide !== null && fitsLabels(wide.numbers, questions);
  if (responses.length > 0 && !isWide)
    return { kind: 'responses', ...keys, text: notAnswer(keys.text, responses[0].column), responses };
  const numbers = wide ?? wideLayout(columns, keys, 1);
  if (numbers?.numbers.length === 1 && questions.length === 1 && questions[0].kind === 'continuous')
    return { ...keys, kind: 'responses', responses: [plainColumn(numbers.numbers[0])] };
  return numbers;
}

/** The files of the paper's protocol, which are known by their columns: ratings, and answers with labels beside which stand their flags. */
function paperLayout(head: FileHead, columns: SampledColumns, keys: TableColumns): PredictionLayout | null {
  if (ratingResults.recognise(head)) return { kind: 'ratings', ...keys };
  if (!labelResults.recognise(head)) return null;
  const response = ['raw_response', 'parsed_labels'].find((name) => columns.names.includes(name));
  return response === undefined
    ? null
    : {
        kind: 'responses',
        ...keys,
        text: notAnswer(keys.text, response),
        responses: [plainColumn(response)],
      };
}

/** The best label with its score alone: an answer of one label. */
function top({
  label,
  id,
  model,
  text,
  prompt,
  runs,
}: Extract<PredictionLayout, { kind: 'labels and scores' }>): PredictionLayout {
  return { kind: 'responses', id, model, text, prompt, runs, responses: [plainColumn(label)] };
}

function batchLayout(head: FileHead): PredictionLayout | null {
  if (head.format === 'delimited' && !(head.columns.includes('inputs') && head.columns.includes('outputs')))
    return null;
  const [first] = head.sample.filter(({ problem }) => problem === null);
  if (first === undefined) return null;
  const object = objectOf(first.cells, head.columns);
  const tool = lineSchema(object);
  return tool === null ? null : { kind: 'batch', tool };
}

/** A row's cells as an object, with lists and objects in place of the cells that spell them. */
export function objectOf(cells: readonly string[], columns: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    columns.flatMap((name, at) => {
      const cell = cells[at] ?? '';
      if (cell === '') return [];
      return [[name, jsonCell(cell) ?? cell] as const];
    }),
  );
}

function sampled(head: FileHead): SampledColumns | null {
  return head.format === 'delimited' && !isTable(head) ? null : new SampledColumns(head);
}

function namesPeople(columns: SampledColumns): boolean {
  return columns.named(COLUMN_NAMES.rater) !== null;
}

function keyColumns(columns: SampledColumns): TableColumns | null {
  const model = columns.named(MODEL);
  const named = columns.allNamed(COLUMN_NAMES.id, [model]);
  const id = named.sort((a, b) => rank(a) - rank(b))[0] ?? null;
  const texts = TEXT_COLUMNS.flatMap((name) =>
    columns.names.filter((one) => foldName(one) === foldName(name)),
  );
  const text =
    texts.find((name) => name !== id && columns.isProse(name)) ??
    texts.find(
      (name) => name !== id && id !== null && foldName(name) === 'text' && columns.names.length > 2,
    ) ??
    null;
  const runs = columns.names.filter(
    (name) => RUNS.includes(foldName(name)) && columns.distinct(name).size > 1,
  );
  const prompt =
    columns.names.find(
      (name) => PROMPT.includes(foldName(name)) && name !== text && columns.filled(name).length > 0,
    ) ?? null;
  return { id: id ?? (columns.names.includes(KEY_COLUMN) ? KEY_COLUMN : null), model, text, prompt, runs };
}

function rank(name: string): number {
  // In a table of predictions an id is an item's; a row's own number goes by other names.
  const folded = foldName(name);
  return folded === 'id' ? -1 : (COLUMN_NAMES.id as readonly string[]).indexOf(folded);
}

/** A row for each label with its score. */
function scoreLayout(
  columns: SampledColumns,
  keys: TableColumns,
): Extract<PredictionLayout, { kind: 'labels and scores' }> | null {
  const taken = [keys.id, keys.model, keys.text];
  const label = columns
    .allNamed([...COLUMN_NAMES.label, 'predictedlabel', 'prediction'], taken)
    .find((name) => !columns.isNumeric(name) && columns.isShort(name));
  const score = columns.names.find(
    (name) =>
      !taken.includes(name) &&
      name !== label &&
      SCORE.test(foldName(name)) &&
      columns.filled(name).length > 0 &&
      columns.isMostlyNumeric(name),
  );
  return label === undefined || score === undefined
    ? null
    : { kind: 'labels and scores', ...keys, label, score };
}

function repeats(columns: SampledColumns, keys: TableColumns): boolean {
  const item = keys.id ?? keys.text;
  return item !== null && columns.repeat([item, ...(keys.model === null ? [] : [keys.model]), ...keys.runs]);
}

/** Whether the scores of an item's rows come to 1. */
function sumsToOne(columns: SampledColumns, keys: TableColumns, label: string, score: string): boolean {
  const item = keys.id ?? keys.text;
  if (item === null || !repeats(columns, keys)) return false;
  const sums = new Map<string, number>();
  const names = [item, ...(keys.model === null ? [] : [keys.model]), ...keys.runs];
  for (const [row, cell] of columns.cells(score).entries()) {
    const key = names.map((name) => columns.cells(name)[row]).join('\n');
    sums.set(key, (sums.get(key) ?? 0) + Number(cell.replace(',', '.')));
  }
  const near = [...sums.values()].filter((sum) => Math.abs(sum - 1) < 0.02).length;
  return near * 2 > sums.size && !columns.repeat([...names, label]);
}

function wideLayout(
  columns: SampledColumns,
  keys: TableColumns,
  fewest: number,
): Extract<PredictionLayout, { kind: 'probabilities' }> | null {
  const taken = [keys.id, keys.model, keys.text, ...keys.runs];
  const numbers = columns.names.filter(
    (name) =>
      !taken.includes(name) &&
      foldName(name) !== '' &&
      columns.isMostlyNumeric(name) &&
      columns.filled(name).length > 0,
  );
  return numbers.length < fewest ? null : { kind: 'probabilities', ...keys, numbers };
}

/** Whether columns of numbers are named for the labels of a question. */
function fitsLabels(names: readonly string[], questions: readonly Question[]): boolean {
  const words = names.map((name) => nameWords(name).join(' '));
  return questions.some(({ labels }) => {
    const named = labels.filter((label) => {
      const own = nameWords(label).join(' ');
      return words.some((name) => name === own || name.endsWith(` ${own}`) || name.startsWith(`${own} `));
    });
    return named.length >= 2 && named.length * 2 >= labels.length;
  });
}

function notAnswer(text: string | null, answer: string): string | null {
  return text === answer ? null : text;
}
