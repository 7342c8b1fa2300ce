import { max, min } from 'd3';
import { decimal } from '../annotated/decimal.ts';
import { isOne, SampledColumns } from '../annotated/sampled-columns.ts';
import type { ReadingAsk } from '../reading-ask.ts';
import type { FileHead } from '../tables/file-head.ts';

/** Of so large a part of the rows the numbers come to 1: they are probabilities, whatever the other rows hold. */
const LEAST_SUMMING = 0.1;
/** Sums that are one and the same but for rounding: percentages, or votes. */
const SAME = 0.02;

/**
 * Asks what numbers for labels are whose rows come to no common sum, so that they are no probabilities and no percentages:
 * logits, or scores of each label by itself (sigmoids). Nothing is asked where they are.
 * @param names the columns that stand for labels
 * @param all columns of numbers but those of other questions: labels that the people do not have may be among them
 */
export function requireProbabilities(
  head: FileHead,
  names: readonly string[],
  all: readonly string[],
): ReadingAsk[] {
  if (names.length < 2) return [];
  const columns = new SampledColumns(head);
  if (columns.sumToOne(all)) return [];
  const rows = columns
    .cells(names[0])
    .map((_, row) =>
      names.map((name) => (columns.cells(name)[row].trim() === '' ? NaN : decimal(columns.cells(name)[row]))),
    )
    .filter((values) => values.every(Number.isFinite));
  const sums = rows.map((values) => values.reduce((sum, value) => sum + value, 0));
  if (rows.length < 2) return [];
  const whole = sums.filter((sum) => isOne(sum, names.length)).length;
  const usual = [...sums].sort((a, b) => a - b)[Math.floor(sums.length / 2)];
  const same = sums.filter((sum) => Math.abs(sum - usual) <= SAME * Math.abs(usual)).length;
  const negative = rows.filter((values) => values.some((value) => value < 0)).length;
  if (whole >= LEAST_SUMMING * rows.length) return [];
  if (usual > 0 && same > 0.9 * rows.length && negative === 0) return [];
  const within = rows.every((values) => values.every((value) => value >= 0 && value <= 1));
  const list = names.slice(0, 6).map((name) => `"${name}"`);
  return [
    {
      file: head.file.name,
      what:
        `The numbers in the columns ${list.join(', ')} come to no common sum (${round(min(sums)!)} to ${round(max(sums)!)}), so they are no probabilities. ` +
        (within ? 'They may be scores of each label by itself (sigmoids).' : 'They may be logits.'),
      choices: [
        {
          says: 'logits: their softmax is taken',
          option: '--scores softmax',
          answers: { scores: 'softmax' },
        },
        // What is below 0 is no part of a sum.
        ...(negative > 0
          ? []
          : [
              {
                says: 'scores: they are divided by their sum',
                option: '--scores divide',
                answers: { scores: 'divide' } as const,
              },
            ]),
      ],
      taken: null,
    },
  ];
}

/** Whether the numbers of a question's columns are logarithms of probabilities: none above 0, and the powers of a row come to 1. */
export function areLogProbabilities(head: FileHead, names: readonly string[]): boolean {
  if (names.length < 2) return false;
  const columns = new SampledColumns(head);
  const rows = columns.cells(names[0]).map((_, row) => names.map((name) => columns.cells(name)[row]));
  const filled = rows.filter((cells) => cells.every((cell) => cell.trim() !== ''));
  const fitting = filled.filter((cells) => {
    const logs = cells.map(decimal);
    return (
      logs.every((log) => log <= 0) &&
      isOne(
        logs.reduce((sum, log) => sum + Math.exp(log), 0),
        names.length,
      )
    );
  });
  return fitting.length > 0.9 * filled.length;
}

/** Whether the numbers of a question's columns are probabilities, so that no softmax is to be taken of them. */
export function areProbabilities(head: FileHead, names: readonly string[]): boolean {
  const columns = new SampledColumns(head);
  const values = names.flatMap((name) => columns.filled(name).map(decimal));
  const within = values.length > 0 && values.every((value) => value >= 0 && value <= 1);
  return within && (names.length === 1 || columns.sumToOne(names));
}

function round(value: number): number {
  return Number(value.toFixed(3));
}
