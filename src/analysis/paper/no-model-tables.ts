import type { ModelPaperReport } from '../report.ts';

/** Where none of a model's tables can be had. */
export const NO_MODEL_TABLES: ModelPaperReport = {
  divergence: [],
  entropy: [],
  levels: [],
  categories: [],
  calibration: [],
  continuous: [],
};
