/** What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection"), after any apostrophes that guard it already. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
const GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/;
/** A number below 0, or one or two signs without anything to compute. */
const HARMLESS = /^(?:[+-]{1,2}|-\d+(?:\.\d+)?)$/;
/** Also what other programs take for the end of a cell, lest they find a formula behind it. */
const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/;

/** A text as a CSV cell: guarded by an apostrophe where a spreadsheet would run it, quoted where the format needs it. */
export function writeCell(text: string): string {
  return quotedCell(guardedCell(text));
}

/** A text as a CSV cell that no spreadsheet opens: quoted where the format needs it. */
export function quotedCell(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A text guarded by an apostrophe where a spreadsheet would run it: not `-1`, nor signs alone, which may be labels. */
export function guardedCell(text: string): string {
  return FORMULA.test(text) && !HARMLESS.test(text) ? `'${text}` : text;
}

/** The text that {@link writeCell} was given, from the cell without its quotes. */
export function readCell(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}

/**
 * JSON in a CSV file's line of its own, where a spreadsheet sees cells: whatever might begin a formula in one is spelt as an
 * escape, which says the same in JSON.
 */
export function guardedJson(value: unknown): string {
  return JSON.stringify(value).replace(STRING, (string) =>
    string.replace(FORMULA_START, (start) => `\\u${start.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}

const STRING = /"(?:[^"\\]|\\.)*"/g;
/** Inside a word it begins nothing. */
const FORMULA_START = /(?<![\p{L}\p{N}])[=+\-@＝＋－＠]/gu;
