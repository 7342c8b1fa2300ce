/** What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection"), after any apostrophes that guard it already. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
const GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/** A text as a CSV cell: guarded by an apostrophe where a spreadsheet would run it, quoted where the format needs it. */
export function writeCell(text: string): string {
  const guarded = FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** The text that {@link writeCell} was given, from the cell without its quotes. */
export function readCell(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}
