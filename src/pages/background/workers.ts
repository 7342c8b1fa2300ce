import annotatorUrl from '../../../workers/annotator.ts?worker&url';
import annotatorPartUrl from '../../../workers/annotator-part.ts?worker&url';
import analysisUrl from '../../../workers/analysis.ts?worker&url';
import analysisPartUrl from '../../../workers/analysis-part.ts?worker&url';
import liveBoxUrl from '../../../workers/live-box.ts?worker&url';
import modelsUrl from '../../../workers/models.ts?worker&url';
import readerUrl from '../../../workers/reader.ts?worker&url';
import textMapUrl from '../../../workers/text-map.ts?worker&url';
import writerUrl from '../../../workers/writer.ts?worker&url';
import type { AnalysisWorker } from '../../../workers/analysis.ts';
import type { AnalysisPartWorker } from '../../../workers/analysis-part.ts';
import type { AnnotatorWorker } from '../../../workers/annotator.ts';
import type { AnnotatorPartWorker } from '../../../workers/annotator-part.ts';
import type { LiveBoxWorker } from '../../../workers/live-box.ts';
import type { ModelsWorker } from '../../../workers/models.ts';
import type { ReaderWorker } from '../../../workers/reader.ts';
import type { TextMapWorker } from '../../../workers/text-map.ts';
import type { WriterWorker } from '../../../workers/writer.ts';
import { startWorker } from './start-worker.ts';

// What each is started for is its name in the list of requests.

export const startReader = () => startWorker<ReaderWorker>(readerUrl, 'reading files');
/** A reader too: it looks at what a reading would come to. */
export const startPreviewer = () => startWorker<ReaderWorker>(readerUrl, 'previewing files');
export const startWriter = () => startWorker<WriterWorker>(writerUrl, 'writing files');
export const startAnnotator = () => startWorker<AnnotatorWorker>(annotatorUrl, 'annotating');
/** Each runs a small model for the annotator, on a core of its own. */
export const startAnnotatorPart = () =>
  startWorker<AnnotatorPartWorker>(annotatorPartUrl, 'parts of the annotation');
export const startTextMap = () => startWorker<TextMapWorker>(textMapUrl, 'the map of texts');
export const startModelFetcher = () => startWorker<ModelsWorker>(modelsUrl, 'fetching models');
export const startLiveBox = () => startWorker<LiveBoxWorker>(liveBoxUrl, 'the live box');
export const startAnalysis = () => startWorker<AnalysisWorker>(analysisUrl, 'the analysis');
/** Each does tasks of the analysis, so that it goes on answering meanwhile. */
export const startAnalysisPart = () =>
  startWorker<AnalysisPartWorker>(analysisPartUrl, 'parts of the analysis');
