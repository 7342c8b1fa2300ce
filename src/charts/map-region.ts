/** A region of a map of texts as it is drawn. */
export interface MapRegionMark {
  /** `exam, teacher, class`. */
  readonly name: string;
  /** Where its name may stand, best first, from 0 to 1 as the points: each is below the middle of the name. */
  readonly places: readonly { readonly x: number; readonly y: number }[];
  /** Whether it is the part that is shown: its name comes before the others'. */
  readonly isChosen: boolean;
  readonly texts: number;
  /** Its figures in words. */
  readonly words: string;
  /** Address of the page with this region chosen. */
  readonly href: string;
}
