import type { ContinuousQuestion, OrdinalQuestion, Question } from '../../judgments/question.ts';
import type { Triple } from '../paper/paper-files.ts';
import { numberIn } from '../paper/paper-schema.ts';
import { UnreadableFileError } from '../unreadable-file.ts';

/** The columns of a model's numbers in the paper's files, and the scales that they are on. */
export const RATING_COLUMNS = ['V_pred', 'A_pred', 'D_pred'] as const;
const SCALES = ['valence', 'arousal', 'dominance'] as const;

/** A question on one of the scales. */
export interface RatedScale {
  readonly question: OrdinalQuestion | ContinuousQuestion;
  /** Its place among {@link RATING_COLUMNS}. */
  readonly dimension: 0 | 1 | 2;
}

/**
 * The questions that numbers on valence, arousal and dominance answer; of several perspectives the reader's, which the paper asks for.
 * @throws UnreadableFileError if there is none
 */
export function ratedScales(file: string, questions: readonly Question[]): readonly RatedScale[] {
  const scales = questions.flatMap((question) => {
    const dimension = SCALES.findIndex((name) => name === question.name.trim().toLowerCase());
    return question.kind !== 'categorical' && dimension >= 0
      ? [{ question, dimension: dimension as RatedScale['dimension'] }]
      : [];
  });
  const readers = scales.filter(({ question }) => question.perspective !== 'writer');
  if (readers.length > 0) return readers;
  throw new UnreadableFileError(
    file,
    `It holds ratings of valence, arousal and dominance, and people were asked for none of them${scales.length > 0 ? ' from the reader’s perspective' : ''}.`,
  );
}

/** Three cells with a number each; `null` where one holds none. */
export function triple(cells: readonly string[]): Triple | null {
  const [v, a, d] = cells.map(numberIn);
  return v === null || a === null || d === null ? null : [v, a, d];
}

/** A number as a distribution over points: the two nearest share it so that the mean is the number; beyond an end it is the end. */
export function spreadOver(points: readonly number[], value: number): readonly number[] {
  const distribution = points.map(() => 0);
  const above = points.findIndex((point) => point >= value);
  if (above <= 0) distribution[above < 0 ? points.length - 1 : 0] = 1;
  else {
    const share = (value - points[above - 1]) / (points[above] - points[above - 1]);
    distribution[above] = share;
    distribution[above - 1] = 1 - share;
  }
  return distribution;
}
