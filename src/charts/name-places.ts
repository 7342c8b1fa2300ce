import { sum } from 'd3';
import { isWithin, labelBox, overlap } from './label-places.ts';
import type { Box, LabelledPoint, LabelPlace, Lettering } from './label-places.ts';

/** The line from a mark to its name. */
export type Leader = Readonly<Record<'x1' | 'y1' | 'x2' | 'y2', number>>;

/** What stands in a chart beside the names, and what a name costs that covers it. */
export interface Surroundings {
  /** What the names must stay in. */
  readonly within: Box;
  /** Half the width of a mark. */
  readonly mark: number;
  /** What no name may cover: other words, other marks. */
  readonly kept: readonly Box[];
  /** What a name covers rather than stand far away: intervals, levels. */
  readonly lines: readonly Box[];
}

/** What is wrong with a place, against a pixel of distance from the mark. */
const COST = { covers: 2000, crossed: 300, ambiguous: 400, overLine: 40, leader: 12 };
/** A name without a leader is nearer to its own mark than to any other by so many pixels. */
const NEARER = 5;
/** A name that is led to stands beside no other mark: so many pixels are between them. */
const BESIDE = 12;
/** Between two names in one line. */
const APART = 8;
/** Of this many names and places it is soon done; each round mends what the one before left. */
const ROUNDS = 8;

/** Of so many names all beginnings are tried. */
const FEW = 12;
/** So many places are tried of all names together, and of each at least so many: of the names of a usual chart all. */
const PLACES_OF_ALL = 4000;
const LEAST_PLACES = 40;

/** Every so-manieth is taken in turn, where that takes all: as many other beginnings. */
const STRIDES = [1, 2, 3, 5, 7];

interface Candidate {
  readonly place: LabelPlace;
  readonly box: Box;
  readonly leader: Leader | null;
  /** The box with what stays free beside it. */
  readonly wide: Box;
  /** What no other name with its leader reaches costs nothing together with. */
  readonly reach: Box;
  /** Of the place itself, whatever places the other names have. */
  readonly cost: number;
}

/**
 * Places names around their marks so that none covers another or a mark, nor stands nearer to another mark without a line to its
 * own: each in turn takes the cheapest of its places given those of the others, until nothing is gained, from several beginnings.
 * `null` for a name that has no place within the picture.
 * @param leaderOf the line that leads from a mark to a place; `null` where the place is beside it
 */
export function namePlaces(
  points: readonly LabelledPoint[],
  letters: Lettering,
  around: Surroundings,
  leaderOf: (point: LabelledPoint, place: LabelPlace) => Leader | null,
): (LabelPlace | null)[] {
  const marks = points.map((point) => markBox(point, around.mark));
  const choices = points.map((point, at): Candidate[] =>
    letters
      .around(point.x, point.y)
      .map((place) => ({ place, box: labelBox(point.label, place, letters), leader: leaderOf(point, place) }))
      .filter(({ box }) => isWithin(box, around.within))
      .map((one) => {
        const wide = { ...one.box, left: one.box.left - APART, right: one.box.right + APART };
        return { ...one, wide, reach: reachOf(wide, one.leader), cost: ownCost(one, at, marks, around) };
      })
      // So that those that are dearer by themselves than what is found need not be looked at.
      .sort((a, b) => a.cost - b.cost)
      .slice(0, placesFor(points.length)),
  );
  const all = [...points.keys()];
  const orders = [
    all,
    all.toSorted((a, b) => points[a].x - points[b].x),
    all.toSorted((a, b) => points[a].y - points[b].y),
    // Those with the fewest good places first.
    all.toSorted((a, b) => easy(choices[a]) - easy(choices[b])),
  ]
    .flatMap((order) => STRIDES.map((stride) => all.map((at) => order[(at * stride) % all.length])))
    .filter((order) => new Set(order).size === all.length);
  const attempts = orders.slice(0, attemptsFor(points.length)).map((order) => settled(choices, order));
  const best = attempts.reduce((least, one) => (total(one) < total(least) ? one : least));
  return best.map((one) => one?.place ?? null);
}

/** How many beginnings are tried: fewer of many names, whose work grows with the square of their number. */
function attemptsFor(names: number): number {
  return Math.max(1, Math.round(20 * Math.min(1, FEW / names) ** 2));
}

/** Whether a name beside its mark could be taken for another's: it is no nearer to its own. */
export function isAmbiguous(box: Box, own: Box, others: readonly Box[]): boolean {
  const distance = gap(box, own);
  return others.some((other) => gap(box, other) < distance + NEARER);
}

function settled(choices: readonly (readonly Candidate[])[], order: readonly number[]): (Candidate | null)[] {
  const chosen: (Candidate | null)[] = choices.map(() => null);
  for (let round = 0; round < ROUNDS; round++) {
    let changed = false;
    for (const at of order) {
      const others = chosen.filter((one, other) => one !== null && other !== at) as Candidate[];
      let best: Candidate | null = null;
      let least = Infinity;
      for (const one of choices[at]) {
        if (one.cost >= least) break;
        const cost = costBelow(least, one, others);
        if (cost < least) [best, least] = [one, cost];
      }
      changed ||= best !== chosen[at];
      chosen[at] = best;
    }
    if (!changed) break;
  }
  return chosen;
}

/** What a place costs beside others, summed only until it is no less than the least that was found. */
function costBelow(least: number, one: Candidate, others: readonly Candidate[]): number {
  let cost = one.cost;
  for (const other of others) {
    cost += pairCost(one, other);
    if (cost >= least) break;
  }
  return cost;
}

function total(chosen: readonly (Candidate | null)[]): number {
  return sum(chosen, (one, at) =>
    one === null
      ? 0
      : one.cost + sum(chosen.slice(at + 1), (other) => (other === null ? 0 : pairCost(one, other))),
  );
}

function easy(choices: readonly Candidate[]): number {
  return choices.filter(({ cost }) => cost < COST.overLine).length;
}

function ownCost(
  { box, leader }: Pick<Candidate, 'box' | 'leader'>,
  at: number,
  marks: readonly Box[],
  { kept, lines }: Surroundings,
): number {
  const others = marks.filter((_, other) => other !== at);
  const covered = [...marks, ...kept].filter((other) => overlap(box, other)).length;
  const crossed = leader === null ? 0 : [...others, ...kept].filter((other) => crosses(leader, other)).length;
  const isMistaken =
    leader === null ? isAmbiguous(box, marks[at], others) : others.some((other) => gap(box, other) < BESIDE);
  return (
    COST.covers * covered +
    COST.crossed * crossed +
    (isMistaken ? COST.ambiguous : 0) +
    COST.overLine * lines.filter((line) => overlap(box, line)).length +
    (leader === null ? 0 : COST.leader) +
    gap(box, marks[at])
  );
}

/** How many places of a name are tried, the cheapest by themselves. */
function placesFor(names: number): number {
  return Math.max(LEAST_PLACES, Math.round(PLACES_OF_ALL / names));
}

/** A name with what stays free beside it, and with its leader. */
function reachOf(wide: Box, leader: Leader | null): Box {
  if (leader === null) return wide;
  const { x1, x2, y1, y2 } = leader;
  return {
    left: Math.min(wide.left, x1, x2),
    right: Math.max(wide.right, x1, x2),
    top: Math.min(wide.top, y1, y2),
    bottom: Math.max(wide.bottom, y1, y2),
  };
}

function pairCost(one: Candidate, other: Candidate): number {
  const [a, b] = [one.reach, other.reach];
  if (a.left > b.right || b.left > a.right || a.top > b.bottom || b.top > a.bottom) return 0;
  const crossings =
    (one.leader !== null && crosses(one.leader, other.box) ? 1 : 0) +
    (other.leader !== null && crosses(other.leader, one.box) ? 1 : 0) +
    (one.leader !== null && other.leader !== null && meet(one.leader, other.leader) ? 1 : 0);
  return (
    (overlap(one.box, other.box) ? COST.covers : overlap(one.wide, other.box) ? COST.ambiguous : 0) +
    COST.crossed * crossings
  );
}

function markBox({ x, y }: LabelledPoint, half: number): Box {
  return { left: x - half, right: x + half, top: y - half, bottom: y + half };
}

/** The distance between two boxes in pixels, 0 where they touch. */
function gap(a: Box, b: Box): number {
  return Math.hypot(
    Math.max(0, a.left - b.right, b.left - a.right),
    Math.max(0, a.top - b.bottom, b.top - a.bottom),
  );
}

function crosses({ x1, y1, x2, y2 }: Leader, { left, right, top, bottom }: Box): boolean {
  // Most boxes are nowhere near the line, which is soon seen.
  if (Math.max(x1, x2) < left || Math.min(x1, x2) > right) return false;
  if (Math.max(y1, y2) < top || Math.min(y1, y2) > bottom) return false;
  const inside = x2 > left && x2 < right && y2 > top && y2 < bottom;
  return (
    inside ||
    meet({ x1, y1, x2, y2 }, { x1: left, y1: top, x2: right, y2: bottom }) ||
    meet({ x1, y1, x2, y2 }, { x1: left, y1: bottom, x2: right, y2: top })
  );
}

/** Whether two lines cross, each between its ends. */
function meet(a: Leader, b: Leader): boolean {
  const side = ({ x1, y1, x2, y2 }: Leader, x: number, y: number) =>
    Math.sign((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1));
  return side(a, b.x1, b.y1) * side(a, b.x2, b.y2) < 0 && side(b, a.x1, a.y1) * side(b, a.x2, a.y2) < 0;
}
