import type { PromptFamily } from '../language-model/prompt-family.ts';
import type { AddedModel, OnnxModel } from './added-model.ts';
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
  readonly kind: ModelKind;
  /** What it is asked with, if it is a language model. */
  readonly prompts: PromptFamily;
  /** Smallest first, at least one. */
  readonly weights: readonly WeightsChoice[];
}

/**
 * Asks a hub what a model is: its commit, its files, and two of them that describe it, some kilobytes in all.
 * @throws {HubError} where the hub does not have it, or it cannot be used here
 */
export async function lookUpModel(
  address: ModelAddress,
  hubFetch: HubFetch,
  signal?: AbortSignal,
): Promise<FoundModel> {
  const listing = await listModelFiles(address, hubFetch, signal);
  const all = weightsAmong(listing.files);
  const weights = all.filter(({ bytes }) => bytes <= MOST_WEIGHTS_BYTES);
  if (all.length > 0 && weights.length === 0)
    throw new HubError(
      `${address.id} cannot be used here: its smallest weights are listed with ${Math.round(all[0].bytes / 1e9)} GB, and no browser holds a model of more than ${MOST_WEIGHTS_BYTES / 1e9} GB.`,
    );
  if (weights.length === 0)
    throw new HubError(
      `${address.id} has no ONNX weights that can be used here (onnx/model_q4.onnx and the like, with config.json, tokenizer.json and tokenizer_config.json). Look for an ONNX export of it, for example by onnx-community.`,
    );

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
  return { ...listing, weights, kind, prompts: promptForm(await json('tokenizer_config.json'), paths) };
}

/** A found model with one kind of its weights, as it will be kept. */
export function addedModel(
  { address, kind, prompts, licence }: FoundModel,
  { dtype, files }: WeightsChoice,
  hub: string,
): OnnxModel {
  const { host, id, revision } = address;
  const model = host === hub ? id : `${new URL(host).host}/${id}`;
  const about = `from ${new URL(host).host}${licence ? `, licence ${licence}` : ''}`;
  return { model, revision, dtype, name: id.split('/')[1], about, kind, prompts, from: host, files };
}

/** Where on a hub an added model's files are from; `null` for one from a disk or from this page. */
export function addressOf({ model, revision, from }: AddedModel): ModelAddress | null {
  if (!URL.canParse(from)) return null;
  return { host: from, id: model.split('/').slice(-2).join('/'), revision };
}
