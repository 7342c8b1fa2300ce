import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hubFetch } from '../../src/annotators/hub/hub-fetch.ts';
import { lookUpModel } from '../../src/annotators/hub/look-up-model.ts';
import type { LedgerEntry } from '../../src/annotators/hub/request-ledger.ts';

let server: Server;
let host: string;
let answer: (response: ServerResponse, path: string) => void;
let ledger: LedgerEntry[];

beforeEach(async () => {
  ledger = [];
  server = createServer((request, response) => answer(response, request.url!));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function send(patience: number) {
  return hubFetch([host], (entry) => ledger.push(entry), patience);
}

describe('a host that falls silent', () => {
  it('is given up, whether it never answers or stops in the middle', async () => {
    answer = () => undefined;
    await expect(send(1500)(`${host}/x`, 'the list')).rejects.toThrow(/has sent nothing for 2 seconds/);
    answer = (response) => void response.write('half');
    const { body } = await send(1500)(`${host}/x`, 'the list');
    await expect(new Response(body).text()).rejects.toThrow(/has sent nothing for .* \(the list\)/);
    expect(ledger.map(({ outcome, bytes }) => [outcome, bytes])).toEqual([
      ['failed', 0],
      ['failed', 4],
    ]);
  });

  it('is another than one that is read slowly', async () => {
    answer = (response) => void response.end('whole');
    const { body } = await send(1500)(`${host}/x`, 'the list');
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(await new Response(body).text()).toBe('whole');
    expect(ledger).toMatchObject([{ outcome: 'received', bytes: 5 }]);
  });

  it('can be left at once', async () => {
    answer = () => undefined;
    const leaving = new AbortController();
    const asked = lookUpModel({ host, id: 'a/b', revision: 'main' }, send(60_000), leaving.signal);
    const refused = expect(asked).rejects.toThrow(/abort/i);
    leaving.abort();
    await refused;
    expect(ledger).toMatchObject([{ outcome: 'cancelled' }]);
  });
});

it('weights that no browser could hold are not offered', async () => {
  const file = (path: string, size: number) => ({ type: 'file', path, size, oid: 'e'.repeat(40) });
  answer = (response, path) =>
    void response.end(
      JSON.stringify(
        path.includes('/revision/')
          ? { sha: 'c'.repeat(40) }
          : [
              ...['config.json', 'tokenizer.json', 'tokenizer_config.json'].map((name) => file(name, 7)),
              file('onnx/model_q4.onnx', Number.MAX_SAFE_INTEGER),
            ],
      ),
    );
  await expect(lookUpModel({ host, id: 'a/b', revision: 'main' }, send(5000))).rejects.toThrow(
    'a/b cannot be used here: its smallest weights are listed with 9007199 GB, and no browser holds a model of more than 64 GB.',
  );
});
