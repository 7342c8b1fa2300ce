import { analyse } from '../../src/analysis/analyse.ts';
import type { Report } from '../../src/analysis/report.ts';
import { DEFAULT_SETTINGS } from '../../src/analysis/settings.ts';
import { SEED, type Case } from './case.ts';

const reports = new Map<Case, Promise<Report>>();

/** The report on a case, with the draws that the page takes and the reference's folds: computed once, to be read only. */
export function caseReport(one: Case): Promise<Report> {
  const { dataset, models } = one;
  const report = reports.get(one) ?? analyse(dataset, models, { ...DEFAULT_SETTINGS, seed: SEED });
  reports.set(one, report);
  return report;
}
