import { flagIn } from './answer-cells.ts';
import type { AskDraft } from './ask-draft.ts';
import { columnAnswers } from './column-answers.ts';
import {
  COLUMN_NAMES,
  foldName,
  isAboutTheRow,
  isAgreedName,
  isAnswerName,
  isModelName,
  nameWords,
} from './column-names.ts';
import type { Keys } from './find-keys.ts';
import type { Found } from './found.ts';
import type { MappedQuestion, Mapping } from './mapping.ts';
import type { SampledColumns } from './sampled-columns.ts';

/** Different answers that a column of an unknown name may hold. */
const FEW = 12;

/** A row for each answer: a column of raters beside columns of answers, or items that come again without raters. */
export function findRowAnswers(keys: Keys): Found | null {
  const { columns, rater, repeats } = keys;
  if (rater === null && !repeats) return null;
  const flags = findFlags(keys);
  if (flags !== null) return flags;
  const { answers, undecided } = answerColumns(keys);
  if (answers.length === 0) return null;
  if (rater === null && !answers.some((name) => varies(keys, name))) return null;
  const byQuestion = findQuestionColumn(keys, answers);
  if (byQuestion !== null) return byQuestion;
  const found = answers.flatMap((name) => {
    const own = columnAnswers(columns, [name], name, true);
    return own === null ? [] : [{ name, own }];
  });
  if (found.length === 0) return null;
  return {
    layout: 'long',
    rater,
    questions: found.map(({ name, own }) => ({
      name,
      kind: own.kind,
      ...(own.scale && { scale: own.scale }),
      ...(own.points && { points: own.points }),
      ...(own.indicators && { indicators: true }),
      columns: [{ column: name, name }],
    })),
    separator: found.map(({ own }) => own.separator).find((one) => one !== undefined),
    missing: found.flatMap(({ own }) => own.missing),
    abstentions: found.flatMap(({ own }) => own.abstentions),
    decimalComma: found.some(({ own }) => own.decimalComma),
    asks: [...found.flatMap(({ own }) => own.asks), ...moreQuestions(undecided)],
  };
}

/** Columns of a label each for one opinion on each text, which nobody else has judged. */
export function findConsensus(keys: Keys): Found | null {
  const { columns, text, id, moreTexts } = keys;
  const taken = [text, id, ...moreTexts];
  const named = columns.names.filter(
    (name) =>
      !taken.includes(name) &&
      !isModelName(name) &&
      foldName(name) !== 'response' &&
      (isAnswerName(name) || isAgreedName(name) || isUnnamed(columns, name)) &&
      !isAboutTheRow(name) &&
      columns.isShort(name) &&
      !columns.isTime(name),
  );
  const found = named.flatMap((name) => {
    const own = columnAnswers(columns, [name], name, false);
    return own === null ? [] : [{ name, own }];
  });
  if (found.length === 0) return null;
  const unnamed = found.filter(({ name }) => isUnnamed(columns, name)).map(({ name }) => name);
  const others = columns.names.filter(
    (name) =>
      /^column \d+$/.test(name) &&
      ![...taken, ...unnamed].includes(name) &&
      columns.isAnswers(name) &&
      !columns.isTime(name),
  );
  const asks = [
    ...found.flatMap(({ own }) => own.asks),
    ...unnamed.map((name) => unnamedColumn(name, others)),
  ];
  return {
    layout: 'long',
    rater: null,
    questions: found.map(({ name, own }) => ({
      name,
      kind: own.kind,
      ...(own.scale && { scale: own.scale }),
      ...(own.points && { points: own.points }),
      ...(own.indicators && { indicators: true }),
      columns: [{ column: name, name }],
    })),
    separator: found.map(({ own }) => own.separator).find((one) => one !== undefined),
    missing: found.flatMap(({ own }) => own.missing),
    abstentions: found.flatMap(({ own }) => own.abstentions),
    asks,
  };
}

/** A column of a few words that come again, in a table without a header. */
function isUnnamed(columns: SampledColumns, name: string): boolean {
  return (
    /^column \d+$/.test(name) &&
    columns.isLabels(name) &&
    columns.distinct(name).size * 2 <= columns.filled(name).length
  );
}

function unnamedColumn(name: string, others: readonly string[]): AskDraft {
  return {
    what: `The file names no columns. Does ${name} hold the labels?`,
    choices: [
      { says: 'yes', option: `--label "${name}"` },
      ...others.map((other) => ({
        says: `no, ${other} does`,
        option: `--label "${other}"`,
        apply: (mapping: Mapping): Mapping => ({
          ...mapping,
          questions: mapping.questions.map((question) =>
            question.name === name
              ? { name: other, kind: 'by labels', columns: [{ column: other, name: other }] }
              : question,
          ),
        }),
      })),
      { says: 'no, none does: put the texts alone into the file', option: '', apply: null },
    ],
    taken: 0,
  };
}

/** Columns that may hold answers, and varying ones of unknown names beside answers that are named. */
function answerColumns(keys: Keys): { answers: string[]; undecided: string[] } {
  const { columns, text, id, rater, moreTexts, item, repeats } = keys;
  const taken = [text, id, rater, ...moreTexts, ...item];
  const possible = columns.names.filter(
    (name) => !taken.includes(name) && columns.filled(name).length > 0 && !columns.isTime(name),
  );
  const people = possible.filter((name) => !isAgreedName(name) && !isModelName(name));
  const named = people.filter(
    (name) =>
      isAnswerName(name) && !isAboutTheRow(name) && (columns.isAnswers(name) || columns.isIndicators(name)),
  );
  // What all rows of an item or of a rater share says something about the item or the rater.
  const varying = named.filter((name) => varies(keys, name));
  const answers = varying.length > 0 ? varying : named;
  const others = people.filter(
    (name) =>
      !named.includes(name) &&
      !isAboutTheRow(name) &&
      columns.isLabels(name) &&
      columns.distinct(name).size <= FEW &&
      (!repeats || columns.determines(item, name) !== true) &&
      (rater === null || columns.determines([rater], name) !== true),
  );
  if (answers.length > 0)
    return {
      answers,
      undecided: others.filter((name) => varies(keys, name) && columns.distinct(name).size > 1),
    };
  return { answers: others, undecided: [] };
}

/** Whether an item's rows differ in a column. */
function varies({ columns, item, repeats }: Keys, name: string): boolean {
  return repeats && columns.determines(item, name) === false;
}

function moreQuestions(names: readonly string[]): AskDraft[] {
  if (names.length === 0) return [];
  const list = names.map((name) => `"${name}"`).join(', ');
  return [
    {
      what: `Do the columns ${list} hold answers too?`,
      choices: [
        { says: 'no, they are left unread', option: '--label with the columns of answers alone' },
        {
          says: 'yes, each is a question',
          option: names.map((name) => `--label "${name}"`).join(' '),
          apply: (mapping) => ({
            ...mapping,
            questions: [
              ...mapping.questions,
              ...names.map((name): MappedQuestion => ({
                name,
                kind: 'by labels',
                columns: [{ column: name, name }],
              })),
            ],
          }),
        },
      ],
      taken: 0,
    },
  ];
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

/** A column for each label that says whether it was given, with a row for each answer or a row for each text. */
export function findFlags(keys: Keys): Found | null {
  const { columns, text, id, rater, moreTexts, item, repeats } = keys;
  const taken = [text, id, rater, ...moreTexts, ...item];
  const flags = columns.names.filter(
    (name) =>
      !taken.includes(name) &&
      !isAgreedName(name) &&
      !isModelName(name) &&
      !(isAboutTheRow(name) && !inGroup(name, columns)) &&
      columns.isFlags(name),
  );
  const group = labelGroup(flags);
  if (group.columns.length < 3 || !group.columns.some(({ column }) => saysYes(columns, column))) return null;
  const marked = columns
    .cells(group.columns[0].column)
    .filter((_, row) =>
      group.columns.some(({ column }) => flagIn(columns.cells(column)[row]) === true),
    ).length;
  const filled = columns.rowCount;
  // Where most rows have no label, each column may be a question of its own.
  if (marked * 2 <= filled) return null;
  if (rater === null && !repeats && item.length === 0) return null;
  return {
    layout: 'label flags',
    rater,
    questions: [{ name: group.name, kind: 'categorical', columns: group.columns }],
    asks: [],
  };
}

/** Blank columns of the same beginning belong to the group of those that are marked. */
function inGroup(name: string, columns: SampledColumns): boolean {
  const prefix = /^(.+?)(:::|[._])/.exec(name)?.[1];
  return prefix !== undefined && columns.names.filter((one) => one.startsWith(prefix)).length > 2;
}

/** The labels of columns whose names may begin alike, which is then the question: `emotion:::joy`, `emotion.anger`. */
export function labelGroup(names: readonly string[]): {
  name: string;
  columns: { column: string; name: string }[];
} {
  for (const separator of [':::', '::', '.', ':', '/', '__', '_', ' ']) {
    const starts = names.map((name) => name.slice(0, name.indexOf(separator) + 1 && name.indexOf(separator)));
    const [start] = starts;
    if (names.length < 2 || start === undefined || start === '' || !starts.every((one) => one === start))
      continue;
    const columns = names.map((name) => ({
      column: name,
      name: name.slice(start.length + separator.length),
    }));
    if (columns.some(({ name }) => name === '')) continue;
    const said = nameWords(start).join(' ');
    return { name: /^(is|has|label|votes?|n|count|num)$/.test(said) ? 'label' : start, columns };
  }
  return { name: 'label', columns: names.map((name) => ({ column: name, name })) };
}

function saysYes(columns: SampledColumns, name: string): boolean {
  return columns.filled(name).some((cell) => flagIn(cell) === true);
}
