import { extent, max } from 'd3';
import type { AskDraft } from './ask-draft.ts';
import { jsonCell, labelsIn } from './answer-cells.ts';
import type { ColumnAnswers } from './column-answers.ts';
import { codesOrScale } from './whole-numbers.ts';
import {
  ANSWER_NAMES,
  COLUMN_NAMES,
  foldName,
  isAboutTheRow,
  isAgreedName,
  isCodeName,
  isModelName,
} from './column-names.ts';
import type { Keys } from './find-keys.ts';
import { labelGroup } from './label-group.ts';
import type { Found } from './found.ts';
import { isLabelWord } from './label-words.ts';
import { decimal } from './decimal.ts';
import { pairsInCell } from './pairs-in-cell.ts';
import type { SampledColumns } from './sampled-columns.ts';

const FOR_VOTES = /(^|[ _.:-])(votes?|counts?|n|num)([ _.:-]|$)/i;

/** A column of objects, label to number of votes. */
export function findVotes({ columns, text, id }: Keys): Found | null {
  const column = columns.allNamed(COLUMN_NAMES.votes, [text, id]).find((name) => columns.isVotes(name));
  if (column === undefined) return null;
  return { layout: 'votes', rater: null, questions: [oneColumn(column)], asks: [] };
}

/** A column with several raters' answers in each cell. */
export function findAnnotations({ columns, text, id, rater, repeats }: Keys): Found | null {
  const lists = columns
    .allNamed(COLUMN_NAMES.raterLists, [text, id])
    .find((name) => columns.isAnnotations(name));
  const taken = [text, id];
  const named = columns.allNamed(COLUMN_NAMES.annotations, taken).find((name) => columns.isAnnotations(name));
  const isOneEach = rater === null && !repeats;
  const labels = columns.allNamed(COLUMN_NAMES.label, taken);
  const column =
    named ??
    labels.find((name) =>
      lists === undefined ? isOneEach && columns.isPairs(name) : columns.isAnnotations(name),
    );
  if (column === undefined) return null;
  if (columns.isPairs(column) && columns.isVotes(column)) return votesOrRatings(columns, column);
  const codes = codesIn(columns, column);
  const question = { ...oneColumn(column), ...(codes && { kind: codes.kind, scale: codes.scale }) };
  return { layout: 'annotations', rater: lists ?? null, questions: [question], asks: codes?.asks ?? [] };
}

/** Names with whole numbers: `joy: 3, fear: 1` are votes, `kim: 3, lee: 1` are ratings. */
function votesOrRatings(columns: SampledColumns, column: string): Found {
  const objects = columns.filled(column).map((cell) => jsonCell(cell) ?? pairsInCell(cell) ?? {});
  const names = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  const areLabels = names.filter(isLabelWord).length * 2 >= names.length;
  const found = { rater: null, questions: [oneColumn(column)] };
  if (areLabels) return { layout: 'votes', ...found, asks: [] };
  return {
    layout: 'annotations',
    ...found,
    asks: [
      {
        what: `Are the names in "${column}" raters with a rating each, or labels with a number of votes each?`,
        choices: [
          { says: 'raters', option: `--layout annotations --label "${column}"` },
          {
            says: 'labels',
            option: `--layout votes --label "${column}"`,
            apply: (mapping) => ({ ...mapping, layout: 'votes' }),
          },
        ],
        taken: null,
      },
    ],
  };
}

/** How whole numbers are to be understood that a column or a key names as classes; `null` if there are none. */
function codesIn(
  columns: SampledColumns,
  column: string,
): Pick<ColumnAnswers, 'kind' | 'scale' | 'asks'> | null {
  const cells = columns.filled(column);
  const keys = new Set(
    cells.flatMap((cell) => {
      const list = jsonCell(cell);
      return Array.isArray(list) ? list.flatMap((one) => (isObject(one) ? Object.keys(one) : [])) : [];
    }),
  );
  const labels = cells.flatMap((cell) => labelsIn(cell));
  const isNamed = keys.size > 0 ? keys.has('label') : isCodeName(column);
  if (!isNamed || labels.length === 0 || !labels.every((label) => /^\d+$/.test(label))) return null;
  const values = labels.map(Number);
  // doccano names labels and users by the numbers that it gave them.
  if (values.includes(0) || (keys.has('label') && keys.has('user'))) return { kind: 'categorical', asks: [] };
  return codesOrScale(column, max(values)!, { missing: [], asks: [] });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A row for each text and a column of whole numbers for each label. */
export function findLabelCounts(keys: Keys): Found | null {
  const { columns, text, id, moreTexts, repeats, rater } = keys;
  if (repeats || rater !== null) return null;
  const taken = [text, id, ...moreTexts];
  const numbers = columns.names.filter(
    (name) =>
      !taken.includes(name) &&
      !(isAboutTheRow(name) && !isLabelWord(name)) &&
      !isAgreedName(name) &&
      !isModelName(name) &&
      // Columns that are named for emotions hold votes, be they too many to be read.
      (columns.isCounts(name) || (isLabelWord(name) && columns.isWholeNumbers(name))) &&
      !ANSWER_NAMES.includes(foldName(name)) &&
      !/annotators?|raters?|total|sum|count$/i.test(foldName(name).replace(/^(votes?|label)/, '')),
  );
  const counts = withoutTotal(columns, numbers);
  if (counts.length < 2) return null;
  const evidence = countsEvidence(columns, counts, totalColumn(columns, counts, taken));
  if (evidence === 'none') return null;
  const group = labelGroup(counts);
  const labels = group.columns.map(({ column, name }) => ({ column, name: labelOf(name) }));
  return {
    layout: 'label counts',
    rater: null,
    questions: [{ name: group.name, kind: 'by labels', columns: labels }],
    asks: evidence === 'certain' ? [] : [countsOrScores(counts, evidence === 'likely')],
  };
}

/** Columns of shares that sum to 1, which are no votes. */
export function findShares(keys: Keys): Found | null {
  const { columns, text, id, moreTexts, repeats, rater } = keys;
  if (repeats || rater !== null) return null;
  const names = columns.names.filter(
    (name) =>
      ![text, id, ...moreTexts].includes(name) &&
      !(isAboutTheRow(name) && !isLabelWord(name)) &&
      columns.filled(name).length > 0 &&
      columns.isNumeric(name) &&
      columns.isProbability(name),
  );
  const fractions = names.some((name) =>
    columns.filled(name).some((cell) => !Number.isInteger(Number(cell))),
  );
  if (names.length < 2 || !fractions || !columns.sumToOne(names)) return null;
  const list = names.map((name) => `"${name}"`).join(', ');
  const ratersPerText = commonDenominator(columns, names);
  const likely = ratersPerText !== null;
  const ofPeople = likely
    ? `people’s: with ${ratersPerText} raters for each text they are whole numbers of votes`
    : 'people’s: give the numbers of votes instead, or a row for each rater';
  return {
    layout: 'label counts',
    rater: null,
    ...(likely && { ratersPerText }),
    questions: [
      {
        name: 'label',
        kind: 'by labels',
        columns: names.map((column) => ({ column, name: labelOf(column) })),
      },
    ],
    asks: [
      {
        what: `The columns ${list} hold shares that sum to 1, and not how many raters said so. Whose are they?`,
        choices: [
          { says: ofPeople, option: '--of people', ...(likely ? {} : { apply: null }) },
          {
            says: 'a model’s probabilities: open the file as predictions',
            option: '--of model',
            apply: null,
            whose: 'model',
          },
        ],
        taken: likely ? 0 : null,
      },
    ],
  };
}

/** As many raters a text as make all shares whole numbers of votes, which a model's probabilities never are; `null` if none do. */
function commonDenominator(columns: SampledColumns, names: readonly string[]): number | null {
  const shares = names.flatMap((name) => columns.filled(name).map(decimal));
  if (columns.rowCount < 5) return null;
  for (let raters = 2; raters <= 20; raters++)
    if (shares.every((share) => Math.abs(share * raters - Math.round(share * raters)) < 0.01)) return raters;
  return null;
}

/** Without the column that is the sum of the others. */
function withoutTotal(columns: SampledColumns, names: readonly string[]): string[] {
  if (names.length < 3) return [...names];
  const total = names.find((name) =>
    isSumOf(
      columns,
      name,
      names.filter((other) => other !== name),
    ),
  );
  return names.filter((name) => name !== total);
}

/** A column beside the counts that is their sum. */
function totalColumn(
  columns: SampledColumns,
  counts: readonly string[],
  taken: readonly (string | null)[],
): string | null {
  return (
    columns.names.find(
      (name) =>
        !counts.includes(name) &&
        !taken.includes(name) &&
        columns.isCounts(name) &&
        isSumOf(columns, name, counts),
    ) ?? null
  );
}

function isSumOf(columns: SampledColumns, total: string, names: readonly string[]): boolean {
  const cells = columns.cells(total);
  const fitting = cells.filter(
    (cell, row) => cell.trim() !== '' && Number(cell) === rowSum(columns, names, row),
  );
  return (
    cells.length > 1 &&
    fitting.length > 0.95 * cells.length &&
    new Set(fitting).size > 0 &&
    fitting.some((cell) => Number(cell) > 1)
  );
}

function rowSum(columns: SampledColumns, names: readonly string[], row: number): number {
  return names.reduce((sum, name) => sum + Number(columns.cells(name)[row]), 0);
}

/** How far it is certain that whole numbers are votes: by a total, equal sums or names; other scores of labels look alike. */
function countsEvidence(
  columns: SampledColumns,
  names: readonly string[],
  total: string | null,
): 'certain' | 'likely' | 'open' | 'none' {
  if (total !== null || names.every((name) => FOR_VOTES.test(name))) return 'certain';
  const sums = columns.cells(names[0]).map((_, row) => rowSum(columns, names, row));
  const usual = sums.filter((sum) => Number.isFinite(sum) && sum > 0);
  if (usual.length === 0) return 'none';
  const [fewest = 0, most = 0] = extent(usual);
  if (most <= 1) return 'none';
  const same = usual.filter((sum) => sum === usual[0]).length;
  if (names.every((name) => /^-?\d+$/.test(name.trim()))) return 'certain';
  if (same > 0.9 * usual.length && usual.length > 1) return 'certain';
  const labels = names.filter(isLabelWord).length * 2 >= names.length;
  // Raters drop out and are replaced: numbers of them differ, and less than scores do.
  if (most <= 2 * fewest || usual.length < 2) return labels ? 'certain' : 'likely';
  return 'open';
}

function countsOrScores(names: readonly string[], likely: boolean): AskDraft {
  return {
    what: 'Are the whole numbers in the columns votes (how many raters gave each label), or scores of the labels?',
    choices: [
      { says: 'votes', option: '--layout "label counts"' },
      {
        says: 'scores: each column is a question with one answer for each text',
        option: `--layout long ${names.map((name) => `--label "${name}"`).join(' ')}`,
        apply: (mapping) => ({
          ...mapping,
          layout: 'long',
          questions: mapping.questions.flatMap(({ columns }) =>
            columns.map(({ column }) => ({
              name: column,
              kind: 'ordinal' as const,
              columns: [{ column, name: column }],
            })),
          ),
        }),
      },
    ],
    taken: likely ? 0 : null,
  };
}

/** The label that a column of votes is for: `votes_joy` and `joy_count` count joy. */
function labelOf(column: string): string {
  const label = column
    .replace(/^(votes?|counts?|n|num|label)[ _.:-]+|[ _.:-]+(votes?|counts?)$/gi, '')
    .trim();
  return label === '' ? column : label;
}

function oneColumn(column: string) {
  return { name: column, kind: 'by labels' as const, columns: [{ column, name: column }] };
}
