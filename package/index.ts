/**
 * What `import … from 'dissensus'` gives: files to judgments, judgments to a report. It runs in browsers, in workers and in
 * Node from 20.19 on, asks nothing of a network, and does nothing when it is imported.
 */
export { analyse, type SettingsToChange } from './analyse.ts';
export { judgmentsIn, type JudgmentsInFiles } from './judgments-in.ts';
export {
  readFiles,
  type MappedFile,
  type ReadFilesOptions,
  type ReadOutcome,
} from '../src/readers/read-files.ts';
export { UnknownLayoutError, UnreadableFileError } from '../src/readers/unreadable-file.ts';
export type { NamedBlob } from '../src/readers/named-blob.ts';
export type { ImportedAnnotations } from '../src/readers/annotations/imported-annotations.ts';
export type { ImportedPredictions } from '../src/readers/predictions/model-predictions.ts';

export type { Annotator, Method } from '../src/judgments/annotator.ts';
export type { AnnotatedQuestion, Dataset, RaterRule, VoteOrigin } from '../src/judgments/dataset.ts';
export type {
  AnnotationsFile,
  AnswersFile,
  BenchmarkFile,
  CopiedFile,
  JoinedTextsFile,
  PeopleFile,
  SkippedRow,
  SourceFile,
  TextsFile,
} from '../src/judgments/source-file.ts';
export type { Predictions } from '../src/judgments/predictions.ts';
export type { CategoricalQuestion, OrdinalQuestion, Question } from '../src/judgments/question.ts';
export { humanDistributions, ratersPerItem, VotesBuilder, type Votes } from '../src/judgments/votes.ts';

export { DEFAULT_SETTINGS, type AnalysisSettings } from '../src/analysis/settings.ts';
export type { ModelJudgments } from '../src/analysis/model-judgments.ts';
export { reportDocument } from '../src/analysis/report-document.ts';
export { reasonFor } from '../src/analysis/reasons.ts';
export type * from '../src/analysis/report.ts';
export type { RaterPair } from '../src/analysis/rater-pairs.ts';
export type { RaterFigures } from '../src/analysis/raters.ts';
