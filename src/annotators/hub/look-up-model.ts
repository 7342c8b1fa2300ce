import type { AddedModel } from './added-model.ts';
import { checkedStream } from './file-check.ts';
import { HubError } from './hub-error.ts';
import type { HubFetch } from './hub-fetch.ts';
import { listModelFiles, type ModelListing } from './model-files-list.ts';
import { fileUrl, type ModelAddress } from './model-address.ts';
import { modelKind, type ModelKind } from './model-kind.ts';
import { weightsAmong, type WeightsChoice } from './weights.ts';

/** What a hub has of a model, found out before anything large is fetched. */
export interface FoundModel extends ModelListing {
  readonly kind: ModelKind;
  /** Smallest first, at least one. */
  readonly weights: readonly WeightsChoice[];
}

/**
 * Asks a hub what a model is: its commit, its files and its config.json, some kilobytes in all.
 * @throws {HubError} where the hub does not have it, or it cannot be used here
 */
export async function lookUpModel(
  address: ModelAddress,
  hubFetch: HubFetch,
  signal?: AbortSignal,
): Promise<FoundModel> {
  const listing = await listModelFiles(address, hubFetch, signal);
  const weights = weightsAmong(listing.files);
  const config = listing.files.find(({ path }) => path === 'config.json');
  if (weights.length === 0 || !config)
    throw new HubError(
      `${address.id} has no ONNX weights that can be used here (onnx/model_q4.onnx and the like, with config.json, tokenizer.json and tokenizer_config.json). Look for an ONNX export of it, for example by onnx-community.`,
    );
  const url = fileUrl(listing.address, config.path);
  const { body } = await hubFetch(url, `config.json of ${address.id}`, { signal });
  const text = await new Response(body.pipeThrough(await checkedStream(config, new URL(url).host))).text();
  return { ...listing, weights, kind: modelKind(JSON.parse(text) as Record<string, unknown>, address.id) };
}

/** A found model with one kind of its weights, as it will be kept. */
export function addedModel(
  { address, kind, licence }: FoundModel,
  { dtype, files }: WeightsChoice,
  hub: string,
): AddedModel {
  const { host, id, revision } = address;
  const model = host === hub ? id : `${new URL(host).host}/${id}`;
  const about = `from ${new URL(host).host}${licence ? `, licence ${licence}` : ''}`;
  const prompts = kind === 'language model' ? ({ prompts: 'chat' } as const) : {};
  return { model, revision, dtype, name: id.split('/')[1], about, kind, ...prompts, from: host, files };
}

/** Where an added model's files are from; `null` for one from a disk. */
export function addressOf({ model, revision, from }: AddedModel): ModelAddress | null {
  if (from === 'disk') return null;
  return { host: from, id: model.split('/').slice(-2).join('/'), revision };
}
