import { NumpyRandom } from './numpy-random.ts';

/** Seed of everything that the paper draws. */
export const PAPER_SEED = 42;

const FOLDS = 5;

/** The places that one fold is fitted on and judged on, ascending. */
export interface PaperFold {
  readonly training: Uint32Array;
  readonly held: Uint32Array;
}

/** The folds that scikit-learn's `KFold(5, shuffle=True, random_state=42)` makes of `size` texts. */
export function paperFolds(size: number): readonly PaperFold[] {
  const order = Uint32Array.from({ length: size }, (_, place) => place);
  new NumpyRandom(PAPER_SEED).shuffle(order);
  const least = Math.floor(size / FOLDS);
  let from = 0;
  return Array.from({ length: FOLDS }, (_, fold) => {
    const to = from + least + (fold < size % FOLDS ? 1 : 0);
    const held = order.slice(from, to).sort();
    from = to;
    const isHeld = new Uint8Array(size);
    for (const place of held) isHeld[place] = 1;
    const training = Uint32Array.from(order)
      .sort()
      .filter((place) => isHeld[place] === 0);
    return { training, held };
  });
}
