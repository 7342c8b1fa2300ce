import { afterAll } from 'vitest';
import { nightly } from '../nightly.ts';

/** So many attempts by night, and a tenth of them by day. */
export const attempts = (byNight: number): number => Math.ceil(nightly ? byNight : byNight / 10);

/**
 * Counts what became of hostile input of one kind, and prints it when a file's tests have ended, in the form of tally-line.ts. What neither is refused clearly nor
 * survived fails its test.
 */
export function tally(kind: string): { refused(): void; survived(): void } {
  let refused = 0;
  let survived = 0;
  afterAll(() => {
    const [tried, clearly, whole] = [refused + survived, refused, survived].map((n) =>
      n.toLocaleString('en'),
    );
    console.info(`hostile ${kind}: ${tried} tried, ${clearly} refused clearly, ${whole} survived`);
  });
  return { refused: () => void refused++, survived: () => void survived++ };
}
