import { jsonCell } from './answer-cells.ts';
import { LONGEST_LABEL } from './cell-kinds.ts';
import { DECIMAL_COMMA } from './decimal.ts';
import type { Separator } from './mapping.ts';
import { isPlus } from './signs.ts';

/** Those that are looked for, the likeliest first; a stroke and a space stand within labels too. */
const TRIED: readonly Separator[] = ['|', ';', ',', '#', '\n', '+', '&'];

/** What stands between several labels in a cell, if some cells have it and the parts come again; else `null`. Cells of JSON are passed over. */
export function separatorIn(filled: readonly string[]): Separator | null {
  const cells = filled.filter((cell) => jsonCell(cell) === undefined);
  // A plus sign that stands alone is a label.
  const tried = cells.some((cell) => isPlus(cell.trim())) ? TRIED.filter((one) => one !== '+') : TRIED;
  for (const separator of tried) {
    const several = cells.filter((cell) => cell.includes(separator));
    if (several.length === 0) continue;
    const parts = cells.map((cell) =>
      cell
        .split(separator)
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    );
    const single = new Set(parts.filter((one) => one.length === 1).flat());
    const labels = parts.flat();
    const split = new Set(several.flatMap((cell) => cell.split(separator).map((part) => part.trim())));
    split.delete('');
    if (labels.length === 0 || labels.some((label) => label.length > LONGEST_LABEL)) continue;
    const known = [...split].filter((part) => single.has(part)).length;
    const again = new Set(labels).size < new Set(cells).size || known > 0;
    const numbers = separator === ',' && several.every((cell) => DECIMAL_COMMA.test(cell.trim()));
    // Long answers have commas too: their parts stand nowhere else.
    if (again && !numbers && (known * 2 >= split.size || new Set(labels).size * 2 <= labels.length))
      return separator;
  }
  return null;
}
