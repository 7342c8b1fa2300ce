import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  fetchModelFiles,
  ModelFileError,
  readModelJson,
  verifiedModelFiles,
  type ReadModelFile,
} from '../../src/annotators/model-files.ts';
import { EMBEDDED, embeddedFiles } from './models.ts';

describe('verified files', () => {
  test('every file of the embedded model is what the list says', async () => {
    const read = verifiedModelFiles(embeddedFiles, EMBEDDED.files);
    for (const { path, bytes } of EMBEDDED.files) expect((await read(path)).byteLength).toBe(bytes);
  });

  test('a file cut off is refused, with both sizes', async () => {
    const cut: ReadModelFile = async (path) => (await embeddedFiles(path)).subarray(0, 1000);
    const read = verifiedModelFiles(cut, EMBEDDED.files);
    await expect(read('tokenizer.json')).rejects.toThrow(/tokenizer\.json has 1000 bytes instead of \d+/);
  });

  test('one changed byte is refused', async () => {
    const altered: ReadModelFile = async (path) => {
      const content = Uint8Array.from(await embeddedFiles(path));
      content[content.length >> 1] ^= 1;
      return content;
    };
    const read = verifiedModelFiles(altered, EMBEDDED.files);
    await expect(read('config.json')).rejects.toThrow(/config\.json was altered/);
  });

  test('a file that is not listed is refused', async () => {
    const read = verifiedModelFiles(embeddedFiles, EMBEDDED.files);
    await expect(read('onnx/model.onnx')).rejects.toThrow(ModelFileError);
  });
});

describe('files over the network', () => {
  const server = createServer((request, response) => {
    if (request.url === '/models/a/config.json') response.end('{"model_type":"roberta"}');
    else if (request.url === '/models/a/page.json') response.end('<!doctype html>');
    else response.writeHead(404).end();
  });
  let folder = '';
  beforeAll(async () => {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    folder = `http://127.0.0.1:${(server.address() as AddressInfo).port}/models/a`;
  });
  afterAll(() => new Promise((closed) => server.close(closed)));

  test('are read from the folder', async () => {
    expect(await readModelJson(fetchModelFiles(folder), 'config.json')).toEqual({ model_type: 'roberta' });
  });

  test('a missing one is named with the answer of the server', async () => {
    await expect(fetchModelFiles(folder)('onnx/model.onnx')).rejects.toThrow(
      /onnx\/model\.onnx .* answered 404/,
    );
  });

  test('a page in place of JSON is told', async () => {
    await expect(readModelJson(fetchModelFiles(folder), 'page.json')).rejects.toThrow(
      /page\.json is not JSON/,
    );
  });

  test('a server that is not there is told', async () => {
    await expect(fetchModelFiles('http://127.0.0.1:9/models')('config.json')).rejects.toThrow(
      /could not be loaded\. Check the connection/,
    );
  });
});
