import { createSHA256 } from 'hash-wasm';
import type { PromptFamily } from '../language-model/prompt-family.ts';
import type { OnnxModel } from './added-model.ts';
import type { ListedFile } from './file-check.ts';
import { keepDiskFiles } from './keep-disk-files.ts';
import { isPlainPath } from './file-path.ts';
import { HubError } from './hub-error.ts';
import type { ModelFileCache } from './model-file-cache.ts';
import { modelKind, promptForm } from './model-kind.ts';
import { parseJson } from './model-json.ts';
import { weightsAmong, type WeightsChoice } from './weights.ts';

/** A file of a folder that a person opened. */
export interface FolderFile {
  /** Within the folder and with its name, e.g. `SmolLM2/onnx/model_q4.onnx`. */
  readonly path: string;
  readonly blob: Blob;
}

/** A model in a folder on disk, before it is copied. */
export interface FolderModel {
  readonly name: string;
  readonly kind: OnnxModel['kind'];
  /** What it is asked with, if it is a language model. */
  readonly prompts: PromptFamily;
  /** Smallest first, at least one. Their hashes are not known before they are copied. */
  readonly weights: readonly Pick<WeightsChoice, 'dtype' | 'bytes'>[];
}

/**
 * Finds the model in a folder: the hub's layout, wherever in it config.json lies.
 * @throws {HubError} where there is none, or none that can be used here
 */
export async function lookIntoFolder(files: readonly FolderFile[]): Promise<FolderModel> {
  const { name, listed } = modelFolder(files);
  const weights = weightsAmong(listed.map(({ path, blob }) => unhashed(path, blob)));
  if (weights.length === 0)
    throw new HubError(
      `The folder ${name} holds no model that can be used here: config.json, tokenizer.json, tokenizer_config.json and a folder onnx with model_q4.onnx or the like are needed, as on the hub.`,
    );
  const json = async (path: string) =>
    parseJson(await listed.find((file) => file.path === path)!.blob.text(), path, name);
  const paths = listed.map(({ path }) => path);
  const kind = modelKind(await json('config.json'), name);
  return { name, weights, kind, prompts: promptForm(await json('tokenizer_config.json'), paths) };
}

/**
 * Copies one kind of a folder's weights, with what belongs to it, into the browser's storage. The model's revision is a hash of
 * all its files, so that a changed folder is another model.
 *
 * @param onBytes called with the size of each piece that is read; every file is read twice
 */
export async function copyFolderModel(
  files: readonly FolderFile[],
  dtype: OnnxModel['dtype'],
  cache: ModelFileCache,
  { signal, onBytes }: { signal?: AbortSignal; onBytes?: (bytes: number) => void } = {},
): Promise<OnnxModel> {
  const { name, kind, prompts } = await lookIntoFolder(files);
  const { listed } = modelFolder(files);
  const { files: needed } = weightsAmong(listed.map(({ path, blob }) => unhashed(path, blob))).find(
    (choice) => choice.dtype === dtype,
  )!;
  const blobs = new Map(listed.map(({ path, blob }) => [path, blob]));
  const hashed: ListedFile[] = [];
  for (const { path, bytes } of needed) {
    const hasher = (await createSHA256()).init();
    await read(blobs.get(path)!, signal, (piece) => {
      hasher.update(piece);
      onBytes?.(piece.length);
    });
    hashed.push({ path, bytes, hash: { kind: 'sha256', hex: hasher.digest('hex') } });
  }
  const whole = (await createSHA256()).init();
  for (const { path, hash } of hashed.toSorted((a, b) => (a.path < b.path ? -1 : 1)))
    whole.update(`${hash.hex} ${path}\n`);
  const model: OnnxModel = {
    model: `disk/${name}`,
    revision: whole.digest('hex').slice(0, 40),
    dtype,
    name,
    about: 'from a folder on this machine',
    kind,
    prompts,
    from: 'disk',
    files: hashed,
  };
  await keepDiskFiles(
    cache,
    model,
    ({ path }) => blobs.get(path)!,
    () => `The folder ${name}`,
    {
      signal,
      onBytes,
    },
  );
  return model;
}

/** The files by their paths from where config.json lies, the one nearest to the top. */
function modelFolder(files: readonly FolderFile[]): { name: string; listed: readonly FolderFile[] } {
  const odd = files.find(({ path }) => !isPlainPath(path));
  if (odd)
    throw new HubError(
      `${JSON.stringify(odd.path)} is no path within a model's folder. Rename that file, or choose another folder.`,
    );
  const configs = files.filter(({ path }) => path === 'config.json' || path.endsWith('/config.json'));
  const [config] = configs.toSorted((a, b) => a.path.length - b.path.length);
  const top = files[0]?.path.split('/')[0] ?? '';
  if (!config)
    throw new HubError(
      `${files.length === 0 ? 'The folder is empty' : `The folder ${top} has no config.json`}. Choose the folder of one model, as downloaded from the hub.`,
    );
  const start = config.path.slice(0, -'config.json'.length);
  const name = start.split('/').at(-2) ?? 'model';
  const listed = files
    .filter(({ path }) => path.startsWith(start))
    .map(({ path, blob }) => ({ path: path.slice(start.length), blob }));
  return { name, listed };
}

function unhashed(path: string, { size }: Blob): ListedFile {
  return { path, bytes: size, hash: { kind: 'sha256', hex: '' } };
}

async function read(
  blob: Blob,
  signal: AbortSignal | undefined,
  visit: (piece: Uint8Array) => void,
): Promise<void> {
  const reader = blob.stream().getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    signal?.throwIfAborted();
    visit(next.value);
  }
}
