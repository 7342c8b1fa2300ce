import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCalibratorFile } from '../../src/analysis/calibration/calibrator-file.ts';
import { calibratedPredictions } from '../../src/analysis/calibration/fitted-calibrator.ts';
import { diary, diaryModels } from '../readers/benchmarks/diary.ts';
import { edited, edits } from '../edits/json-edits.ts';

const [{ predictions }] = diaryModels(diary(6), 4);
const { annotator, question } = predictions;
const even = [0.25, 0.25, 0.5];

const CALIBRATORS = [
  { method: 'temperature', temperature: 1.5 },
  { method: 'prior correction', weights: [1, 0.5, 2] },
  { method: 'isotonic', maps: [0, 1, 2].map(() => ({ from: [0.1, 0.9], to: [0.2, 0.8] })) },
  { method: 'crowd smoothing', lambda: 0.5, crowd: [even, even, even] },
  { method: 'dirichlet', weights: [even, even, even], bias: [0, 1, 2], penalty: 0.1 },
];

function file() {
  return {
    version: 1,
    calibrators: CALIBRATORS.map((calibrator) => ({
      model: `by ${calibrator.method}`,
      method: annotator.method,
      prompt: { id: 'mood', version: '1' },
      samples: { strength: 2, mean: even },
      question,
      calibrator,
      fitted: {
        items: 50,
        files: [{ name: 'a.csv', sha256: 'a'.repeat(64) }],
        seed: 1,
        scores: [{ score: 'jsd', before: 0.5, after: null }],
      },
    })),
  };
}

/** Any of it may be changed. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Any = any;

const REFUSED: readonly (readonly [says: string | RegExp, change: (file: Any) => void])[] = [
  ['It has version 2, and version 1 can be read here.', (all) => (all.version = 2)],
  [/^It holds no calibrators; .* “dissensus calibrate”\.$/, (all) => delete all.version],
  [/^It holds no calibrators/, (all) => (all.calibrators = [])],
  [
    /^Calibrator 1 cannot be used \(calibrator.temperature/,
    (all) => (all.calibrators[0].calibrator.temperature = 0),
  ],
  [
    /^Calibrator 1 cannot be used \(calibrator.temperature/,
    (all) => (all.calibrators[0].calibrator.temperature = -1),
  ],
  [
    /^Calibrator 2 cannot be used \(calibrator.weights.0/,
    (all) => (all.calibrators[1].calibrator.weights[0] = -1),
  ],
  [/^Calibrator 2 cannot be used \(.* for each label/, (all) => all.calibrators[1].calibrator.weights.pop()],
  [/^Calibrator 3 cannot be used \(.* for each label/, (all) => all.calibrators[2].calibrator.maps.pop()],
  [
    /^Calibrator 3 cannot be used \(.*not ascending/,
    (all) => all.calibrators[2].calibrator.maps[0].from.reverse(),
  ],
  [/^Calibrator 3 cannot be used \(.*each knot/, (all) => all.calibrators[2].calibrator.maps[1].to.pop()],
  [/^Calibrator 4 cannot be used \(calibrator.lambda/, (all) => (all.calibrators[3].calibrator.lambda = 3)],
  [
    /^Calibrator 4 cannot be used \(.*no distribution/,
    (all) => (all.calibrators[3].calibrator.crowd[0] = [1, 1, 1]),
  ],
  [
    /^Calibrator 5 cannot be used \(.* for each label/,
    (all) => all.calibrators[4].calibrator.weights[2].pop(),
  ],
  [
    /^Calibrator 1 cannot be used \(question.labels: two are alike/,
    (all) => (all.calibrators[0].question = { ...question, labels: ['a', 'a', 'b'] }),
  ],
  [/^Calibrator 1 cannot be used \(its samples/, (all) => (all.calibrators[0].samples.mean = [1])],
  [/^Calibrator 1 cannot be used \(samples.strength/, (all) => (all.calibrators[0].samples.strength = 'x')],
  [
    /^Two of its calibrators are for the same model and question/,
    (all) => all.calibrators.push(all.calibrators[0]),
  ],
];

describe('a file of calibrators', () => {
  it('is read as it was written', () => {
    expect(parseCalibratorFile(JSON.stringify(file()))).toEqual(file());
  });

  it.each(REFUSED)('is refused with %s', (says, change) => {
    const other = JSON.parse(JSON.stringify(file()));
    change(other);
    const outcome = parseCalibratorFile(JSON.stringify(other));
    expect(outcome).toBeTypeOf('string');
    expect(outcome).toMatch(says);
  });

  it('that somebody edited is refused in our words, or makes distributions', () => {
    let refused = 0;
    fc.assert(
      fc.property(edits, (changes) => {
        const parsed = parseCalibratorFile(edited(file(), changes));
        if (typeof parsed === 'string') {
          refused++;
          expect(parsed).toMatch(/^[A-Z].*\.$/s);
          return;
        }
        for (const one of parsed.calibrators) {
          if (JSON.stringify(one.question) !== JSON.stringify(question)) continue;
          const { distributions, answered } = calibratedPredictions(one, 'file', predictions);
          for (const [item, yes] of answered.entries()) {
            const row = distributions.slice(item * 3, item * 3 + 3);
            expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(yes, 5);
          }
        }
      }),
      { numRuns: 3000 },
    );
    expect(refused).toBeGreaterThan(500);
  });
});
