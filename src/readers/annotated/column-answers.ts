import { excerpt } from '../unreadable-file.ts';
import type { AskDraft } from './ask-draft.ts';
import { jsonCell, saysEmpty } from './answer-cells.ts';
import { likertPoints } from './likert-words.ts';
import { isCodeName } from './column-names.ts';
import type { MappedQuestion, Separator } from './mapping.ts';
import type { Scale } from './scale.ts';
import type { SampledColumns } from './sampled-columns.ts';
import { numericAnswers } from './numeric-answers.ts';

/** How the answers of one question are to be understood. */
export interface ColumnAnswers {
  readonly kind: MappedQuestion['kind'];
  readonly scale?: Scale;
  readonly indicators?: boolean;
  /** The words for the points of a scale. */
  readonly points?: readonly string[];
  readonly separator?: Separator;
  readonly missing: readonly string[];
  readonly abstentions: readonly string[];
  readonly decimalComma: boolean;
  readonly asks: readonly AskDraft[];
}

const MISSING_WORDS = new Set([
  'none',
  'null',
  'nil',
  'missing',
  'no answer',
  'not answered',
  'unanswered',
  'blank',
  '?',
]);
const ABSTENTION_WORDS = new Set([
  ...[
    'skip',
    'skipped',
    "don't know",
    'dont know',
    'do not know',
    'dk',
    'idk',
    "can't tell",
    'cannot tell',
    "can't say",
  ],
  ...[
    'unclear',
    'prefer not to say',
    'prefer not to answer',
    'refused',
    'not applicable',
    'weiß nicht',
    'keine angabe',
  ],
]);
/**
 * How the cells of columns are to be understood, by the columns' names and the cells themselves.
 * @param name of the question
 * @param individual whether cells are answers of one rater each, so that a fraction is a point and no mean; else fractions
 *   are not understood
 * @returns `null` if the cells are no answers
 */
export function columnAnswers(
  columns: SampledColumns,
  names: readonly string[],
  name: string,
  individual: boolean,
): ColumnAnswers | null {
  const none = { missing: [], abstentions: [], decimalComma: false, asks: [] };
  if (names.length === 1 && columns.isIndicators(names[0]))
    return { kind: 'categorical', indicators: true, ...none };
  const lists = names.flatMap((one) =>
    columns
      .filled(one)
      .map(jsonCell)
      .filter((value) => Array.isArray(value)),
  );
  if (lists.length > 0) return { kind: listKind(name, lists), ...none };
  const decimalComma = names.every(
    (one) => columns.hasDecimalCommas(one) || !columns.filled(one).some((cell) => cell.includes(',')),
  );
  const comma = decimalComma && names.some((one) => columns.hasDecimalCommas(one));
  const found = names.map((one) => columns.numbers(one));
  const values = found.flatMap((one) => one.values);
  const others = found.flatMap((one) => one.others).filter((cell) => !saysEmpty(cell));
  const words = [...new Set(others)];
  const said = words.filter(
    (word) => !MISSING_WORDS.has(word.toLowerCase()) && !ABSTENTION_WORDS.has(word.toLowerCase()),
  );
  if (values.length > 0 && said.length === 0 && values.length > others.length) {
    const numeric = numericAnswers(values, names, name, individual);
    if (numeric === null) return null;
    return {
      ...numeric,
      decimalComma: comma,
      missing: [...numeric.missing, ...words.filter((word) => MISSING_WORDS.has(word.toLowerCase()))],
      abstentions: words.filter((word) => ABSTENTION_WORDS.has(word.toLowerCase())),
    };
  }
  return wordAnswers(columns, names);
}

/** Several numbers given together are codes of classes, and no points of a scale. */
function listKind(name: string, lists: readonly (readonly unknown[])[]): MappedQuestion['kind'] {
  return lists.some(({ length }) => length > 1) || isCodeName(name) ? 'categorical' : 'by labels';
}

function wordAnswers(columns: SampledColumns, names: readonly string[]): ColumnAnswers {
  const separator = columns.separatorOf(names);
  const cells = [...new Set(names.flatMap((one) => columns.filled(one).map((cell) => cell.trim())))];
  const asks: AskDraft[] = [];
  // Python writes None for nothing; a questionnaire's "none" is written as its other answers are.
  const capital = (word: string) => word[0] !== word[0].toLowerCase();
  const labels = cells.filter((cell) => /^\p{L}/u.test(cell) && cell !== 'None');
  const missing = cells.includes('None') && !labels.some(capital) ? ['None'] : [];
  const abstentions = cells.filter((cell) => ABSTENTION_WORDS.has(cell.toLowerCase()));
  for (const word of abstentions.filter((one) => one.toLowerCase() !== 'unclear'))
    asks.push(labelOrNone(word));
  const spoken = cells.filter((cell) => !missing.includes(cell) && !abstentions.includes(cell));
  const points = likertPoints(spoken);
  if (points !== null)
    return {
      kind: 'ordinal',
      points,
      missing,
      abstentions,
      decimalComma: false,
      asks: [...asks, scaleOrLabels(points)],
    };
  return {
    kind: 'by labels',
    ...(separator === null || separator === '|' ? {} : { separator }),
    missing,
    abstentions,
    decimalComma: false,
    asks,
  };
}

function scaleOrLabels(points: readonly string[]): AskDraft {
  const [lowest, highest] = [points[0], points[points.length - 1]];
  const name = new Set(points);
  return {
    what: `Are the answers from "${lowest}" to "${highest}" points of a scale?`,
    choices: [
      { says: `yes, of ${points.length} points`, option: `--scale 1..${points.length}` },
      {
        says: 'no, labels without an order',
        option: '--scale none',
        apply: (mapping) => ({
          ...mapping,
          questions: mapping.questions.map(({ points: own, ...question }) =>
            own?.every((point) => name.has(point))
              ? { ...question, kind: 'categorical' as const }
              : { ...question, ...(own && { points: own }) },
          ),
        }),
      },
    ],
    taken: 0,
  };
}

function labelOrNone(word: string): AskDraft {
  return {
    what: `Is "${excerpt(word, 40)}" an answer, or does it say that somebody gave none?`,
    choices: [
      {
        says: 'no answer: whoever says so abstains',
        option: `--missing "${word}"`,
      },
      {
        says: 'an answer like the others',
        option: '--missing none',
        apply: (mapping) => ({ ...mapping, abstentions: mapping.abstentions.filter((one) => one !== word) }),
      },
    ],
    taken: 0,
  };
}
