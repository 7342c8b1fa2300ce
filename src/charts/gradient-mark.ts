/** A category between how transparent its words are and how well a model agrees with people on it. */
export interface GradientMark {
  readonly label: string;
  /** Transparency, and agreement with the ends of its interval where it has one. */
  readonly x: number;
  readonly y: number;
  readonly lo?: number;
  readonly hi?: number;
  /** Texts that any rater gave it. */
  readonly support: number;
  /** Words that mark it best. */
  readonly markers: readonly string[];
  /** Address of the items behind it. */
  readonly href: string;
}
