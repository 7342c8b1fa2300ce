import type { Frame } from './frame.ts';
import { cutLabel, labelBox, overlap } from './label-places.ts';
import type { Box, LabelPlace, Lettering, PlacedWords } from './label-places.ts';
import { namePlaces, type Leader } from './name-places.ts';
import type { GapLevel, SizedModel } from './sized-model.ts';

/** Half the width of a model's mark. */
export const MARK = 7;
/** Below this width names are smaller and the picture is higher. */
const NARROW = 500;
const HEIGHT = 320;
const NARROW_HEIGHT = 480;
const BESIDE = 12;
/** A name whose middle is farther above or below is led to. */
const FAR = 20;
/** How far the words of a level stand above or below its line. */
const ABOVE = 6;
const BELOW = 15;
/** Where along its line the words of a level may begin, as parts of it from either end. */
const ALONG = [0, 0.1, 0.2, 0.3, 0.4, 0.5];
/** Half an interval's line. */
const HALF_LINE = 3;

const NAMES: Lettering = { character: 9.9, line: 17, around };
const NARROW_NAMES: Lettering = { character: 7.8, line: 15, around };
const LEVELS: Lettering = { character: 7.4, line: 15, around };

/** Whether a picture of a width has little room. */
export function isNarrow(width: number): boolean {
  return width < NARROW;
}

/** Height of the picture at a width, both in pixels. */
export function heightAt(width: number): number {
  return isNarrow(width) ? NARROW_HEIGHT : HEIGHT;
}

/** A model where it is drawn, with its name. */
export interface PlacedModel {
  readonly model: SizedModel;
  readonly x: number;
  readonly y: number;
  readonly name: PlacedWords;
}

/** A level where it is drawn, with its words. */
export interface PlacedLevel {
  readonly level: GapLevel;
  readonly y: number;
  readonly words: PlacedWords;
}

export interface GapSizePlaces {
  readonly placed: readonly PlacedModel[];
  readonly levels: readonly PlacedLevel[];
}

/**
 * Places the words of levels along their lines, above or below, then the names of models around their marks, where they cover nothing.
 */
export function gapSizePlaces(
  models: readonly SizedModel[],
  levels: readonly GapLevel[],
  { x, y, left, right, top, bottom, width }: Frame,
): GapSizePlaces {
  const narrow = isNarrow(width);
  const letters = narrow ? NARROW_NAMES : NAMES;
  const within = { left, right: width, top: 0, bottom };
  const bare = models.map((model) => ({
    model,
    x: x(model.parameters),
    y: y(model.gap.mean),
    label: model.name,
  }));
  const bars = bare.map(({ model, x: at }): Box => ({
    left: at - HALF_LINE,
    right: at + HALF_LINE,
    top: y(model.gap.hi),
    bottom: y(model.gap.lo),
  }));
  const lines = levels.map(({ gap }): Box => ({
    left,
    right,
    top: y(gap.mean) - 1,
    bottom: y(gap.mean) + 1,
  }));
  const dots = bare.map(({ x: at, y: up }): Box => ({
    left: at - MARK,
    right: at + MARK,
    top: up - MARK,
    bottom: up + MARK,
  }));
  const worded: Box[] = [];
  const placedLevels = levels.map((level): PlacedLevel => {
    const at = y(level.gap.mean);
    const boxOf = (place: LabelPlace) => labelBox(level.name, place, LEVELS);
    const ends = [0, LEVELS.line, 2 * LEVELS.line].flatMap((farther) =>
      ALONG.flatMap((part) =>
        [at - ABOVE - farther, at + BELOW + farther].flatMap((base): LabelPlace[] => [
          { x: left + 4 + part * (right - left), y: base, anchor: 'start' },
          { x: right - part * (right - left), y: base, anchor: 'end' },
        ]),
      ),
    );
    const place =
      ends.find(
        (one) =>
          ![...bars, ...dots, ...worded].some((other) => overlap(boxOf(one), other)) &&
          boxOf(one).left >= left &&
          boxOf(one).right <= width &&
          boxOf(one).bottom <= bottom + 4 &&
          boxOf(one).top >= top - 20,
      ) ?? ends[0];
    worded.push(boxOf(place));
    return { level, y: at, words: { ...place, words: level.name } };
  });
  const places = namePlaces(
    bare,
    letters,
    { within, mark: MARK, kept: worded, lines: [...bars, ...lines] },
    (point, place) => leaderTo(point, place),
  );
  const placed = bare.map(({ label, ...at }, index): PlacedModel => {
    const own = places[index];
    return {
      ...at,
      name: own ? { ...own, words: label } : cutLabel({ ...at, label }, width, BESIDE, letters),
    };
  });
  return { placed, levels: placedLevels };
}

/** To the right, to the left, then above and below, farther and farther: a line leads to a name that is far. */
function around(x: number, y: number): LabelPlace[] {
  const beside = [5, -9, 20, -26, 37, -43, 54, -60, 71, -77].flatMap((down): LabelPlace[] => [
    { x: x + BESIDE, y: y + down, anchor: 'start' },
    { x: x - BESIDE, y: y + down, anchor: 'end' },
  ]);
  const above = [-12, 24].map((down): LabelPlace => ({ x, y: y + down, anchor: 'middle' }));
  const away = [24, 40, 60, 90, 120].flatMap((across) =>
    [5, -20, 30, -40, 50, -60, 70, -80].flatMap((down): LabelPlace[] => [
      { x: x + across, y: y + down, anchor: 'start' },
      { x: x - across, y: y + down, anchor: 'end' },
    ]),
  );
  return [...beside, ...above, ...away];
}

/** The line from a model's mark to its name; `null` where the name is beside it. */
export function leaderOf({ x, y, name }: PlacedModel): Leader | null {
  return leaderTo({ x, y }, name);
}

function leaderTo({ x, y }: Pick<PlacedModel, 'x' | 'y'>, name: LabelPlace): Leader | null {
  const middle = name.y - MARK;
  return Math.abs(middle - y) <= FAR && Math.abs(name.x - x) <= FAR
    ? null
    : { x1: x, y1: y, x2: name.x, y2: middle };
}
