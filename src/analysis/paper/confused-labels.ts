import type { RaterFlags } from './paper-input.ts';

/**
 * Who is confused with whom: for every pair of raters of a text, each label that only one of them gave against each that only the
 * other gave, counted in both directions.
 * @returns a square matrix, one row a label
 */
export function confusedLabels({ starts, flags }: RaterFlags, size: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let text = 0; text < starts.length - 1; text++) {
    for (let one = starts[text]; one < starts[text + 1]; one++) {
      for (let other = one + 1; other < starts[text + 1]; other++) {
        for (let mine = 0; mine < size; mine++) {
          if (!flags[one * size + mine] || flags[other * size + mine]) continue;
          for (let theirs = 0; theirs < size; theirs++) {
            if (!flags[other * size + theirs] || flags[one * size + theirs]) continue;
            matrix[mine * size + theirs]++;
            matrix[theirs * size + mine]++;
          }
        }
      }
    }
  }
  return matrix;
}
