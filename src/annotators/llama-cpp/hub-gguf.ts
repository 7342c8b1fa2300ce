import { sizeOf, type GgufModel } from '../hub/added-model.ts';
import type { ListedFile } from '../hub/file-check.ts';
import { HubError } from '../hub/hub-error.ts';
import type { HubFetch } from '../hub/hub-fetch.ts';
import { fileUrl, type ModelAddress } from '../hub/model-address.ts';
import type { ModelListing } from '../hub/model-files-list.ts';
import { ggufPrompts, readGguf, type FoundGguf } from './gguf-model.ts';
import type { FileBeginning } from './gguf-metadata.ts';
import { ggufSplits } from './gguf-splits.ts';

/** A model in GGUF form among the files of a repository: one file, or all splits of one. */
export interface GgufChoice {
  /** The file's name, without its folder and its end. */
  readonly name: string;
  readonly files: readonly ListedFile[];
  readonly bytes: number;
}

/** Parts of models that read pictures or sounds, and matrices that helped to make a file smaller: no models by themselves. */
const NO_MODEL = /(^|[-_./])(mmproj|imatrix)([-_.]|$)/i;

/** What is fetched of a file to learn what it is, at most: the longest vocabularies take a fourth of it. */
const MOST_BEGINNING = 2 ** 26;

/** The models in GGUF form among a repository's files, smallest first; of split ones those that are whole. */
export function ggufAmong(files: readonly ListedFile[]): GgufChoice[] {
  const ggufs = files.filter(({ path }) => /\.gguf$/i.test(path) && !NO_MODEL.test(path));
  return ggufSplits(ggufs, ({ path }) => path)
    .filter(({ isWhole }) => isWhole)
    .map(({ name, files: own }) => ({ name, files: own, bytes: sizeOf(own) }))
    .sort((a, b) => a.bytes - b.bytes);
}

/**
 * Reads what a model's GGUF files say of themselves from their beginnings alone: some megabytes, most of them its vocabulary.
 * @throws {HubError} where the hub does not send them, {@link ModelFileError} where they cannot be used
 */
export async function lookIntoHubGguf(
  address: ModelAddress,
  { name, files }: GgufChoice,
  hubFetch: HubFetch,
  signal?: AbortSignal,
): Promise<FoundGguf> {
  return await readGguf(
    name,
    files.map((file) => hubBeginning(address, file, hubFetch, signal)),
  );
}

/** The beginning of a file at a hub. What was fetched of it is not fetched again when more is wanted. */
function hubBeginning(
  address: ModelAddress,
  { path, bytes: size }: ListedFile,
  hubFetch: HubFetch,
  signal: AbortSignal | undefined,
): FileBeginning {
  let read = new Blob([]);
  return {
    size,
    async first(bytes) {
      if (bytes > MOST_BEGINNING)
        throw new HubError(
          `The first ${Math.round(MOST_BEGINNING / 1e6)} MB of ${path} do not say what it is; nothing more was fetched.`,
        );
      const end = Math.min(bytes, size);
      if (end > read.size) {
        const why = `the beginning of ${path} of ${address.id}`;
        const { body } = await hubFetch(fileUrl(address, path), why, { signal, part: [read.size, end] });
        read = new Blob([read, await new Response(body).blob()]);
      }
      return await read.slice(0, end).arrayBuffer();
    },
  };
}

/** A model in GGUF form at a hub, as it will be kept. Models of one repository differ in the names of their files. */
export function hubGguf(
  { address, licence }: ModelListing,
  { name, files }: GgufChoice,
  { header }: FoundGguf,
  hub: string,
): GgufModel {
  const { host, id, revision } = address;
  const said = licence ?? header.licence;
  return {
    model: `${host === hub ? '' : `${new URL(host).host}/`}${id}/${name}`,
    revision,
    dtype: header.quantisation,
    format: 'gguf',
    name,
    about: `from ${new URL(host).host}, ${said ? `licence ${said}` : 'no licence stated'}`,
    kind: 'language model',
    prompts: ggufPrompts(header),
    ...(header.inOnnxRuntime && { inOnnxRuntime: true as const }),
    from: host,
    files,
  };
}
