import type { Scale } from './scale.ts';

/** From 0 to 10 and from -5 to 5 are the widest scales of points; more are a slider or codes of classes. */
export const WIDEST_OF_POINTS = 10;
/** The highest point of a slider. */
export const SLIDER = 100;
const DECLARED =
  /(?:^|[\s([:_])(-?\d+)\s*(?:=?[a-zäöü ]*[-–—…=]|\.\.+|to|bis|à|a)\s*(?:\+)?(-?\d+)\b(?:[^)\]]*[)\]])?/i;

/** The ends that a name declares: `rating (1-7)`, `valence [1..9]`, `How pleasant? 1 = not at all - 5 = very`. */
export function declaredScale(name: string): Scale | null {
  const found = DECLARED.exec(name);
  if (found === null) return null;
  const [lowest, highest] = [Number(found[1]), Number(found[2])];
  const usual = highest - lowest >= 2 && (highest - lowest <= WIDEST_OF_POINTS || highest === SLIDER);
  return usual && lowest >= -SLIDER && lowest <= 1 ? { lowest, highest } : null;
}

/** Whether a scale has more whole numbers than people choose among. */
export function isWide({ lowest, highest }: Scale): boolean {
  return highest - lowest > WIDEST_OF_POINTS;
}
