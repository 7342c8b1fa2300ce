import { labelResults, modelRates, peopleRates, raterRows } from './label-schemas.ts';
import type { PaperSchema } from './paper-schema.ts';
import { individualRatings, ratingResults, ratingStatistics, textsById } from './rating-schemas.ts';

/** The files of the paper's protocol, each tried by itself; the last takes any table with texts by id. */
export const PAPER_SCHEMAS: readonly PaperSchema[] = [
  ratingResults,
  labelResults,
  modelRates,
  peopleRates,
  raterRows,
  ratingStatistics,
  individualRatings,
  textsById,
];
