import type { ListedFile } from './file-check.ts';
import { isPlainPath } from './file-path.ts';
import { HubError } from './hub-error.ts';
import type { HubFetch } from './hub-fetch.ts';
import { revisionUrl, treeUrl, type ModelAddress } from './model-address.ts';

/** A model's files at one commit. */
export interface ModelListing {
  /** With the commit's hash as the revision, whatever branch was asked for. */
  readonly address: ModelAddress;
  readonly files: readonly ListedFile[];
  /** As its makers name it to the hub, e.g. `apache-2.0`; `null` where they do not. */
  readonly licence: string | null;
}

const COMMIT = /^[0-9a-f]{40}$/;
const SHA256 = /^[0-9a-f]{64}$/;

/** A listing comes in pages of a thousand files; a model with more than this many pages is none for a browser. */
const MOST_PAGES = 20;

/**
 * Asks a hub for the files of a model: which commit the revision is now, and what that commit holds.
 * @throws {HubError} where the hub does not answer, or with something else than a listing
 */
export async function listModelFiles(
  address: ModelAddress,
  hubFetch: HubFetch,
  signal?: AbortSignal,
): Promise<ModelListing> {
  const about = (await json(revisionUrl(address), `the commit of ${address.id}`, hubFetch, signal)).value;
  const { sha, tags } = (about ?? {}) as { sha?: unknown; tags?: unknown };
  if (typeof sha !== 'string' || !COMMIT.test(sha))
    throw new HubError(
      `${new URL(address.host).host} does not say which commit of ${address.id} is ${address.revision}.`,
    );
  const pinned = { ...address, revision: sha };
  const files: ListedFile[] = [];
  let next: string | null = treeUrl(pinned);
  for (let page = 0; next !== null && page < MOST_PAGES; page++) {
    const { value, following }: Page = await json(
      next,
      `the list of files of ${address.id}`,
      hubFetch,
      signal,
    );
    files.push(...listed(value, address));
    next = following;
  }
  const licence = Array.isArray(tags) ? tags.find((tag) => String(tag).startsWith('license:')) : undefined;
  return {
    address: pinned,
    files,
    licence: licence === undefined ? null : String(licence).slice('license:'.length),
  };
}

interface Page {
  readonly value: unknown;
  readonly following: string | null;
}

async function json(url: string, why: string, hubFetch: HubFetch, signal?: AbortSignal): Promise<Page> {
  const { response, body } = await hubFetch(url, why, { signal });
  const text = await new Response(body).text();
  const following = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get('link') ?? '');
  try {
    return { value: JSON.parse(text) as unknown, following: following && new URL(following[1], url).href };
  } catch (cause) {
    throw new HubError(`${new URL(url).host} sent something else than ${why}.`, { cause });
  }
}

/** An entry of the hub's tree: `lfs` stands in those of large files. */
interface TreeEntry {
  readonly type: string;
  readonly path: string;
  readonly size: number;
  readonly oid: string;
  readonly lfs?: { readonly oid: string; readonly size: number };
}

function listed(tree: unknown, { host, id }: ModelAddress): ListedFile[] {
  const malformed = () =>
    new HubError(`${new URL(host).host} lists the files of ${id} in a form that is not known here.`);
  if (!Array.isArray(tree)) throw malformed();
  return (tree as TreeEntry[])
    .filter(({ type }) => type === 'file')
    .map(({ path, size, oid, lfs }) => {
      if (typeof path !== 'string' || !isPlainPath(path))
        throw new HubError(
          `${new URL(host).host} lists a file of ${id} under ${JSON.stringify(path)}, which is no path within a model's folder. Nothing of it is fetched.`,
        );
      const bytes = lfs?.size ?? size;
      const hash = lfs ? ({ kind: 'sha256', hex: lfs.oid } as const) : ({ kind: 'git', hex: oid } as const);
      if (!Number.isSafeInteger(bytes) || !(lfs ? SHA256 : COMMIT).test(hash.hex)) throw malformed();
      return { path, bytes, hash };
    });
}
