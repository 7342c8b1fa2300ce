import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong with a request, on demand. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number }
  /** Half of the file, then the connection breaks. */
  | { readonly kind: 'cut' }
  /** Half of the file, and the answer says that this is all. */
  | { readonly kind: 'short' }
  /** One bit differs. */
  | { readonly kind: 'altered' }
  /** A pause of this many milliseconds before each tenth of the file. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** No page of another origin may read the answer. */
  | { readonly kind: 'no CORS' }
  /** The whole file, whatever part of it was asked for. */
  | { readonly kind: 'no parts' }
  /** Sent on to an origin that nobody named. */
  | { readonly kind: 'redirect'; readonly to: string };

/** Models by their ids; each a folder's files by path. */
export type HubModels = Readonly<Record<string, Readonly<Record<string, Uint8Array>>>>;

/**
 * A hub on this machine with the Hugging Face hub's addresses: `/api/models/<id>/revision/<revision>`, `/api/models/<id>/tree/...`,
 * and `/<id>/resolve/<revision>/<path>`, where a large file is sent on to a second origin, as the real one does. ETag and range
 * requests are answered too.
 */
export interface ImitationHub {
  /** E.g. `http://127.0.0.1:40123`. */
  readonly origin: string;
  /** Where large files come from. */
  readonly storage: string;
  readonly commit: string;
  /** Every request, in order: `GET /owner/name/resolve/main/config.json`; those to the second origin begin with `storage `. */
  readonly requests: readonly string[];
  /** The next `times` requests for a path that ends so go wrong; by default all of them do. */
  fail(path: string, fault: Fault, times?: number): void;
  /** Ends all faults. */
  mend(): void;
  stop(): Promise<void>;
}

/** The hub keeps files from this size on in LFS, and so does this one, so that both kinds are met. */
const LFS_BYTES = 20_000;

export async function startHub(
  models: HubModels,
  ports: { hub?: number; storage?: number } = {},
): Promise<ImitationHub> {
  const commit = createHash('sha1')
    .update(JSON.stringify(Object.keys(models)))
    .digest('hex');
  const requests: string[] = [];
  let faults: { path: string; fault: Fault; times: number }[] = [];

  function faultFor(path: string): Fault | null {
    const found = faults.find((each) => path.endsWith(each.path) && each.times > 0);
    if (!found) return null;
    found.times--;
    return found.fault;
  }

  const storage = await listen((request, response) => {
    requests.push(`storage ${request.method} ${request.url}`);
    const [id, path] = split(decodeURIComponent(request.url!.slice(1)), '/-/');
    const content = models[id]?.[path];
    if (!content) return notFound(response);
    void send(request, response, content, faultFor(path));
  }, ports.storage);

  const hub = await listen((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const { pathname } = new URL(request.url!, 'http://hub');
    const listing = /^\/api\/models\/([^/]+\/[^/]+)\/(revision|tree)\/([^/]+)$/.exec(pathname);
    if (listing) {
      const [, id, what, revision] = listing;
      const files = models[id];
      if (!files || ![commit, 'main'].includes(revision)) return notFound(response);
      const fault = faultFor(pathname);
      if (fault?.kind === 'status') return void response.writeHead(fault.status, CORS).end();
      const answer = what === 'revision' ? { id, sha: commit, tags: ['onnx', 'license:mit'] } : treeOf(files);
      return void response
        .writeHead(200, { ...CORS, 'Content-Type': 'application/json' })
        .end(JSON.stringify(answer));
    }
    const file = /^\/([^/]+\/[^/]+)\/resolve\/([^/]+)\/(.+)$/.exec(decodeURIComponent(pathname));
    const content = file && models[file[1]]?.[file[3]];
    if (!content || ![commit, 'main'].includes(file[2])) return notFound(response);
    const [, id, , path] = file;
    if (content.length < LFS_BYTES) return void send(request, response, content, faultFor(path));
    const away = faults.find(
      (each) => path.endsWith(each.path) && each.fault.kind === 'redirect' && each.times > 0,
    );
    const to = away?.fault.kind === 'redirect' ? away.fault.to : `http://127.0.0.1:${storage.port}`;
    response.writeHead(302, { ...CORS, Location: `${to}/${encodeURIComponent(`${id}/-/${path}`)}` }).end();
  }, ports.hub);

  return {
    origin: `http://127.0.0.1:${hub.port}`,
    storage: `http://127.0.0.1:${storage.port}`,
    commit,
    requests,
    fail: (path, fault, times = Infinity) => void (faults = [...faults, { path, fault, times }]),
    mend: () => void (faults = []),
    stop: async () => void (await Promise.all([hub.stop(), storage.stop()])),
  };
}

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'Link, ETag, X-Linked-Size, X-Linked-ETag, X-Repo-Commit',
};

function treeOf(files: HubModels[string]) {
  const folders = new Set(
    Object.keys(files).flatMap((path) => (path.includes('/') ? [path.split('/')[0]] : [])),
  );
  return [
    ...[...folders].map((path) => ({ type: 'directory', oid: '0'.repeat(40), size: 0, path })),
    ...Object.entries(files).map(([path, content]) => {
      const oid = createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
      const entry = { type: 'file', oid, size: content.length, path };
      if (content.length < LFS_BYTES) return entry;
      const sha256 = createHash('sha256').update(content).digest('hex');
      return { ...entry, lfs: { oid: sha256, size: content.length, pointerSize: 134 } };
    }),
  ];
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  whole: Uint8Array,
  fault: Fault | null,
) {
  const headers: Record<string, string> = fault?.kind === 'no CORS' ? {} : { ...CORS };
  if (fault?.kind === 'status') return response.writeHead(fault.status, headers).end();
  const etag = `"${createHash('sha256').update(whole).digest('hex')}"`;
  const range = fault?.kind === 'no parts' ? null : /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const start = Number(range?.[1] ?? 0);
  const end = Math.min(range?.[2] ? Number(range[2]) + 1 : whole.length, whole.length);
  const content = Uint8Array.from(whole.subarray(start, end));
  if (fault?.kind === 'altered') content[content.length >> 1] ^= 1;
  const half = content.length >> 1;
  const length = fault?.kind === 'short' ? half : content.length;
  response.writeHead(range ? 206 : 200, {
    ...headers,
    ETag: etag,
    'Accept-Ranges': 'bytes',
    'Content-Length': length,
    'Content-Type': 'application/octet-stream',
    ...(range && { 'Content-Range': `bytes ${start}-${end - 1}/${whole.length}` }),
  });
  if (fault?.kind === 'cut')
    return response.write(content.subarray(0, half), () => setTimeout(() => response.destroy(), 50));
  if (fault?.kind === 'slow') {
    const step = Math.ceil(length / 10);
    for (let at = 0; at < length && !response.destroyed; at += step) {
      await new Promise((later) => setTimeout(later, fault.milliseconds));
      response.write(content.subarray(at, at + step));
    }
    return response.end();
  }
  return response.end(content.subarray(0, length));
}

function notFound(response: ServerResponse) {
  response.writeHead(404, CORS).end('Entry not found');
}

function split(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

async function listen(answer: (request: IncomingMessage, response: ServerResponse) => void, port = 0) {
  const server: Server = createServer(answer);
  // On a busy machine a test may work for as long as a server waits by default, and then ask on a connection that is just being closed.
  server.keepAliveTimeout = 0;
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', listening);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise<void>((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}
