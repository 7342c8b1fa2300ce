/** A file that cannot be used at all. Its message says what was looked for, what was found, and where. */
export class UnreadableFileError extends Error {
  override readonly name: string = 'UnreadableFileError';

  /**
   * @param file name of the file
   * @param problem what is wrong and what to do, in sentences
   * @param line line at fault, counted from 1, where one is
   */
  constructor(
    readonly file: string,
    problem: string,
    readonly line: number | null = null,
  ) {
    super(line === null ? `${file}: ${problem}` : `${file}, line ${line}: ${problem}`);
  }
}

/** A table whose columns say nothing that is known; a person may say what they hold. */
export class UnknownLayoutError extends UnreadableFileError {}

/** The start of a text as it may stand in a message: on one line, cut after `length` characters. */
export function excerpt(text: string, length = 80): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
