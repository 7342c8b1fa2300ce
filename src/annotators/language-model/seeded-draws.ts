import { loadTextHash } from '../../judgments/text-hash.ts';

/** Hexadecimal digits of a hash that fill a double's 52 bits. */
const DIGITS = 13;

/** A number in [0, 1), the same whenever it is asked for with the same names. */
export type Draw = (...names: readonly (string | number)[]) => number;

/**
 * Random numbers by name instead of in a row: each is the start of a SHA-256 of the seed and what it is drawn for. So an
 * answer depends on its text alone, in whatever batch or order texts are asked about.
 */
export async function seededDraws(seed: number): Promise<Draw> {
  const hash = await loadTextHash();
  return (...names) =>
    Number.parseInt(hash(JSON.stringify([seed, ...names])).slice(0, DIGITS), 16) / 16 ** DIGITS;
}
