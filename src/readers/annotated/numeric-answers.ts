import { isCodeName } from './column-names.ts';
import { decimals, fractions } from './decimal-answers.ts';
import { declaredScale, isWide, WIDEST_OF_POINTS } from './declared-scale.ts';
import { codeOrPoint, missingCodes } from './missing-codes.ts';
import type { NumericReading } from './numeric-reading.ts';
import { declaredSlider, FEW_POINTS, slider } from './slider-answers.ts';
import { codesOrScale, unusedPoints } from './whole-numbers.ts';

/**
 * How whole numbers and fractions in columns are to be understood.
 * @param all every number in them
 * @param names of the columns
 * @param name of the question, empty where the file names none
 * @param individual whether cells are answers of one rater each
 * @returns `null` if they are no answers
 */
export function numericAnswers(
  all: readonly number[],
  names: readonly string[],
  name: string,
  individual: boolean,
): NumericReading | null {
  const declared = [name, ...names].map(declaredScale).find((scale) => scale !== null);
  const missing = missingCodes(all, declared ?? null);
  const values = all.filter((value) => !missing.includes(value));
  const codes = missing.map(String);
  const asks = missing.map(codeOrPoint);
  const points = [...new Set(values)].sort((a, b) => a - b);
  const [lowest, highest] = [points[0], points[points.length - 1]];
  const none = { missing: codes, asks };
  const fits = declared && lowest >= declared.lowest && highest <= declared.highest;
  if (!points.every(Number.isInteger)) {
    if (!individual) return null;
    const scale = fits ? declared : null;
    // The ends that are declared stand, however few numbers of a slider were given.
    const steps = scale && isWide(scale) ? null : fractions(points, scale, none);
    return steps ?? decimals(name, points, scale, none);
  }
  if (fits)
    return isWide(declared) && points.length > FEW_POINTS
      ? declaredSlider(name, declared, none)
      : { kind: 'ordinal', scale: declared, ...none };
  if (points.every((point) => point === 0 || point === 1)) return { kind: 'by labels', ...none };
  const code = isCodeName(name);
  if (code && lowest === 0) return { kind: 'categorical', ...none };
  if (code && lowest === 1) return codesOrScale(name, highest, none);
  if (highest - lowest > WIDEST_OF_POINTS) return slider(name, points, none);
  if (points.length < 2) return { kind: 'by labels', ...none };
  if (lowest < 2 || highest > WIDEST_OF_POINTS) return { kind: 'by labels', ...none };
  return unusedPoints(name, lowest, highest, none);
}
