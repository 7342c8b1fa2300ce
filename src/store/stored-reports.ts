import type { Database } from './database.ts';

/** The last finished report of each project. */
export class StoredReports {
  constructor(private readonly database: Database) {}

  /** The report of a project, if it was computed from what `signature` stands for. */
  async get(project: number, signature: string): Promise<object | null> {
    const stored = await this.database.transact('readonly', ['reports'], (transaction) =>
      transaction.objectStore('reports').get(project),
    );
    return stored?.signature === signature ? stored.report : null;
  }

  /** Keeps a report in the place of the project's last one. */
  async put(project: number, signature: string, report: object): Promise<void> {
    await this.database.transact('readwrite', ['reports'], (transaction) =>
      transaction.objectStore('reports').put({ signature, report }, project),
    );
  }
}
