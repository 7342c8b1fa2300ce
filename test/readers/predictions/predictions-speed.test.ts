import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { VotesBuilder } from '../../../src/judgments/votes.ts';
import { emotionQuestion } from '../../../src/readers/goemotions-labels.ts';
import { readPredictions } from '../../../src/readers/predictions/read-predictions.ts';

const ITEMS = 5_000;
const MODELS = ['gpt', 'haiku', 'llama', 'qwen'];
const SAMPLES = 32;
const ROWS = ITEMS * MODELS.length * SAMPLES;
const LABELS = emotionQuestion.labels;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function megabytesUsed(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}

/** 640,000 responses in the order in which models give them, some in a sentence, some of no use. */
function responses(): Blob {
  let state = 7;
  const random = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
  const parts = [new Blob(['id,model,response\n'])];
  for (const model of MODELS) {
    const rows: string[] = [];
    for (let item = 0; item < ITEMS; item++)
      for (let sample = 0; sample < SAMPLES; sample++) {
        const label = LABELS[random(LABELS.length)];
        const said = [label, `The emotion of text ${item} is ${label}.`, `"${label}"`, 'I cannot tell'][
          Math.min(3, random(20) % 7)
        ];
        rows.push(`item-${item},${model},"${said.replaceAll('"', '""')}"\n`);
      }
    parts.push(new Blob([rows.join('')]));
  }
  return new Blob(parts);
}

describe('responses', () => {
  it('of 640,000 rows are counted as they stream by, and not kept', async () => {
    const blob = responses();
    const people = {
      ids: Array.from({ length: ITEMS }, (_, item) => `item-${item}`),
      texts: new Array<string>(ITEMS).fill('x'),
      questions: [
        { question: emotionQuestion, votes: new VotesBuilder().build(ITEMS), origin: 'raters' as const },
      ],
    };
    collectGarbage();
    const before = megabytesUsed();
    let peak = 0;
    const start = performance.now();
    const cpu = process.cpuUsage();
    const onProgress = () => (peak = Math.max(peak, megabytesUsed() - before));
    const { judgments, failures, sources } = await readPredictions([{ name: 'r.csv', blob }], people, {
      onProgress,
    });
    const seconds = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    const cpuSeconds = (user + system) / 1e6;
    collectGarbage();
    const kept = megabytesUsed() - before;
    console.log(
      `${ROWS} responses, ${(blob.size / 1e6).toFixed(0)} MB: ${seconds.toFixed(1)} s, ${Math.round(ROWS / seconds)} rows/s; ` +
        `${cpuSeconds.toFixed(1)} s of processor time; ${peak.toFixed(0)} MB at most while reading, ${kept.toFixed(0)} MB kept`,
    );
    expect(sources[0].rowsRead).toBe(ROWS);
    const counted = judgments.reduce((sum, one) => sum + one.samples!.reduce((a, b) => a + b, 0), 0);
    expect(counted + failures.count).toBe(ROWS);
    expect(failures.count).toBeGreaterThan(ROWS / 5);
    expect(judgments).toHaveLength(MODELS.length);
    expect(cpuSeconds).toBeLessThan(20);
    // Most of it is garbage that nobody has collected yet.
    expect(peak).toBeLessThan(800);
    // Four models x 5,000 items x 28 labels in float32 are 2 MB.
    expect(kept).toBeLessThan(20);
  });
});
