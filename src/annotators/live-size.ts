import { EMBEDDED_MODELS } from './embedded-models.ts';

/** ONNX Runtime's WebAssembly, as the pinned version has it. */
export const RUNTIME_BYTES = 14_264_838;

/** All models that ship. */
export const MODEL_BYTES = EMBEDDED_MODELS.flatMap(({ files }) => files)
  .filter(({ path }) => path !== 'README.md')
  .reduce((sum, { bytes }) => sum + bytes, 0);
