import type { NamedLexicon } from '../judgments/named-lexicon.ts';
import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { OutputChunk } from '../annotators/output-chunk.ts';
import type { RunProgress } from '../annotators/output-store.ts';
import type { Annotator } from '../judgments/annotator.ts';
import { withKind } from '../judgments/earlier-source-file.ts';
import type { TextMap } from '../map/text-map.ts';
import type { DeclaredSeen } from '../judgments/declared-seen.ts';
import type { Dataset } from '../judgments/dataset.ts';
import type { Predictions } from '../judgments/predictions.ts';
import type { Question } from '../judgments/question.ts';
import type { StatedRaterRules } from './stated-rater-rules.ts';

/** Everything of ours in the browser's storage has a name with this start, so that exactly it can be deleted. */
export const DATABASE_NAME = 'dissensus:store';

/** What is kept, by object store. */
export interface Schema extends DBSchema {
  /** What the list of projects shows, small enough to read all at once. */
  projects: { key: number; value: Project };
  /** The data set of each project, by the project's id. */
  datasets: { key: number; value: Dataset };
  /** Models' predictions that came with a project's files or were made of such, by the project's id: no other project has them. */
  predictions: { key: number; value: readonly Predictions[] };
  /** Annotators that have outputs; a short number stands for each in the keys below. */
  annotators: { key: number; value: StoredAnnotator; indexes: { key: string } };
  /** Outputs by annotator and sequence number, shared by all projects that have the text. */
  outputs: { key: [annotator: number, sequence: number]; value: OutputChunk };
  /** The last run of each annotator over each project. */
  runs: { key: [project: number, annotator: number]; value: StoredRun };
  /** The last finished report of each project, by the project's id, and those on slices of it. */
  reports: { key: number | [project: number, slice: string]; value: StoredReport };
  /** What models are said to have been trained on, by the project's id; absent where nobody said anything. */
  seen: { key: number; value: readonly DeclaredSeen[] };
  /** Vectors of texts by the revision of the model that made them and a sequence number, for all projects that have the text. */
  vectors: { key: [revision: string, sequence: number]; value: OutputChunk };
  /** The files that each project was read from, by the project's id; none where it was not read from files or there was no room. */
  files: { key: number; value: KeptFiles };
  /** Where each project's texts stand by meaning, by the project's id; absent until a person asked for it. */
  maps: { key: number; value: TextMap };
}

export interface Project {
  readonly id: number;
  readonly name: string;
  /** Milliseconds since 1970, by the clock of the machine. */
  readonly saved: number;
  readonly items: number;
  readonly questions: readonly Question[];
  /** SHA-256 of each file it was read from; absent in a project that an earlier version of the page saved. */
  readonly files?: readonly string[];
  /** Lines of the verdicts that were moved, by name; absent if none ever was. */
  readonly thresholds?: KeptThresholds;
  /** Words of labels that a person brought, in place of ours; absent if nobody did. */
  readonly lexicon?: NamedLexicon | null;
  /** Absent if nobody stated any. */
  readonly raterRules?: StatedRaterRules;
  /** `modelKey` of each model that a person took out of the project's figures; absent if none ever was. */
  readonly leftOut?: readonly string[];
  /** How often what it is made of has been changed, so that no tab writes over what another has changed; absent: never. */
  readonly changes?: number;
}

/** Files as they were opened, to be read again without one of them, or otherwise. */
export interface KeptFiles {
  readonly files: readonly KeptFile[];
  /** Those of them that were said to hold models' answers. */
  readonly predictionFiles: readonly KeptFile[];
  /** How they were read; what is in it is no matter to the storage. */
  readonly reading: object;
}

/** The name stands beside the content: of a file that is stored not every browser gives it back. */
export interface KeptFile {
  readonly name: string;
  readonly blob: Blob;
}

/** What a person said of a project, beside its files. */
export interface SaidOfProject {
  /** Lines of the verdicts that were moved, by name. */
  readonly thresholds?: KeptThresholds;
  /** What models were trained on. */
  readonly seen?: readonly DeclaredSeen[];
}

/** Numbers by name; what they mean is no matter to the storage. */
export type KeptThresholds = Readonly<Record<string, number>>;

export interface StoredAnnotator {
  readonly id: number;
  /** `annotatorKey` of it. */
  readonly key: string;
  readonly annotator: Annotator;
}

export interface StoredRun extends RunProgress {
  /** Milliseconds since 1970, by the clock of the machine. */
  readonly updated: number;
}

/** A report, and what it was computed from. */
export interface StoredReport {
  readonly signature: string;
  /** As the analysis made it; what is in it is no matter to the storage. */
  readonly report: object;
}

type Upgrade = (
  database: IDBPDatabase<Schema>,
  transaction: IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>,
) => void | Promise<void>;

/**
 * Entry v brings a database from version v to v + 1; the schema's version is their number. An entry that was released
 * never changes: a new layout is a new entry.
 */
export const UPGRADES: readonly Upgrade[] = [
  (database) => {
    database.createObjectStore('projects', { keyPath: 'id', autoIncrement: true });
    database.createObjectStore('datasets');
    database.createObjectStore('predictions');
    database
      .createObjectStore('annotators', { keyPath: 'id', autoIncrement: true })
      .createIndex('key', 'key', { unique: true });
    database.createObjectStore('outputs');
    database.createObjectStore('runs');
  },
  (database) => {
    database.createObjectStore('reports');
  },
  (database) => {
    database.createObjectStore('seen');
  },
  (database) => {
    database.createObjectStore('files');
  },
  async (_, transaction) => {
    // One data set at a time: each may be most of the memory.
    let cursor = await transaction.objectStore('datasets').openCursor();
    for (; cursor; cursor = await cursor.continue()) {
      const dataset = cursor.value;
      await cursor.update({ ...dataset, sources: dataset.sources.map(withKind) });
    }
  },
  (database) => {
    database.createObjectStore('vectors');
  },
  (database) => {
    database.createObjectStore('maps');
  },
];
