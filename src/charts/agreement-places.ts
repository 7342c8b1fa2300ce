import { descending } from 'd3';
import type { AgreementPoint } from './agreement-point.ts';
import type { Frame } from './frame.ts';
import { cutLabel, labelBox, labelPlaces, overlap } from './label-places.ts';
import { namePlaces, type Leader } from './name-places.ts';
import type { Box, LabelPlace, Lettering, PlacedWords } from './label-places.ts';

/** A dot's radius; how far its name stands beside it and above its middle. */
export const DOT = 7;
/** The radius of the ring that an exactly right model would reach, with its line. */
const RING = 6;
const NAME_BESIDE = 13;
const NAME_ABOVE = 9;
/** How far the words of the baseline stand above and below the axis. */
const CONSTANT_ABOVE = 15;
const CONSTANT_BELOW = 22;
/** Where names stand that have no room beside their dot: how far off, and in which directions above and below the horizontal. */
const FAR = [34, 43, 52, 63, 74, 87, 100, 115, 130, 165];
const DIRECTIONS = [0, 0.35, -0.35, 0.75, -0.75, 1.15, -1.15, 1.45, -1.45];
const HALF_LETTER = 5;
/** How far words stay above the axis below them. */
const LABEL_DESCENT = 6;
/** Half an interval's line. */
const HALF_LINE = 2;

const NAMES: Lettering = { character: 9.9, line: 17, around: corners };
const NARROW_NAMES: Lettering = { character: 8, line: 15, around: corners };

/** A point where it is drawn, with its name. */
export interface NamedDot {
  readonly point: AgreementPoint;
  readonly x: number;
  readonly y: number;
  readonly name: PlacedWords;
}

/** Where all words of the chart stand. */
export interface AgreementPlaces {
  readonly dots: readonly NamedDot[];
  /** Words of the baseline. */
  readonly baseline: PlacedWords;
  /** Words of one ring, which stand for all of them; `null` where they would cover something, or there is none. */
  readonly ring: PlacedWords | null;
}

/**
 * Places the words of the baseline, then the names of points with their intervals, then the words of a ring.
 * @param narrow whether names are smaller
 * @param constant where the baseline crosses the axis, and its words
 * @param ringWords what a ring is called
 */
export function agreementPlaces(
  points: readonly AgreementPoint[],
  frame: Frame,
  narrow: boolean,
  constant: { readonly at: number; readonly words: string },
  ringWords: string,
): AgreementPlaces {
  const letters = narrow ? NARROW_NAMES : NAMES;
  const { x, y, left, top, bottom, width } = frame;
  const within = { left, right: width, top, bottom };
  const bare = points.map((point) => ({
    point,
    x: x(point.labels.mean),
    y: y(point.uncertainty.mean),
    label: point.name,
  }));
  const lines = points.flatMap((point) => intervalLines(point, frame));
  const dotBoxes = bare.map(dotBox);
  const rings = points
    .filter(({ ifExact }) => ifExact !== undefined)
    .sort((a, b) => descending(a.ifExact, b.ifExact))
    .map(({ labels, ifExact }) => ({ x: x(labels.mean), y: y(ifExact!), label: ringWords }));
  const ringBoxes = rings.map(ringBox);
  const baseline = baselineWords(frame, constant, [...dotBoxes, ...lines, ...ringBoxes]);
  const places = namePlaces(
    bare,
    letters,
    { within, mark: DOT, kept: [labelBox(baseline.words, baseline), ...ringBoxes], lines },
    leaderTo,
  );
  const dots = bare.map(({ label, ...dot }, at): NamedDot => {
    const place = places[at];
    return {
      ...dot,
      name: place ? { ...place, words: label } : cutLabel({ ...dot, label }, width, NAME_BESIDE, letters),
    };
  });
  const others = [...dotBoxes, ...dots.map(({ name }) => labelBox(name.words, name, letters)), ...lines];
  const taken = [...others, labelBox(baseline.words, baseline)];
  const ring = rings.map((one) => labelPlaces([one], within, taken)[0]).find((place) => place !== null);
  return { dots, baseline, ring: ring ? { ...ring, words: ringWords } : null };
}

interface Dot {
  readonly x: number;
  readonly y: number;
}

/** Above the lines of a dot's intervals, or below them; then a line further off. */
function corners(x: number, y: number): LabelPlace[] {
  const above = y - NAME_ABOVE;
  const below = y + NAME_ABOVE + 10;
  const near = [above, below, above - 16, below + 16].flatMap((baseline): LabelPlace[] => [
    { x: x + NAME_BESIDE, y: baseline, anchor: 'start' },
    { x: x - NAME_BESIDE, y: baseline, anchor: 'end' },
  ]);
  return [...near, ...FAR.flatMap((distance) => ring(x, y, distance))];
}

/** Places around a point at a distance, from which a line leads to it: beside it first. */
function ring(x: number, y: number, distance: number): LabelPlace[] {
  return DIRECTIONS.flatMap((angle): LabelPlace[] => {
    const [across, up] = [distance * Math.cos(angle), distance * Math.sin(angle)];
    return [
      { x: x + across, y: y - up + HALF_LETTER, anchor: 'start' },
      { x: x - across, y: y - up + HALF_LETTER, anchor: 'end' },
    ];
  });
}

/** The line from a dot to a name that stands away from it; `null` where the name stands beside it. */
export function leaderOf({ x, y, name }: NamedDot): Leader | null {
  return leaderTo({ x, y }, name);
}

function leaderTo({ x, y }: Dot, name: LabelPlace): Leader | null {
  const [across, up] = [name.x - x, name.y - HALF_LETTER - y];
  const distance = Math.hypot(across, up);
  if (distance < FAR[0] - 1) return null;
  const [from, to] = [DOT / distance, 1 - 3 / distance];
  return { x1: x + across * from, y1: y + up * from, x2: x + across * to, y2: y + up * to };
}

function dotBox({ x, y }: Dot): Box {
  return { left: x - DOT, right: x + DOT, top: y - DOT, bottom: y + DOT };
}

function ringBox({ x, y }: Dot): Box {
  return { left: x - RING, right: x + RING, top: y - RING, bottom: y + RING };
}

function intervalLines({ labels, uncertainty }: AgreementPoint, { x, y }: Frame): Box[] {
  const [across, up] = [x(labels.mean), y(uncertainty.mean)];
  return [
    { left: x(labels.lo), right: x(labels.hi), top: up - HALF_LINE, bottom: up + HALF_LINE },
    {
      left: across - HALF_LINE,
      right: across + HALF_LINE,
      top: y(uncertainty.hi),
      bottom: y(uncertainty.lo),
    },
  ];
}

/** Below the baseline's mark or above it, else at the foot: within the picture, and above the ticks below it. */
function baselineWords(
  { x, y, width, left, bottom }: Frame,
  { at, words }: { readonly at: number; readonly words: string },
  others: readonly Box[],
): PlacedWords {
  const long = labelBox(words, { x: 0, y: 0, anchor: 'start' }).right;
  const middle = Math.max(left + long / 2, Math.min(x(at), width - long / 2));
  const lowest = bottom - LABEL_DESCENT;
  const around = [y(0) + CONSTANT_BELOW, y(0) - CONSTANT_ABOVE, lowest, y(0) - 2 * CONSTANT_ABOVE]
    .filter((foot) => foot <= lowest)
    .map((foot): LabelPlace => ({ x: middle, y: foot, anchor: 'middle' }));
  const free = around.find((place) => others.every((other) => !overlap(labelBox(words, place), other)));
  return { ...(free ?? around[0]), words };
}
