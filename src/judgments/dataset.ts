import type { Attribute } from './attributes.ts';
import type { ContinuousQuestion, LabelledQuestion, Question } from './question.ts';
import type { SourceFile } from './source-file.ts';
import type { Votes } from './votes.ts';

/** Texts, what was asked about them, and what people answered. Row i of every array is the same item. */
export interface Dataset {
  /** What it is called on screen, e.g. `GoEmotions raters`. */
  readonly name: string;
  /** Unique among the items. */
  readonly ids: readonly string[];
  readonly texts: readonly string[];
  /**
   * 1 for an item whose text is not here; absent if all are. `texts` then has the text's `TextHash` in its place, so that
   * items with the same text can still be told, or that of the id where no file had the text.
   */
  readonly withoutText?: Uint8Array;
  /** Empty for plain texts: nobody has judged them. */
  readonly questions: readonly AnnotatedQuestion[];
  readonly sources: readonly SourceFile[];
  /** What is known of the items and the raters beside the answers; absent if nothing is. */
  readonly attributes?: readonly Attribute[];
}

/** A question and the people's answers to it. */
export interface AnnotatedQuestion<Asked extends Question = Question> {
  readonly question: Asked;
  readonly votes: Votes;
  readonly origin: VoteOrigin;
  /**
   * How far words give each of its categories away, measured where the texts were: without any text here it is all there is
   * to know of it, with one it is measured anew. Absent if nobody measured it.
   */
  readonly transparency?: readonly MeasuredTransparency[];
  /** By what rule more raters were asked about some items; absent where numbers do not depend on answers, or nobody knows how. */
  readonly moreRaters?: RaterRule;
}

/** A question with labels, and people's. */
export type LabelledAnswers = AnnotatedQuestion<LabelledQuestion>;

/** A continuous question, and people's numbers. */
export type NumberAnswers = AnnotatedQuestion<ContinuousQuestion>;

/** More raters than the first were asked unless two of those chose a label in common, or unless all chose the same. */
export interface RaterRule {
  /** How many were asked first, at least 2. */
  readonly first: number;
  readonly more: number;
  readonly unless: 'two agree' | 'all agree';
}

/** What can be said of a category's words without a word. */
export interface MeasuredTransparency {
  /**
   * t_c = (AP - prevalence) / (1 - prevalence) of the out-of-fold lexical scores for "p_ic >= 0.5": 1 if words tell it all, 0 if nothing.
   * `null` where no item or every item is one of the category.
   */
  readonly transparency: number | null;
  /** Share of the category's items that hold a marker, and share of items with a marker that are the category's; out of fold. */
  readonly coverage: number | null;
  readonly precision: number | null;
  /** Share of the category's items whose text holds the label's own name; `null` on a scale. */
  readonly ownName: number | null;
}

/**
 * What one vote stands for. `raters`: one person's answer. `consensus`: a label set already aggregated upstream, so there is
 * no distribution of raters to compare with. `intended`: what the author of an example meant by it, likewise no distribution.
 */
export type VoteOrigin = 'raters' | 'consensus' | 'intended';
