import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as ort from 'onnxruntime-node';
import { loadClassifier } from '../../src/annotators/classifier.ts';
import { EMBEDDED_MODELS } from '../../src/annotators/embedded-models.ts';
import { verifiedModelFiles, type ReadModelFile } from '../../src/annotators/model-files.ts';
import type { TextAnnotator } from '../../src/annotators/text-annotator.ts';
import { dataFolder } from '../data.ts';

export const EMBEDDED = EMBEDDED_MODELS[0];

/** Reads the files of a model's folder on disk. */
export function modelFolder(folder: string): ReadModelFile {
  return (path) => readFile(join(folder, path));
}

export const embeddedFiles = modelFolder(resolve(import.meta.dirname, '../../public', EMBEDDED.folder));

/** The model that ships with the page, in native ONNX Runtime. */
export function loadEmbedded(): Promise<TextAnnotator> {
  return loadClassifier(EMBEDDED, verifiedModelFiles(embeddedFiles, EMBEDDED.files), ort, {
    intraOpNumThreads: 1,
  });
}

/** A classifier in the hub's layout that knows nothing of this project; beside the data sets, where they are. */
const stockFolder = dataFolder && join(dataFolder, '../models/goemotions-tfidf-lr');
export const hasStockModel = stockFolder !== null && existsSync(stockFolder);
if (!hasStockModel)
  console.warn('models/goemotions-tfidf-lr is not beside the data sets: its tests are skipped.');

export function loadStock(): Promise<TextAnnotator> {
  if (stockFolder === null) throw new Error('There is no data folder.');
  const identity = { model: 'goemotions-tfidf-lr', revision: 'local', dtype: 'fp32' };
  return loadClassifier(identity, modelFolder(stockFolder), ort, { intraOpNumThreads: 1 });
}
