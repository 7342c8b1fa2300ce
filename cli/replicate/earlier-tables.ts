import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PAPER_COLUMNS, type PaperTable } from '../../src/analysis/paper/paper-row.ts';
import { InputError } from '../input-error.ts';

/**
 * Removes what an earlier run wrote of tables that have no figures now, and says so on standard error: beside the new figures they would
 * be taken for part of them. A file of that name with other columns is another's, and stays.
 * @throws {InputError}
 */
export async function removeEarlierTables(folder: string, tables: readonly PaperTable[]): Promise<void> {
  for (const table of tables) {
    const path = join(folder, `${table}.csv`);
    const content = await readFile(path, 'utf8').catch(() => null);
    if (content === null) continue;
    if (content.startsWith(`${PAPER_COLUMNS.join(',')}\n`)) {
      await rm(path).catch((cause: unknown) => {
        throw new InputError(
          `${path} is of an earlier run and could not be removed: ${(cause as Error).message}.`,
          { cause },
        );
      });
      process.stderr.write(`Removed ${path}: it is of an earlier run, and the table has no figures now\n`);
    } else
      process.stderr.write(
        `Left ${path}: it is no result of this command, and the table has no figures now\n`,
      );
  }
}
