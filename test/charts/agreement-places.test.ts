import { scaleLinear } from 'd3';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { agreementPlaces, leaderOf } from '../../src/charts/agreement-places.ts';
import type { AgreementPoint } from '../../src/charts/agreement-point.ts';
import { frameIn, roomy, whole } from '../../src/charts/frame.ts';
import { labelBox, overlap } from '../../src/charts/label-places.ts';
import { FINDINGS } from '../../src/pages/finding/finding.ts';

const ROOM = { top: 30, right: 16, bottom: 44, left: 46 };
const CONSTANT = { at: 0.5, words: 'majority baseline (50%)' };

function placed(points: readonly AgreementPoint[], width = 760) {
  const [x, y] = [scaleLinear().domain([0, 1]), scaleLinear().domain([-0.2, 1])];
  return agreementPlaces(
    points,
    frameIn(whole(width, 300), ROOM, x, y),
    width < 420,
    CONSTANT,
    'noise ceiling',
  );
}

function point(name: string, labels: number, uncertainty: number, ifExact?: number): AgreementPoint {
  const around = (mean: number) => ({ mean, lo: mean - 0.02, hi: mean + 0.02 });
  return {
    name,
    role: 'model',
    labels: around(labels),
    uncertainty: around(uncertainty),
    ...(ifExact !== undefined && { ifExact }),
  };
}

it('names each point, and one ring for all of them', () => {
  const { dots, ring } = placed([point('People', 0.8, 0.6), point('model', 0.3, 0.2, 0.7)]);
  expect(dots.map(({ name }) => name.words)).toEqual(['People', 'model']);
  expect(ring!.words).toBe('noise ceiling');
  expect(placed([point('People', 0.8, 0.6)]).ring).toBeNull();
});

it('keeps the words of the baseline off the ticks, however near the axis nought is', () => {
  for (const least of [-0.01, -0.05, -0.1, -0.3, -1]) {
    const [x, y] = [scaleLinear().domain([0, 1]), scaleLinear().domain([least, 1])];
    const frame = frameIn(whole(330, 220), ROOM, x, y);
    const { baseline } = agreementPlaces([point('m', 0.5, 0.04)], frame, true, CONSTANT, 'noise ceiling');
    expect(labelBox(baseline.words, baseline).bottom).toBeLessThanOrEqual(frame.bottom);
  }
});

it('keeps the end of a name that has room for the whole nowhere', () => {
  const long = 'an-organisation/a-model-with-a-long-name-v2';
  const { dots } = placed([point(long, 0.5, 0.5)], 340);
  const [{ name }] = dots;
  expect(name.words).toMatch(/^….*v2$/);
});

it('never lays words of the baseline or a ring over the name of a point where there is room elsewhere', () => {
  const share = fc.double({ min: 0.05, max: 0.95, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(share, share, share), { minLength: 1, maxLength: 5 }), (rows) => {
      const points = rows.map(([labels, uncertainty, exact], at) =>
        point(`m${at}`, labels, uncertainty, exact),
      );
      const { dots, ring } = placed(points);
      if (ring === null) return;
      const box = labelBox(ring.words, ring);
      for (const { name } of dots) expect(overlap(labelBox(name.words, name), box)).toBe(false);
    }),
  );
});

it('lays no name over another where models are close, and leads a line to those that stand away', () => {
  const near = fc.double({ min: 0.55, max: 0.65, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(near, near), { minLength: 2, maxLength: 6 }), (rows) => {
      const points = rows.map(([labels, uncertainty], at) =>
        point(`a-model-of-2024-0${at}`, labels, uncertainty),
      );
      const { dots } = placed(points);
      const boxes = dots.map(({ name }) => labelBox(name.words, name, { character: 9, line: 17 }));
      for (const [at, box] of boxes.entries()) {
        expect(dots[at].name.words).toBe(points[at].name);
        for (const other of boxes.slice(at + 1)) expect(overlap(box, other)).toBe(false);
      }
      for (const dot of dots) {
        const leader = leaderOf(dot);
        const away = Math.hypot(dot.name.x - dot.x, dot.name.y - dot.y);
        if (leader === null) expect(away).toBeLessThan(45);
        else expect(Math.hypot(leader.x2 - dot.name.x, leader.y2 - dot.name.y)).toBeLessThan(9);
      }
    }),
  );
});

it.each([480, 545, 760, 1000])(
  'lays no name of the shipped benchmarks over another, a mark, a ring or the words of the baseline at %i pixels',
  (width) => {
    for (const { name: benchmark, people, models, constant } of FINDINGS) {
      const points = [people, ...models];
      const across = points.flatMap(({ labels }) => [labels.lo, labels.hi]).concat(constant);
      const up = points.flatMap(({ uncertainty, ifExact = 0 }) => [uncertainty.lo, uncertainty.hi, ifExact]);
      const [x, y] = [across, [...up, 0]].map((values) => scaleLinear().domain(roomy(values, 0.14, 0.1)));
      const frame = frameIn(whole(width, 300), ROOM, x, y);
      const narrow = width < 420;
      const words = `majority baseline (${Math.round(100 * constant)}%)`;
      const { dots, baseline } = agreementPlaces(
        points,
        frame,
        narrow,
        { at: constant, words },
        'noise ceiling',
      );
      const letters = { character: narrow ? 7.4 : 8.6, line: 15 };
      const names = dots.map(({ name }) => labelBox(name.words, name, letters));
      const circle = (cx: number, cy: number, radius: number) => ({
        left: cx - radius,
        right: cx + radius,
        top: cy - radius,
        bottom: cy + radius,
      });
      const kept = [
        ...dots.map((dot) => circle(dot.x, dot.y, 6)),
        ...points.flatMap(({ labels, ifExact }) =>
          ifExact === undefined ? [] : [circle(x(labels.mean), y(ifExact), 5)],
        ),
        labelBox(baseline.words, baseline),
      ];
      const over = names.flatMap((box, at) =>
        [...kept, ...names.slice(at + 1)].some((other) => overlap(box, other)) ? [points[at].name] : [],
      );
      expect([benchmark, over]).toEqual([benchmark, []]);
    }
  },
);

it('names a hundred points that lie close together, and one that has no place, in little time', () => {
  const points = Array.from({ length: 100 }, (_, at) =>
    point(
      `model-${at} (samples, temperature ${at / 10})`,
      0.4 + ((at * 37) % 100) / 500,
      0.3 + ((at * 61) % 100) / 500,
      0.7,
    ),
  );
  const { dots } = placed([...points, point('nowhere', NaN, NaN), point('', 0.5, 0.5)], 900);
  expect(dots).toHaveLength(102);
  for (const { name, x } of dots.slice(0, 100)) {
    const box = labelBox(name.words, name, { character: 9.9, line: 17 });
    expect([box.left, box.right].every((end) => Number.isFinite(end))).toBe(true);
    expect(Math.abs(name.x - x)).toBeLessThan(200);
  }
}, 10_000);
