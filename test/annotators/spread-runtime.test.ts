import { expose } from 'comlink';
import * as ort from 'onnxruntime-node';
import { afterEach, expect, test } from 'vitest';
import { annotate } from '../../src/annotators/annotate.ts';
import { loadClassifier } from '../../src/annotators/classifier.ts';
import { MemoryOutputStore } from '../../src/annotators/memory-output-store.ts';
import type { OnnxRuntime } from '../../src/annotators/onnx-runtime.ts';
import { SessionPart, spreadRuntime } from '../../src/annotators/spread-runtime.ts';
import { loadPredictions } from '../../src/annotators/stored-predictions.ts';
import { EMBEDDED, embeddedFiles, loadEmbedded } from './models.ts';
import { TEXTS } from './texts.ts';

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** Ports to parts in this thread; a worker has the same at its other end. */
function portsTo(parts: readonly SessionPart[]): MessagePort[] {
  return parts.map((part) => {
    const { port1, port2 } = new MessageChannel();
    expose(part, port1);
    open.push(port1, port2);
    return port2;
  });
}

/** Native ONNX Runtime as slow as a browser's, counting what it runs. */
function counting(): { runtime: OnnxRuntime; runs: () => number } {
  let runs = 0;
  return {
    runs: () => runs,
    runtime: {
      Tensor: ort.Tensor,
      InferenceSession: {
        async create(model) {
          const session = await ort.InferenceSession.create(model);
          const { inputNames, outputNames, inputMetadata } = session;
          const run: typeof session.run = async (feeds) => {
            runs++;
            await new Promise((resolve) => setTimeout(resolve, 20));
            return await session.run(feeds);
          };
          return { inputNames, outputNames, inputMetadata, run };
        },
      },
    },
  };
}

test('gives what one session gives, and every part does its share', async () => {
  const counted = [counting(), counting(), counting()];
  const ports = portsTo(counted.map(({ runtime }) => new SessionPart(runtime)));
  const spread = await loadClassifier(EMBEDDED, embeddedFiles, spreadRuntime(ports, ort.Tensor));
  const one = await loadEmbedded();
  const [aside, alone] = [new MemoryOutputStore(), new MemoryOutputStore()];
  await annotate({ ...spread, batchTokens: 32, batchesAtOnce: 6 }, TEXTS, aside, { project: 1 });
  await annotate({ ...one, batchTokens: 32 }, TEXTS, alone, { project: 1 });
  expect(await loadPredictions({ texts: TEXTS }, one.annotator, aside)).toEqual(
    await loadPredictions({ texts: TEXTS }, one.annotator, alone),
  );
  for (const { runs } of counted) expect(runs()).toBeGreaterThan(0);
});

test('says what went wrong in a part', async () => {
  const ports = portsTo([new SessionPart(ort)]);
  const runtime = spreadRuntime(ports, ort.Tensor);
  await expect(runtime.InferenceSession.create(Uint8Array.of(1, 2, 3))).rejects.toThrow(/protobuf|parse/i);
});
