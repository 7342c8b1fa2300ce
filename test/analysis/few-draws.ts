import { DEFAULT_SETTINGS, type AnalysisSettings } from '../../src/analysis/settings.ts';

/** For a test of what no random draw changes: there is a report soon. Its intervals and p-values are of no use. */
export const FEW_DRAWS: AnalysisSettings = {
  ...DEFAULT_SETTINGS,
  resamples: 20,
  groupDraws: 2,
  exactDraws: 20,
  ceilingDraws: 2,
  worthDraws: 5,
  flips: 20,
  permutations: 20,
  budgetDraws: 1,
};
