import { addPredictions, addTexts, removeTexts } from './add-to-project.ts';
import { declareSeen, type SaidOfModel } from './declare-seen.ts';
import { keepReading } from './keep-reading.ts';
import { fetchTexts, openBenchmark, openExamples, openRemote, openSample } from './open-known.ts';
import { previewReading } from './preview-reading.ts';
import { orDifficulty, type OnPreview, type PredictionAnswers, type ReadRequest } from './reading.ts';
import { keepProjectFile } from './write-files.ts';
import { checkLanguages } from '../readers/text-languages.ts';
import { lookAtFile } from '../readers/annotated/file-look.ts';
import type { FetchProgress } from '../readers/fetch-dataset.ts';
import type { ReadProgress } from '../readers/reading-progress.ts';
import type { RemoteDataset } from '../readers/remote-datasets.ts';
import { withStore } from '../store/store.ts';

type OnReading = (progress: ReadProgress) => void;

/**
 * What the page asks of the worker that reads. What is read is kept as a project from here, so that large files never pass through
 * the page. To cancel a reading, end the worker: nothing is kept before all of it is read.
 */
export const readerApi = {
  read: (request: ReadRequest, onReading: OnReading, onPreview?: OnPreview) =>
    orDifficulty(() => withStore((store) => keepReading(store, request, onReading, onPreview))),

  addPredictions: (
    project: number,
    files: readonly File[],
    answers: PredictionAnswers,
    onReading: OnReading,
    onPreview: OnPreview,
  ) =>
    orDifficulty(() =>
      withStore((store) => addPredictions(store, project, files, answers, onReading, onPreview)),
    ),

  addTexts: (project: number, files: readonly File[], onReading: OnReading, onPreview: OnPreview) =>
    orDifficulty(() => withStore((store) => addTexts(store, project, files, onReading, onPreview))),

  removeTexts: (project: number) => withStore((store) => removeTexts(store, project)),

  declareSeen: (project: number, model: string, said: SaidOfModel) =>
    withStore((store) => declareSeen(store, project, model, said)),

  /**
   * What the columns of a file look like.
   * @param name of the one that is meant, where the file is an archive or a workbook of several
   */
  look: (file: File, name: string) => lookAtFile({ name: file.name, blob: file }, name),

  preview: previewReading,

  /** In what languages texts are, as {@link checkLanguages} tells. */
  languages: checkLanguages,

  openExamples: () => withStore(openExamples),

  openSample: (baseUrl: string) => withStore((store) => openSample(store, baseUrl)),

  openBenchmark: (id: string, baseUrl: string) => withStore((store) => openBenchmark(store, id, baseUrl)),

  fetchTexts: (
    project: number,
    id: RemoteDataset['id'],
    onFetching: (progress: FetchProgress) => void,
    onReading: OnReading,
  ) => withStore((store) => fetchTexts(store, project, id, onFetching, onReading)),

  openRemote: (
    id: RemoteDataset['id'],
    onFetching: (progress: FetchProgress) => void,
    onReading: OnReading,
  ) => withStore((store) => openRemote(store, id, onFetching, onReading)),

  openProjectFile: (file: File) => withStore((store) => keepProjectFile(store, file)),
};
