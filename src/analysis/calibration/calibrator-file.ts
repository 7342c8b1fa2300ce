import {
  array,
  check,
  finite,
  literal,
  looseObject,
  maxValue,
  minValue,
  nullable,
  number,
  object,
  optional,
  picklist,
  pipe,
  safeParse,
  string,
  variant,
} from 'valibot';
import { COUNT, METHOD, PROMPT, QUESTION } from '../../judgments/judgment-schemas.ts';
import { schemaProblem } from '../../judgments/schema-problem.ts';
import type { Calibrator } from './calibrator.ts';
import type { FittedCalibrator } from './fitted-calibrator.ts';

/** A file of calibrators: one for each model and question. */
export interface CalibratorFile {
  readonly version: 1;
  readonly calibrators: readonly FittedCalibrator[];
}

const NO_CALIBRATORS =
  'It holds no calibrators; a file of them is saved in the view Calibration, or by “dissensus calibrate”.';

/** What is computed is this near to what it would be without rounding. */
const ROUNDING = 1e-6;

const FIGURE = pipe(number(), finite());
/** Above it the sums that a calibrator makes would go past the largest number. */
const MODERATE = pipe(number(), minValue(-1e100), maxValue(1e100));
const POSITIVE = pipe(number(), minValue(1e-100), maxValue(1e100));
const SHARE = pipe(number(), minValue(0), maxValue(1 + ROUNDING));
const RISING = pipe(
  array(SHARE),
  check((knots) => knots.every((knot, at) => at === 0 || knot >= knots[at - 1] - ROUNDING), 'not ascending'),
);
const DISTRIBUTION = pipe(
  array(SHARE),
  check(
    (shares) => Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < ROUNDING,
    'no distribution',
  ),
);

const CALIBRATOR = variant('method', [
  object({ method: literal('temperature'), temperature: POSITIVE }),
  object({
    method: literal('isotonic'),
    maps: array(
      pipe(
        object({ from: RISING, to: RISING }),
        check(({ from, to }) => from.length > 0 && to.length === from.length, 'not a value for each knot'),
      ),
    ),
  }),
  object({ method: literal('prior correction'), weights: array(POSITIVE) }),
  object({
    method: literal('crowd smoothing'),
    lambda: SHARE,
    crowd: array(DISTRIBUTION),
  }),
  object({
    method: literal('dirichlet'),
    weights: array(array(MODERATE)),
    bias: array(MODERATE),
    penalty: FIGURE,
  }),
]);

const SAMPLES = looseObject({
  strength: POSITIVE,
  // Means of rows in half precision.
  mean: array(pipe(number(), minValue(0), maxValue(1.01))),
});

const FITTED = pipe(
  looseObject({
    model: string(),
    method: METHOD,
    prompt: optional(PROMPT),
    samples: optional(SAMPLES),
    question: QUESTION,
    calibrator: CALIBRATOR,
    fitted: looseObject({
      items: COUNT,
      files: array(looseObject({ name: string(), sha256: string() })),
      seed: FIGURE,
      scores: array(
        looseObject({
          score: picklist(['crossEntropy', 'squared', 'jsd']),
          before: nullable(FIGURE),
          after: nullable(FIGURE),
        }),
      ),
    }),
  }),
  check(
    ({ question, samples }) => !samples || samples.mean.length === question.labels.length,
    'its samples have not a mean for each label of the question',
  ),
  check(
    ({ question, calibrator }) => lengthsOf(calibrator).every((length) => length === question.labels.length),
    'its calibrator has not a parameter for each label of the question',
  ),
);

/** How many there are of what there must be one of for each label. */
function lengthsOf(calibrator: Calibrator): number[] {
  switch (calibrator.method) {
    case 'temperature':
      return [];
    case 'isotonic':
      return [calibrator.maps.length];
    case 'prior correction':
      return [calibrator.weights.length];
    case 'crowd smoothing':
      return [calibrator.crowd.length, ...calibrator.crowd.map(({ length }) => length)];
    case 'dirichlet':
      return [
        calibrator.bias.length,
        calibrator.weights.length,
        ...calibrator.weights.map(({ length }) => length),
      ];
  }
}

/** What answers a calibrator is for, in one string. */
function purpose({ model, method, prompt, question }: FittedCalibrator): string {
  return JSON.stringify([model, method, prompt, question.id, question.labels]);
}

/** A calibrator file's content, checked; or why it cannot be used, in sentences. */
export function parseCalibratorFile(json: string): CalibratorFile | string {
  let content: unknown;
  try {
    content = JSON.parse(json);
  } catch {
    return `It is not JSON. ${NO_CALIBRATORS}`;
  }
  const file = safeParse(object({ version: number(), calibrators: array(looseObject({})) }), content);
  if (!file.success) return NO_CALIBRATORS;
  const { version } = file.output;
  if (version !== 1)
    return `It has version ${version}, and version 1 can be read here. Use the version of Dissensus that saved it, or a newer one of this.`;
  const calibrators: FittedCalibrator[] = [];
  for (const [place, one] of file.output.calibrators.entries()) {
    const { success, output, issues } = safeParse(FITTED, one, { abortEarly: true });
    if (!success)
      return `Calibrator ${place + 1} cannot be used (${schemaProblem(issues[0])}). Save it again.`;
    calibrators.push(output as FittedCalibrator);
  }
  if (calibrators.length === 0) return NO_CALIBRATORS;
  if (new Set(calibrators.map(purpose)).size < calibrators.length)
    return 'Two of its calibrators are for the same model and question. Keep one of them.';
  return { version, calibrators };
}
