import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const PROJECT = resolve(import.meta.dirname, '..');
const REPORTER = join(import.meta.dirname, 'totals-reporter.ts');
const VITEST = join(PROJECT, 'node_modules/vitest/vitest.mjs');

describe('the end of a run', () => {
  let folder: string;
  beforeEach(() => {
    mkdirSync(join(PROJECT, 'node_modules/.cache'), { recursive: true });
    folder = mkdtempSync(join(PROJECT, 'node_modules/.cache/totals-'));
    writeFileSync(
      join(folder, 'vitest.config.mjs'),
      "export default { test: { include: ['*.check.mjs'], retry: 1 } };",
    );
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function run(tests: Readonly<Record<string, string>>): { status: number | null; lines: string[] } {
    for (const [name, body] of Object.entries(tests))
      writeFileSync(join(folder, `${name}.check.mjs`), `import { expect, it } from 'vitest';\n${body}`);
    const { NODE_ENV: _, VITEST: __, ...env } = process.env;
    const { status, stdout } = spawnSync(process.execPath, [VITEST, 'run', `--reporter=${REPORTER}`], {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
    return { status, lines: stdout.trim().split('\n') };
  }

  it('names the slowest files, counts, and fails where a file does not load', () => {
    const { status, lines } = run({
      slow: "it('waits', () => new Promise((done) => setTimeout(done, 300)));",
      broken: "throw new Error('not this one');",
      quick: "it('passes', () => {});\nit.skip('sleeps', () => {});\nit('fails', () => expect(1).toBe(2));",
    });
    expect(status).toBe(1);
    expect(lines[0]).toBe('The slowest 3 files:');
    expect(lines[1]).toMatch(/^ +0\.[3-9] s .*slow\.check\.mjs$/);
    expect(lines.slice(-2)).toEqual(['1 skipped', '2 passed, 2 failed']);
  });

  it('fails for a test that passed only when it was tried again, and names it', () => {
    const unsteady = run({ unsteady: "let tries = 0;\nit('wobbles', () => expect(++tries).toBe(2));" });
    expect(unsteady.status).toBe(1);
    expect(unsteady.lines.slice(-3)).toEqual([
      'Passed only when tried again, and to be mended:',
      '  unsteady.check.mjs: wobbles',
      '1 passed, 0 failed',
    ]);
    expect(run({ unsteady: "it('stands', () => {});" }).status).toBe(0);
  });
});
