import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkReport, ReportError, readReport } from '../../package/read-report.ts';

const REPORT = { version: 1, inputs: { dataset: 'texts' }, questions: [] };

describe('reading a report', () => {
  let server: Server;
  let origin: string;
  beforeAll(async () => {
    server = createServer(({ url }, response) => {
      if (url === '/report.json') response.end(JSON.stringify(REPORT));
      else if (url === '/broken.json') response.end('{"version": 1');
      else if (url !== '/slow.json') response.writeHead(404).end();
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const read = (path: string, signal = new AbortController().signal) =>
    readReport(new URL(path, origin), signal);

  it('gives what is at the address', async () => {
    expect(await read('/report.json')).toEqual(REPORT);
  });

  it.each([
    ['/missing.json', /missing\.json could not be fetched: the server said 404\./],
    ['/broken.json', /broken\.json is not JSON\. A report is what "dissensus analyse" writes\./],
    [
      'http://127.0.0.1:9/report.json',
      /could not be fetched\. Is its address right, and may this page read it\?/,
    ],
  ])('says why nothing is shown for %s', async (path, message) => {
    await expect(read(path)).rejects.toThrow(ReportError);
    await expect(read(path)).rejects.toThrow(message);
  });

  it('stops with the signal’s reason', async () => {
    const leaving = new AbortController();
    const reading = read('/slow.json', leaving.signal);
    leaving.abort(new Error('another report'));
    await expect(reading).rejects.toThrow('another report');
  });
});

describe('checking a report', () => {
  it('takes one of this version', () => {
    expect(checkReport(REPORT, 'r.json')).toBe(REPORT);
  });

  it.each([null, 3, [], {}, { version: 1 }, { ...REPORT, questions: {} }, { ...REPORT, inputs: null }])(
    'refuses %j, which is none',
    (content) => {
      expect(() => checkReport(content, 'r.json')).toThrow(/^r\.json is not a report\./);
    },
  );

  it('names the version of one it does not know', () => {
    expect(() => checkReport({ ...REPORT, version: 2 }, 'r.json')).toThrow(
      /version 2, and this shows version 1/,
    );
  });
});
