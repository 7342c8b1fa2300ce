/** Where in a list an open text is, and the way along it. */
export interface ListSteps {
  /** Its place, from 0. */
  readonly place: number;
  /** How many texts are listed. */
  readonly count: number;
  /** Opens the next text or the one before; at the end of the list it does nothing. */
  readonly onstep: (by: 1 | -1) => void;
}
