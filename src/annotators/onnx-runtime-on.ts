import type { OnnxRuntime, SessionOptions } from './onnx-runtime.ts';
import { onnxRuntimeFiles, type Device } from './onnx-runtime-files.ts';
import { onnxRuntimeWeb } from './onnx-runtime-web.ts';

/** ONNX Runtime for one device. */
export interface RuntimeOnDevice {
  readonly onnx: OnnxRuntime;
  /** For every session. */
  readonly options: SessionOptions;
  /** How to hear that the graphics device is gone, once a session is there; nothing for the processor. */
  lost(): { readonly lost?: Promise<never> };
}

/** The graphics device is gone: its driver was reset, or the browser ended its process. Nothing on it can go on. */
export class DeviceLostError extends Error {
  override readonly name = 'DeviceLostError';
}

/**
 * ONNX Runtime's build for a device, of which a worker can hold one in its life.
 * @param baseUrl as in {@link onnxRuntimeFiles}
 */
export async function onnxRuntimeOn({
  baseUrl,
  device,
  threads,
}: {
  readonly baseUrl: string;
  readonly device: Device;
  readonly threads: number;
}): Promise<RuntimeOnDevice> {
  if (device === 'wasm') return { onnx: onnxRuntimeWeb(baseUrl, threads), options: {}, lost: () => ({}) };
  const onnx = await import('onnxruntime-web/webgpu');
  onnx.env.wasm.wasmPaths = onnxRuntimeFiles(baseUrl, device);
  onnx.env.wasm.numThreads = threads;
  return {
    onnx,
    options: {
      executionProviders: [device],
      // A warning says that some operations run on the processor, as they should.
      logSeverityLevel: 3,
    },
    lost: () => ({ lost: deviceLost(onnx.env) }),
  };
}

/** The part of ONNX Runtime's settings where the graphics device stands once a session is there. */
interface WithGraphicsDevice {
  readonly webgpu?: { readonly device: unknown };
}

/** Never fulfilled; rejects with {@link DeviceLostError}. */
export function deviceLost({ webgpu }: WithGraphicsDevice): Promise<never> {
  const lost = Promise.resolve(webgpu?.device).then(async (device) => {
    const { message } = await (device as { lost: Promise<{ message: string }> }).lost;
    const why = message.replace(/\.$/, '');
    throw new DeviceLostError(`The graphics device was lost${why ? `: ${why}` : ''}.`);
  });
  // Whoever runs the model hears of it; if nobody does, it is no unhandled rejection.
  lost.catch(() => undefined);
  return lost;
}
