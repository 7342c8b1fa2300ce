import type { GuidelineThresholds } from '../../../analysis/settings.ts';

/** One line that verdicts are drawn at, as a person moves it. */
export interface ThresholdControl {
  readonly key: keyof GuidelineThresholds;
  readonly name: string;
  readonly about: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

export const THRESHOLD_CONTROLS: readonly ThresholdControl[] = [
  {
    key: 'worth',
    name: 'Worth at least',
    about: 'annotators that a substitute is worth, by the lower end of its interval',
    min: 0,
    max: 10,
    step: 0.1,
  },
  {
    key: 'distance',
    name: 'Distance at most',
    about: 'upper end of √(mean D), how far from the true distribution of people a substitute may be',
    min: 0,
    max: 1,
    step: 0.01,
  },
  {
    key: 'agreement',
    name: 'Agreement to substitute',
    about: 'lower end of a category’s corrected correlation',
    min: 0,
    max: 1,
    step: 0.05,
  },
  {
    key: 'scale',
    name: 'Part of a scale',
    about:
      'how far the mean rating, and the ratings as a whole, may be off on a scale, as a part of its range',
    min: 0,
    max: 1,
    step: 0.01,
  },
  {
    key: 'fewestItems',
    name: 'Texts at least',
    about: 'texts with enough raters and an answer',
    min: 1,
    max: 1000,
    step: 1,
  },
  {
    key: 'fewestCategoryItems',
    name: 'Texts of a category at least',
    about: 'texts to which any rater gave it',
    min: 1,
    max: 500,
    step: 1,
  },
];

/** The thresholds with one of them changed to what was typed; as they were where that is no number within its range. */
export function withThreshold(
  thresholds: GuidelineThresholds,
  { key, min, max }: ThresholdControl,
  typed: string,
): GuidelineThresholds {
  const value = Number(typed);
  if (typed.trim() === '' || !(value >= min && value <= max)) return thresholds;
  return { ...thresholds, [key]: value };
}
