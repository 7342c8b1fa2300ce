import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** Results of single runs in a file, a line each, so that what takes hours is done in parts. */
export class KeptRuns<Result> {
  readonly #found = new Map<string, Result>();

  /** @param version of what is run: results of another one are not looked at */
  constructor(
    private readonly file: string,
    private readonly version: string,
  ) {
    if (!existsSync(file)) return;
    for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
      const [of, key, result] = JSON.parse(line) as [string, string, Result];
      if (of === version) this.#found.set(key, result);
    }
  }

  has(key: string): boolean {
    return this.#found.has(key);
  }

  get(key: string): Result | undefined {
    return this.#found.get(key);
  }

  keep(key: string, result: Result): void {
    this.#found.set(key, result);
    appendFileSync(this.file, `${JSON.stringify([this.version, key, result])}\n`);
  }

  /** Results of all runs of one thing. @param begins how their keys begin */
  of(begins: string): Result[] {
    return [...this.#found].flatMap(([key, result]) => (key.startsWith(begins) ? [result] : []));
  }
}
