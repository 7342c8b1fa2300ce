import type { Database } from './database.ts';
import type { Schema } from './schema.ts';

/** Reports on slices of a project that are kept: when there are so many, all of them go. */
const MOST_SLICES = 20;

/** The last finished report of each project, and those of slices of it as it then was. */
export class StoredReports {
  constructor(private readonly database: Database) {}

  /**
   * A report, if it was computed from what `signature` stands for.
   * @param slice what the slice goes by; `null` for the report on the whole project
   */
  async get(project: number, signature: string, slice: string | null = null): Promise<object | null> {
    const stored = await this.database.transact('readonly', ['reports'], (transaction) =>
      transaction.objectStore('reports').get(keyOf(project, slice)),
    );
    return stored?.signature === signature ? stored.report : null;
  }

  /**
   * Keeps a report in the place of the last one on the project, or on that slice of it. The reports on slices go with the one on the whole
   * project: they were of other answers. Of a project that was deleted meanwhile nothing is kept.
   */
  async put(project: number, signature: string, report: object, slice: string | null = null): Promise<void> {
    await this.database.transact('readwrite', ['projects', 'reports'], async (transaction) => {
      if (!(await transaction.objectStore('projects').get(project))) return;
      const store = transaction.objectStore('reports');
      const slices = reportsOnSlices(project);
      if (slice === null || (await store.count(slices)) >= MOST_SLICES) await store.delete(slices);
      await store.put({ signature, report }, keyOf(project, slice));
    });
  }
}

function keyOf(project: number, slice: string | null): Schema['reports']['key'] {
  return slice === null ? project : [project, slice];
}

/** The keys of all reports on slices of a project. */
export function reportsOnSlices(project: number): IDBKeyRange {
  return IDBKeyRange.bound([project], [project, []]);
}
