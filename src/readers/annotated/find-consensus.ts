import { columnAnswers } from './column-answers.ts';
import {
  foldName,
  isAboutTheRow,
  isAgreedName,
  isAnswerName,
  isModelName,
  isUnnamed,
} from './column-names.ts';
import type { Keys } from './find-keys.ts';
import type { Found } from './found.ts';
import { unnamedColumn } from './row-answer-asks.ts';
import type { SampledColumns } from './sampled-columns.ts';

/** In a column with no more cells than these, different ones are no sign of remarks. */
const FEW_CELLS = 6;

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
    columns.isProse(name) && new Set(cells).size > 0.8 * cells.length && cells.length > FEW_CELLS;
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
