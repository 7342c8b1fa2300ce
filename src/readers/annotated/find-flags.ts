import { flagIn } from './answer-cells.ts';
import type { AskDraft } from './ask-draft.ts';
import { isAboutTheRow, isAgreedName, isModelName } from './column-names.ts';
import { namedColumns } from './describe-mapping.ts';
import type { Keys } from './find-keys.ts';
import type { Found } from './found.ts';
import { labelGroup } from './label-group.ts';
import { isLabelWord } from './label-words.ts';
import type { MappedQuestion } from './mapping.ts';
import type { SampledColumns } from './sampled-columns.ts';

/** Names that raters and classes both go by. */
const LETTER = /^\p{L}$/u;
/** The share of rows without any label that labels of one question hardly leave. */
const MANY_WITHOUT = 0.2;

/**
 * A column for each label that says whether it was given, with a row for each answer or a row for each text. Columns of plus and minus
 * are those of people, unless most are named for labels.
 */
export function findFlags(keys: Keys): Found | null {
  const found = findAnyFlags(keys);
  const group = found?.questions.flatMap(({ columns }) => columns) ?? [];
  const signed = group.some(({ column }) => keys.columns.distinct(column).has('+'));
  return signed && group.filter(({ name }) => isLabelWord(name)).length * 2 <= group.length ? null : found;
}

/** As {@link findFlags}, also of columns of plus and minus that are named for no label. */
export function findAnyFlags(keys: Keys): Found | null {
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
    asks:
      rater === null && !repeats && group.columns.every(({ column }) => LETTER.test(column.trim()))
        ? [labelsOrRaters(group.columns)]
        : mayBeQuestions(columns, group.columns)
          ? [labelsOrQuestions(group.columns)]
          : [],
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

/** The command line's options that name the columns. */
function optionsOf(group: MappedQuestion['columns']): string {
  return group.map(({ column }) => `--label "${column}"`).join(' ');
}

/** Neither is likelier of columns called A, B and C. */
function labelsOrRaters(group: MappedQuestion['columns']): AskDraft {
  return {
    what: `Are the columns ${namedColumns(group.map(({ column }) => column))} labels that a text has or lacks, or raters?`,
    choices: [
      { says: 'labels', option: '--layout "label flags"' },
      {
        says: 'raters, who each said yes or no',
        option: `--layout "rater columns" ${optionsOf(group)}`,
        apply: (mapping) => ({ ...mapping, layout: 'rater columns' }),
      },
    ],
    taken: null,
  };
}

function labelsOrQuestions(group: MappedQuestion['columns']): AskDraft {
  const names = group.map(({ column }) => `"${column}"`);
  return {
    what: `Are the columns ${names.join(', ')} labels of one question, of which several may be given, or a question each?`,
    choices: [
      { says: 'labels of one question', option: '--layout "label flags"' },
      {
        says: 'a question each, answered with yes or no',
        option: `--layout long ${optionsOf(group)}`,
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

function saysYes(columns: SampledColumns, name: string): boolean {
  return columns.filled(name).some((cell) => flagIn(cell, name) === true);
}
