import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as ort from 'onnxruntime-node';
import { loadClassifier } from '../../src/annotators/classifier.ts';
import { loadLanguageModel, type LanguageModel } from '../../src/annotators/language-model/language-model.ts';
import { EMBEDDED_MODELS, embeddedModel } from '../../src/annotators/embedded-models.ts';
import { verifiedModelFiles, type ReadModelFile } from '../../src/annotators/model-files.ts';
import type { TextAnnotator } from '../../src/annotators/text-annotator.ts';
import { dataFolder } from '../data.ts';

/** The oldest classifier that ships: it is small, and its scores in Python are known. */
export const EMBEDDED = embeddedModel('dissensus/roberta-emotion');

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

/** A tiny model of children's stories in the hub's layout; beside the data sets, where they are. */
export const storiesFolder = dataFolder && join(dataFolder, '../models/stories260K');
export const hasStories = storiesFolder !== null && existsSync(storiesFolder);
if (!hasStories) console.warn('models/stories260K is not beside the data sets: its tests are skipped.');

export function loadStories(): Promise<LanguageModel> {
  if (storiesFolder === null) throw new Error('There is no data folder.');
  const identity = { model: 'stories260K', revision: 'local', dtype: 'fp32' };
  return loadLanguageModel(identity, modelFolder(storiesFolder), ort, { intraOpNumThreads: 1 });
}

/** The layouts of ONNX files that fixtures/decoders.py writes. */
export type DecoderLayout = 'plain' | 'bare' | 'last' | 'half' | 'grouped' | 'conv';

const fixtures = modelFolder(join(import.meta.dirname, 'fixtures'));
const DECODER_FILES: Readonly<Record<string, object>> = {
  'config.json': {
    max_position_embeddings: 128,
    eos_token_id: 2,
    num_attention_heads: 2,
    num_key_value_heads: 1,
    head_dim: 16,
  },
  'generation_config.json': { eos_token_id: 2 },
  'tokenizer_config.json': {},
};

/** A decoder of random weights in one of the layouts. */
export function loadDecoder(layout: DecoderLayout): Promise<LanguageModel> {
  const identity = { model: `decoder-${layout}`, revision: '1', dtype: 'fp32' };
  const read: ReadModelFile = async (path) => {
    if (path === 'onnx/model.onnx') return await fixtures(`decoder-${layout}.onnx`);
    if (path === 'tokenizer.json') return await fixtures('decoder-tokenizer.json');
    return new TextEncoder().encode(JSON.stringify(DECODER_FILES[path]));
  };
  return loadLanguageModel(identity, read, ort, { intraOpNumThreads: 1 });
}

/** The language models that ship with the page. */
const SHIPPED = EMBEDDED_MODELS.filter(({ kind }) => kind === 'language model').map((embedded) => {
  const folder = resolve(import.meta.dirname, '../../public', embedded.folder);
  return {
    name: embedded.model,
    folder,
    dtype: embedded.dtype,
    load: () => loadLanguageModel(embedded, modelFolder(folder), ort, { intraOpNumThreads: 1 }),
  };
});

/** Language models that lie in a folder as on the hub. */
export const languageModelFolders = [
  ...(hasStories ? [{ name: 'stories260K', folder: storiesFolder!, dtype: 'fp32', load: loadStories }] : []),
  ...SHIPPED,
];

const LAYOUTS: readonly DecoderLayout[] = ['plain', 'bare', 'last', 'half', 'grouped', 'conv'];

/** How far log-probabilities and probabilities may be off; a float16 cache and scores round to 11 bits in every layer. */
const EXACT = { log: 1e-4, probability: 1e-5 };
const HALF = { log: 2e-2, probability: 2e-3 };

/** Every language model that is here, for what must hold of each. */
export const LANGUAGE_MODELS = [
  { name: 'stories260K', present: hasStories, load: loadStories, tolerance: EXACT, writesWords: true },
  ...SHIPPED.map(({ name, load }) => ({ name, present: true, load, tolerance: EXACT, writesWords: true })),
  ...LAYOUTS.map((layout) => ({
    name: `the layout ${layout}`,
    present: true,
    load: () => loadDecoder(layout),
    tolerance: layout === 'half' ? HALF : EXACT,
    writesWords: false,
  })),
];
