import { createSHA256 } from 'hash-wasm';
import { isGguf, sizeOf, type GgufModel } from '../hub/added-model.ts';
import type { ListedFile } from '../hub/file-check.ts';
import { isPlainPath } from '../hub/file-path.ts';
import { keepDiskFiles } from '../hub/keep-disk-files.ts';
import { HubError } from '../hub/hub-error.ts';
import type { ModelFileCache } from '../hub/model-file-cache.ts';
import { ModelFileError } from '../model-files.ts';
import type { PromptFamily } from '../language-model/prompt-family.ts';
import { readGgufHeader, type GgufHeader } from './gguf-header.ts';
import { ggufLength } from './gguf-length.ts';
import { ggufSplits, type GgufSplits } from './gguf-splits.ts';
import { beginningOf, readGgufMetadata, type FileBeginning, type GgufMetadata } from './gguf-metadata.ts';

/** A GGUF file that a person opened, with its name. */
export interface GgufFile {
  readonly name: string;
  readonly blob: Blob;
}

/** A model in GGUF files on disk, before it is copied. */
export interface FoundGguf {
  readonly name: string;
  readonly header: GgufHeader;
  readonly bytes: number;
  /** The model that the same content is kept as already, under whatever name; absent where there is none, or nobody looked. */
  readonly keptAs?: GgufModel;
}

/** Below it models answer a short question better than one with a list of labels. */
const SMALL = 1e9;

/** What a model is asked with: one without a chat template goes on with a story. */
export function ggufPrompts({ chatTemplate, parameters }: GgufHeader): PromptFamily {
  if (chatTemplate === null) return 'story';
  return parameters < SMALL ? 'brief chat' : 'chat';
}

/**
 * Reads what a GGUF file, or all splits of one, say of themselves.
 * @throws {HubError} where they are not one model; {@link ModelFileError} where the header cannot be used
 */
export async function lookIntoGguf(files: readonly GgufFile[]): Promise<FoundGguf> {
  const { name, ordered } = inOrder(files);
  return await readGguf(
    name,
    ordered.map(({ blob }) => beginningOf(blob)),
  );
}

/**
 * Reads the headers of a GGUF file or of all its splits in their order, wherever they are.
 * @throws {ModelFileError} where one cannot be used, or is shorter than its weights
 */
export async function readGguf(name: string, splits: readonly FileBeginning[]): Promise<FoundGguf> {
  const header = await readGgufHeader(splits[0]);
  let parameters = 0;
  for (const [place, split] of splits.entries()) {
    const { parameters: own, tensors } = await readPart(split);
    parameters += own;
    const length = ggufLength(tensors);
    if (split.size < length)
      throw new ModelFileError(
        `${splits.length > 1 ? `Part ${place + 1} of ${name}` : `${name}.gguf`} is cut off: it has ${split.size.toLocaleString('en')} bytes, and the weights that it lists take ${length.toLocaleString('en')}. Get the file again.`,
      );
  }
  return { name, header: { ...header, parameters }, bytes: splits.reduce((sum, { size }) => sum + size, 0) };
}

async function readPart(split: FileBeginning): Promise<GgufMetadata> {
  return await readGgufMetadata(split).catch((cause: unknown) => {
    if (!(cause instanceof RangeError)) throw cause;
    throw new ModelFileError(`A part of the model is no GGUF file that can be read here. ${cause.message}`, {
      cause,
    });
  });
}

/**
 * Finds the complete model that has the content of these files already, in as many files as it came in. Only models of the same size are
 * compared: the files are read for no other.
 */
export async function keptAs(
  files: readonly GgufFile[],
  cache: Pick<ModelFileCache, 'list'>,
): Promise<GgufModel | null> {
  const whole = new Blob(inOrder(files).ordered.map(({ blob }) => blob));
  for (const { model, missing } of await cache.list())
    if (isGguf(model) && missing.length === 0 && sizeOf(model.files) === whole.size)
      if (await isContentOf(model.files, whole)) return model;
  return null;
}

/** Whether files, one behind the other, are these bytes. */
async function isContentOf(files: readonly ListedFile[], whole: Blob): Promise<boolean> {
  let from = 0;
  for (const { bytes, hash } of files) {
    // A large file has no other at a hub.
    if (hash.kind !== 'sha256') return false;
    if ((await sha256(whole.slice(from, from + bytes))) !== hash.hex) return false;
    from += bytes;
  }
  return true;
}

/** Reads a file once; hexadecimal. */
async function sha256(
  file: Blob,
  { signal, onBytes }: { signal?: AbortSignal; onBytes?: (bytes: number) => void } = {},
): Promise<string> {
  const hasher = (await createSHA256()).init();
  const reader = file.stream().getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    signal?.throwIfAborted();
    hasher.update(next.value);
    onBytes?.(next.value.length);
  }
  return hasher.digest('hex');
}

/**
 * Copies GGUF files into the browser's storage. The model's revision is a hash of its content.
 * @param onBytes called with the size of each piece that is read; every file is read twice
 */
export async function copyGguf(
  files: readonly GgufFile[],
  cache: ModelFileCache,
  { signal, onBytes }: { signal?: AbortSignal; onBytes?: (bytes: number) => void } = {},
): Promise<GgufModel> {
  const { ordered } = inOrder(files);
  const { name, header } = await lookIntoGguf(files);
  const listed: ListedFile[] = [];
  for (const file of ordered) {
    listed.push({
      path: file.name,
      bytes: file.blob.size,
      hash: { kind: 'sha256', hex: await sha256(file.blob, { signal, onBytes }) },
    });
  }
  const whole = (await createSHA256()).init();
  for (const { hash } of listed) whole.update(hash.hex);
  const model: GgufModel = {
    model: `disk/${name}`,
    revision: (listed.length === 1 ? listed[0].hash.hex : whole.digest('hex')).slice(0, 40),
    dtype: header.quantisation,
    format: 'gguf',
    name,
    about: `from a file on this machine, ${header.licence ? `licence ${header.licence}` : 'no licence stated'}`,
    kind: 'language model',
    prompts: ggufPrompts(header),
    ...(header.inOnnxRuntime && { inOnnxRuntime: true as const }),
    from: 'disk',
    files: listed,
  };
  const blobs = new Map(ordered.map((file) => [file.name, file.blob]));
  await keepDiskFiles(
    cache,
    model,
    ({ path }) => blobs.get(path)!,
    ({ path }) => `The file ${path}`,
    {
      signal,
      onBytes,
    },
  );
  return model;
}

/** The kept content of a model for llama.cpp: its splits, or one file of the parts that it came in. */
export async function keptGguf(model: GgufModel, cache: ModelFileCache): Promise<Blob[]> {
  const blobs = await Promise.all(
    model.files.map(async ({ path }) => {
      const kept = await cache.open(model, path);
      if (kept) return await kept.blob();
      throw new HubError(
        `The file ${path} of ${model.name} is not in this browser's storage; the browser may have removed it. Add the model again.`,
      );
    }),
  );
  return model.files.every(({ path }) => /\.part-\d+$/.test(path)) ? [new Blob(blobs)] : blobs;
}

function inOrder(files: readonly GgufFile[]): { name: string; ordered: readonly GgufFile[] } {
  const odd = files.find(({ name }) => !/\.gguf$/i.test(name) || !isPlainPath(name));
  if (odd)
    throw new HubError(`${odd.name} is no GGUF file. Choose a file that ends in .gguf, or all parts of one.`);
  if (files.length === 0) throw new HubError('No file was chosen.');
  const [model, ...others] = ggufSplits(files, ({ name }) => name);
  if (others.length > 0)
    throw new HubError(
      `${model.files[0].name} and ${others[0].files[0].name} are not parts of one model. Choose one file, or all parts of one model together.`,
    );
  if (!model.isWhole)
    throw new HubError(
      `${model.files[0].name} is one of ${model.of} parts of a model, and ${chosenWords(model)} chosen. Choose all of them together, each once.`,
    );
  return { name: model.name, ordered: model.files };
}

/** Which parts were chosen, where those are not all of them once. */
function chosenWords({ files, of, there }: GgufSplits<GgufFile>): string {
  if (files.length === 1) return 'the others were not';
  return there < of ? `only ${there} of them ${there === 1 ? 'was' : 'were'}` : `${files.length} files were`;
}
