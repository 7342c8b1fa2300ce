import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { hubFetch } from '../../src/annotators/hub/hub-fetch.ts';
import { listModelFiles } from '../../src/annotators/hub/model-files-list.ts';

const COMMIT = 'c'.repeat(40);
let server: Server | null = null;

afterEach(() => server?.close());

/** A hub whose tree comes in the given pages. */
async function list(pages: readonly unknown[], about: unknown = { sha: COMMIT }) {
  server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://hub');
    if (url.pathname.includes('/revision/')) return void response.end(JSON.stringify(about));
    const page = Number(url.searchParams.get('cursor') ?? 0);
    if (page + 1 < pages.length)
      response.setHeader('Link', `<${url.pathname}?recursive=true&cursor=${page + 1}>; rel="next"`);
    response.end(typeof pages[page] === 'string' ? pages[page] : JSON.stringify(pages[page]));
  });
  await new Promise<void>((listening) => server!.listen(0, '127.0.0.1', listening));
  const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send = hubFetch([host], () => undefined);
  return await listModelFiles({ host, id: 'a/b', revision: 'main' }, send);
}

test('a listing in several pages is read to its end, at the commit of the branch', async () => {
  const { address, files, licence } = await list(
    [
      [
        { type: 'directory', path: 'onnx', oid: 'd'.repeat(40), size: 0 },
        { type: 'file', path: 'config.json', oid: 'e'.repeat(40), size: 7 },
      ],
      [
        {
          type: 'file',
          path: 'onnx/model.onnx',
          oid: 'f'.repeat(40),
          size: 134,
          lfs: { oid: 'a'.repeat(64), size: 9_000_000_000 },
        },
      ],
    ],
    { sha: COMMIT, tags: ['onnx', 'license:gemma'] },
  );
  expect(address.revision).toBe(COMMIT);
  expect(licence).toBe('gemma');
  expect(files).toEqual([
    { path: 'config.json', bytes: 7, hash: { kind: 'git', hex: 'e'.repeat(40) } },
    { path: 'onnx/model.onnx', bytes: 9_000_000_000, hash: { kind: 'sha256', hex: 'a'.repeat(64) } },
  ]);
});

test('what is no listing is told', async () => {
  await expect(list(['<!doctype html>'])).rejects.toThrow(
    /sent something else than the list of files of a\/b/,
  );
  await expect(list([{ error: 'no' }])).rejects.toThrow(/in a form that is not known here/);
  await expect(list([[{ type: 'file', path: 'x', oid: 'short', size: 1 }]])).rejects.toThrow(/in a form/);
  await expect(list([[]], { error: 'gone' })).rejects.toThrow(/does not say which commit of a\/b is main/);
});

test.each(['../../other/model/config.json', '/config.json', 'onnx/../../x', 'con', 'a\0b', 7, null])(
  'a listing with a file at %j is refused whole',
  async (path) => {
    const odd = { type: 'file', path, oid: 'e'.repeat(40), size: 7 };
    await expect(list([[odd]])).rejects.toThrow(/which is no path within a model's folder/);
  },
);
