import type { AnswersFile, CopiedFile } from '../../judgments/source-file.ts';
import type { Predictions } from '../../judgments/predictions.ts';
import type { NewText } from './new-texts.ts';
import type { ReadingAsk } from '../reading-ask.ts';
import type { ReadOptions } from '../reading-progress.ts';

/** An answer that says no label. */
export interface FailedAnswer {
  readonly file: string;
  readonly line: number;
  readonly id: string;
  readonly model: string;
  /** What was answered, cut after 200 characters. */
  readonly text: string;
  readonly reason: string;
}

export interface ImportedPredictions {
  /** One for each model, way of answering, and question. */
  readonly judgments: readonly Predictions[];
  readonly failures: {
    readonly count: number;
    /** By the model's name. */
    readonly byModel: ReadonlyMap<string, number>;
    /** The first 100. */
    readonly first: readonly FailedAnswer[];
    /** By the file's name, how often each was given that is no longer than a label; refusals are not counted. */
    readonly words: ReadonlyMap<string, ReadonlyMap<string, number>>;
  };
  /** Ids that no item has, each once. */
  readonly unmatched: readonly string[];
  /** Of these, those whose texts are in the file, by its name. */
  readonly newTexts: ReadonlyMap<string, readonly NewText[]>;
  readonly sources: readonly (AnswersFile | CopiedFile)[];
  /** What the files did not say for certain, and how it was taken. */
  readonly asks: readonly ReadingAsk[];
}

export interface PredictionOptions extends ReadOptions {
  /** Id of the question that was answered; by default the one whose labels the columns name, or the only one. */
  readonly question?: string;
  /**
   * The people's label for names that the model's columns or answers use; `null` for a column to be left out. With it,
   * labels that no column stands for get probability 0, and columns for one label are added up.
   */
  readonly labels?: Readonly<Record<string, string | null>>;
  /** Whether an answer of several labels and nothing else is a vote for all of them; by default it is. */
  readonly multiLabel?: boolean;
  /** What numbers for labels are that are no probabilities: logits (softmax), or scores to be divided by their sum. */
  readonly scores?: 'softmax' | 'divide';
  /** That rows which name no item, or none of these, are in the order of the items; there must be as many. */
  readonly join?: 'order';
  /** What several words in a cell's list are: samples, each an answer by itself, or the labels of one answer. */
  readonly lists?: 'samples' | 'labels';
}
