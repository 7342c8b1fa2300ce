import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from './chromium.ts';
import { findFirefox, launchFirefox } from './firefox.ts';
import { watchRequests, type RequestWatch } from './requests.ts';
import { serveFolder, type StaticServer } from './server.ts';

const firefox = await findFirefox();

/** Every way in which a page of ours could reach out, each to a host of its own. */
const FILES = {
  'quiet.html': '<!doctype html><title>Quiet</title><script type="module">await fetch("worker.js")</script>',
  'leaking.html': `<!doctype html><title>Leaking</title>
    <img src="https://image.example/a.png" alt="">
    <script type="module">
      fetch('https://page.example/a').catch(() => {});
      fetch('http://plain.example/a?b=1').catch(() => {});
      navigator.sendBeacon('https://beacon.example/a', 'x');
      new WebSocket('wss://socket.example/a');
      new Worker('worker.js', { type: 'module' });
      const wrapped = new Blob(["import '" + new URL('blob-worker.js', location) + "'"], { type: 'text/javascript' });
      new Worker(URL.createObjectURL(wrapped), { type: 'module' });
      navigator.serviceWorker.register('service-worker.js');
    </script>`,
  'worker.js': "fetch('https://worker.example/a').catch(() => {});",
  'blob-worker.js': "fetch('https://blob-worker.example/a').catch(() => {});",
  'service-worker.js':
    "addEventListener('install', () => fetch('https://service-worker.example/a').catch(() => {}));",
};

const LEAKS = [
  'CONNECT beacon.example:443',
  'CONNECT blob-worker.example:443',
  'CONNECT image.example:443',
  'CONNECT page.example:443',
  'CONNECT service-worker.example:443',
  'CONNECT socket.example:443',
  'CONNECT worker.example:443',
  'GET http://plain.example/a?b=1',
];

let folder: string;
let server: StaticServer;
let neighbour: StaticServer;
let watch: RequestWatch;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dissensus-requests-'));
  for (const [name, content] of Object.entries(FILES)) await writeFile(join(folder, name), content);
  server = await serveFolder(folder);
  neighbour = await serveFolder(folder);
});

beforeEach(async () => {
  watch = await watchRequests(server.origin);
});

afterEach(() => watch.stop());

afterAll(async () => {
  await server.stop();
  await neighbour.stop();
  await rm(folder, { recursive: true });
});

interface Driven {
  open(url: string): Promise<unknown>;
  close(): Promise<void>;
}

async function driveChromium(): Promise<Driven> {
  const context = await launchChromium({ watch });
  const page = await context.newPage();
  return { open: (url) => page.goto(url), close: () => context.close() };
}

async function driveFirefox(): Promise<Driven> {
  const browser = await launchFirefox(watch);
  const page = await browser.newPage();
  return { open: (url) => page.goto(url), close: () => browser.close() };
}

const browsers: [string, boolean, () => Promise<Driven>][] = [
  ['Chromium', true, driveChromium],
  ['Firefox', firefox !== null, driveFirefox],
];

describe.each(browsers)('watching %s', (_name, present, drive) => {
  it.skipIf(!present)('sees requests of the page, its workers and its service worker', async () => {
    const browser = await drive();
    try {
      await browser.open(`${server.url}leaking.html`);
      await expect
        .poll(() => [...new Set(watch.foreignRequests())].sort(), { timeout: 20_000 })
        .toEqual(LEAKS);
    } finally {
      await browser.close();
    }
  });

  it.skipIf(!present)('takes another port of this machine for foreign', async () => {
    const browser = await drive();
    try {
      await browser.open(`${neighbour.url}quiet.html`).catch(() => null);
      expect(watch.foreignRequests()).toContain(`GET ${neighbour.url}quiet.html`);
      expect(neighbour.requests).toEqual([]);
    } finally {
      await browser.close();
    }
  });

  it.skipIf(!present)('sees nothing where a page stays on its origin', async () => {
    const browser = await drive();
    try {
      await browser.open(`${server.url}quiet.html`);
      // The browser's own traffic, if any, starts some seconds after it does.
      await new Promise((resolve) => setTimeout(resolve, 8_000));
      expect(watch.foreignRequests()).toEqual([]);
      expect(server.requests).toContain('GET /quiet.html');
    } finally {
      await browser.close();
    }
  });
});
