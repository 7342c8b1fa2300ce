import { EPOCH_MIN_SECONDS } from './answer-time.ts';
import type { AskDraft } from './ask-draft.ts';
import { decimal } from './decimal.ts';
import { namedUnit, type DurationUnit } from './duration-names.ts';
import type { MappedQuestion, Mapping } from './mapping.ts';
import type { SampledColumns } from './sampled-columns.ts';

/** The column that says how long each row's answer took. */
export interface DurationColumn {
  readonly column: string;
  /** Of cells that are numbers; those like 0:01:30 say it themselves. */
  readonly unit: DurationUnit;
}

const CLOCK = /^(?:(\d+):)?(\d{1,2}):(\d{2}(?:\.\d+)?)$/;
/** Numbers without a unit whose median is higher are taken for milliseconds: few texts take five minutes. */
const LONGEST_MEDIAN_SECONDS = 300;

/** A column of durations, and what is to be asked where it does not name its unit. */
export interface FoundDuration {
  readonly duration: DurationColumn;
  readonly asks: readonly AskDraft[];
}

/**
 * The column that says how long each answer took; `null` if there is none.
 * @param questions whose columns hold answers
 * @param item the column that tells items apart: what is the same in all rows of an item is of the text, as a film's length
 */
export function durationColumn(
  columns: SampledColumns,
  questions: readonly MappedQuestion[],
  item: string | null,
): FoundDuration | null {
  const answers = questions.flatMap(({ columns: own }) => own.map(({ column }) => column));
  for (const column of columns.names) {
    const named = answers.includes(column) ? null : namedUnit(column);
    if (named === null) continue;
    const cells = columns.filled(column);
    const isOne = cells.length > 0 && cells.every((cell) => secondsIn(cell, 'seconds') !== null);
    if (!isOne || (item !== null && columns.determines([item], column) === true)) continue;
    if (named !== 'unknown') return { duration: { column, unit: named }, asks: [] };
    const numbers = cells.filter((cell) => !CLOCK.test(cell.trim())).map(decimal);
    if (numbers.length === 0) return { duration: { column, unit: 'seconds' }, asks: [] };
    const median = numbers.sort((a, b) => a - b)[numbers.length >> 1];
    const unit = median > LONGEST_MEDIAN_SECONDS ? 'milliseconds' : 'seconds';
    return { duration: { column, unit }, asks: [askUnit(column, unit)] };
  }
  return null;
}

function askUnit(column: string, taken: DurationUnit): AskDraft {
  const units = ['seconds', 'milliseconds'] as const;
  return {
    what: `The column "${column}" says how long each answer took. In what unit?`,
    choices: units.map((unit) => ({
      says: unit,
      option: unit === taken ? '' : `--mapping FILE with "unit": "${unit}"`,
      apply: (mapping: Mapping) => ({ ...mapping, duration: { column, unit } }),
    })),
    taken: units.findIndex((unit) => unit === taken),
  };
}

/** A cell's duration in seconds; `null` if it is none. */
export function secondsIn(cell: string, unit: DurationUnit): number | null {
  const given = cell.trim();
  const clock = CLOCK.exec(given);
  if (clock) return 3600 * Number(clock[1] ?? 0) + 60 * Number(clock[2]) + Number(clock[3]);
  const number = given === '' ? NaN : decimal(given);
  // A larger number is when something was, not how long it took.
  if (!(number >= 0 && number < EPOCH_MIN_SECONDS)) return null;
  return unit === 'milliseconds' ? number / 1000 : unit === 'minutes' ? 60 * number : number;
}
