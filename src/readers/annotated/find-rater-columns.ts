import { extent } from 'd3';
import type { AskDraft } from './ask-draft.ts';
import { columnAnswers } from './column-answers.ts';
import {
  foldName,
  isAboutTheRow,
  isAgreedName,
  isAnswerName,
  isModelName,
  raterColumn,
} from './column-names.ts';
import { namedColumns } from './describe-mapping.ts';
import type { Keys } from './find-keys.ts';
import type { Found } from './found.ts';
import { isLabelWord } from './label-words.ts';
import type { MappedQuestion } from './mapping.ts';
import type { SampledColumns } from './sampled-columns.ts';
import { sharing } from './shared-answers.ts';
import { isSign } from './signs.ts';

/** Columns that are named for raters by number or by the word: `rater_1`, `ann2_valence`, `annotator-Kim`. */
export function findNumberedRaters(keys: Keys): Found | null {
  const { columns, text, id, moreTexts } = keys;
  // Beside a column of raters, numbered columns are a rater's answers to several questions.
  if (keys.rater !== null && keys.repeats) return null;
  const questions = new Map<string, { column: string; name: string }[]>();
  for (const column of columns.names) {
    if ([text, id, ...moreTexts].includes(column)) continue;
    const found = raterColumn(column);
    if (found === null || columns.filled(column).length === 0 || !columns.isAnswers(column)) continue;
    const name = found.question ?? 'label';
    questions.set(name, [...(questions.get(name) ?? []), { column, name: found.rater }]);
  }
  const several = [...questions].filter(([, raters]) => raters.length > 1);
  if (several.length === 0) return null;
  const found = raters(keys, several);
  const [, first] = several[0];
  return found === null
    ? null
    : {
        ...found,
        ...repeatedQuestion(
          keys,
          first.map(({ column }) => column),
        ),
      };
}

/** Columns for each rater and question: `kim_emotion`, `kim_valence`, `lee_emotion`, `lee_valence`. */
export function findRaterGrid(keys: Keys): Found | null {
  const { columns, text, id, moreTexts } = keys;
  const parts = columns.names
    .filter((name) => ![text, id, ...moreTexts].includes(name))
    .map((column) => ({ column, words: /^([^_.: -]+)[_.: -]+(.+)$/.exec(column.trim()) }))
    .filter(({ column, words }) => words !== null && columns.isAnswers(column));
  const split = parts.flatMap(({ column, words }) =>
    words === null ? [] : [{ column, first: words[1], last: words[2] }],
  );
  for (const [who, what] of [
    ['first', 'last'],
    ['last', 'first'],
  ] as const) {
    const asked = split.filter(
      (one) => isAnswerName(one[what]) && !isAnswerName(one[who]) && !isAboutTheRow(one[who]),
    );
    const names = [...new Set(asked.map((one) => one[what]))];
    const people = [...new Set(asked.map((one) => one[who]))];
    if (people.length < 2 || names.length < 2 || asked.length !== people.length * names.length) continue;
    if (people.some((name) => isAgreedName(name) || isModelName(name))) continue;
    return raters(
      keys,
      names.map((name) => [
        name,
        asked.filter((one) => one[what] === name).map((one) => ({ column: one.column, name: one[who] })),
      ]),
    );
  }
  return null;
}

/** Columns of people by names of their own: what most of them say stands in others too. */
export function findNamedRaters(keys: Keys): Found | null {
  const { columns } = keys;
  if (keys.item.length > 0 && keys.repeats) return null;
  const sharing = sharingColumns(keys);
  if (sharing.length < 2) return null;
  const common = commonStart(sharing);
  const start = sharing[0].slice(0, common ?? 0).replace(/[^\p{L}\p{N}]+$/u, '');
  // Columns called label and emotion are questions, whatever they share; kim_emotion and lee_emotion are not.
  if (common === null && sharing.some((name) => isAnswerName(name))) return null;
  const found = raters(keys, [
    [
      isAnswerName(start) ? start : 'label',
      sharing.map((column) => ({ column, name: column.slice(common ?? 0) })),
    ],
  ]);
  // Columns by any names that hold decimals may be measurements as well.
  if (found === null || found.questions.some(({ kind }) => kind === 'continuous')) return null;
  const left = columns.names.filter(
    (name) => isModelName(name) && columns.isAnswers(name) && !sharing.includes(name),
  );
  const signed =
    sharing.length > 2 &&
    sharing.every((name) => columns.isFlags(name) && [...columns.distinct(name)].every(isSign));
  return {
    ...found,
    asks: [
      ...found.asks,
      ...left.map((name) => modelColumn(name, sharing)),
      ...(signed ? [ratersOrLabels(sharing)] : []),
    ],
  };
}

function ratersOrLabels(names: readonly string[]): AskDraft {
  return {
    what: `Are the columns ${namedColumns(names)} raters, or labels that a row has or lacks?`,
    choices: [
      { says: 'raters', option: '--layout "rater columns"' },
      {
        says: 'labels',
        option: '--layout "label flags"',
        apply: ({ signs: _, ...mapping }) => ({
          ...mapping,
          layout: 'label flags',
          questions: mapping.questions.map((question) => ({ ...question, kind: 'categorical' as const })),
        }),
      },
    ],
    taken: 0,
  };
}

function modelColumn(name: string, raters: readonly string[]): AskDraft {
  return {
    what: `Does the column "${name}" hold a model's answers?`,
    choices: [
      {
        says: 'yes: it is no rater, and is left unread',
        option: `--predictions with a file of "${name}" alone`,
      },
      {
        says: 'no, a person’s',
        option: [...raters, name].map((one) => `--label "${one}"`).join(' '),
        apply: (mapping) => ({
          ...mapping,
          questions: mapping.questions.map((question) => ({
            ...question,
            columns: [...question.columns, { column: name, name }],
          })),
        }),
      },
    ],
    taken: 0,
  };
}

/** Columns of answers whose cells, for the most part, stand in other columns too. */
function sharingColumns({ columns, text, id, moreTexts, item }: Keys): string[] {
  const taken = [text, id, ...moreTexts, ...item];
  const possible = columns.names.filter(
    (name) =>
      !taken.includes(name) &&
      columns.filled(name).length > 0 &&
      !isAboutTheRow(name) &&
      !isAgreedName(name) &&
      !isModelName(name) &&
      columns.isAnswers(name) &&
      !columns.isTime(name) &&
      !saysYesOrNo(columns, name),
  );
  const numeric = possible.filter((name) => columns.isNumeric(name));
  const worded = possible.filter((name) => !columns.isNumeric(name));
  if (worded.length >= 2) return sharing(columns, worded);
  return worded.length === 0 ? ratedAlike(columns, numeric) : [];
}

function saysYesOrNo(columns: SampledColumns, name: string): boolean {
  return /^(correct|match|agree|same|right)/i.test(name) && columns.isFlags(name);
}

/**
 * Columns of ratings by people, and no votes for labels: no cell is 0, rows do not have one sum, and names are no labels and
 * no questions.
 */
function ratedAlike(columns: SampledColumns, names: readonly string[]): string[] {
  if (names.length < 2 || names.some((name) => isLabelWord(name) || /^\d+$/.test(name.trim()))) return [];
  const values = names.map((name) => columns.numbers(name).values);
  const all = values.flat();
  const [lowest = 0, highest = 0] = extent(all);
  const sums = columns
    .cells(names[0])
    .map((_, row) => names.reduce((sum, name) => sum + Number(columns.cells(name)[row]), 0));
  if (new Set(sums).size === 1 && sums.length > 1) return [];
  const codes = all.filter((value) => value !== -1 && value !== 99 && value !== -99);
  const rated = codes.every((value) => value >= 1 && value <= 10) || (lowest < -1 && highest <= 10);
  return rated && all.length > 0 ? [...names] : [];
}

/** How many characters all names begin with, up to a mark between words; `null` if they begin differently. */
function commonStart(names: readonly string[]): number | null {
  const [first, ...others] = names;
  const match = /^(.*[^\p{L}\p{N}])/u.exec(first)?.[1];
  return match !== undefined && others.every((name) => name.startsWith(match)) ? match.length : null;
}

function raters(
  { columns }: Keys,
  questions: readonly (readonly [string, MappedQuestion['columns']])[],
): Found | null {
  const found = questions.flatMap(([name, own]) => {
    const answers = columnAnswers(
      columns,
      own.map(({ column }) => column),
      name === 'label' ? '' : name,
      true,
    );
    return answers === null ? [] : [{ name, own, answers }];
  });
  if (found.length === 0) return null;
  return {
    layout: 'rater columns',
    rater: null,
    questions: found.map(({ name, own, answers: { kind, scale, points } }) => ({
      name,
      kind,
      ...(scale && { scale }),
      ...(points && { points }),
      columns: own,
    })),
    separator: found.map(({ answers }) => answers.separator).find((one) => one !== undefined),
    missing: found.flatMap(({ answers }) => answers.missing),
    abstentions: found.flatMap(({ answers }) => answers.abstentions),
    decimalComma: found.some(({ answers }) => answers.decimalComma),
    asks: found.flatMap(({ answers }) => answers.asks),
  };
}

/** Where texts come again with columns of raters, another column names each row's question. */
function repeatedQuestion(
  { columns, item, repeats }: Keys,
  answers: readonly string[],
): Pick<Found, 'questionColumn'> {
  if (!repeats) return {};
  const column = columns.names.find(
    (name) =>
      !item.includes(name) &&
      !answers.includes(name) &&
      columns.isLabels(name) &&
      !columns.repeat([...item, name]) &&
      (isAnswerName(name) || /question|dimension|aspect|attribute|criterion/.test(foldName(name))),
  );
  return column === undefined ? {} : { questionColumn: column };
}
