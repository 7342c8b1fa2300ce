import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { packStick } from '../../cli/pack/stick.ts';
import { launchChromium } from './harness/chromium.ts';

const PORT = 40_127;
const SERVERS: readonly [program: string, script: string][] = [
  ['python3', 'serve.py'],
  ['perl', 'serve.pl'],
  ['node', 'serve.mjs'],
];

describe('the page on a stick', () => {
  let folder: string;
  let stick: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dissensus-stick-'));
    stick = join(folder, 'dissensus');
    const site = join(folder, 'site');
    await cp(inject('site'), site, { recursive: true, filter: isNeeded });
    for (const [path, content] of Object.entries(unzipSync(packStick(site)))) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('has a way to start on each system, and names the address', () => {
    for (const file of [
      'start-windows.bat',
      'serve.ps1',
      'start-macos.command',
      'start-linux.sh',
      'READ-ME.txt',
    ])
      expect(existsSync(join(stick, file)), file).toBe(true);
  });

  for (const [program, script] of SERVERS) {
    const missing = spawnSync(program, ['--version']).error !== undefined;

    describe.skipIf(missing)(`served by ${program}`, () => {
      let server: ChildProcess;

      beforeAll(async () => {
        server = spawn(program, [join(stick, script), String(PORT)]);
        expect(await firstLine(server)).toContain(`http://localhost:${PORT}/`);
      });

      afterAll(async () => {
        const ended = once(server, 'exit');
        if (server.kill()) await ended;
      });

      it('answers with the page and the headers that threads need', async () => {
        const answer = await ask('GET', '/');
        expect(answer.status).toBe(200);
        expect(answer.headers).toMatchObject({
          'content-type': 'text/html; charset=utf-8',
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-embedder-policy': 'require-corp',
        });
        expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
        expect(answer.body).toContain('<title>Dissensus</title>');
        expect((await ask('HEAD', '/')).body).toBe('');
      });

      it('answers for nothing outside of the page', async () => {
        for (const path of ['/nothing', '/../headers.txt', '/%2e%2e/headers.txt', '/..%2fheaders.txt'])
          expect((await ask('GET', path)).status, path).toBe(404);
        expect((await ask('POST', '/')).status).toBeGreaterThanOrEqual(400);
      });

      it('says that the port is taken, and stops', () => {
        const second = spawnSync(program, [join(stick, script), String(PORT)], { encoding: 'utf8' });
        expect(second.status).not.toBe(0);
        expect(second.stderr).toMatch(new RegExp(`Port ${PORT} is taken`));
      });
    });
  }

  it('runs the models on several threads in Chromium, started by the script for Linux', async () => {
    const script = join(stick, 'start-linux.sh');
    chmodSync(script, 0o755);
    // No browser is to be opened by the script here.
    const server = spawn('sh', [script], { env: { PATH: process.env.PATH, DISPLAY: '' }, detached: true });
    const url = /http:\S+/.exec(await firstLine(server))![0];
    const context = await launchChromium();
    try {
      const page = await context.newPage();
      await page.goto(url);
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
      await page.getByRole('button', { name: /example texts/ }).click();
      await page.getByRole('img', { name: /^Labels against uncertainty/ }).waitFor();
    } finally {
      await context.close();
      process.kill(-server.pid!);
    }
  });
});

/** Packing takes a second of a processor for 3 MB: what no test here asks for is left out, but one part of a model in parts. */
function isNeeded(path: string): boolean {
  if (/\.gguf\.part-\d+$/.test(path)) return path.endsWith('-000');
  return !/benchmarks\/.+\.bin$|(jspi|asyncify|wllama).+\.wasm$|(all-minilm|roberta|story).+\.onnx$/.test(
    path,
  );
}

/** What a server says when it has started, or else what it says of why not. */
async function firstLine({ stdout, stderr }: ChildProcess): Promise<string> {
  const [said] = (await Promise.race([once(stdout!, 'data'), once(stderr!, 'data')])) as [Buffer];
  return said.toString();
}

/** A request as it is, with dots in its path left alone. */
function ask(method: string, path: string) {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>(
    (resolve, reject) => {
      request({ host: '127.0.0.1', port: PORT, method, path }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (part: string) => (body += part));
        response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }));
      })
        .on('error', reject)
        .end();
    },
  );
}
