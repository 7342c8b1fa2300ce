/** One figure with its interval, drawn as a point on a line that all rows share. */
export interface IntervalRow {
  readonly label: string;
  readonly role: 'people' | 'model' | 'reference';
  readonly mean: number;
  /** Ends of the interval; absent where the figure has none. */
  readonly lo?: number;
  readonly hi?: number;
  /** Address of the items behind it. */
  readonly href?: string;
}
