/** A file that was read: what it is, what was used of it and what was not. */
export type SourceFile =
  PeopleFile | TextsFile | JoinedTextsFile | AnswersFile | AnnotationsFile | BenchmarkFile | CopiedFile;

/** What is said of every file that was read. */
export interface FileAccount {
  readonly name: string;
  readonly bytes: number;
  /** SHA-256 of its bytes, hexadecimal. */
  readonly sha256: string;
  /** The layout it was recognised as, in words, e.g. `GoEmotions raw (one row per rater)`; nothing is decided by them. */
  readonly layout: string;
  readonly rowsRead: number;
  /** Rows left out, each with its reason, in file order; nothing is left out without a row here. */
  readonly skipped: readonly SkippedRow[];
}

/** People's answers, mostly with their texts. */
export interface PeopleFile extends FileAccount {
  readonly kind: 'people';
  /** Whether it was read by a mapping of its columns, which a person may change; a known data set is not. */
  readonly mappable: boolean;
}

/** Texts alone, which nobody has judged or which stand beside answers that have ids. */
export interface TextsFile extends FileAccount {
  readonly kind: 'texts';
  /** Whether it is a table, whose other columns a person may say to hold answers. */
  readonly mappable: boolean;
}

/** A data set's own file that gave texts to items that were without them, and nothing else. */
export interface JoinedTextsFile extends FileAccount {
  readonly kind: 'joined texts';
}

/** Models' answers: `rowsRead = rowsUsed + rowsFailed + rowsUnmatched + skipped.length`, before losses are listed among the skipped. */
export interface AnswersFile extends FileAccount {
  readonly kind: 'answers';
  readonly rowsUsed: number;
  /** Rows of an item whose answer could not be understood. */
  readonly rowsFailed: number;
  /** Rows whose id no item has. */
  readonly rowsUnmatched: number;
  /** Rows used whose probabilities did not sum to 1 (within 0.001) and were divided by their sum. */
  readonly renormalised: number;
}

/** Annotations that this page or the command line wrote. */
export interface AnnotationsFile extends FileAccount {
  readonly kind: 'annotations';
  /** Whether the texts are in it, too. */
  readonly withTexts: boolean;
}

/** The figures of a benchmark that came with the page. */
export interface BenchmarkFile extends FileAccount {
  readonly kind: 'benchmark';
}

/** The same bytes as an earlier file's, which count once. */
export interface CopiedFile extends FileAccount {
  readonly kind: 'copy';
  /** Name of the earlier file. */
  readonly of: string;
  /** Whether that is one of models' answers. */
  readonly ofAnswers: boolean;
}

/** A row that is not used; in files of models' answers and their copies also an answer or an id in one. */
export interface SkippedRow {
  /** First line of the row in its file, counted from 1; rows of a Parquet file count as lines. */
  readonly line: number;
  /** Why, in a sentence that names the column where one is at fault. */
  readonly reason: string;
  /** The row as it stands in the file, cut after 200 characters. */
  readonly content: string;
  /** Absent for a row that was rejected. */
  readonly lost?: 'answer' | 'id';
  /** How many are meant, where the row stands for several. */
  readonly times?: number;
}
