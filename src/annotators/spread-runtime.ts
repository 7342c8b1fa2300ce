import { transfer, wrap } from 'comlink';
import type { Tensor } from 'onnxruntime-web';
import type { OnnxRuntime } from './onnx-runtime.ts';

/** A tensor without its runtime, as it goes from worker to worker. */
type PlainTensor = Pick<Tensor, 'type' | 'data' | 'dims'>;
type PlainTensors = Readonly<Record<string, PlainTensor>>;

/** What a worker does that holds a copy of one model. */
export class SessionPart {
  #session: Awaited<ReturnType<OnnxRuntime['InferenceSession']['create']>> | null = null;

  constructor(private readonly runtime: OnnxRuntime) {}

  async open(model: Uint8Array): Promise<{ inputNames: readonly string[]; outputNames: readonly string[] }> {
    const { inputNames, outputNames } = (this.#session = await this.runtime.InferenceSession.create(model));
    return { inputNames: [...inputNames], outputNames: [...outputNames] };
  }

  async run(feeds: PlainTensors): Promise<PlainTensors> {
    if (!this.#session) throw new Error('A part of the annotation was asked before it had its model.');
    return handedOver(await this.#session.run(tensors(feeds, this.runtime.Tensor)));
  }
}

/**
 * ONNX Runtime in several workers of one thread each: every session is opened in all of them, and each batch is run by the one
 * that has least to do. A small model gains more from that than from threads, which wait for each other at every layer; and it
 * needs no cross-origin isolation. Only a caller that has several batches at work at once gains anything.
 *
 * @param ports to workers that serve a {@link SessionPart}
 */
export function spreadRuntime(ports: readonly MessagePort[], Tensor: OnnxRuntime['Tensor']): OnnxRuntime {
  const parts = ports.map((port) => ({ remote: wrap<SessionPart>(port), atWork: 0 }));
  return {
    Tensor,
    InferenceSession: {
      async create(model) {
        const [names] = await Promise.all(parts.map(({ remote }) => remote.open(model)));
        return { ...names, inputMetadata: [], run };
      },
    },
  };

  async function run(feeds: PlainTensors): Promise<Record<string, Tensor>> {
    const part = parts.reduce((least, one) => (one.atWork < least.atWork ? one : least));
    part.atWork++;
    try {
      return tensors(await part.remote.run(handedOver(feeds)), Tensor);
    } finally {
      part.atWork--;
    }
  }
}

/** For the way to another worker: without methods, the numbers moved and not copied. */
function handedOver(tensors: PlainTensors): PlainTensors {
  const plain: Record<string, PlainTensor> = {};
  const buffers: ArrayBufferLike[] = [];
  for (const [name, { type, data, dims }] of Object.entries(tensors)) {
    plain[name] = { type, data, dims };
    buffers.push((data as Float32Array).buffer);
  }
  return transfer(plain, buffers as ArrayBuffer[]);
}

/** After the way: with a runtime's methods again. */
function tensors(plain: PlainTensors, of: OnnxRuntime['Tensor']): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(plain).map(([name, { type, data, dims }]) => [name, new of(type, data, dims)]),
  );
}
