import { analyse as analyseWhole, type OnProgress } from '../src/analysis/analyse.ts';
import type { ModelJudgments } from '../src/analysis/model-judgments.ts';
import type { Report } from '../src/analysis/report.ts';
import {
  DEFAULT_SETTINGS,
  type AnalysisSettings,
  type GuidelineThresholds,
} from '../src/analysis/settings.ts';
import type { Dataset } from '../src/judgments/dataset.ts';

/** Settings of an analysis; those that are not named keep their defaults. */
export type SettingsToChange = Partial<Omit<AnalysisSettings, 'thresholds'>> & {
  readonly thresholds?: Partial<GuidelineThresholds>;
};

/**
 * Compares people's judgments with models', question by question, and returns the report that the page and the command line
 * show. It computes on the thread that calls it, seconds for thousands of items: in a page, call it in a worker.
 * @param judgments models' answers, row i belonging to item i of the data set; without any the report is about people alone
 * @param onProgress called whenever more of the report is done, with a function that puts together what there is
 */
export async function analyse(
  dataset: Dataset,
  judgments: readonly ModelJudgments[] = [],
  { thresholds, ...settings }: SettingsToChange = {},
  onProgress?: OnProgress,
): Promise<Report> {
  const whole = {
    ...DEFAULT_SETTINGS,
    ...settings,
    thresholds: { ...DEFAULT_SETTINGS.thresholds, ...thresholds },
  };
  return analyseWhole(dataset, judgments, whole, onProgress);
}
