import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { is } from 'valibot';
import { afterEach, expect, test } from 'vitest';
import { ADDED_MODEL } from '../../src/annotators/hub/added-model.ts';
import { HubError } from '../../src/annotators/hub/hub-error.ts';
import { hubFetch, type HubFetch } from '../../src/annotators/hub/hub-fetch.ts';
import { listModelFiles } from '../../src/annotators/hub/model-files-list.ts';
import { edited, edits } from '../edits/json-edits.ts';
import { attempts, tally } from '../edits/tally.ts';

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

const FILE = { type: 'file', path: 'config.json', oid: 'e'.repeat(40), size: 7 };
const LARGE = { ...FILE, path: 'onnx/model.onnx', lfs: { oid: 'a'.repeat(64), size: 9 } };

test.each([
  ['an entry that is null', [[null]]],
  ['a size below zero', [[{ ...FILE, size: -5 }]]],
  ['a size that is no number', [[{ ...FILE, size: '7' }]]],
  ['a large file with a size below zero', [[{ ...LARGE, lfs: { ...LARGE.lfs, size: -5 } }]]],
  ['a large file whose hash is no text', [[{ ...LARGE, lfs: { ...LARGE.lfs, oid: 7 } }]]],
  ['a path twice', [[FILE, FILE]]],
  ['a path twice, on two pages', [[FILE], [FILE]]],
  ['more files than a model has', [Array.from({ length: 20_001 }, (_, at) => ({ ...FILE, path: `${at}` }))]],
])('a listing with %s is refused in our words', async (_, pages) => {
  await expect(list(pages)).rejects.toThrow(/lists the files of a\/b in a form that is not known here/);
});

test('an answer without end is read no further than one can be', async () => {
  const pages = [`[${' '.repeat(17_000_000)}]`];
  await expect(list(pages)).rejects.toThrow(/sent more than the list of files of a\/b can have/);
});

const answersOfHubs = tally('edited answers of hubs');

test('answers that somebody edited are refused in our words or list files', async () => {
  await fc.assert(
    fc.asyncProperty(edits, async (changes) => {
      const answers = [{ sha: COMMIT, tags: ['license:mit'] }, [FILE, LARGE]];
      const json: unknown = JSON.parse(edited(answers, changes));
      const [about, page] = Array.isArray(json) ? (json as unknown[]) : [json, json];
      const answer = (value: unknown) => new Response(JSON.stringify(value) ?? '');
      const send: HubFetch = async (address) => {
        const response = answer(address.includes('/revision/') ? about : page);
        return { response, body: response.body! };
      };
      try {
        const { files, licence } = await listModelFiles(
          { host: 'https://hub.example', id: 'a/b', revision: 'main' },
          send,
        );
        expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
        for (const { bytes } of files) expect(bytes).toBeGreaterThanOrEqual(0);
        expect(licence === null || typeof licence === 'string').toBe(true);
        answersOfHubs.survived();
      } catch (error) {
        expect(error).toBeInstanceOf(HubError);
        answersOfHubs.refused();
      }
    }),
    { numRuns: attempts(10_000) },
  );
});

test('a model in this browser is what was added, whoever kept it', () => {
  const model = {
    model: 'a/b',
    revision: COMMIT,
    dtype: 'q4',
    name: 'b',
    about: 'from a hub',
    kind: 'classifier',
    prompts: 'story',
    from: 'https://huggingface.co',
    files: [{ path: 'config.json', bytes: 7, hash: { kind: 'git', hex: 'e'.repeat(40) } }],
  };
  expect(is(ADDED_MODEL, model)).toBe(true);
  for (const odd of [{ dtype: 'toString' }, { files: [{ path: '../x' }] }, { kind: 'game' }, { files: null }])
    expect(is(ADDED_MODEL, { ...model, ...odd })).toBe(false);
});
