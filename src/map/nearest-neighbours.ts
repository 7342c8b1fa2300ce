/** The nearest of all points to each, itself first, row by row. */
export interface Neighbours {
  readonly count: number;
  readonly places: Uint32Array;
  /** Euclidean. */
  readonly distances: Float32Array;
}

/** Rows of a block: two blocks of 50 numbers fit in a core's nearer memory. */
const BLOCK = 256;
/** After so many numbers a pair that is too far apart already is given up. */
const FIRST_LOOK = 12;

/**
 * The exact nearest neighbours. The points' first numbers are to tell most of them apart, as principal components do: then most pairs
 * are known to be too far apart after a few.
 * @param points row by row
 * @param count how many neighbours, with the point itself; fewer than there are points
 * @param onShare told the done share of the work now and then
 */
export function nearestNeighbours(
  points: Float32Array,
  width: number,
  count: number,
  onShare: (share: number) => void = () => undefined,
): Neighbours {
  const rows = points.length / width;
  const places = new Uint32Array(rows * count);
  const squares = new Float32Array(rows * count).fill(Infinity);
  for (let row = 0; row < rows; row++) {
    places[row * count] = row;
    squares[row * count] = 0;
  }
  const last = count - 1;
  const look = Math.min(FIRST_LOOK, width);
  const take = (row: number, other: number, square: number) => {
    let at = row * count + last;
    for (; squares[at - 1] > square; at--) {
      squares[at] = squares[at - 1];
      places[at] = places[at - 1];
    }
    squares[at] = square;
    places[at] = other;
  };
  const blocks = Math.ceil(rows / BLOCK);
  let done = 0;
  for (let block = 0; block < blocks; block++) {
    const [from, to] = [block * BLOCK, Math.min(rows, (block + 1) * BLOCK)];
    for (let start = from; start < rows; start += BLOCK) {
      const end = Math.min(rows, start + BLOCK);
      for (let row = from; row < to; row++) {
        const a = row * width;
        const ownWorst = row * count + last;
        for (let other = Math.max(start, row + 1); other < end; other++) {
          const b = other * width;
          let square = 0;
          for (let at = 0; at < look; at++) {
            const apart = points[a + at] - points[b + at];
            square += apart * apart;
          }
          const otherWorst = other * count + last;
          const most = Math.max(squares[ownWorst], squares[otherWorst]);
          if (square >= most) continue;
          for (let at = look; at < width; at++) {
            const apart = points[a + at] - points[b + at];
            square += apart * apart;
          }
          if (square < squares[ownWorst]) take(row, other, square);
          if (square < squares[otherWorst]) take(other, row, square);
        }
      }
    }
    done += (to - from) * (rows - from - (to - from) / 2);
    onShare(Math.min(1, (2 * done) / (rows * rows)));
  }
  return { count, places, distances: squares.map(Math.sqrt) };
}
