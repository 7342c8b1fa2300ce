/** A language model that is timed, by files in the hub's layout. */
export interface BenchedModel {
  readonly name: string;
  readonly dtype: 'q4' | 'fp32';
  readonly weights: string;
}
