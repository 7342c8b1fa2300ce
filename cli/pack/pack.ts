import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { packStick } from './stick.ts';

const project = resolve(import.meta.dirname, '../..');
const target = resolve(process.argv[2] ?? 'dissensus.zip');
await build({ root: project, logLevel: 'warn' });
const bytes = packStick(join(project, 'dist'));
writeFileSync(target, bytes);
console.log(`${target}: ${(bytes.byteLength / 1e6).toFixed(1)} MB. Unpack it anywhere and see READ-ME.txt.`);
