import { max } from 'd3';
import type { Question } from '../../judgments/question.ts';
import { UnreadableFileError } from '../unreadable-file.ts';
import { LabelMismatchError, UndecidedQuestionError } from './label-mismatch.ts';
import type { PredictionOptions } from './model-predictions.ts';

/** The columns that stand for the labels of a question. */
export interface MatchedQuestion {
  readonly question: Question;
  /**
   * For each label the names of its columns; more than one only by the caller's word. Of two labels one may have none where the
   * table has a single column: it gets what is left to 1.
   */
  readonly columns: readonly (readonly string[])[];
}

const PREFIX =
  /^\.?(?:log[ _-]?prob(?:ability)?|logits?|softmax|probability|proba|prob|pred|prediction|score|p)(?:[ _:.-]+|(?=\())/i;

/** What stands behind a label: `joy_prob`, and `joy_dist` in the paper's files. */
const SUFFIX = /[ _:.-](?:dist|log[ _-]?prob|logits?|prob|proba|probability|score|p)$/i;

/** A label as it is compared: without case, and with a space for any run of spaces, underscores and hyphens, unless it is nothing else. */
export function foldLabel(label: string): string {
  if (/^-+$/.test(label.trim())) return label.trim();
  return label
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}

/** As {@link foldLabel}, but a number by its value: one with a minus must stay apart from one without. */
export function comparable(label: string): string {
  return /^\s*[+-]?\d+(\.\d+)?\s*$/.test(label) ? String(Number(label) + 0) : foldLabel(label);
}

/**
 * Finds the questions that a table of probabilities answers. A column stands for a label by its name: the same but for case,
 * spaces, underscores and hyphens; or so after `p_`, `prob_`, `probability_`, `pred_` or `score_` (also `p(joy)`); or so after
 * the question's id or name (`valence_1`), which lets one table answer several questions.
 * @param columns those that hold numbers
 * @throws LabelMismatchError, UndecidedQuestionError
 */
export function matchLabels(
  file: string,
  columns: readonly string[],
  questions: readonly Question[],
  options: PredictionOptions,
): MatchedQuestion[] {
  if (columns.length === 1) return [matchOneOfTwo(file, columns[0], questions, options)];
  const own = questions.map((question) =>
    match(question, columns, options, (column) => afterQuestion(column, question, questions)),
  );
  const named = own.filter(({ missing }) => missing.length === 0);
  if (named.length > 0) return named;
  const bare = questions.map((question) => match(question, columns, options, (column) => column));
  const whole = bare.filter(({ missing }) => missing.length === 0);
  if (whole.length === 1) return whole;
  if (whole.length > 1)
    throw new UndecidedQuestionError(
      file,
      whole.map(({ question }) => question),
    );
  const known = bare.map(({ question, missing }) => question.labels.length - missing.length);
  const most = max(known);
  const nearest = bare.filter((_, at) => known[at] === most);
  if (nearest.length > 1)
    throw new UndecidedQuestionError(
      file,
      nearest.map(({ question }) => question),
    );
  const [best] = nearest;
  const used = new Set(best.columns.flat());
  const extra = columns.filter((column) => !used.has(column));
  // What is said of one file's columns is not said of another's.
  const { labels } = options;
  const isSaid = (column: string) => labels !== undefined && Object.hasOwn(labels, column);
  if (used.size > 0 && columns.some(isSaid) && extra.every(isSaid)) return [best];
  throw new LabelMismatchError(file, best.question, columns, best.missing, extra);
}

/** The question of two labels of which one has the only column. */
function matchOneOfTwo(
  file: string,
  column: string,
  questions: readonly Question[],
  options: PredictionOptions,
): MatchedQuestion {
  const binary = questions.filter(({ labels }) => labels.length === 2);
  if (binary.length === 0)
    throw new UnreadableFileError(
      file,
      `It has one column of probabilities, "${column}", which is enough only for a question with two labels: the other gets ` +
        `what is left to 1. ${questions
          .map(({ name, labels }) => `The question "${name}" has ${labels.length}`)
          .join(', ')}; a column for each is needed.`,
    );
  const named = binary
    .flatMap((question) => [
      match(question, [column], options, (name) => afterQuestion(name, question, questions)),
      match(question, [column], options, (name) => name),
    ])
    .filter(({ missing }) => missing.length === 1);
  const meant = new Set(named.map(({ question }) => question));
  if (meant.size > 1) throw new UndecidedQuestionError(file, [...meant]);
  if (named.length > 0) return named[0];
  if (binary.length > 1) throw new UndecidedQuestionError(file, binary);
  throw new LabelMismatchError(file, binary[0], [column], binary[0].labels, [column]);
}

function match(
  question: Question,
  columns: readonly string[],
  { labels: renamed }: PredictionOptions,
  labelPart: (column: string) => string | null,
): MatchedQuestion & { readonly missing: readonly string[] } {
  const given = new Map(Object.entries(renamed ?? {}));
  const exact = new Map(question.labels.map((label, place) => [label, place]));
  const names = question.labels.map(comparable);
  // Of two labels that are alike but for their signs between words, only the one as it is written is meant.
  const alike = new Map(
    names.flatMap((name, place) => (names.indexOf(name) === names.lastIndexOf(name) ? [[name, place]] : [])),
  );
  const placeOf = (name: string) => exact.get(name) ?? alike.get(comparable(name));
  const found: string[][] = question.labels.map(() => []);
  for (const column of columns) {
    const word = given.get(column);
    if (word === null) continue;
    const part = word ?? labelPart(column);
    if (part === null) continue;
    const place = placeOf(part) ?? placeOf(withoutPrefix(part)) ?? placeOf(part.replace(SUFFIX, ''));
    // Of two columns for one label the first counts, unless the caller says that both do.
    if (place !== undefined && (found[place].length === 0 || word !== undefined)) found[place].push(column);
  }
  const missing = question.labels.filter((_, place) => found[place].length === 0);
  return { question, columns: found, missing };
}

/** The label that a column is named for, where there are no people's labels to compare it with: `joy` of `p_joy` and `joy_prob`. */
export function labelNamed(column: string): string {
  const bare = withoutPrefix(column);
  return (bare.replace(SUFFIX, '') || bare || column).trim();
}

function withoutPrefix(name: string): string {
  const rest = name.trim().replace(PREFIX, '');
  return /^\(.*\)$/.test(rest) ? rest.slice(1, -1) : rest;
}

/** What follows the question's id, or its name if no other has it, in the name of a column. */
function afterQuestion(column: string, question: Question, questions: readonly Question[]): string | null {
  const alone = questions.filter(({ name }) => name === question.name).length === 1;
  const bare = withoutPrefix(column);
  for (const start of alone ? [question.id, question.name] : [question.id])
    if (bare.toLowerCase().startsWith(start.toLowerCase()) && /^[ _:.=-]/.test(bare.slice(start.length)))
      return bare.slice(start.length + 1);
  return null;
}
