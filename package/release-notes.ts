/** Prints the section of CHANGELOG.md for a release, or fails where the release does not fit: `release-notes.ts v1.2.0`. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { releaseNotes } from './changelog.ts';

const PROJECT = resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(PROJECT, file), 'utf8');

const { version } = JSON.parse(read('package.json')) as { version: string };
process.stdout.write(
  releaseNotes(process.argv[2] ?? '', {
    version,
    changelog: read('CHANGELOG.md'),
    citation: read('CITATION.cff'),
  }),
);
