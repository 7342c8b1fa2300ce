import './tell-requests.ts';
import { expose, proxy } from 'comlink';
import type { Slice } from '../src/analysis/slice.ts';
import { applyCalibrators } from '../src/jobs/apply-calibrators.ts';
import { mapLabels, type LabelMapping } from '../src/jobs/mapped-labels.ts';
import { ProjectAnalysis } from '../src/jobs/project-analysis.ts';
import { withStore } from '../src/store/store.ts';

/** The version of the analysis, put in by the build. */
declare const ANALYSIS_VERSION: string;

/** What the page asks of this worker. */
const api = {
  // While the code is being changed no report is kept.
  open: async (project: number, baseUrl: string, slice: Slice | null) =>
    proxy(
      await ProjectAnalysis.open(project, baseUrl, import.meta.env.PROD ? ANALYSIS_VERSION : null, slice),
    ),

  applyCalibrators: (project: number, baseUrl: string, file: File) =>
    withStore((store) => applyCalibrators(store, project, baseUrl, file)),

  mapLabels: (project: number, baseUrl: string, mapping: LabelMapping) =>
    withStore((store) => mapLabels(store, project, baseUrl, mapping)),
};

export type AnalysisWorker = typeof api;

expose(api);
