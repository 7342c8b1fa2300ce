import type { AskDraft } from './ask-draft.ts';
import { jsonCell, labelsIn } from './answer-cells.ts';
import type { Found } from './found.ts';
import type { Mapping } from './mapping.ts';
import { pairsInCell } from './pairs-in-cell.ts';
import { isDash, isPlus } from './signs.ts';
import type { SampledColumns } from './sampled-columns.ts';

const SIGN = /[+–—-]/;

/** The labels in cells that are plus signs or dashes, each once. */
export function signsIn(cells: readonly string[]): string[] {
  const labels = cells
    .filter((cell) => SIGN.test(cell))
    .flatMap((cell) => {
      const value: unknown = jsonCell(cell) ?? pairsInCell(cell) ?? cell;
      const said = typeof value === 'object' && !Array.isArray(value) ? Object.values(value!) : value;
      return labelsIn(said, /[|,;]/, true);
    });
  return [...new Set(labels)].filter((label) => isPlus(label) || isDash(label));
}

/** Whether a dash is a label, as it is beside a plus sign, and the question whether it is. */
export function signLabels(
  columns: SampledColumns,
  { layout, questions }: Found,
): { readonly signs: boolean; readonly asks: readonly AskDraft[] } {
  // Where a column is a label, its cells are no labels.
  if (layout === 'label counts' || layout === 'label flags') return { signs: false, asks: [] };
  const known = new Set(columns.names);
  const found = questions.map((question) =>
    signsIn(question.columns.flatMap(({ column }) => (known.has(column) ? columns.filled(column) : []))),
  );
  const signed = found.filter((signs) => signs.some(isPlus));
  const dashes = [...new Set(signed.flat().filter(isDash))];
  return { signs: signed.length > 0, asks: dashes.length === 0 ? [] : [answerOrNone(dashes)] };
}

function answerOrNone(dashes: readonly string[]): AskDraft {
  const words = dashes.map((dash) => `"${dash}"`);
  const are =
    dashes.length > 1
      ? `Are ${words.join(', ')} answers, as "+" is, or do they`
      : `Is ${words[0]} an answer, as "+" is, or does it`;
  return {
    what: `${are} say that somebody gave none?`,
    choices: [
      { says: 'an answer, as "+" is', option: '--missing none' },
      {
        says: 'no answer',
        option: dashes.map((dash) => `--missing=${dash}`).join(' '),
        apply: (mapping): Mapping => ({ ...mapping, missing: [...(mapping.missing ?? []), ...dashes] }),
      },
    ],
    taken: 0,
  };
}
