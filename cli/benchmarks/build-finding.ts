/**
 * Computes what the start page shows before anything is opened, from the benchmarks that ship:
 * `npx tsx cli/benchmarks/build-finding.ts`. `npm run benchmarks` does it too.
 */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { makeFinding } from './make-finding.ts';

const path = resolve(import.meta.dirname, '../../src/pages/finding/finding.json');
await writeFile(path, `${JSON.stringify(await makeFinding(), null, 2)}\n`);
console.log('src/pages/finding/finding.json');
