import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as ort from 'onnxruntime-node';
import { loadClassifier } from '../src/annotators/classifier.ts';
import { embeddedModel } from '../src/annotators/embedded-models.ts';
import { ModelFileError, verifiedModelFiles } from '../src/annotators/model-files.ts';
import type { TextAnnotator } from '../src/annotators/text-annotator.ts';

const SERVED = resolve(import.meta.dirname, '../public');

/**
 * Loads a model that ships with the page, from the same files, on ONNX Runtime for Node.
 * @throws {ModelFileError} if a file is missing or altered
 */
export async function loadEmbeddedClassifier(model: string): Promise<TextAnnotator> {
  const embedded = embeddedModel(model);
  const read = async (path: string) => {
    const file = join(SERVED, embedded.folder, path);
    return readFile(file).catch((cause: Error) => {
      throw new ModelFileError(`The model file ${file} cannot be read: ${cause.message}.`, { cause });
    });
  };
  return loadClassifier(embedded, verifiedModelFiles(read, embedded.files), ort);
}
