import {
  array,
  check,
  is,
  looseObject,
  object,
  optional,
  pipe,
  regex,
  safeParse,
  string,
  undefined as absent,
  union,
  unknown,
} from 'valibot';
import { COUNT } from '../../judgments/judgment-schemas.ts';
import type { ListedFile } from './file-check.ts';
import { isPlainPath } from './file-path.ts';
import { HubError } from './hub-error.ts';
import { textWithin, type HubFetch } from './hub-fetch.ts';
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

/** A listing comes in pages of a thousand files; a model with more than this many pages or files is none for a browser. */
const MOST_PAGES = 20;
const MOST_FILES = 20_000;

/** A page of a listing has some hundred bytes for each file. */
const MOST_BYTES = 16_000_000;

const ABOUT = looseObject({
  sha: pipe(string(), regex(COMMIT)),
  tags: optional(array(unknown())),
});

/** An entry of the hub's tree: folders too; `lfs` stands in those of large files. */
const TREE = array(looseObject({ type: string() }));
const PATH = pipe(string(), check(isPlainPath));
const FILE = union([
  object({ path: PATH, lfs: object({ oid: pipe(string(), regex(SHA256)), size: COUNT }) }),
  object({ path: PATH, size: COUNT, oid: pipe(string(), regex(COMMIT)), lfs: optional(absent()) }),
]);

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
  const named = safeParse(ABOUT, about);
  if (!named.success)
    throw new HubError(
      `${new URL(address.host).host} does not say which commit of ${address.id} is ${address.revision}.`,
    );
  const { sha, tags = [] } = named.output;
  const pinned = { ...address, revision: sha };
  const files = new Map<string, ListedFile>();
  let next: string | null = treeUrl(pinned);
  for (let page = 0; next !== null && page < MOST_PAGES; page++) {
    const { value, following }: Page = await json(
      next,
      `the list of files of ${address.id}`,
      hubFetch,
      signal,
    );
    for (const file of listed(value, address)) {
      if (files.has(file.path) || files.size === MOST_FILES) throw malformed(address);
      files.set(file.path, file);
    }
    next = following;
  }
  const licence = tags.find((tag) => typeof tag === 'string' && tag.startsWith('license:'));
  return {
    address: pinned,
    files: [...files.values()],
    licence: licence === undefined ? null : String(licence).slice('license:'.length),
  };
}

interface Page {
  readonly value: unknown;
  readonly following: string | null;
}

async function json(url: string, why: string, hubFetch: HubFetch, signal?: AbortSignal): Promise<Page> {
  const { response, body } = await hubFetch(url, why, { signal });
  const text = await textWithin(body, MOST_BYTES, `${new URL(url).host} sent more than ${why} can have.`);
  const following = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get('link') ?? '');
  try {
    return { value: JSON.parse(text) as unknown, following: following && new URL(following[1], url).href };
  } catch (cause) {
    throw new HubError(`${new URL(url).host} sent something else than ${why}.`, { cause });
  }
}

function malformed({ host, id }: ModelAddress): HubError {
  return new HubError(`${new URL(host).host} lists the files of ${id} in a form that is not known here.`);
}

function listed(tree: unknown, address: ModelAddress): ListedFile[] {
  const entries = safeParse(TREE, tree);
  if (!entries.success) throw malformed(address);
  return entries.output
    .filter(({ type }) => type === 'file')
    .map((entry) => {
      if (!is(looseObject({ path: PATH }), entry))
        throw new HubError(
          `${new URL(address.host).host} lists a file of ${address.id} under ${JSON.stringify(entry.path)}, which is no path within a model's folder. Nothing of it is fetched.`,
        );
      const { success, output } = safeParse(FILE, entry);
      if (!success) throw malformed(address);
      return output.lfs
        ? { path: output.path, bytes: output.lfs.size, hash: { kind: 'sha256', hex: output.lfs.oid } }
        : { path: output.path, bytes: output.size, hash: { kind: 'git', hex: output.oid } };
    });
}
