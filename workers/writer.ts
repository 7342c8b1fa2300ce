import './tell-requests.ts';
import { expose } from 'comlink';
import type { ResultChoice } from '../src/jobs/result-table.ts';
import type { Slice } from '../src/analysis/slice.ts';
import { annotationsFile, answersFile, projectFile, resultsFile } from '../src/jobs/write-files.ts';
import { withStore } from '../src/store/store.ts';
import type { AnnotationsFormat } from '../src/writers/write-annotations.ts';
import type { AnswersFormat } from '../src/writers/write-answers.ts';
import type { TableFormat } from '../src/writers/write-table.ts';

/** What the page asks of this worker: files to download. */
const api = {
  writeResults: (
    project: number,
    baseUrl: string,
    format: TableFormat,
    choice: ResultChoice,
    slice: Slice | null,
  ) => withStore((store) => resultsFile(store, project, baseUrl, format, choice, slice)),

  writeAnnotations: (project: number, format: AnnotationsFormat, withTexts: boolean) =>
    withStore((store) => annotationsFile(store, project, format, withTexts)),

  writeAnswers: (project: number, format: AnswersFormat, numbered = false) =>
    withStore((store) => answersFile(store, project, format, numbered)),

  writeProject: (project: number, withTexts: boolean, numbered = false) =>
    withStore((store) => projectFile(store, project, withTexts, numbered)),
};

export type WriterWorker = typeof api;

expose(api);
