/** A region of a map of texts as it is drawn. */
export interface MapRegionMark {
  /** `exam, teacher, class`. */
  readonly name: string;
  /** Below the middle of its name, from 0 to 1 as the points. */
  readonly x: number;
  readonly y: number;
  readonly texts: number;
  /** Its figures in words. */
  readonly words: string;
  /** Address of the page with this region chosen. */
  readonly href: string;
}
