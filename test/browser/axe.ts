import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What a theme can break: all else is the same in both. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** What a width can break: elements, names and colours are the same at any. */
export const RULES_OF_WIDTH = ['scrollable-region-focusable'];

const THEMES = ['light', 'dark'] as const;

/**
 * What axe-core finds wrong on the page as it stands, in both themes or some: a line each, none where all is well.
 * @param only ids of the rules that are run where the theme is light; all, unless it is said
 */
export async function axeFindings(
  page: Page,
  themes: readonly (typeof THEMES)[number][] = THEMES,
  only?: readonly string[],
): Promise<string[]> {
  const findings: string[] = [];
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    // Half a megabyte of script, once in the life of a page.
    if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(await readFile(AXE, 'utf8'));
    const rules: RunOptions = {
      resultTypes: ['violations'],
      ...(colorScheme === 'dark' ? { runOnly: RULES_OF_COLOUR } : only && { runOnly: [...only] }),
    };
    const { violations } = await page.evaluate(
      (options) =>
        (globalThis as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(
          options,
        ),
      rules,
    );
    for (const { id, nodes } of violations)
      for (const { target } of nodes) findings.push(`${colorScheme}: ${id} at ${target.join(' ')}`);
  }
  await page.emulateMedia({ colorScheme: null });
  return findings;
}
