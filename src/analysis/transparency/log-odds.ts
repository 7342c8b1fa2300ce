import type { Terms } from './tokens.ts';

/** Times a term must stand in the texts to be looked at. */
export const LEAST_COUNT = 5;
/** z of a term that is a marker: two-sided p = 0.01. */
export const MARKER_Z = 2.58;
/** Most markers of a category. */
export const MOST_MARKERS = 20;

/** A term that marks a category. */
export interface Marker {
  readonly term: number;
  readonly token: string;
  readonly z: number;
  /** Times it stands in the texts it was learnt from. */
  readonly count: number;
}

/**
 * The markers of every category: the {@link MOST_MARKERS} terms with the highest z of at least {@link MARKER_Z}, by log-odds with an
 * informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, eq. 16, 19, 22), texts of the category against the rest. A text counts
 * as one, in parts: p_ic of it is the category's. Were its n_i votes n_i texts, z would grow with the number of raters alone.
 * The prior is α_w = n_c f_w on both sides.
 * @param items what to learn from
 * @param votes each category's share of every item, items x categories (p_ic)
 */
export function markersOf(
  terms: Terms,
  items: Uint32Array,
  votes: { readonly forCategory: Float64Array; readonly categories: number },
): Marker[][] {
  const { names, start, ids } = terms;
  const { categories } = votes;
  const counts = new Uint32Array(names.length);
  for (const item of items) for (let at = start[item]; at < start[item + 1]; at++) counts[ids[at]]++;
  const kept: number[] = [];
  const place = new Int32Array(names.length).fill(-1);
  let all = 0;
  for (let term = 0; term < counts.length; term++) {
    if (counts[term] < LEAST_COUNT) continue;
    place[term] = kept.length;
    kept.push(term);
    all += counts[term];
  }
  const weighted = new Float64Array(kept.length * categories);
  const total = new Float64Array(kept.length);
  for (const item of items) {
    const chosen: number[] = [];
    for (let c = 0; c < categories; c++) if (votes.forCategory[item * categories + c] > 0) chosen.push(c);
    for (let at = start[item]; at < start[item + 1]; at++) {
      const row = place[ids[at]];
      if (row < 0) continue;
      total[row]++;
      for (const c of chosen) weighted[row * categories + c] += votes.forCategory[item * categories + c];
    }
  }
  const everything = total.reduce((sum, value) => sum + value, 0);
  return Array.from({ length: categories }, (_, c) => {
    let mine = 0;
    for (let row = 0; row < kept.length; row++) mine += weighted[row * categories + c];
    if (mine === 0 || mine >= everything) return [];
    const found: Marker[] = [];
    for (let row = 0; row < kept.length; row++) {
      const own = weighted[row * categories + c];
      const prior = (mine * counts[kept[row]]) / all;
      const y = own + prior;
      const rest = total[row] - own + prior;
      const z =
        (Math.log(y / (2 * mine - y)) - Math.log(rest / (everything - rest))) / Math.sqrt(1 / y + 1 / rest);
      if (z >= MARKER_Z)
        found.push({ term: kept[row], token: names[kept[row]], z, count: counts[kept[row]] });
    }
    found.sort((a, b) => b.z - a.z || (a.token < b.token ? -1 : 1));
    return found.slice(0, MOST_MARKERS);
  });
}
