import type { NumberPoint } from '../report.ts';

/** 95% of a normal distribution lie within so many standard deviations of its mean. */
const NORMAL_95 = 1.96;

/** A text's mean over model and people, and the model's mean less people's (Bland & Altman 1986). */
export interface ResidualPoint {
  readonly mean: number;
  readonly difference: number;
}

export function residualPoints(points: readonly NumberPoint[]): ResidualPoint[] {
  return points.map(({ people, model }) => ({ mean: (people + model) / 2, difference: model - people }));
}

/** The limits between which 95% of the differences lie, if they are normal. */
export function limitsOfAgreement(bias: number, residualSd: number): readonly [number, number] {
  return [bias - NORMAL_95 * residualSd, bias + NORMAL_95 * residualSd];
}
