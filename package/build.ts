/** Builds what the npm package holds into `lib/`: the library, the element, the command line, and their types. */
import { copyFileSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build as rolldown } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type InlineConfig } from 'vite';
import { buildCommandLine } from './command-line.ts';

const PROJECT = resolve(import.meta.dirname, '..');
const LIB = join(PROJECT, 'lib');

/** ES modules that carry all they need, but for what Node itself has and what package.json says is installed with them. */
const shared: InlineConfig = {
  root: PROJECT,
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
};
const output = { outDir: LIB, emptyOutDir: false, target: 'es2022' } as const;
const chunks = { chunkFileNames: 'chunks/[name]-[hash].js' } as const;

rmSync(LIB, { recursive: true, force: true });

// For browsers and Node alike: it may use what both have.
await build({
  ...shared,
  build: {
    ...output,
    lib: { entry: { index: 'package/index.ts' }, formats: ['es'] },
    license: { fileName: 'LICENSES-index.md' },
    rolldownOptions: { output: chunks },
  },
});

await build({
  ...shared,
  // A shadow root sees no style sheet of the page around it, so every component brings its own.
  plugins: [svelte({ configFile: false, compilerOptions: { css: 'injected' } })],
  build: {
    ...output,
    lib: { entry: { 'report-element': 'package/report-element.ts' }, formats: ['es'] },
    // Vite would have `light-dark()` depend on a `color-scheme` in the same style sheet, and here it is the page's.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    license: { fileName: 'LICENSES-report-element.md' },
    rolldownOptions: { output: chunks },
  },
});

await buildCommandLine('lib');

// One declaration of each public type, and nothing that only the code behind them needs.
await rolldown({
  cwd: PROJECT,
  input: { index: 'package/index.ts', 'report-element': 'package/report-element.ts' },
  external: /\.(svelte|css)/,
  plugins: [dts({ emitDtsOnly: true })],
  logLevel: 'warn',
  checks: { pluginTimings: false },
  output: { dir: LIB, chunkFileNames: '[name].js' },
});

copyFileSync(join(PROJECT, 'src/analysis/report.schema.json'), join(LIB, 'report.schema.json'));

for (const name of readdirSync(LIB).filter((file) => statSync(join(LIB, file)).isFile())) {
  const content = readFileSync(join(LIB, name));
  const sizes = [content.length, gzipSync(content).length].map((bytes) => `${Math.round(bytes / 1000)} kB`);
  console.log(`lib/${name}: ${sizes.join(', ')} gzipped`);
}
