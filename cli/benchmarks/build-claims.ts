/** Writes docs/claims.md from the reports that ship: `npx tsx cli/benchmarks/build-claims.ts`. `npm run benchmarks` does it too. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { claims } from './claims.ts';

const path = resolve(import.meta.dirname, '../../docs/claims.md');
await writeFile(path, await format(await claims(), { ...(await resolveConfig(path)), filepath: path }));
console.log('docs/claims.md');
