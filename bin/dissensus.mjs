#!/usr/bin/env node
// Plain JavaScript, because Node 20 runs no TypeScript: tsx compiles the rest as it is loaded.
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

// Ours by name: tsx would take the tsconfig.json of whatever folder the command is called in.
register({ tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)) });
const { main } = await import('../cli/main.ts');
process.exitCode = await main(process.argv.slice(2));
