import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { serveFolder } from './server.ts';

const site = inject('site');

it('builds a page whose files are all found from a sub-path', async () => {
  const page = await readFile(join(site, 'index.html'), 'utf8');
  const links = [...page.matchAll(/\b(?:src|href)="([^"]+)"/g)].map(([, link]) => link);
  expect(links.some((link) => link.endsWith('.js'))).toBe(true);
  const server = await serveFolder(site, { basePath: '/dissensus/' });
  try {
    for (const link of links) {
      const url = new URL(link, server.url);
      expect(url.href).toContain(server.url);
      expect((await fetch(url)).status, link).toBe(200);
    }
  } finally {
    await server.stop();
  }
});

it('builds for production, whatever the tests run in', async () => {
  expect(process.env.NODE_ENV).toBe('test');
  const page = await readFile(join(site, 'index.html'), 'utf8');
  const [, entry] = /src="([^"]+\.js)"/.exec(page) ?? [];
  // A development build of Svelte names its components' source files, as in "src/pages/app/App.svelte". A chunk's name,
  // which keeps its module's name, goes on after the word.
  expect(await readFile(join(site, entry), 'utf8')).not.toMatch(/\.svelte["'`]/);
});

it('keeps every script of the page for use without a network at the first load', async () => {
  const kept = await readFile(join(site, 'service-worker.js'), 'utf8');
  const scripts = (await readdir(join(site, 'assets'))).filter((name) => name.endsWith('.js'));
  const left = scripts.filter((name) => !kept.includes(`"assets/${name}"`));
  // What tells languages apart and what lays texts out come when they are wanted.
  expect(left.map((name) => name.replace(/-.{8}\.js$/, ''))).toEqual(['static.extrasmall', 'text-map']);
});
