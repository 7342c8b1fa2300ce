import { expect, test } from 'vitest';
import { CATALOGUE } from '../../src/annotators/catalogue.ts';
import { readModelAddress } from '../../src/annotators/hub/model-address.ts';
import { WEIGHTS } from '../../src/annotators/hub/weights.ts';
import { HOSTS, modelHosts } from '../../src/network/hosts.ts';

test.each(CATALOGUE)('$id is a model of the hub, with weights that run here and their sizes', (entry) => {
  const [hub] = HOSTS.hub.origins;
  expect(readModelAddress(entry.id, hub, modelHosts(''))).toEqual({
    host: hub,
    id: entry.id,
    revision: 'main',
  });
  expect(entry.revision).toMatch(/^(main|[0-9a-f]{40})$/);
  expect(entry.licence).not.toBe('');
  const sizes = Object.entries(entry.weights);
  expect(sizes.length).toBeGreaterThan(0);
  for (const [dtype, bytes] of sizes) {
    expect(Object.keys(WEIGHTS)).toContain(dtype);
    expect(bytes).toBeGreaterThan(1e6);
  }
  // The first that suits the machine is offered first.
  const inOrder = sizes.map(([, bytes]) => bytes);
  expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b));
});

test('no model stands in it twice', () => {
  expect(new Set(CATALOGUE.map(({ id }) => id)).size).toBe(CATALOGUE.length);
});
