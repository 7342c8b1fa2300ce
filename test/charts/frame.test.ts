import { scaleLinear } from 'd3';
import { describe, expect, it } from 'vitest';
import { frameIn, roomy, whole } from '../../src/charts/frame.ts';

const ROOM = { top: 10, right: 20, bottom: 30, left: 40 };

describe('the frame of a chart', () => {
  it('is what axes leave of a picture, with large values at the top', () => {
    const x = scaleLinear().domain([0, 1]);
    const y = scaleLinear().domain([-1, 1]);
    const frame = frameIn(whole(200, 100), ROOM, x, y);
    expect(frame).toMatchObject({ left: 40, right: 180, top: 10, bottom: 70 });
    expect([frame.x(0), frame.x(0.5), frame.x(1)]).toEqual([40, 110, 180]);
    expect([frame.y(-1), frame.y(0), frame.y(1)]).toEqual([70, 40, 10]);
  });

  it('lies within its part of a picture', () => {
    const part = { left: 100, right: 200, top: 50, bottom: 150 };
    const frame = frameIn(part, ROOM, scaleLinear().domain([0, 1]), scaleLinear().domain([0, 1]));
    expect([frame.x(0), frame.x(1), frame.y(0), frame.y(1)]).toEqual([140, 180, 120, 60]);
  });

  it('has room around values, also where they are all the same or none', () => {
    expect(roomy([4, 2, 3], 0.1, 1)).toEqual([1.8, 4.2]);
    expect(roomy([3, 3], 0.1, 0.5)).toEqual([2.5, 3.5]);
    expect(roomy([], 0.1, 0.5)).toEqual([-0.1, 1.1]);
  });
});
