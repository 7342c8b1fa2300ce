import { Database } from './database.ts';
import type { StorageEvents } from './database.ts';
import { StoredMaps } from './stored-maps.ts';
import { StoredOutputs } from './stored-outputs.ts';
import { StoredParts } from './stored-parts.ts';
import { StoredProjects } from './stored-projects.ts';
import { StoredReports } from './stored-reports.ts';
import { StoredVectors } from './stored-vectors.ts';

/** All that is kept in this browser. */
export interface Store {
  readonly projects: StoredProjects;
  readonly parts: StoredParts;
  readonly outputs: StoredOutputs;
  readonly reports: StoredReports;
  readonly vectors: StoredVectors;
  readonly maps: StoredMaps;
  close(): void;
}

/** Opens the browser's storage; the page and each worker open their own. */
export async function openStore(events?: StorageEvents): Promise<Store> {
  const database = await Database.open(events);
  return {
    projects: new StoredProjects(database),
    parts: new StoredParts(database),
    outputs: new StoredOutputs(database),
    reports: new StoredReports(database),
    vectors: new StoredVectors(database),
    maps: new StoredMaps(database),
    close: () => database.close(),
  };
}

/** Opens the storage for one piece of work and closes it in any case, so that deleting it never has to wait. */
export async function withStore<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openStore();
  try {
    return await work(store);
  } finally {
    store.close();
  }
}
