import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchDataset, type FetchProgress } from '../../src/readers/fetch-dataset.ts';
import { readFiles } from '../../src/readers/read-files.ts';
import { REMOTE_DATASETS } from '../../src/readers/remote-datasets.ts';
import { fixture } from './files.ts';

const emobank = REMOTE_DATASETS.find(({ id }) => id === 'emobank')!;
let server: Server | null = null;

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  server = createServer(answer);
  await new Promise<void>((listening) => server!.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

describe('fetchDataset', () => {
  it('fetches files that the reader reads, with progress to the last byte', async () => {
    const files = new Map<string, Buffer>();
    for (const { name } of emobank.files)
      files.set(`/${name}`, Buffer.from(await (await fixture(name)).blob.arrayBuffer()));
    const baseUrl = await serve((request, response) => response.end(files.get(request.url!)));
    const seen: FetchProgress[] = [];
    const fetched = await fetchDataset(emobank, { baseUrl, onProgress: (progress) => seen.push(progress) });
    const sizes = [...files.values()].map(({ length }) => length);
    expect(fetched.map(({ blob }) => blob.size)).toEqual(sizes);
    expect(seen.at(-1)).toEqual({
      file: 'individual_writer_ratings.csv',
      bytesRead: sizes[0] + sizes[1] + sizes[2],
      bytesTotal: emobank.bytes,
    });
    const { dataset } = await readFiles(fetched);
    expect(dataset?.ids).toEqual(['s1', 's2']);
  });

  it('says which host refused what, and where to get it by hand', async () => {
    const baseUrl = await serve((_, response) => response.writeHead(404).end());
    await expect(fetchDataset(emobank, { baseUrl })).rejects.toMatchObject({
      name: 'DownloadError',
      message:
        `${new URL(baseUrl).host} answered 404 to the request for emobank.csv. It may have been moved. ` +
        'Get the files by hand from github.com/JULIELab/EmoBank, folder corpus, and open them here.',
    });
  });

  it('says so when a host does not answer, or breaks off', async () => {
    const baseUrl = await serve((_, response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('id,split,V', () => response.destroy());
    });
    await expect(fetchDataset(emobank, { baseUrl })).rejects.toThrow(
      'no answer, or it broke off. Are you online?',
    );
    server!.close();
    server!.closeAllConnections();
    await expect(fetchDataset(emobank, { baseUrl })).rejects.toThrow('could not be fetched from 127.0.0.1:');
  });

  it('stops in the middle of a file when it is told to', async () => {
    const abort = new AbortController();
    const baseUrl = await serve((_, response) => response.write('id,split,V,A,D,text\n'));
    const fetching = fetchDataset(emobank, {
      baseUrl,
      signal: abort.signal,
      onProgress: () => abort.abort(new Error('enough')),
    });
    await expect(fetching).rejects.toThrow('enough');
  });
});
