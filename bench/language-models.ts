/**
 * The page's own language model, by label likelihood and by samples, in the page's two engines and in its peers: wllama and
 * transformers.js as one would use them, and llama.cpp natively. `npm run models` and then `npm run bench:language-models` write the
 * figures to bench/RESULTS.md. Every way takes its turn in each round; `-- 1` does one more round
 * with what is committed of src/annotators, or goes on with one that was cut off, and tells of all of them.
 */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pageModels } from '../page-models.ts';
import { buildPages } from '../test/browser/harness/build-pages.ts';
import { serveFolder } from '../test/browser/harness/server.ts';
import { dataFolder } from '../test/data.ts';
import { KeptRuns } from './kept-runs.ts';
import { ONNX_FOLDER } from './language-models/benched-way.ts';
import { measureWay, type MeasuredWay } from './language-models/measure-way.ts';
import { openInChromium, openNatively, type OpenWay } from './language-models/open-way.ts';
import { installNodeLlamaCpp, makeOnnx } from './language-models/peers.ts';
import { resultsSection } from './language-models/results-section.ts';
import { WAYS } from './language-models/ways.ts';
import { writeSection } from './results-file.ts';

const PAGE = 'bench/language-models/page/index.html';
const KEPT = join(tmpdir(), 'dissensus-bench-language-models.jsonl');
const ROUNDS = 3;

const [held] = pageModels();
if (!held) throw new Error('The weights are not here: run "npm run models".');
if (!dataFolder) throw new Error('The texts are GoEmotions’ dev.tsv, which is not here: set DISSENSUS_DATA.');
const lines = (await readFile(join(dataFolder, 'goemotions/dev.tsv'), 'utf8')).split('\n');
const texts = [...new Set(lines.map((line) => line.split('\t')[0]))];

const folder = await mkdtemp(join(tmpdir(), 'dissensus-language-models-'));
const gguf = join(folder, 'model.gguf');
const paths = held.model.files.map(({ path }) =>
  resolve(import.meta.dirname, '../public', held.folder, path),
);
await writeFile(gguf, Buffer.concat(await Promise.all(paths.map(async (path) => await readFile(path)))));
const packages = installNodeLlamaCpp();
const onnx = makeOnnx(gguf, held.model.revision);
const site = join(folder, 'site');
await buildPages([PAGE], site);
await mkdir(join(site, dirname(ONNX_FOLDER)));
await symlink(onnx, join(site, ONNX_FOLDER));
const server = await serveFolder(site, { isolated: true });
const parts = held.model.files.map(({ path }) => `${server.url}${held.folder}/${path}`);

const version = execFileSync('git', ['rev-parse', 'HEAD:src/annotators'], { encoding: 'utf8' }).trim();
const kept = new KeptRuns<MeasuredWay>(KEPT, version);
const whole = kept.of(WAYS.at(-1)!.title).length;
const loads = [loadavg()[0]];
for (let round = whole; round < whole + Number(process.argv[2] ?? ROUNDS); round++) {
  for (const way of WAYS) {
    if (kept.has(`${way.title} ${round}`)) continue;
    const opened: OpenWay =
      way.page === null ? openNatively(gguf, packages) : await openInChromium(way.page, server, parts);
    const measured = await measureWay(opened, way, texts, round);
    await opened.close();
    console.log(round, way.title, JSON.stringify({ ...measured, shares: undefined }));
    kept.keep(`${way.title} ${round}`, measured);
  }
  loads.push(loadavg()[0]);
}
await server.stop();
await rm(folder, { recursive: true, force: true });

const section = resultsSection(held.model, (title) => kept.of(title), loads);
console.log(section);
await writeSection('The page’s own language model and its peers', section);
