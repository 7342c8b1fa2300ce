import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const PROJECT = resolve(import.meta.dirname, '../..');
const DOCUMENTS = [
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'README.md',
  'SECURITY.md',
  'docs/claims.md',
  'docs/language-models.md',
  'docs/models.md',
  'docs/package.md',
  'docs/promises.md',
  'docs/scale.md',
];
/** A path in backticks that begins with a folder of the repository; not one with a wildcard. */
const NAMED =
  /`((?:\.github|bench|bin|cli|docs|examples|package|public|src|test|training|workers)\/[\w./-]*)`/g;

describe.each(DOCUMENTS)('%s', (document) => {
  const text = readFileSync(join(PROJECT, document), 'utf8');

  it('names no file or folder that is not there', () => {
    const named = [...text.matchAll(NAMED)].map(([, path]) => path);
    expect(named.filter((path) => !existsSync(join(PROJECT, path)))).toEqual([]);
  });

  it('links to no file that is not there', () => {
    const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, path]) => path);
    const folder = resolve(PROJECT, document, '..');
    expect(linked.filter((path) => !existsSync(join(folder, path)))).toEqual([]);
  });
});
