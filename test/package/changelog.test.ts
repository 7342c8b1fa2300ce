import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { releaseNotes } from '../../package/changelog.ts';

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const FILES = {
  version: '1.1.0',
  changelog:
    '# Changes\n\n## Unreleased\n\n## 1.1.0 (2026-12-01)\n\n- New.\n\n## 1.1.0-rc (2026-11-30)\n\n- Old.\n',
  citation: 'title: Dissensus\nversion: 1.1.0\n',
};

describe('the notes of a release', () => {
  it('are the section of its version', () => {
    expect(releaseNotes('v1.1.0', FILES)).toBe('- New.\n');
  });

  it('are refused where the files do not agree', () => {
    expect(() => releaseNotes('v1.2.0', FILES)).toThrow(
      'The tag is "v1.2.0", and package.json has version 1.1.0.',
    );
    expect(() => releaseNotes('v1.1.0', { ...FILES, citation: 'version: 1.0.0' })).toThrow(
      'CITATION.cff has version 1.0.0',
    );
    expect(() => releaseNotes('v1.1', { ...FILES, version: '1.1', citation: 'version: 1.1' })).toThrow(
      'no section "## 1.1 (date)"',
    );
  });

  it('can be had for the version that this is', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };
    const files = { version, changelog: read('CHANGELOG.md'), citation: read('CITATION.cff') };
    expect(releaseNotes(`v${version}`, files)).toMatch(/^- /);
  });
});
