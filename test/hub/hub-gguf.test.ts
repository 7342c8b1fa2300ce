import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addressOf, lookUpModel } from '../../src/annotators/hub/look-up-model.ts';
import { downloadModel, hubSource } from '../../src/annotators/hub/download-model.ts';
import { hubFetch, type HubFetch } from '../../src/annotators/hub/hub-fetch.ts';
import type { LedgerEntry } from '../../src/annotators/hub/request-ledger.ts';
import { ggufAmong, hubGguf, lookIntoHubGguf } from '../../src/annotators/llama-cpp/hub-gguf.ts';
import { keptGguf } from '../../src/annotators/llama-cpp/gguf-model.ts';
import { ggufBytes, SMALL_MODEL } from '../annotators/llama-cpp/gguf-bytes.ts';
import { startHub, type ImitationHub } from './imitation-hub.ts';
import { memoryModelFiles } from './memory-model-files.ts';

/** Of so many words that its header is longer than what is read at first. */
const LARGE_HEADER = ggufBytes(
  { ...SMALL_MODEL, 'tokenizer.ggml.tokens': Array.from({ length: 300_000 }, (_, at) => `word ${at}`) },
  { 'a.weight': [5, 7] },
);
const whole = (header: Uint8Array<ArrayBuffer>, weights: number) => {
  const bytes = new Uint8Array(header.length + weights).fill(7);
  bytes.set(header);
  return bytes;
};
/** It says that a thousand million values follow. */
function endless(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(2 ** 26 + 2 ** 20);
  bytes.set(ggufBytes({}));
  new DataView(bytes.buffer).setUint32(16, 1e9, true);
  return bytes;
}
const FILES = {
  'README.md': new TextEncoder().encode('# A model'),
  'tiny.Q4_K_M.gguf': whole(ggufBytes(SMALL_MODEL, { 'a.weight': [2, 3] }), 9_000_000),
  'wordy.gguf': whole(LARGE_HEADER, 20_000_000),
  'endless.gguf': endless(),
  'split/big-00001-of-00002.gguf': whole(ggufBytes(SMALL_MODEL, { 'a.weight': [3, 3] }), 30_000),
  'split/big-00002-of-00002.gguf': whole(ggufBytes({}, { 'b.weight': [4] }), 40_000),
  'part-00001-of-00003.gguf': whole(ggufBytes(SMALL_MODEL), 10),
  'mmproj-model-f16.gguf': whole(ggufBytes(SMALL_MODEL), 10),
};

let hub: ImitationHub;
let ledger: LedgerEntry[];
let send: HubFetch;
beforeAll(async () => {
  hub = await startHub({ 'someone/Tiny-GGUF': FILES });
});
afterAll(() => hub.stop());
beforeEach(() => {
  ledger = [];
  send = hubFetch([hub.origin, hub.storage], (entry) => ledger.push(entry));
});

async function found() {
  return await lookUpModel({ host: hub.origin, id: 'someone/Tiny-GGUF', revision: 'main' }, send);
}

async function look(name: string) {
  const listing = await found();
  const choice = listing.gguf.find((each) => each.name === name)!;
  ledger = [];
  return { listing, choice, looked: await lookIntoHubGguf(listing.address, choice, send) };
}

test('a repository offers its whole models, smallest first, and neither parts of some nor projectors', async () => {
  const { onnx, gguf } = await found();
  expect(onnx).toBeNull();
  expect(gguf.map(({ name }) => name)).toEqual(['big', 'tiny.Q4_K_M', 'wordy', 'endless']);
  expect(ggufAmong([])).toEqual([]);
});

test('a file says what it is from its beginning alone', async () => {
  const { choice, looked } = await look('tiny.Q4_K_M');
  expect(looked).toMatchObject({
    name: 'tiny.Q4_K_M',
    bytes: FILES['tiny.Q4_K_M.gguf'].length,
    header: { quantisation: 'Q4_K_M', licence: 'mit', parameters: 6, architecture: 'llama' },
  });
  expect(ledger).toMatchObject([
    { outcome: 'received', why: 'the beginning of tiny.Q4_K_M.gguf of someone/Tiny-GGUF', bytes: 2 ** 22 },
  ]);
  expect(ledger[0].bytes).toBeLessThan(choice.bytes);
});

test('nothing of a long header is fetched twice', async () => {
  const { looked } = await look('wordy');
  expect(looked.header.parameters).toBe(35);
  const fetched = ledger.reduce((sum, { bytes }) => sum + bytes, 0);
  expect(fetched).toBeGreaterThanOrEqual(LARGE_HEADER.length);
  expect(fetched).toBe(2 ** 23);
});

test('a host that knows no parts is read no further than is wanted, and what is behind that cannot be asked for', async () => {
  hub.fail('.gguf', { kind: 'no parts' });
  const { looked } = await look('tiny.Q4_K_M');
  expect(looked.header.parameters).toBe(6);
  expect(ledger).toMatchObject([{ outcome: 'received', bytes: 2 ** 22 }]);
  await expect(look('wordy')).rejects.toThrow(/sends no parts of files .* open it from disk/);
  hub.mend();
});

test('a model in two files is downloaded, checked, and kept in their order', async () => {
  const { listing, choice, looked } = await look('big');
  expect(looked.header.parameters).toBe(9 + 4);
  const model = hubGguf(listing, choice, looked, 'https://huggingface.co');
  expect(model).toMatchObject({
    model: `${new URL(hub.origin).host}/someone/Tiny-GGUF/big`,
    revision: hub.commit,
    dtype: 'Q4_K_M',
    name: 'big',
    about: `from ${new URL(hub.origin).host}, licence mit`,
    prompts: 'brief chat',
  });
  expect(addressOf(model)).toEqual({ host: hub.origin, id: 'someone/Tiny-GGUF', revision: hub.commit });
  const cache = memoryModelFiles();
  await downloadModel(model, hubSource(addressOf(model)!), cache, send);
  const kept = await keptGguf(model, cache);
  expect(await Promise.all(kept.map((blob) => blob.bytes()))).toEqual([
    FILES['split/big-00001-of-00002.gguf'],
    FILES['split/big-00002-of-00002.gguf'],
  ]);
});

test('a header without an end is read no further than a vocabulary can be long', async () => {
  await expect(look('endless')).rejects.toThrow(/The first 67 MB of endless\.gguf do not say what it is/);
  expect(ledger.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(2 ** 26);
});

test('models of the hub itself are called by repository and file', async () => {
  const { listing, choice, looked } = await look('big');
  expect(hubGguf(listing, choice, looked, hub.origin).model).toBe('someone/Tiny-GGUF/big');
});
