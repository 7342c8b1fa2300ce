import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sizeOf } from '../../src/annotators/hub/added-model.ts';
import { bytesKept, type KeptModel } from '../../src/annotators/hub/model-file-cache.ts';
import { downloadModel, hubSource, type DownloadProgress } from '../../src/annotators/hub/download-model.ts';
import { hubFetch, type HubFetch } from '../../src/annotators/hub/hub-fetch.ts';
import { addedModel, lookUpModel, type FoundModel } from '../../src/annotators/hub/look-up-model.ts';
import { fileUrl } from '../../src/annotators/hub/model-address.ts';
import type { LedgerEntry } from '../../src/annotators/hub/request-ledger.ts';
import { startHub, type Fault, type ImitationHub } from './imitation-hub.ts';
import { memoryModelFiles } from './memory-model-files.ts';
import { TINY_MODEL } from './tiny-model.ts';

const ID = 'someone/tiny';
const Q4 = 'onnx/model_q4.onnx';

let hub: ImitationHub;
let send: HubFetch;
let ledger: LedgerEntry[];
let found: FoundModel;

beforeAll(async () => {
  hub = await startHub({ [ID]: TINY_MODEL });
});
afterAll(() => hub.stop());
beforeEach(async () => {
  ledger = [];
  send = hubFetch([hub.origin, hub.storage], (entry) => ledger.push(entry));
  found = await lookUpModel({ host: hub.origin, id: ID, revision: 'main' }, send);
});
afterEach(() => hub.mend());

function kept(wanted: string) {
  const onnx = found.onnx!;
  return addedModel(
    found,
    onnx,
    onnx.weights.find(({ dtype }) => dtype === wanted)!,
    hub.origin,
  );
}

function q4() {
  return kept('q4');
}

async function download(cache = memoryModelFiles(), signal?: AbortSignal) {
  const seen: DownloadProgress[] = [];
  await downloadModel(q4(), hubSource(found.address), cache, send, {
    signal,
    onProgress: (each) => seen.push(each),
  });
  return { cache, seen };
}

function missingFrom([{ missing }]: readonly KeptModel[]): number {
  return sizeOf(missing);
}

test('a model is looked up at the commit that its branch is now, with its kind, licence and weights', () => {
  expect(found).toMatchObject({
    address: { id: ID, revision: hub.commit },
    licence: 'mit',
    onnx: { kind: 'language model' },
    gguf: [],
  });
  expect(found.onnx!.weights.map(({ dtype }) => dtype)).toEqual(['q4', 'fp32']);
  expect(q4()).toMatchObject({ model: ID, revision: hub.commit, dtype: 'q4', name: 'tiny' });
});

test('every file that is needed arrives as it is there, and no other', async () => {
  const { cache, seen } = await download();
  const model = q4();
  expect(cache.paths().toSorted()).toEqual(
    Object.keys(TINY_MODEL)
      .filter((path) => !['README.md', 'onnx/model.onnx'].includes(path))
      .toSorted(),
  );
  for (const { path } of model.files) {
    const content = new Uint8Array(await (await cache.open(model, path))!.arrayBuffer());
    expect(content).toEqual(Uint8Array.from(TINY_MODEL[path]));
  }
  expect(await cache.list()).toEqual([{ model, missing: [] }]);
  const last = seen.at(-1)!;
  expect(last.done).toBe(last.total);
  expect(last.files.every(({ bytes, done }) => bytes === done)).toBe(true);
  expect(seen.every(({ done, total }) => done <= total)).toBe(true);
});

test('the ledger has each request with the hosts that it reached, what it was for, and its bytes', async () => {
  await download();
  const { host } = new URL(hub.origin);
  const weights = ledger.find(({ why }) => why === `${Q4} of ${ID}`)!;
  expect(weights).toMatchObject({
    hosts: [host, new URL(hub.storage).host],
    bytes: TINY_MODEL[Q4].length,
    outcome: 'received',
  });
  const config = ledger.find(({ why }) => why === `config.json of ${ID}`)!;
  expect(config).toMatchObject({ hosts: [host], outcome: 'received' });
});

test('what is kept already is not fetched again', async () => {
  const { cache } = await download();
  const before = hub.requests.length;
  await download(cache);
  expect(hub.requests.length).toBe(before);
});

describe('a fault in the weights', () => {
  const faults: [string, Fault, RegExp][] = [
    [
      '404',
      { kind: 'status', status: 404 },
      /answered 404 \(onnx\/model_q4\.onnx of someone\/tiny\)\. Check the name/,
    ],
    ['500', { kind: 'status', status: 500 }, /answered 500 .* Try again later: finished files are kept\./],
    ['a connection cut in the middle', { kind: 'cut' }, /broke off after \d+ bytes .* Check the connection/],
    [
      'a shorter file',
      { kind: 'short' },
      /sent 30000 of the 60000 bytes of onnx\/model_q4\.onnx: it was cut off/,
    ],
    ['an altered file', { kind: 'altered' }, /is not the file that is listed: its content differs/],
  ];
  test.each(faults)(
    '%s: nothing of it is kept, what was finished is, and it goes on later',
    async (_, fault, words) => {
      hub.fail(Q4, fault);
      const cache = memoryModelFiles();
      await expect(download(cache)).rejects.toThrow(words);
      const kept = cache.paths();
      expect(kept).not.toContain(Q4);
      expect(kept).toContain('tokenizer.json');
      expect(missingFrom(await cache.list())).toBe(150_000);
      hub.mend();
      const before = hub.requests.length;
      await download(cache);
      expect(hub.requests.slice(before).join('\n')).not.toContain('tokenizer.json');
      expect(missingFrom(await cache.list())).toBe(0);
    },
  );

  test('an altered small file is refused too: git’s name of it is checked', async () => {
    hub.fail('tokenizer_config.json', { kind: 'altered' });
    await expect(download()).rejects.toThrow(/tokenizer_config\.json is not the file that is listed/);
  });

  test('a file that is wrong once is fetched again by itself', async () => {
    hub.fail(Q4, { kind: 'altered' }, 1);
    const { cache } = await download();
    expect(missingFrom(await cache.list())).toBe(0);
    expect(ledger.filter(({ why }) => why.startsWith(`${Q4} of`))).toHaveLength(2);
  });
});

describe('hosts that nobody named', () => {
  test('are not asked', async () => {
    const only = hubFetch(['https://*.example.org'], (entry) => ledger.push(entry));
    const before = hub.requests.length;
    const url = fileUrl(found.address, 'config.json');
    await expect(only(url, 'config.json')).rejects.toThrow(/not among the hosts that this page may talk to/);
    expect(hub.requests.length).toBe(before);
  });

  test('are not read when a named one sends a request on to them', async () => {
    const third = createServer((_, response) => response.end(TINY_MODEL[Q4]));
    await new Promise<void>((listening) => third.listen(0, '127.0.0.1', listening));
    const host = `127.0.0.1:${(third.address() as AddressInfo).port}`;
    hub.fail(Q4, { kind: 'redirect', to: `http://${host}` });
    await expect(download()).rejects.toThrow(`sent the request on to ${host}, which is not among the hosts`);
    expect(ledger.at(-1)).toMatchObject({
      outcome: 'refused',
      bytes: 0,
      hosts: [new URL(hub.origin).host, host],
    });
    await new Promise((closed) => third.close(closed));
  });
});

test('a download that is cancelled stops in the middle of a file and keeps the finished ones', async () => {
  hub.fail(Q4, { kind: 'slow', milliseconds: 30 });
  const abort = new AbortController();
  const cache = memoryModelFiles();
  const cancelled = downloadModel(q4(), hubSource(found.address), cache, send, {
    signal: abort.signal,
    onProgress({ files }) {
      const weights = files.find(({ path }) => path === Q4)!;
      if (weights.done > 0) abort.abort(new Error('enough'));
    },
  });
  await expect(cancelled).rejects.toThrow('enough');
  expect(cache.paths()).not.toContain(Q4);
  expect(cache.paths()).toContain('tokenizer.json');
  expect(ledger.at(-1)).toMatchObject({ outcome: 'cancelled', why: `${Q4} of ${ID}` });
});

test('where there is no room, finished files are kept and the message says how much is missing', async () => {
  const cache = memoryModelFiles(100_000);
  await expect(download(cache)).rejects.toThrow(
    /storage for this site is full: 0\.1 MB of 0\.2 MB are kept, room for 0\.1 MB is missing/,
  );
  expect(cache.paths()).toContain(Q4);
  expect(missingFrom(await cache.list())).toBe(90_000);
});

test('a tokenizer that two kinds of weights share takes its room once', async () => {
  const cache = memoryModelFiles();
  const fp32 = kept('fp32');
  await download(cache);
  await downloadModel(fp32, hubSource(found.address), cache, send);
  const both = await cache.list();
  expect(both).toHaveLength(2);
  const tokenizer = TINY_MODEL['tokenizer.json'].length;
  expect(bytesKept(both)).toBeLessThanOrEqual(sizeOf(q4().files) + sizeOf(fp32.files) - tokenizer);
  expect(bytesKept(both)).toBeGreaterThan(sizeOf(fp32.files));
});

test('a model without weights that run here, and one that is not there, are told apart', async () => {
  const other = await startHub({
    'a/b': { 'config.json': TINY_MODEL['config.json'], 'model.safetensors': TINY_MODEL[Q4] },
  });
  const ask = hubFetch([other.origin], () => undefined);
  const at = (id: string) => lookUpModel({ host: other.origin, id, revision: 'main' }, ask);
  await expect(at('a/b')).rejects.toThrow(
    /a\/b has no weights that can be used here: neither ONNX ones .* nor a whole GGUF file/,
  );
  await expect(at('a/c')).rejects.toThrow(/answered 404 \(the commit of a\/c\)\. Check the name/);
  await other.stop();
});
