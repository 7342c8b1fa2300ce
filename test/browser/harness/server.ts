import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

const MIME_TYPES: Readonly<Record<string, string>> = {
  '.bin': 'application/octet-stream',
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.jsonl': 'application/jsonl; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.onnx': 'application/octet-stream',
  '.parquet': 'application/vnd.apache.parquet',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.tsv': 'text/tab-separated-values; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

export interface ServeOptions {
  /** Where the folder appears, e.g. `/dissensus/` as on a project page. Begins and ends with a slash. Default `/`. */
  readonly basePath?: string;
  /** Sends COOP and COEP, which most static hosts do not. Default false. */
  readonly isolated?: boolean;
  /** Port to listen on; default 0, any free one. The port of a stopped server brings the same origin back. */
  readonly port?: number;
}

export interface StaticServer {
  /** E.g. `http://127.0.0.1:40123`. */
  readonly origin: string;
  /** Where the folder's index.html is: origin and base path. */
  readonly url: string;
  readonly port: number;
  /** Every request so far, in order, as `GET /dissensus/index.html`; those answered 404 included. */
  readonly requests: readonly string[];
  /** Closes the port and every open connection: what a browser sees when the network is gone. */
  stop(): Promise<void>;
}

/** Serves a folder on 127.0.0.1 the way a static host does: files, index.html for a folder, 404 for the rest, no logic. */
export async function serveFolder(folder: string, options: ServeOptions = {}): Promise<StaticServer> {
  const { basePath = '/', isolated = false, port = 0 } = options;
  const root = resolve(folder);
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    if (isolated) {
      response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
      response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    }
    answer(request, response, root, basePath).catch(() => response.destroy());
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', listening);
  });
  const address = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    origin,
    url: origin + basePath,
    port: address.port,
    requests,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, root: string, basePath: string) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405).end();
    return;
  }
  const file = await fileAt(request.url ?? '/', root, basePath);
  if (!file) {
    response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n');
    return;
  }
  response.writeHead(200, {
    'Content-Type': MIME_TYPES[extname(file.path)] ?? 'application/octet-stream',
    'Content-Length': file.size,
  });
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(file.path), response);
}

async function fileAt(url: string, root: string, basePath: string) {
  const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  if (!path.startsWith(basePath)) return null;
  let file = normalize(join(root, path.slice(basePath.length)));
  if (file !== root && !file.startsWith(root + sep)) return null;
  let entry = await stat(file).catch(() => null);
  if (entry?.isDirectory()) {
    file = join(file, 'index.html');
    entry = await stat(file).catch(() => null);
  }
  return entry?.isFile() ? { path: file, size: entry.size } : null;
}
