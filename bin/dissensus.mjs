#!/usr/bin/env node
// Plain JavaScript, because Node 20 runs no TypeScript. The npm package has the command line compiled; in a checkout tsx
// compiles it as it is loaded.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

async function commandLine() {
  const source = new URL('../cli/main.ts', import.meta.url);
  if (!existsSync(source)) return import('../lib/command-line.mjs');
  const { register } = await import('tsx/esm/api');
  // Ours by name: tsx would take the tsconfig.json of whatever folder the command is called in.
  register({ tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)) });
  return import(source.href);
}

const { run } = await commandLine();
await run(process.argv.slice(2));
