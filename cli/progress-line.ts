/** Between two lines where standard error is a file or a pipe, which keeps every one of them. */
const LINE_EVERY_MS = 5_000;

/**
 * Does some work and says on standard error how far it is: in one line that changes on a terminal and goes at the end,
 * otherwise in a line now and then.
 * @param work is given the function that says it
 */
export async function withProgress<T>(work: (say: (text: string) => void) => Promise<T>): Promise<T> {
  const { stderr } = process;
  let written = performance.now();
  try {
    return await work((text) => {
      if (stderr.isTTY) stderr.write(`\r\x1b[K${text}`);
      else if (performance.now() - written >= LINE_EVERY_MS) {
        written = performance.now();
        stderr.write(`${text}\n`);
      }
    });
  } finally {
    if (stderr.isTTY) stderr.write('\r\x1b[K');
  }
}

/** A number and what it counts, e.g. `14,895 rows`. */
export function count(value: number, noun: string): string {
  return `${value.toLocaleString('en')} ${noun}${value === 1 ? '' : 's'}`;
}
