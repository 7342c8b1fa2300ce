import { CALIBRATION } from './chapters/calibration.ts';
import { CATEGORIES } from './chapters/categories.ts';
import { FLOORS } from './chapters/floors.ts';
import { GAP } from './chapters/gap.ts';
import { GUIDELINES } from './chapters/guidelines.ts';
import { MAP } from './chapters/map.ts';
import { NUMBERS } from './chapters/numbers.ts';
import { PEOPLE } from './chapters/people.ts';
import { TEXTS_WITHOUT_PEOPLE } from './chapters/texts-without-people.ts';
import { UNCERTAINTY } from './chapters/uncertainty.ts';
import { WORTH } from './chapters/worth.ts';
import type { MethodChapter } from './chapter.ts';

/** Every formula as it is used, in the order in which the views need them. */
export const METHOD: readonly MethodChapter[] = [
  PEOPLE,
  GAP,
  FLOORS,
  UNCERTAINTY,
  WORTH,
  NUMBERS,
  CATEGORIES,
  CALIBRATION,
  MAP,
  GUIDELINES,
  TEXTS_WITHOUT_PEOPLE,
];
