/** Texts laid out in two dimensions so that those alike in meaning stand together, and the regions that they fall into. */
export interface TextMap {
  /** {@link MAP_VERSION} of what made it. */
  readonly version: number;
  /** x and y of each item, row by row, from 0 to 1 with one scale for both; NaN for an item without a place. */
  readonly places: Float32Array;
  /** Each item's region by its place in {@link regions}; {@link NO_REGION} for an item without a place. */
  readonly region: Uint16Array;
  /** The largest first. */
  readonly regions: readonly MapRegion[];
  /** ISO 639-1 codes of the languages whose common words are in no name. */
  readonly languages: readonly string[];
  /** What a person has drawn a line around, the earliest first. */
  readonly areas: readonly MapArea[];
}

export interface MapRegion {
  /** Its own words, `exam, teacher, class`; no two regions have the same name. */
  readonly name: string;
}

export interface MapArea {
  /** Counted from 1. */
  readonly number: number;
  /** Its own words: `around exam, teacher, class`. */
  readonly name: string;
  /** Places of its items, ascending. */
  readonly items: Uint32Array;
}

/** Another layout of the same texts is another version, and a map that was kept is made again. */
export const MAP_VERSION = 1;

export const NO_REGION = 0xffff;

/** Fewer different texts than this make no map. */
export const FEWEST_TEXTS = 20;

/** How far the making of a map is. */
export interface MapProgress {
  readonly step: 'neighbours' | 'layout' | 'regions';
  /** Of the step, from 0 to 1. */
  readonly share: number;
  /** Of the step; `null` until that can be told. */
  readonly secondsLeft: number | null;
}
