import { columnAnswers } from './column-answers.ts';
import { COLUMN_NAMES, foldName, isAnswerName, isUnnamed } from './column-names.ts';
import { findFlags } from './find-flags.ts';
import type { Keys } from './find-keys.ts';
import type { Found } from './found.ts';
import { answerColumns, varies } from './possible-answers.ts';
import { moreQuestions, unnamedAnswers, unnamedColumn, unnamedRaters } from './row-answer-asks.ts';
import type { SampledColumns } from './sampled-columns.ts';

/** A row for each answer: a column of raters beside columns of answers, or items that come again without raters. */
export function findRowAnswers(keys: Keys): Found | null {
  const { columns, rater, repeats } = keys;
  if (rater === null && !repeats) return null;
  const flags = findFlags(keys);
  if (flags !== null) return flags;
  const { answers, undecided, words } = answerColumns(keys);
  if (answers.length === 0) return null;
  if (rater === null && !answers.some((name) => varies(keys, name))) return null;
  const byQuestion = findQuestionColumn(keys, answers);
  if (byQuestion !== null) return byQuestion;
  const further = new Map(rater === null ? [] : answers.map((name) => [name, furtherLabels(columns, name)]));
  const joined = new Set([...further.values()].flat());
  const found = answers.flatMap((name) => {
    if (joined.has(name)) return [];
    const own = columnAnswers(columns, [words.get(name) ?? name, ...(further.get(name) ?? [])], name, true);
    return own === null ? [] : [{ name, own }];
  });
  if (found.length === 0) return null;
  const names = found.map(({ name }) => name);
  const areUnknown = rater === null && !names.some((name) => isAnswerName(name) || isUnnamed(name));
  const who = rater === null ? unnamedRaters(keys, answers, undecided) : null;
  return {
    layout: 'long',
    rater,
    questions: found.map(({ name, own }) => ({
      name,
      kind: own.kind,
      ...(own.scale && { scale: own.scale }),
      ...(own.points && { points: own.points }),
      ...(own.indicators && { indicators: true }),
      columns: [words.get(name) ?? name, ...(further.get(name) ?? [])].map((column) => ({ column, name })),
    })),
    separator: found.map(({ own }) => own.separator).find((one) => one !== undefined),
    missing: found.flatMap(({ own }) => own.missing),
    abstentions: found.flatMap(({ own }) => own.abstentions),
    decimalComma: found.some(({ own }) => own.decimalComma),
    asks: [
      ...found.flatMap(({ own }) => own.asks),
      ...(who === null && areUnknown ? [unnamedAnswers(names)] : []),
      ...(who === null ? moreQuestions(undecided.filter((name) => !joined.has(name))) : [who]),
      ...found.filter(({ name }) => isUnnamed(name)).map(({ name }) => unnamedColumn(name, undecided)),
    ],
  };
}

/**
 * For a rater's first label, the columns of further ones: `label_2` and `label_3` beside `label_1`, with labels of the same kind
 * and never the same one twice in a row, as answers to several questions have.
 */
function furtherLabels(columns: SampledColumns, name: string): string[] {
  const stem = /^(.*\D)1$/.exec(name)?.[1];
  if (stem === undefined || columns.isNumeric(name)) return [];
  const labels = columns.distinct(name);
  const more: string[] = [];
  for (let number = 2; columns.names.includes(`${stem}${number}`); number++) more.push(`${stem}${number}`);
  const all = [name, ...more];
  const isOnceEach = columns.cells(name).every((_, row) => {
    const given = all.map((one) => columns.cells(one)[row].trim()).filter((cell) => cell !== '');
    return new Set(given).size === given.length;
  });
  const areLabels = more.every((one) => {
    const own = [...columns.distinct(one)];
    return own.length > 0 && own.filter((label) => labels.has(label)).length * 2 >= own.length;
  });
  return isOnceEach && areLabels && columns.rowCount >= 10 ? more : [];
}

/** A column that names the question of each row: a rater's rows about an item differ in it, and only so are they apart. */
function findQuestionColumn(keys: Keys, answers: readonly string[]): Found | null {
  const { columns, rater, item } = keys;
  if (rater === null || item.length === 0 || !columns.repeat([...item, rater])) return null;
  const column = columns.names.find(
    (name) =>
      (COLUMN_NAMES.question as readonly string[]).includes(foldName(name)) &&
      !item.includes(name) &&
      columns.distinct(name).size > 1 &&
      !columns.repeat([...item, rater, name]),
  );
  const answer = answers.find((name) => name !== column);
  if (column === undefined || answer === undefined) return null;
  const separator = columns.separatorOf([answer]);
  return {
    layout: 'long',
    rater,
    questionColumn: column,
    questions: [{ name: answer, kind: 'by labels', columns: [{ column: answer, name: answer }] }],
    ...(separator === null || separator === '|' ? {} : { separator }),
    asks: [],
  };
}
