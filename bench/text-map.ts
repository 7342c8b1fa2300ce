/**
 * How long a map of texts takes to lay out, by the number of texts: vectors of 384 numbers in 40 overlapping clusters, with the
 * page's own steps. Writes nothing: its figures stand in RESULTS.md.
 */
import { Random } from '../src/analysis/random.ts';
import { kMeans, regionsFor } from '../src/map/k-means.ts';
import { layOut } from '../src/map/layout.ts';
import { nearestNeighbours } from '../src/map/nearest-neighbours.ts';
import { principalComponents } from '../src/map/principal-components.ts';

const WIDTH = 384;
const CLUSTERS = 40;

function vectors(rows: number): Float32Array {
  const random = new Random(1, 'bench of the map');
  const normal = () =>
    Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
  const centres = Array.from({ length: CLUSTERS }, () => Float32Array.from({ length: WIDTH }, normal));
  const all = new Float32Array(rows * WIDTH);
  for (let row = 0; row < rows; row++) {
    const centre = centres[random.below(CLUSTERS)];
    const own = all.subarray(row * WIDTH, (row + 1) * WIDTH);
    let square = 0;
    for (let at = 0; at < WIDTH; at++) {
      own[at] = centre[at] + 1.2 * normal();
      square += own[at] ** 2;
    }
    for (let at = 0; at < WIDTH; at++) own[at] /= Math.sqrt(square);
  }
  return all;
}

for (const rows of process.argv.slice(2).map(Number)) {
  const all = vectors(rows);
  const begun = process.cpuUsage().user;
  const seconds = () => ((process.cpuUsage().user - begun) / 1e6).toFixed(1);
  const { scores, width } = principalComponents(all, WIDTH, 50);
  const components = seconds();
  const neighbours = nearestNeighbours(scores, width, 15);
  const found = seconds();
  layOut(scores, width, neighbours, new Random(1, 'layout'));
  const laidOut = seconds();
  kMeans(scores, width, regionsFor(rows), new Random(1, 'regions'));
  console.log(
    `${rows} texts: components after ${components} s of processor time, neighbours ${found}, layout ${laidOut}, regions ${seconds()}`,
  );
}
