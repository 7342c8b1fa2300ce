/** A number with a comma before its decimals. */
export const DECIMAL_COMMA = /^[+-]?\d+,\d+$/;

/** The number in a cell, which may have a comma before its decimals and a percent sign behind them; blank is 0, as `Number` has it. */
export function decimal(cell: string): number {
  const text = cell.trim().replace(/(\d) ?%$/, '$1');
  return Number(DECIMAL_COMMA.test(text) ? text.replace(',', '.') : text);
}
