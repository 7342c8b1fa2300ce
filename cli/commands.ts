import type { CalibrationMethod } from '../src/analysis/calibration/calibrator.ts';
import type { ModelGroup } from '../src/analysis/paper/between-models-table.ts';
import type { GuidelineThresholds } from '../src/analysis/settings.ts';
import type { RaterRule } from '../src/judgments/dataset.ts';
import type { Unreadable } from '../src/readers/paper/paper-files.ts';
import type { AnnotationsFormat } from '../src/writers/write-annotations.ts';
import type { TableFormat } from '../src/writers/write-table.ts';
import type { SaidSeen } from './declared-seen.ts';
import type { ReadingOptions } from './reading-options.ts';

/** Compares people with models. */
export interface AnalyseArguments {
  readonly name: 'analyse';
  readonly files: readonly string[];
  /** Ids of embedded models; none to analyse only answers that are in files. */
  readonly models: readonly string[];
  /** Files of models' answers that were made elsewhere. */
  readonly predictions: readonly string[];
  readonly out: string;
  /** Where the table of results goes; `null`: none is made. */
  readonly table: { readonly path: string; readonly format: TableFormat; readonly texts: boolean } | null;
  readonly seed: number;
  readonly epsilon: number;
  readonly thresholds: GuidelineThresholds;
  /** `null` where the data set says it. */
  readonly moreRaters: RaterRule | 'none' | null;
  /** What models are said to have been trained on. */
  readonly seen?: SaidSeen;
  /** The part of the data set that figures are over, as `NAME=VALUE`; absent: all of it. */
  readonly slice?: string;
  /** Another part, which that one is compared with. */
  readonly compare?: string;
  /** Whether texts are read for the paper's embedding score. */
  readonly embed: boolean;
  /** File of words of each label, for the paper's lexicon coverage; `null`: ours. */
  readonly lexicon: string | null;
  /** How the files are read, where they do not say it themselves. */
  readonly reading?: ReadingOptions;
}

/** Says how files are read. */
export interface ReadArguments {
  readonly name: 'read';
  readonly files: readonly string[];
  readonly predictions: readonly string[];
  readonly out: string;
  readonly reading?: ReadingOptions;
}

/** Fits calibrators. */
export interface FitArguments {
  readonly name: 'fit';
  readonly files: readonly string[];
  readonly models: readonly string[];
  readonly predictions: readonly string[];
  /** `null`: the best of all. */
  readonly method: CalibrationMethod | null;
  readonly seed: number;
  readonly seen?: SaidSeen;
  readonly out: string;
  readonly reading?: ReadingOptions;
}

/** Applies fitted calibrators. */
export interface ApplyArguments {
  readonly name: 'apply';
  readonly files: readonly string[];
  readonly models: readonly string[];
  readonly predictions: readonly string[];
  /** File of fitted calibrators. */
  readonly calibrator: string;
  readonly out: string;
  readonly format: AnnotationsFormat;
  readonly texts: boolean;
  readonly reading?: ReadingOptions;
}

/** Asks a model about texts. */
export interface AnnotateArguments {
  readonly name: 'annotate';
  readonly files: readonly string[];
  readonly model: string;
  readonly out: string;
  readonly format: AnnotationsFormat;
  readonly texts: boolean;
  /** Of dates alone. */
  readonly reading?: ReadingOptions;
}

/** Computes the paper's tables. */
export interface ReplicateArguments {
  readonly name: 'replicate';
  readonly files: readonly string[];
  /** A folder. */
  readonly out: string;
  readonly groups: readonly ModelGroup[];
  readonly unreadable: Unreadable;
  /** Files; `null`: our words, no embeddings. */
  readonly lexicon: string | null;
  readonly embeddings: string | null;
  /** Whether vectors are made in place of them. */
  readonly embed: boolean;
}

/** What the command line asks for. */
export type Command =
  | AnalyseArguments
  | AnnotateArguments
  | FitArguments
  | ApplyArguments
  | ReplicateArguments
  | { readonly name: 'schema' }
  | ReadArguments
  | { readonly name: 'help' }
  | { readonly name: 'version' };
