/**
 * A number, or `null` where the data cannot support it; never NaN or infinite. Every `null` has its reason in the `reasons`
 * of the object it belongs to (people, model, comparison, halves, gradient), under its path or a beginning of its path:
 * `{"floor.p": "..."}` is about one figure, `{"floor": "..."}` about all of them, `{"categories.3.auc": "..."}` counts from 0.
 * {@link file://../reasons.ts} looks one up.
 */
export type Figure = number | null;

/** Why figures are `null`: a sentence per path. */
export type Reasons = Record<string, string>;

/** What an interval or a p-value allows for: other items, or other items and other raters where those are few. */
export type Over = 'items only' | 'items and raters';

/** A mean with its percentile bootstrap interval. */
export interface Interval {
  readonly mean: Figure;
  readonly lo: Figure;
  readonly hi: Figure;
  readonly over: Over;
}

/** A figure with its interval, neither of which is missing. */
export interface Range {
  readonly mean: number;
  readonly lo: number;
  readonly hi: number;
}
