import { describe, expect, it } from 'vitest';
import { Random } from '../../src/analysis/random.ts';
import { fromCentres, kMeans, regionsFor } from '../../src/map/k-means.ts';
import { layOut } from '../../src/map/layout.ts';
import { nearestNeighbours } from '../../src/map/nearest-neighbours.ts';
import { principalComponents } from '../../src/map/principal-components.ts';
import { expected } from './expected.ts';

const ROWS = 60;
const WIDTH = 8;
const GROUPS = 4;

/** As test/reference/text_map.py makes them. */
function vectors(): Float32Array {
  return Float32Array.from({ length: ROWS * WIDTH }, (_, at) => {
    const noise = ((at * 7919) % 1009) / 1009;
    return (Math.floor(at / WIDTH) % GROUPS) * (1 + ((at % WIDTH) % 3)) + noise;
  });
}

/** Points about a few centres that are far apart. */
function clusters(rows: number, width: number, centres: number): Float32Array {
  const random = new Random(3, 'clusters');
  return Float32Array.from(
    { length: rows * width },
    (_, at) => 8 * (Math.floor(at / width) % centres === at % width ? 1 : 0) + random.uniform(),
  );
}

describe('the steps of a map', () => {
  it('find the components that scikit-learn finds', () => {
    const { scores, width } = principalComponents(vectors(), WIDTH, 3);
    expect(width).toBe(3);
    const wanted = expected.components.flat();
    expect(scores.length).toBe(wanted.length);
    for (const [at, score] of scores.entries()) expect(score).toBeCloseTo(wanted[at], 4);
  });

  it('find no more components than the vectors allow', () => {
    expect(principalComponents(vectors(), WIDTH, 50).width).toBe(WIDTH);
    expect(principalComponents(vectors().slice(0, 3 * WIDTH), WIDTH, 50).width).toBe(2);
  });

  it('find the nearest neighbours that scikit-learn finds', () => {
    const { places, distances } = nearestNeighbours(vectors(), WIDTH, 6);
    expect([...distances].map((one) => one.toFixed(4))).toEqual(
      expected.neighbours.distances.flat().map((one) => one.toFixed(4)),
    );
    expect([...places]).toEqual(expected.neighbours.places.flat());
  });

  it('find neighbours across blocks, and tell how far they are', () => {
    const points = clusters(700, 5, 5);
    const shares: number[] = [];
    const { places, distances } = nearestNeighbours(points, 5, 4, (share) => shares.push(share));
    for (const row of [0, 255, 256, 699]) {
      const all = Array.from({ length: 700 }, (_, other) => ({
        other,
        apart: Math.hypot(...[0, 1, 2, 3, 4].map((at) => points[row * 5 + at] - points[other * 5 + at])),
      })).sort((a, b) => a.apart - b.apart);
      expect([...places.slice(row * 4, row * 4 + 4)]).toEqual(all.slice(0, 4).map(({ other }) => other));
      expect(distances[row * 4 + 3]).toBeCloseTo(all[3].apart, 5);
    }
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[shares.length - 1]).toBeCloseTo(1, 2);
  });

  it('part points as scikit-learn’s k-means does from the same centres', () => {
    const points = vectors();
    const found = fromCentres(points, WIDTH, Float64Array.from(points.slice(0, GROUPS * WIDTH)));
    // Groups are numbered by size there and here by nothing: alike are those that are alike.
    const pairs = new Set([...found].map((group, row) => `${group} ${expected.kMeans[row]}`));
    expect(pairs.size).toBe(GROUPS);
  });

  it('find clusters that are far apart, the largest first, the same from the same seed', () => {
    const points = clusters(205, 5, 4);
    const found = kMeans(points, 5, 4, new Random(1, 'a'));
    expect([...kMeans(points, 5, 4, new Random(1, 'a'))]).toEqual([...found]);
    expect(new Set([...found].map((group, row) => `${group} ${row % 4}`)).size).toBe(4);
    const counts = [0, 1, 2, 3].map((group) => found.filter((own) => own === group).length);
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
  });

  it('are content with points that are all the same', () => {
    const same = new Float32Array(40 * 3).fill(0.5);
    expect(new Set(kMeans(same, 3, 3, new Random(1, 'same'))).size).toBe(1);
  });

  it('make as many regions as the texts bear', () => {
    expect([20, 120, 1000, 50_000].map(regionsFor)).toEqual([3, 5, 10, 20]);
  });

  it('lay the same points out the same way, and keep neighbours together', () => {
    const points = clusters(120, 6, 3);
    const { scores, width } = principalComponents(points, 6, 6);
    const neighbours = nearestNeighbours(scores, width, 15);
    const lay = (seed: number) => layOut(scores, width, neighbours, new Random(seed, 'layout'));
    const found = lay(1);
    expect([...lay(1)]).toEqual([...found]);
    expect([...lay(2)]).not.toEqual([...found]);
    expect(found.every((place) => place >= 0 && place <= 1)).toBe(true);
    const apart = (a: number, b: number) =>
      Math.hypot(found[2 * a] - found[2 * b], found[2 * a + 1] - found[2 * b + 1]);
    const within = apart(0, 3) + apart(1, 4) + apart(2, 5);
    const between = apart(0, 1) + apart(1, 2) + apart(2, 0);
    expect(between).toBeGreaterThan(2 * within);
  });
});
