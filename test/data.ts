import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The folder of the real data sets, which are not ours to hand on: `DISSENSUS_DATA`, relative to the repository's root;
 * `null` where it is absent, and the tests that need it say so and are skipped.
 */
export const dataFolder = existing(process.env.DISSENSUS_DATA ?? '../shared/data');

function existing(path: string): string | null {
  const root = new URL('../', import.meta.url);
  const folder = fileURLToPath(new URL(path.endsWith('/') ? path : `${path}/`, root));
  return existsSync(folder) ? folder : null;
}
