import type { Device } from '../../annotators/onnx-runtime-files.ts';

/** What a model runs on, as it is called on screen. */
export const DEVICES: Readonly<Record<Device, string>> = { webgpu: 'graphics card', wasm: 'processor' };
