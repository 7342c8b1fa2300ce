import { createSHA256 } from 'hash-wasm';
import type { GgufModel } from '../hub/added-model.ts';
import type { ListedFile } from '../hub/file-check.ts';
import { keepDiskFiles } from '../hub/keep-disk-files.ts';
import { isPlainPath } from '../hub/file-path.ts';
import { HubError } from '../hub/hub-error.ts';
import type { ModelFileCache } from '../hub/model-file-cache.ts';
import type { PromptFamily } from '../language-model/prompt-family.ts';
import { readGgufHeader, type GgufHeader } from './gguf-header.ts';
import { readGgufMetadata } from './gguf-metadata.ts';

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
}

/** `model-00001-of-00003.gguf` */
const SPLIT = /^(.+)-(\d{5})-of-(\d{5})\.gguf$/i;
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
  const ordered = inOrder(files);
  const [first, ...others] = ordered;
  const header = await readGgufHeader(first.blob);
  let { parameters } = header;
  for (const { blob } of others) parameters += (await readGgufMetadata(blob)).parameters;
  const fileName = first.name.replace(SPLIT, '$1').replace(/\.gguf$/i, '');
  return {
    name: fileName,
    header: { ...header, parameters },
    bytes: ordered.reduce((sum, { blob }) => sum + blob.size, 0),
  };
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
  const ordered = inOrder(files);
  const { name, header } = await lookIntoGguf(files);
  const listed: ListedFile[] = [];
  for (const file of ordered) {
    const hasher = (await createSHA256()).init();
    const reader = file.blob.stream().getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      signal?.throwIfAborted();
      hasher.update(next.value);
      onBytes?.(next.value.length);
    }
    listed.push({
      path: file.name,
      bytes: file.blob.size,
      hash: { kind: 'sha256', hex: hasher.digest('hex') },
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

function inOrder(files: readonly GgufFile[]): GgufFile[] {
  const odd = files.find(({ name }) => !/\.gguf$/i.test(name) || !isPlainPath(name));
  if (odd)
    throw new HubError(`${odd.name} is no GGUF file. Choose a file that ends in .gguf, or all parts of one.`);
  const ordered = files.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const [first] = ordered;
  if (!first) throw new HubError('No file was chosen.');
  const [, , , of = '1'] = SPLIT.exec(first.name) ?? [];
  const together = ordered.every(
    ({ name }) => name.replace(SPLIT, '$1 $3') === first.name.replace(SPLIT, '$1 $3'),
  );
  if (Number(of) !== ordered.length || !together)
    throw new HubError(
      `${first.name} is one of ${Number(of)} parts of a model, and ${ordered.length} files were chosen. Choose exactly the parts of one model together.`,
    );
  return ordered;
}
