import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { claims } from '../../cli/benchmarks/claims.ts';

it('docs/claims.md has what the shipped reports have', async () => {
  const path = 'docs/claims.md';
  const wanted = await format(await claims(), { ...(await resolveConfig(path)), filepath: path });
  expect(readFileSync(path, 'utf8'), 'run npx tsx cli/benchmarks/build-claims.ts').toBe(wanted);
});
