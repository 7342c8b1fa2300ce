import type { Figure, Reasons } from './figures.ts';

/** A figure of the paper's tables (Inoshita et al. 2026). */
export interface PaperFigure {
  readonly value: Figure;
  /** Central 95% of bootstrap resamples of texts; absent where the paper gives none. */
  readonly lo?: number;
  readonly hi?: number;
  /** Absent where nothing is tested. */
  readonly p?: number;
  /** How many texts, pairs or categories it is over. */
  readonly n?: number;
}

/** A line of one of the paper's tables. What does not apply is absent; a model's own tables do not name the model. */
export interface PaperLine {
  readonly model?: string;
  /** "0", "0.3", ...; "all" for all samples together; absent where the model's answers are of none in particular. */
  readonly temperature?: string;
  /** `full`, `partial`, `disagreement`; on scales `high`, `moderate`, `low`; of a gradient "50 or more". */
  readonly level?: string;
  /** A label; V, A or D; a form of the text; a way to calibrate. */
  readonly category?: string;
  /** The second model or level of a pair. */
  readonly other?: string;
  /** By metric, under the names of `dissensus replicate`. */
  readonly figures: Readonly<Record<string, PaperFigure>>;
}

/** The paper's tables on one model's answers; a table without a line has its reason. */
export interface ModelPaperReport {
  readonly divergence: readonly PaperLine[];
  readonly entropy: readonly PaperLine[];
  readonly levels: readonly PaperLine[];
  readonly categories: readonly PaperLine[];
  readonly calibration: readonly PaperLine[];
  /** Of the question's own dimension. */
  readonly continuous: readonly PaperLine[];
}

/** What a model is called in the paper's tables of a question. */
export interface PaperModel {
  readonly name: string;
  /** annotatorKey of the model. */
  readonly annotator: string | null;
}

/** The paper's tables on people and across models; a table without a line has its reason. */
export interface QuestionPaperReport {
  /** In the order of the models. */
  readonly models: readonly PaperModel[];
  readonly between_models: readonly PaperLine[];
  readonly cooccurrence: readonly PaperLine[];
  readonly texts: readonly PaperLine[];
  readonly people: readonly PaperLine[];
  readonly transparency: readonly PaperLine[];
  readonly reasons: Readonly<Reasons>;
}

/** The paper's tables on scales that were asked together, such as valence, arousal and dominance, over all of them. */
export interface RatingsPaperReport {
  /** The group of the questions, or the only question. */
  readonly group: string;
  readonly questions: readonly string[];
  readonly models: readonly PaperModel[];
  /** Absolute errors of the scales pooled. */
  readonly between_models: readonly PaperLine[];
  /** The mean error over the scales. */
  readonly continuous: readonly PaperLine[];
  readonly reasons: Readonly<Reasons>;
}
