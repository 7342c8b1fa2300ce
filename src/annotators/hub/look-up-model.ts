import type { PromptFamily } from '../language-model/prompt-family.ts';
import { ggufAmong, type GgufChoice } from '../llama-cpp/hub-gguf.ts';
import { isGguf, type AddedModel, type OnnxModel } from './added-model.ts';
import { checkedStream } from './file-check.ts';
import { HubError } from './hub-error.ts';
import type { HubFetch } from './hub-fetch.ts';
import { listModelFiles, type ModelListing } from './model-files-list.ts';
import { fileUrl, type ModelAddress } from './model-address.ts';
import { modelKind, promptForm, type ModelKind } from './model-kind.ts';
import { parseJson } from './model-json.ts';
import { weightsAmong, type WeightsChoice } from './weights.ts';

/** The files that describe a model have less: what a tokenizer's config names one by one are its added tokens. */
const MOST_BYTES = 16_000_000;

/** Weights of a model that a browser could hold; a graph and its further files have less. */
const MOST_WEIGHTS_BYTES = 64e9;

/** What a hub has of a model, found out before anything large is fetched. */
export interface FoundModel extends ModelListing {
  /** `null` where it has none that can be used here. */
  readonly onnx: FoundOnnx | null;
  /** Smallest first; at least one where there are no ONNX weights. */
  readonly gguf: readonly GgufChoice[];
}

/** What a hub has of a model in ONNX form. */
export interface FoundOnnx {
  readonly kind: ModelKind;
  /** What it is asked with, if it is a language model. */
  readonly prompts: PromptFamily;
  /** Smallest first, at least one. */
  readonly weights: readonly WeightsChoice[];
}

/**
 * Asks a hub what a model is: its commit, its files, and of ONNX weights two that describe them, some kilobytes in all.
 * @throws {HubError} where the hub does not have it, or it cannot be used here
 */
export async function lookUpModel(
  address: ModelAddress,
  hubFetch: HubFetch,
  signal?: AbortSignal,
): Promise<FoundModel> {
  const listing = await listModelFiles(address, hubFetch, signal);
  const everyOnnx = weightsAmong(listing.files);
  const everyGguf = ggufAmong(listing.files);
  const fits = ({ bytes }: { readonly bytes: number }) => bytes <= MOST_WEIGHTS_BYTES;
  const weights = everyOnnx.filter(fits);
  const gguf = everyGguf.filter(fits);
  if (weights.length === 0 && gguf.length === 0) {
    const smallest = Math.min(...[everyOnnx[0], everyGguf[0]].map((each) => each?.bytes ?? Infinity));
    throw new HubError(
      smallest < Infinity
        ? `${address.id} cannot be used here: its smallest weights are listed with ${Math.round(smallest / 1e9)} GB, and no browser holds a model of more than ${MOST_WEIGHTS_BYTES / 1e9} GB.`
        : `${address.id} has no weights that can be used here: neither ONNX ones (onnx/model_q4.onnx and the like, with config.json, tokenizer.json and tokenizer_config.json) nor a whole GGUF file. Look for an export of it, for example by onnx-community, or for one whose name ends in GGUF.`,
    );
  }
  if (weights.length === 0) return { ...listing, onnx: null, gguf };

  async function json(path: string): Promise<Record<string, unknown>> {
    const file = listing.files.find((each) => each.path === path)!;
    if (file.bytes > MOST_BYTES)
      throw new HubError(
        `${address.id} cannot be used here: its ${path} is listed with ${file.bytes} bytes, and a model's has some kilobytes.`,
      );
    const url = fileUrl(listing.address, path);
    const { body } = await hubFetch(url, `${path} of ${address.id}`, { signal });
    const text = await new Response(body.pipeThrough(await checkedStream(file, new URL(url).host))).text();
    return parseJson(text, path, address.id);
  }

  const paths = listing.files.map(({ path }) => path);
  const kind = modelKind(await json('config.json'), address.id);
  const prompts = promptForm(await json('tokenizer_config.json'), paths);
  return { ...listing, onnx: { kind, prompts, weights }, gguf };
}

/** A found model with one kind of its ONNX weights, as it will be kept. */
export function addedModel(
  { address, licence }: ModelListing,
  { kind, prompts }: FoundOnnx,
  { dtype, files }: WeightsChoice,
  hub: string,
): OnnxModel {
  const { host, id, revision } = address;
  const model = host === hub ? id : `${new URL(host).host}/${id}`;
  const about = `from ${new URL(host).host}${licence ? `, licence ${licence}` : ''}`;
  return { model, revision, dtype, name: id.split('/')[1], about, kind, prompts, from: host, files };
}

/** Where on a hub an added model's files are from; `null` for one from a disk or from this page. */
export function addressOf(added: AddedModel): ModelAddress | null {
  const { model, revision, from } = added;
  if (!URL.canParse(from)) return null;
  // Behind the repository of a GGUF stands its file.
  const repository = model.split('/').slice(0, isGguf(added) ? -1 : undefined);
  return { host: from, id: repository.slice(-2).join('/'), revision };
}
