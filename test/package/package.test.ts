import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from 'vite';
import type { Report } from '../../src/analysis/report.ts';
import { raterFile } from '../browser/rater-file.ts';
import { axeFindings } from '../browser/axe.ts';
import { launchChromium } from '../browser/harness/chromium.ts';
import { watchRequests } from '../browser/harness/requests.ts';
import { serveFolder } from '../browser/harness/server.ts';
import { dissensusOfCheckout } from '../cli/dissensus.ts';
import { installPackage, type InstalledPackage } from './installed-package.ts';

const resolveFrom = createRequire(import.meta.url);
const TSC = join(dirname(resolveFrom.resolve('typescript/package.json')), 'bin/tsc');
/** What docs/package.md says of the library's size, in kilobytes of gzip. */
const MOST_KILOBYTES = { 'index.js': 263, 'report-element.js': 64 };

let installed: InstalledPackage;

beforeAll(async () => {
  installed = await installPackage();
  await writeFile(join(installed.folder, 'raters.csv'), raterFile(16).buffer);
  // Built, packed and installed beside other tests.
}, 300_000);
afterAll(() => installed.remove());

async function reportAt(path: string): Promise<Report> {
  return JSON.parse(await readFile(join(installed.folder, path), 'utf8')) as Report;
}

describe('the command line of the package', () => {
  it('writes the report that a checkout writes, and says how to get what a model needs', async () => {
    const analysed = await installed.run(
      'npx',
      '--no',
      'dissensus',
      'analyse',
      'raters.csv',
      '--out',
      'people.json',
    );
    expect(analysed.status, analysed.stderr).toBe(0);
    expect(analysed.stdout).toBe('');
    const here = await dissensusOfCheckout(
      installed.folder,
      'analyse',
      'raters.csv',
      '--out',
      'checkout.json',
    );
    expect(here.status, here.stderr).toBe(0);
    expect(await reportAt('people.json')).toEqual(await reportAt('checkout.json'));

    const refused = await installed.run(
      'npx',
      '--no',
      'dissensus',
      'annotate',
      'raters.csv',
      '--model',
      'embedded',
      '--out',
      'a.csv',
    );
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('npm install onnxruntime-node');
  });

  it('asks the model that it brings along', async () => {
    await installed.addOnnxRuntime();
    const args = ['analyse', 'raters.csv', '--model', 'embedded', '--out'];
    const analysed = await installed.run('npx', '--no', 'dissensus', ...args, 'report.json');
    expect(analysed.status, analysed.stderr).toBe(0);
    const here = await dissensusOfCheckout(installed.folder, ...args, 'checkout.json');
    expect(here.status, here.stderr).toBe(0);
    expect(await reportAt('report.json')).toEqual(await reportAt('checkout.json'));
  });

  it('has the thread that a large analysis is done on', async () => {
    await writeFile(
      join(installed.folder, 'thread.mjs'),
      `import { openAsBlob } from 'node:fs';
      import { Worker } from 'node:worker_threads';
      import { DEFAULT_SETTINGS, readFiles } from 'dissensus';
      const { dataset } = await readFiles([{ name: 'raters.csv', blob: await openAsBlob('raters.csv') }]);
      const workerData = { dataset, predictions: [], settings: DEFAULT_SETTINGS };
      const thread = new Worker('./node_modules/dissensus/lib/analysis-thread.mjs', { workerData });
      thread.on('message', ({ result, failed }) => {
        process.stdout.write(failed ?? JSON.stringify(result.transparency.length));
        void thread.terminate();
      });
      thread.postMessage({ task: { section: 'transparency', question: 0 }, row: null });`,
    );
    const { stdout, stderr } = await installed.run(process.execPath, 'thread.mjs');
    expect(stdout, stderr).toBe('28');
  });

  it('writes a schema that its reports keep to, and a report with a key of another type does not', async () => {
    const { stdout } = await installed.run('npx', '--no', 'dissensus', 'schema');
    const valid = new Ajv({ strict: false }).compile(JSON.parse(stdout) as object);
    const report = await reportAt('report.json');
    expect(valid(report), JSON.stringify(valid.errors)).toBe(true);
    expect(valid({ ...report, questions: [{ ...report.questions[0], labels: 'joy' }] })).toBe(false);
    const { inputs: _, ...withoutInputs } = report;
    expect(valid(withoutInputs)).toBe(false);
  });
});

describe('the library of the package', () => {
  it('reads and analyses in Node as the command line does, and leaves the globals as they were', async () => {
    await writeFile(
      join(installed.folder, 'use.mjs'),
      `import { openAsBlob } from 'node:fs';
      const before = Object.getOwnPropertyNames(globalThis).join();
      const { analyse, judgmentsIn, readFiles, reportDocument } = await import('dissensus');
      if (Object.getOwnPropertyNames(globalThis).join() !== before) throw new Error('a global was added');
      const read = await readFiles([{ name: 'raters.csv', blob: await openAsBlob('raters.csv') }]);
      const { dataset, judgments } = judgmentsIn(read);
      process.stdout.write(reportDocument(await analyse(dataset, judgments)));`,
    );
    const { status, stdout, stderr } = await installed.run(process.execPath, 'use.mjs');
    expect(status, stderr).toBe(0);
    expect(JSON.parse(stdout)).toEqual(await reportAt('people.json'));
  });

  it('has types for a strict reader, which tell a wrong use', async () => {
    const right = `import { analyse, readFiles, type Report } from 'dissensus';
      import { DissensusReport } from 'dissensus/element';
      const { dataset } = await readFiles([{ name: 'a.csv', blob: new Blob(['text']) }]);
      const report: Report = await analyse(dataset!, [], { seed: 2, thresholds: { worth: 2 } });
      const alpha: number | null = report.questions[0].people!.alpha;
      const element: DissensusReport = document.createElement('dissensus-report');
      element.report = report;
      export { alpha };`;
    await writeFile(join(installed.folder, 'right.ts'), right);
    await writeFile(
      join(installed.folder, 'wrong.ts'),
      right.replace('seed: 2', "seed: 'two'") + '\nreport.version = 1;',
    );
    const strictly = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022'];
    const { stdout } = await installed.run(process.execPath, TSC, ...strictly, 'right.ts', 'wrong.ts');
    // Lines of an error that goes on are indented.
    expect(stdout.split('\n').filter((line) => /^\S/.test(line) && !line.startsWith('wrong.ts('))).toEqual(
      [],
    );
    expect(stdout).toContain("Type 'string' is not assignable to type 'number'");
    expect(stdout).toContain("Cannot assign to 'version' because it is a read-only property");
  });

  it('leaves nothing behind in a bundle that uses nothing of it', async () => {
    await writeFile(
      join(installed.folder, 'unused.js'),
      "import { analyse } from 'dissensus';\nimport 'dissensus';\n",
    );
    const built = await build({
      root: installed.folder,
      configFile: false,
      logLevel: 'silent',
      build: { write: false, lib: { entry: 'unused.js', formats: ['es'] } },
    });
    const [{ output }] = built as unknown as [{ output: readonly { code: string }[] }];
    expect(output.map(({ code }) => code.trim()).join('')).toBe('');
  });

  it('is as small as is said', async () => {
    for (const [file, most] of Object.entries(MOST_KILOBYTES)) {
      const content = await readFile(join(installed.folder, 'node_modules/dissensus/lib', file));
      expect(gzipSync(content).length / 1000, file).toBeLessThan(most);
    }
  });
});

describe('the package in a page of its own', () => {
  it('draws the example’s chart and shows reports, asks nobody, and is accessible', async () => {
    await writeFile(
      join(installed.folder, 'page.html'),
      `<!doctype html><html lang="en" style="color-scheme: light dark"><meta charset="utf-8"><title>A report</title><main><h1>A report</h1>
      <dissensus-report src="report.json"></dissensus-report></main>
      <script type="module" src="node_modules/dissensus/lib/report-element.js"></script></html>`,
    );
    const server = await serveFolder(installed.folder);
    const watch = await watchRequests(server.origin);
    const context = await launchChromium({ watch, shell: true });
    try {
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));

      await page.goto(`${server.url}node_modules/dissensus/examples/own-chart.html`);
      await page.getByRole('button', { name: 'Use the example' }).click();
      await expect
        .poll(() => page.getByRole('status').textContent())
        .toMatch(/^3 texts, Krippendorff’s α 0\.\d\d$/);
      const chart = page.getByRole('img', { name: /^Entropy of the raters’ labels/ });
      // Three of four say anger, two of four love, all joy.
      expect(await chart.locator('text:nth-child(3n)').allTextContents()).toEqual([
        '0.81 bits',
        '1.00 bits',
        '0.00 bits',
      ]);

      await page.goto(`${server.url}page.html`);
      await page.getByRole('img', { name: /^How far the model is from people/ }).waitFor();
      await page.getByRole('heading', { name: /^Can it replace annotators here/ }).waitFor();
      const { gap } = (await reportAt('report.json')).questions[0].models[0];
      await page
        .getByText(`The squared gap D is ${gap!.squared.mean!.toFixed(3).replace('-', '−')}`)
        .first()
        .waitFor();
      expect(await axeFindings(page)).toEqual([]);
      const bar = page
        .getByRole('img', { name: /^Label by label/ })
        .locator('.model-bar')
        .first();
      for (const [colorScheme, fill] of [
        ['light', 'rgb(27, 102, 168)'],
        ['dark', 'rgb(109, 182, 238)'],
      ] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await bar.evaluate((element) => getComputedStyle(element).fill)).toBe(fill);
      }

      // A page may set the report before the element is defined.
      await page.route('**/report-element.js', async (route) => {
        await page.evaluate(async () => {
          const element = document.querySelector('dissensus-report')!;
          element.removeAttribute('src');
          Object.assign(element, { report: await (await fetch('people.json')).json() });
        });
        await route.continue();
      });
      await page.reload();
      await page.getByText('This report compares no model with people.').waitFor();
      await page.unroute('**/report-element.js');
      await page.reload();

      const said = page.getByRole('alert');
      const show = (src: string) =>
        page.locator('dissensus-report').evaluate((element, src) => element.setAttribute('src', src), src);
      await show('missing.json');
      await expect
        .poll(() => said.textContent())
        .toMatch(/missing\.json could not be fetched: the server said 404\./);
      await show('page.html');
      await expect
        .poll(() => said.textContent())
        .toMatch(/is not JSON\. A report is what "dissensus analyse" writes\./);
      await show('package.json');
      await expect.poll(() => said.textContent()).toMatch(/package\.json is not a report\./);
      await show('people.json');
      await page.getByText('This report compares no model with people.').waitFor();

      expect(errors).toEqual([]);
      expect(watch.foreignRequests()).toEqual([]);
    } finally {
      await context.close();
      await watch.stop();
      await server.stop();
    }
  });
});
