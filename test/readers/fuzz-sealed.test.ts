import type { LabelledQuestion } from '../../src/judgments/question.ts';
import fc from 'fast-check';
import { sha256 } from 'hash-wasm';
import { describe, expect, it } from 'vitest';
import { parseCalibratorFile, type CalibratorFile } from '../../src/analysis/calibration/calibrator-file.ts';
import { calibratedPredictions } from '../../src/analysis/calibration/fitted-calibrator.ts';
import { readBenchmark, writeBenchmark } from '../../src/readers/benchmarks/benchmark-file.ts';
import { BenchmarkError, openBenchmark } from '../../src/readers/benchmarks/open-benchmark.ts';
import { SHIPPED_BENCHMARKS } from '../../src/readers/benchmarks/shipped-benchmarks.ts';
import { readProject, writeProject } from '../../src/project-files/project-file.ts';
import { diary, diaryBenchmark, diaryModels } from './benchmarks/diary.ts';
import { mutate, mutation, outcome, runs } from './damaged-files.ts';

const changes = fc.array(mutation, { minLength: 1, maxLength: 4 });
const dataset = diary(6);
const models = diaryModels(dataset, 4).map(({ predictions }) => predictions);
const BEGINNING = 'dissensus project\n';

describe('a file that only this program writes, damaged in any way, is read or refused', () => {
  it('a project, with and without a hash that fits the damage', async () => {
    const whole = await writeProject({ dataset, predictions: models, outputs: [] });
    const bodyStart = BEGINNING.length + 64 + 1;
    let read = 0;
    await fc.assert(
      fc.asyncProperty(changes, fc.boolean(), async (damage, sealed) => {
        const start = sealed ? bodyStart : 0;
        const damaged = damage.reduce<Uint8Array<ArrayBuffer>>(mutate, whole.slice(start));
        const seal = sealed ? `${BEGINNING}${await sha256(damaged)}\n` : '';
        const file = Buffer.concat([Buffer.from(seal), damaged]);
        const content = await outcome(() => readProject('x.dissensus', file));
        if (!content) return;
        read++;
        expect(sealed || Buffer.from(damaged).equals(whole)).toBe(true);
        // What is read can be written and read again: its parts fit each other.
        expect(await readProject('again', await writeProject(content))).toEqual(content);
      }),
      { numRuns: runs('projects') },
    );
    expect(read).toBeGreaterThan(0);
  });

  it('a benchmark is opened as it was shipped or not at all', async () => {
    const whole = writeBenchmark(await diaryBenchmark(dataset));
    const shipped = {
      ...SHIPPED_BENCHMARKS[0],
      bytes: whole.length,
      sha256: await sha256(whole),
      items: dataset.ids.length,
    };
    expect((await openBenchmark(shipped, whole)).dataset.ids).toEqual(dataset.ids);
    await fc.assert(
      fc.asyncProperty(changes, async (damage) => {
        const damaged = damage.reduce<Uint8Array<ArrayBuffer>>(mutate, Uint8Array.from(whole));
        fc.pre(!Buffer.from(damaged).equals(whole));
        await expect(openBenchmark(shipped, damaged)).rejects.toBeInstanceOf(BenchmarkError);
        try {
          readBenchmark(damaged);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
      { numRuns: runs('benchmarks') },
    );
  });

  it('a calibrator is applied or refused with a reason', () => {
    const { annotator } = models[0];
    const question = models[0].question as LabelledQuestion;
    const fitted = { items: 50, files: [{ name: 'a.csv', sha256: 'a'.repeat(64) }], seed: 1, scores: [] };
    const of = (calibrator: CalibratorFile['calibrators'][number]['calibrator']) => ({
      // A file has one for each model and question.
      model: `${annotator.model} ${calibrator.method}`,
      method: annotator.method,
      question,
      calibrator,
      fitted,
    });
    const content: CalibratorFile = {
      version: 1,
      calibrators: [
        of({ method: 'temperature', temperature: 1.5 }),
        of({ method: 'prior correction', weights: [1, 0.5, 2] }),
        of({
          method: 'isotonic',
          maps: Array.from({ length: 3 }, () => ({ from: [0.1, 0.9], to: [0.2, 0.8] })),
        }),
      ],
    };
    const whole = new TextEncoder().encode(JSON.stringify(content));
    let read = 0;
    fc.assert(
      fc.property(changes, (damage) => {
        const damaged = damage.reduce<Uint8Array<ArrayBuffer>>(mutate, Uint8Array.from(whole));
        const parsed = parseCalibratorFile(new TextDecoder().decode(damaged));
        if (typeof parsed === 'string') {
          expect(parsed).toMatch(/\S.*\.$/s);
          return;
        }
        for (const one of parsed.calibrators) {
          try {
            const { distributions, answered } = calibratedPredictions(one, 'file', models[0]);
            const row = Array.from({ length: answered.length }, (_, item) =>
              distributions.slice(item * 3, item * 3 + 3),
            );
            for (const [item, yes] of answered.entries())
              if (yes) expect(row[item].reduce((a, b) => a + b, 0)).toBeCloseTo(1, 2);
            read++;
          } catch (error) {
            expect((error as Error).message).toMatch(/is for another question/);
          }
        }
      }),
      { numRuns: runs('calibrators') },
    );
    expect(read).toBeGreaterThan(0);
  });
});
