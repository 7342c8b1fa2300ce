import { LIVE_MODELS } from './embedded-models.ts';

/** ONNX Runtime's WebAssembly, as the pinned version has it. */
export const RUNTIME_BYTES = 14_264_838;

/** The models that answer on the first screen; two that share their files count once. */
export const LIVE_MODEL_BYTES = [...new Map(LIVE_MODELS.map((each) => [each.folder, each.files])).values()]
  .flat()
  .filter(({ path }) => path !== 'README.md')
  .reduce((sum, { bytes }) => sum + bytes, 0);
