import type { Frame } from './frame.ts';
import { labelBox, labelPlaces, overlap, type Box, type LabelPlace, type Lettering } from './label-places.ts';
import { shortened } from './shortened.ts';
import { sizeInWords, type GapLevel, type SizedModel } from './sized-model.ts';

/** Half the width of a model's mark. */
export const MARK = 7;
const BESIDE = 12;
/** How far the words of a level stand above or below its line. */
const ABOVE = 6;
const BELOW = 15;
/** Half an interval's line. */
const HALF_LINE = 3;

const NAMES: Lettering = { character: 8.4, line: 17, around };
const NARROW_NAMES: Lettering = { character: 7.2, line: 15, around };
const LEVELS: Lettering = { character: 7, line: 15, around };

interface PlacedWords extends LabelPlace {
  readonly words: string;
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
 * Places the names of models, then the words of levels at either end of their lines, above or below, where they cover nothing.
 * @param narrow whether names are smaller
 */
export function gapSizePlaces(
  models: readonly SizedModel[],
  levels: readonly GapLevel[],
  { x, y, left, right, top, bottom, width }: Frame,
  narrow: boolean,
): GapSizePlaces {
  const letters = narrow ? NARROW_NAMES : NAMES;
  const within = { left, right: width, top: 0, bottom };
  const bare = models.map((model) => ({
    model,
    x: x(model.parameters),
    y: y(model.gap.mean),
    label: `${model.name}, ${sizeInWords(model.parameters)}`,
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
  const free = labelPlaces(bare, within, [...bars, ...lines], letters);
  const taken = [
    ...bars,
    ...free.flatMap((place, at) => (place ? [labelBox(bare[at].label, place, letters)] : [])),
  ];
  const placed = bare.map(({ label, ...at }, index): PlacedModel => {
    const own = free[index] ?? labelPlaces([{ ...at, label }], within, taken, letters)[0];
    if (!free[index] && own) taken.push(labelBox(label, own, letters));
    return { ...at, name: own ? { ...own, words: label } : cut(at, label, width, letters) };
  });
  const dots = placed.map(({ x: at, y: up }): Box => ({
    left: at - MARK,
    right: at + MARK,
    top: up - MARK,
    bottom: up + MARK,
  }));
  const names = placed.map(({ name }) => labelBox(name.words, name, letters));
  const others = [...bars, ...dots, ...names];
  return {
    placed,
    levels: levels.map((level): PlacedLevel => {
      const at = y(level.gap.mean);
      const ends: LabelPlace[] = [at - ABOVE, at + BELOW].flatMap((base): LabelPlace[] => [
        { x: left + 4, y: base, anchor: 'start' },
        { x: right, y: base, anchor: 'end' },
      ]);
      const boxOf = (place: LabelPlace) => labelBox(level.name, place, LEVELS);
      const place =
        ends.find(
          (one) =>
            !others.some((other) => overlap(boxOf(one), other)) &&
            boxOf(one).bottom <= bottom + 4 &&
            boxOf(one).top >= top - 20,
        ) ?? ends[0];
      others.push(boxOf(place));
      return { level, y: at, words: { ...place, words: level.name } };
    }),
  };
}

/** To the right, to the left, then above and below. */
function around(x: number, y: number): LabelPlace[] {
  return [
    { x: x + BESIDE, y: y + 5, anchor: 'start' },
    { x: x - BESIDE, y: y + 5, anchor: 'end' },
    { x: x + BESIDE, y: y - 9, anchor: 'start' },
    { x: x - BESIDE, y: y - 9, anchor: 'end' },
    { x: x + BESIDE, y: y + 20, anchor: 'start' },
    { x: x - BESIDE, y: y + 20, anchor: 'end' },
  ];
}

function cut(
  { x, y }: { x: number; y: number },
  name: string,
  width: number,
  { character }: Lettering,
): PlacedWords {
  const isRight = x > width / 2;
  const room = (isRight ? x : width - x) - BESIDE;
  return { ...around(x, y)[isRight ? 1 : 0], words: shortened(name, room, character) };
}
