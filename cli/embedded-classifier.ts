import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as ort from 'onnxruntime-node';
import { loadClassifier } from '../src/annotators/classifier.ts';
import { embeddedModel } from '../src/annotators/embedded-models.ts';
import { ModelFileError, verifiedModelFiles } from '../src/annotators/model-files.ts';
import type { TextAnnotator } from '../src/annotators/text-annotator.ts';

const SERVED = resolve(import.meta.dirname, '../public');

/**
 * Reads a file of what the page serves, by its path from there.
 * @throws {ModelFileError} if it is missing
 */
export async function readServedFile(path: string): Promise<Uint8Array> {
  const file = join(SERVED, path);
  return readFile(file).catch((cause: Error) => {
    throw new ModelFileError(`The model file ${file} cannot be read: ${cause.message}.`, { cause });
  });
}

/**
 * Loads a model that ships with the page, from the same files, on ONNX Runtime for Node.
 * @throws {ModelFileError} if a file is missing or altered
 */
export async function loadEmbeddedClassifier(model: string): Promise<TextAnnotator> {
  const embedded = embeddedModel(model);
  const read = (path: string) => readServedFile(join(embedded.folder, path));
  return loadClassifier(embedded, verifiedModelFiles(read, embedded.files), ort);
}
