/** A figure of a table and what stands beside it: `0.63` and `of at most 0.66`, or `95.0%` and `(2 failed)`. */
export interface FigureParts {
  readonly value: string;
  readonly beside?: string;
}

/** The parts of a cell of `modelColumns`. */
export function figureParts(words: string): FigureParts {
  const place = words.search(/ (of at|\()/);
  return place < 0 ? { value: words } : { value: words.slice(0, place), beside: words.slice(place + 1) };
}

/** What stands beside a figure in as few signs as a narrow column has room for: `≤ 0.66`. */
export function inSigns(beside: string): string {
  return beside
    .replace('of at most', '≤')
    .replace('of at least', '≥')
    .replace('an exactly right model:', 'if right:');
}
