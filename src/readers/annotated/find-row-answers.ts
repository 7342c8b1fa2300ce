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
  isRatingName,
  isUnnamed,
  nameWords,
} from './column-names.ts';
import type { Keys } from './find-keys.ts';
import type { Found } from './found.ts';
import type { MappedQuestion, Mapping } from './mapping.ts';
import { declaredScale } from './numeric-answers.ts';
import type { SampledColumns } from './sampled-columns.ts';

/** Different answers that a column of an unknown name may hold. */
const FEW = 12;

/** The share of rows without any label that labels of one question hardly leave. */
const MANY_WITHOUT = 0.2;

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

/**
 * Asked where no column is named for raters and one of the answers differs in all rows of a text, and comes again with others: it
 * may name who answered.
 */
function unnamedRaters(
  { columns, item }: Keys,
  answers: readonly string[],
  undecided: readonly string[],
): AskDraft | null {
  const rows = columns.rowCount;
  const name = [...answers, ...undecided].find(
    (one) =>
      !isAnswerName(one) &&
      !columns.isNumeric(one) &&
      columns.repeat([one]) &&
      !columns.repeat([...item, one], true) &&
      rows >= 2.5 * columns.distinct(item[0]).size,
  );
  const others = answers.filter((one) => one !== name);
  if (name === undefined || others.length === 0) return null;
  return {
    what: `Does the column "${name}" name who answered? It differs in all rows of each text.`,
    choices: [
      {
        says: 'yes, a rater in each row',
        option: `--rater "${name}"`,
        apply: (mapping) => ({
          ...mapping,
          rater: name,
          questions: mapping.questions.filter((question) => question.name !== name),
        }),
      },
      {
        says: 'no, it holds answers too',
        option: [...others, name].map((one) => `--label "${one}"`).join(' '),
        apply: (mapping) =>
          mapping.questions.some((question) => question.name === name)
            ? mapping
            : {
                ...mapping,
                questions: [
                  ...mapping.questions,
                  { name, kind: 'by labels', columns: [{ column: name, name }] },
                ],
              },
      },
      {
        says: 'no, and it holds no answers',
        option: others.map((one) => `--label "${one}"`).join(' '),
        apply: (mapping) => ({
          ...mapping,
          questions: mapping.questions.filter((question) => question.name !== name),
        }),
      },
    ],
    taken: null,
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
      (isAnswerName(name) || isAgreedName(name) || isUnnamedLabel(columns, name)) &&
      !isAboutTheRow(name) &&
      columns.isShort(name) &&
      !columns.isTime(name) &&
      !isRemarkOrShare(columns, name),
  );
  const found = named.flatMap((name) => {
    const own = columnAnswers(columns, [name], name, false);
    return own === null ? [] : [{ name, own }];
  });
  if (found.length === 0) return null;
  const unnamed = found.filter(({ name }) => isUnnamedLabel(columns, name)).map(({ name }) => name);
  const others = columns.names.filter(
    (name) =>
      isUnnamed(name) &&
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

/** Whether a column has sentences of its own in nearly each row, or percentages: shares of people, and no answer of one. */
function isRemarkOrShare(columns: SampledColumns, name: string): boolean {
  const cells = columns.filled(name).map((cell) => cell.trim());
  const isRemark =
    columns.isProse(name) && new Set(cells).size > 0.8 * cells.length && cells.length > FEW / 2;
  return isRemark || cells.every((cell) => /^\d+([.,]\d+)? ?%$/.test(cell));
}

/** A column of a few words that come again, in a table without a header. */
function isUnnamedLabel(columns: SampledColumns, name: string): boolean {
  return (
    isUnnamed(name) &&
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

interface AnswerColumns {
  readonly answers: readonly string[];
  /** Columns beside them that may hold answers too. */
  readonly undecided: readonly string[];
  /** Of columns of codes, those that have the codes' words. */
  readonly words: ReadonlyMap<string, string>;
}

/** Columns that may hold answers; numbers and the words that they stand for are one of them. */
function answerColumns(keys: Keys): AnswerColumns {
  const { answers, undecided } = possibleAnswers(keys);
  const words = wordsOfCodes(keys.columns, answers);
  const taken = new Set(words.values());
  const isOther = (name: string) => !taken.has(name);
  return { answers: answers.filter(isOther), undecided: undecided.filter(isOther), words };
}

/** For columns of numbers, the column named alike that has one word for each: `label` and `label_text`. */
function wordsOfCodes(columns: SampledColumns, codes: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const code of codes) {
    if (!columns.isNumeric(code) || columns.distinct(code).size < 2) continue;
    const words = columns.names.find(
      (name) =>
        name !== code &&
        foldName(name).startsWith(foldName(code)) &&
        columns.isLabels(name) &&
        !columns.isNumeric(name) &&
        columns.distinct(name).size === columns.distinct(code).size &&
        columns.determines([code], name) === true &&
        columns.determines([name], code) === true,
    );
    if (words !== undefined) found.set(code, words);
  }
  return found;
}

/** Columns that may hold answers, and varying ones of unknown names beside answers that are named. */
function possibleAnswers(keys: Keys): Pick<AnswerColumns, 'answers' | 'undecided'> {
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
  // All raters may have said the same of each text.
  const agreed = named.filter(
    (name) => !answers.includes(name) && rater !== null && columns.determines([rater], name) === false,
  );
  if (answers.length > 0)
    return {
      answers,
      undecided: [
        ...agreed,
        ...others.filter((name) => varies(keys, name) && columns.distinct(name).size > 1),
      ],
    };
  if (others.length > 0 || rater === null) return { answers: others, undecided: [] };
  // Ratings on a slider have too many values to be known by what they hold.
  const rated = people.filter(
    (name) =>
      (isRatingName(name) || declaredScale(name) !== null) &&
      !isAboutTheRow(name) &&
      columns.isNumbers(name) &&
      varies(keys, name),
  );
  return { answers: rated, undecided: [] };
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
        {
          says: 'no, they say something else about the texts, or are left unread',
          option: '--label with the columns of answers alone',
        },
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
  const potato = flagsOfSchemas(columns, flags, rater);
  if (potato !== null) return potato;
  const group = labelGroup(flags);
  if (group.columns.length < 3 || !group.columns.some(({ column }) => saysYes(columns, column))) return null;
  const marked = columns
    .cells(group.columns[0].column)
    .filter((_, row) =>
      group.columns.some(({ column }) => flagIn(columns.cells(column)[row], column) === true),
    ).length;
  const filled = columns.rowCount;
  // Where most rows have no label, each column may be a question of its own.
  if (marked * 2 <= filled) return null;
  if (rater === null && !repeats && item.length === 0) return null;
  return {
    layout: 'label flags',
    rater,
    questions: [{ name: group.name, kind: 'categorical', columns: group.columns }],
    asks: mayBeQuestions(columns, group.columns) ? [labelsOrQuestions(group.columns)] : [],
  };
}

/** Columns `schema:::label`, as Potato writes them: a question for each schema, on a scale where its labels are `scale_1`, `scale_2` … */
function flagsOfSchemas(
  columns: SampledColumns,
  flags: readonly string[],
  rater: string | null,
): Found | null {
  const own = flags.filter((name) => name.includes(':::') && name.indexOf(':::') > 0);
  const schemas = [...new Set(own.map((name) => name.slice(0, name.indexOf(':::'))))];
  const questions = schemas.flatMap((name): MappedQuestion[] => {
    const labels = own.filter((one) => one.startsWith(`${name}:::`));
    if (labels.length < 2 || !labels.some((one) => saysYes(columns, one))) return [];
    const group = labels.map((column) => ({ column, name: column.slice(name.length + 3) }));
    const isScale = group.length > 2 && group.every((one) => /^scale_-?\d+$/.test(one.name));
    const named = isScale ? group.map((one) => ({ ...one, name: one.name.slice('scale_'.length) })) : group;
    return [{ name, kind: isScale ? 'ordinal' : 'categorical', columns: named }];
  });
  return questions.length === 0 ? null : { layout: 'label flags', rater, questions, asks: [] };
}

/** Whether columns of yes and no, of which a row may have several or none, are worded as questions of their own. */
function mayBeQuestions(columns: SampledColumns, group: MappedQuestion['columns']): boolean {
  const said = group.map(({ column }) => columns.cells(column).map((cell) => flagIn(cell, column)));
  const given = said[0].map((_, row) => said.filter((cells) => cells[row] === true).length);
  const isOneEach = given.every((count) => count === 1);
  const isWorded = group.every(
    ({ column }) =>
      /^(is|has|does)([ _.-]|(?=\p{Lu}))/u.test(column) ||
      columns.filled(column).every((cell) => /^(yes|no|ja|nein|oui|non|sí|si)$/i.test(cell.trim())),
  );
  // Hardly anybody abstains as often as questions of their own are all answered with no.
  const none = given.filter((count) => count === 0).length;
  return (isWorded && !isOneEach) || none > MANY_WITHOUT * given.length;
}

function labelsOrQuestions(group: MappedQuestion['columns']): AskDraft {
  const names = group.map(({ column }) => `"${column}"`);
  return {
    what: `Are the columns ${names.join(', ')} labels of one question, of which several may be given, or a question each?`,
    choices: [
      { says: 'labels of one question', option: '--layout "label flags"' },
      {
        says: 'a question each, answered with yes or no',
        option: `--layout long ${group.map(({ column }) => `--label "${column}"`).join(' ')}`,
        apply: (mapping) => ({
          ...mapping,
          layout: 'long',
          questions: group.map(({ column }) => ({
            name: column,
            kind: 'categorical',
            columns: [{ column, name: column }],
          })),
        }),
      },
    ],
    taken: 0,
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
  return columns.filled(name).some((cell) => flagIn(cell, name) === true);
}
