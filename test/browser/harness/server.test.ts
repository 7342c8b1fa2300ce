import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { serveFolder, type StaticServer } from './server.ts';

let folder: string;
let server: StaticServer | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-server-'));
  await mkdir(join(folder, 'site/models'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'outside the served folder');
  await writeFile(join(folder, 'site/index.html'), '<!doctype html><title>Served</title>');
  for (const name of ['a.wasm', 'a.mjs', 'a.json', 'models/a.onnx', 'a.parquet'])
    await writeFile(join(folder, 'site', name), 'content');
});

afterEach(async () => {
  await server?.stop();
  server = undefined;
  await rm(folder, { recursive: true });
});

it.each([
  ['a.wasm', 'application/wasm'],
  ['a.mjs', 'text/javascript; charset=utf-8'],
  ['a.json', 'application/json; charset=utf-8'],
  ['models/a.onnx', 'application/octet-stream'],
  ['a.parquet', 'application/vnd.apache.parquet'],
])('serves %s as %s', async (name, type) => {
  server = await serveFolder(join(folder, 'site'), { basePath: '/dissensus/' });
  const response = await fetch(server.url + name);
  expect(response.headers.get('content-type')).toBe(type);
  expect(await response.text()).toBe('content');
});

it('serves the index under the base path and nothing outside it, and records what was asked', async () => {
  server = await serveFolder(join(folder, 'site'), { basePath: '/dissensus/' });
  expect(await (await fetch(server.url)).text()).toContain('<title>Served</title>');
  expect((await fetch(`${server.origin}/index.html`)).status).toBe(404);
  expect((await fetch(`${server.url}missing.js?v=1`)).status).toBe(404);
  expect(server.requests).toEqual(['GET /dissensus/', 'GET /index.html', 'GET /dissensus/missing.js?v=1']);
});

it('never serves a file outside its folder', async () => {
  server = await serveFolder(join(folder, 'site'));
  const { port } = server;
  // fetch() would resolve the dots before it sends them.
  const status = await new Promise((resolve) =>
    request({ host: '127.0.0.1', port, path: '/..%2fsecret.txt' }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).end(),
  );
  expect(status).toBe(404);
});

it('sends the isolation headers only where asked to', async () => {
  server = await serveFolder(join(folder, 'site'));
  expect((await fetch(server.url)).headers.has('cross-origin-opener-policy')).toBe(false);
  await server.stop();
  server = await serveFolder(join(folder, 'site'), { isolated: true });
  const { headers } = await fetch(server.url);
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
});

it('is gone once stopped and comes back on the same origin', async () => {
  server = await serveFolder(join(folder, 'site'));
  const { url, port } = server;
  await server.stop();
  await expect(fetch(url)).rejects.toThrow();
  server = await serveFolder(join(folder, 'site'), { port });
  expect(server.url).toBe(url);
  expect((await fetch(url)).status).toBe(200);
});
