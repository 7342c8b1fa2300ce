import { isAllowed } from '../../network/allow-list.ts';
import { isPlainPath } from './file-path.ts';
import { HubError } from './hub-error.ts';

/** A model in a repository that has the Hugging Face hub's layout of addresses. */
export interface ModelAddress {
  /** `https://huggingface.co`, or another host that the page may talk to. */
  readonly host: string;
  /** `owner/name`. */
  readonly id: string;
  /** A branch, a tag or a commit. */
  readonly revision: string;
}

const ID = /^[\w.-]+\/[\w.-]+$/;

/**
 * Reads what a person types: `owner/name`, or the address of a model's page on a host that the page may talk to, with
 * `/tree/<revision>` at its end where another than `main` is meant.
 *
 * @param hub origin that an id without a host belongs to
 * @throws {HubError} where it is neither
 */
export function readModelAddress(typed: string, hub: string, origins: readonly string[]): ModelAddress {
  const text = typed.trim();
  if (isModelId(text)) return { host: hub, id: text, revision: 'main' };
  const url = URL.canParse(text) ? new URL(text) : null;
  const [owner, name, tree, ...revision] = url?.pathname.split('/').filter(Boolean) ?? [];
  const id = `${owner}/${name}`;
  const known = tree === undefined || (['tree', 'resolve', 'blob'].includes(tree) && revision.length > 0);
  if (!url || name === undefined || !known || !isModelId(id))
    throw new HubError(
      `“${text}” is no model: type owner/name as on huggingface.co, or the address of a model's page.`,
    );
  if (!isAllowed(url, origins))
    throw new HubError(
      `${url.host} is not among the hosts that this page may talk to. Download the model's folder and open it from disk instead.`,
    );
  return { host: url.origin, id, revision: decodeURIComponent(revision[0] ?? 'main') };
}

function isModelId(text: string): boolean {
  return ID.test(text) && isPlainPath(text);
}

/** Where the hub says which commit a revision is. */
export function revisionUrl({ host, id, revision }: ModelAddress): string {
  return `${host}/api/models/${id}/revision/${encodeURIComponent(revision)}`;
}

/** Where the hub lists a model's files. */
export function treeUrl({ host, id, revision }: ModelAddress): string {
  return `${host}/api/models/${id}/tree/${encodeURIComponent(revision)}?recursive=true`;
}

/** Where one file is. */
export function fileUrl({ host, id, revision }: ModelAddress, path: string): string {
  return `${host}/${id}/resolve/${encodeURIComponent(revision)}/${path.split('/').map(encodeURIComponent).join('/')}`;
}
