/** One figure with its interval, drawn as a point on a line that all rows share. */
export interface IntervalRow {
  readonly label: string;
  readonly role: 'people' | 'model' | 'reference';
  /** The model that it is of, where its label is not that model's name. */
  readonly model?: string;
  readonly mean: number;
  /** Ends of the interval; absent where the figure has none. */
  readonly lo?: number;
  readonly hi?: number;
  /** Address of the items behind it. */
  readonly href?: string;
}
