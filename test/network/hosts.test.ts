import { describe, expect, it } from 'vitest';
import { allowedHosts } from '../../src/network/hosts.ts';
import { REMOTE_DATASETS } from '../../src/readers/remote-datasets.ts';

describe('allowedHosts', () => {
  it('lets through the hub with its redirects, and GitHub', () => {
    expect(allowedHosts('')).toEqual([
      'https://huggingface.co',
      'https://*.hf.co',
      'https://*.huggingface.co',
      'https://raw.githubusercontent.com',
    ]);
  });

  it('adds the origins of a deployer', () => {
    expect(allowedHosts('  http://localhost:8123 https://*.example.org ').slice(4)).toEqual([
      'http://localhost:8123',
      'https://*.example.org',
    ]);
  });

  it.each(['example.org', 'https://a.org;', "'unsafe-inline'", 'https://a.org/x', '*', 'https://*'])(
    'refuses %s, which would mean something else in a policy',
    (odd) => {
      expect(() => allowedHosts(odd)).toThrow(`DISSENSUS_EXTRA_HOSTS holds "${odd}"`);
    },
  );

  it('covers every file that a button fetches', () => {
    for (const { files, host, bytes } of REMOTE_DATASETS) {
      for (const { url } of files) {
        expect(new URL(url).host).toBe(host);
        expect(allowedHosts('')).toContain(new URL(url).origin);
      }
      expect(files.reduce((sum, file) => sum + file.bytes, 0)).toBe(bytes);
    }
  });
});
