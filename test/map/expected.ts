import { readFileSync } from 'node:fs';

interface ReferenceRegion {
  readonly judged: number;
  readonly mean: number | null;
  readonly difference?: number;
  readonly p?: number;
  readonly welch?: number;
}

/** What test/reference/text_map.py found with scikit-learn and SciPy. */
export const expected = JSON.parse(
  readFileSync(new URL('../reference/expected.text_map.json', import.meta.url), 'utf8'),
) as {
  readonly components: readonly number[][];
  readonly neighbours: { readonly places: readonly number[][]; readonly distances: readonly number[][] };
  readonly kMeans: readonly number[];
  readonly words: readonly (readonly string[])[];
  readonly regions: Readonly<Record<string, Readonly<Record<string, readonly ReferenceRegion[]>>>>;
};
