import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBenchmark, openView, untilAnalysed } from './open-benchmark.ts';
import { visit, type Visit } from './visit.ts';

describe('the views of a project', () => {
  let site: Visit;
  beforeAll(async () => {
    site = await visit();
    await openBenchmark(site.page);
    await untilAnalysed(site.page);
  }, 600_000);
  afterAll(() => site.end());

  /** What a chart says, once it stands. */
  async function chart(name: RegExp): Promise<string> {
    const picture = site.page.getByRole('img', { name });
    await picture.waitFor();
    return (await picture.getAttribute('aria-label'))!;
  }

  it('Overview: the gap with its floor, the verdict, and what the model is worth', async () => {
    const distance = site.page.getByRole('combobox', { name: 'Distance' });
    expect(await chart(/^How far the model is from people/)).toMatch(
      /squared gap D is 0\.\d+ \(95% interval .*, a distance of 0\.\d+; .* closer than \d of \d baselines/,
    );
    await distance.selectOption('Jensen-Shannon divergence');
    expect(await chart(/^How far the model is from people/)).toMatch(
      /0\.\d+ away from people \(95% interval .* One half of the raters is 0\.\d+ away from the other half/,
    );
    expect(await chart(/^Annotator equivalence/)).toMatch(/annotators? of the same text|no annotator/);
    const verdict = site.page.getByRole('region', { name: 'Verdict' });
    expect(await verdict.textContent()).toMatch(/substitute|cannot tell yet|too little data/);
    await verdict.getByRole('link').click();
    await site.page.getByRole('heading', { name: 'Guidelines', level: 2 }).waitFor();
    await site.page.goBack();
  });

  it('Models: side by side, and two of them by their paired difference', async () => {
    const { page } = site;
    await openView(page, 'Models');
    expect(await chart(/^Models side by side/)).toContain('minilm-reddit is closest to people');
    expect(await chart(/^minilm-everyday minus minilm-reddit/)).toMatch(
      /Neither is shown to be closer to people: .* differs by −?0\.\d+ \(95% interval .* p = 0\.\d+, adjusted for all pairs/,
    );
    await page.getByLabel('Compare minilm-everyday with').selectOption('story-lm');
    expect(await chart(/^minilm-everyday minus story-lm/)).toMatch(
      /minilm-everyday is closer to people than .*story-lm: .* differs by −0\.\d+ \(95% interval .* p /,
    );
    await page.getByRole('combobox', { name: 'Distance' }).selectOption('Cross-entropy');
    await page.getByText('in bits: lower is better').waitFor();
    const row = page.getByRole('row', { name: /story-lm/ }).first();
    expect(await row.getByRole('cell').count()).toBeGreaterThan(9);
    await row
      .getByRole('cell', { name: /^\d\.\d+ of at least \d\.\d+$/ })
      .first()
      .waitFor();
    expect(await chart(/^Models side by side/)).toMatch(/closer than \d of 3 baselines/);
  });

  it('Categories: sort, and a cell of the heat map opens its texts', async () => {
    const { page } = site;
    await openView(page, 'Categories');
    await page.getByRole('button', { name: 'AUC' }).click();
    const table = page.getByRole('region', { name: /^Category by category/ }).getByRole('table');
    await table
      .getByRole('columnheader', { name: 'AUC' })
      .and(page.locator('[aria-sort=descending]'))
      .waitFor();
    const column = (await table.getByRole('columnheader').allTextContents()).findIndex((name) =>
      name.includes('AUC'),
    );
    const values = await table
      .getByRole('row')
      .evaluateAll((rows, at) => rows.slice(1).map((row) => Number(row.children[at].textContent)), column);
    expect(values).toHaveLength(28);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    await page.getByRole('combobox', { name: /^Figure/ }).selectOption('Raw agreement');
    await page.getByRole('link', { name: /^gratitude, roberta-emotion: raw agreement 0\.\d+/ }).click();
    await page.getByRole('heading', { name: 'Items', level: 2 }).waitFor();
    expect(await page.getByLabel('Label', { exact: true }).inputValue()).toBe('gratitude');
    await page.getByText(/^[\d,]+ texts of 13,446$/).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Categories', level: 2 }).waitFor();
  });

  it('Categories: what the model says where people say another, and label by label', async () => {
    const { page } = site;
    await openView(page, 'Categories');
    expect(await chart(/^What the model says where people say another/)).toMatch(
      /where people say .*, the model says .* on \d+% of the texts/,
    );
    const table = page.getByRole('region', { name: /^Label by label/ }).getByRole('table');
    expect(await table.getByRole('row').count()).toBe(29);
    await page
      .getByText(/of at most \d+% of the texts; beyond chance that is κ = 0\.\d+\. The majority baseline/)
      .waitFor();
    // Here raters are too few for any category's agreement.
    await page.getByRole('img', { name: 'too uncertain to say' }).first().waitFor();
  });

  it('Transparency: without the texts shows what was measured where they were, and a point opens its category', async () => {
    const { page } = site;
    await openView(page, 'Transparency');
    expect(await chart(/^Words and agreement: emotion/)).toMatch(/over 15 categories: r = /);
    const table = page.getByRole('region', { name: 'Lexical cues of each category' }).getByRole('table');
    expect(await table.getByRole('row').count()).toBe(29);
    expect(await table.getByRole('columnheader').allTextContents()).not.toContain('Markers');
    await page.getByText('the words themselves stayed with them').waitFor();
    await page.getByRole('link', { name: /^gratitude: transparency 0\.51/ }).click();
    await page.getByRole('heading', { name: 'Items', level: 2 }).waitFor();
    expect(await page.getByLabel('Label', { exact: true }).inputValue()).toBe('gratitude');
    await page.goBack();
  });

  it('Uncertainty: a cell opens as many texts as it counts', async () => {
    const { page } = site;
    await openView(page, 'Uncertainty');
    expect(await chart(/^Is the model unsure/)).toMatch(/rank correlation 0\.\d+; noise ceiling 0\.\d+\)/);
    const cell = page
      .getByRole('group', { name: /^Is the model unsure.*values$/ })
      .getByRole('link')
      .nth(9);
    const [, texts] = /^(\d+) texts?:/.exec((await cell.getAttribute('aria-label'))!)!;
    await cell.click();
    await page.getByText(new RegExp(`^${texts} texts? of 13,446$`)).waitFor();
    await page.goBack();
  });

  it('Calibration: error reduction, learning curve and reliability diagram', async () => {
    const { page } = site;
    await openView(page, 'Calibration');
    expect(await chart(/^Error reduction by calibration/)).toMatch(
      /brings cross-entropy .* from \d\.\d+ to \d\.\d+/,
    );
    expect(await chart(/^Learning curve of calibration/)).toMatch(
      /From \d+ labelled texts \(with all their raters\) on a calibrator does better/,
    );
    expect(await chart(/^Reliability diagram/)).toMatch(/Where the model gives a label \d+%/);
    await page.getByLabel('Judged by').selectOption('Jensen-Shannon divergence');
    await page.getByText('a right calibrator can raise the Jensen-Shannon divergence').waitFor();
  });

  it('Guidelines: verdicts follow the lines as they are moved', async () => {
    const { page } = site;
    await openView(page, 'Guidelines');
    const summary = page.getByRole('status').filter({ hasText: '28 categories' });
    const before = await summary.textContent();
    await page.getByLabel(/^Texts of a category at least/).fill('1');
    await page.getByLabel(/^Texts of a category at least/).press('Tab');
    await expect.poll(() => summary.textContent()).not.toBe(before);
    await page.getByLabel(/^Texts at least/).fill('1000');
    await page.getByLabel(/^Texts at least/).press('Tab');
    await page.getByText(/257 items have enough raters and were asked,.*; 1000 are needed\./).waitFor();
    await page.getByRole('button', { name: 'Back to the usual lines' }).click();
    await expect.poll(() => summary.textContent()).toBe(before);
  });

  it('take the project’s lines everywhere, over a reload and from a link', async () => {
    const { page } = site;
    await openView(page, 'Guidelines');
    await page.getByLabel(/^Texts at least/).fill('999');
    await page.getByLabel(/^Texts at least/).press('Tab');
    await page.getByText('--threshold fewestItems=999').waitFor();
    const link = page.url();
    expect(link).toContain('thresholds=fewestItems%3D999');
    const words = (needed: number) =>
      new RegExp(`257 items have enough raters and were asked,.*; ${needed} are needed\\.`);
    await openView(page, 'Overview');
    await page.getByText(words(999)).waitFor();
    await openView(page, 'Models');
    await page.getByRole('cell', { name: 'too little data' }).first().waitFor();
    // The address alone says which project it is: what is kept with it comes back.
    await page.goto(
      link.replace(/#.*/, `#project=${new URLSearchParams(new URL(link).hash.slice(1)).get('project')}`),
    );
    await page.reload();
    await page.getByText(words(999)).waitFor();
    expect(page.url()).toContain('fewestItems');
    await page.goto(link.replace('999', '998'));
    await page.getByText(words(998)).waitFor();
    await page.getByRole('button', { name: 'Back to the usual lines' }).click();
    await page.getByText(words(998)).waitFor({ state: 'hidden' });
    expect(page.url()).not.toContain('thresholds');
  });

  it('Method: every formula, and where it differs from the paper', async () => {
    await openView(site.page, 'Method');
    await site.page.getByRole('heading', { name: 'Where the other views differ from the paper' }).waitFor();
    await site.page.getByText('D_i = Σ_c [(p_ic − q_ic)² − s²_ic / n_i]').waitFor();
  });

  it('Models: all figures are sorted by a column, those without a value last', async () => {
    const { page } = site;
    await openView(page, 'Models');
    const table = page.getByRole('region', { name: 'All figures' });
    const heads = await table.getByRole('columnheader').allTextContents();
    const column = heads.findIndex((name) => name.startsWith('JSD'));
    const values = async () => {
      const rows = await table.locator('tbody tr').all();
      const cells = await Promise.all(rows.map((row) => row.locator('th, td').nth(column).textContent()));
      return cells.map((cell) => Number(cell)).filter((value) => !Number.isNaN(value));
    };
    for (const [direction, sign] of [
      ['descending', 1],
      ['ascending', -1],
    ] as const) {
      await table.getByRole('button', { name: 'JSD' }).click();
      await table.locator(`th[aria-sort=${direction}]`).waitFor();
      const shown = await values();
      expect(shown.length).toBeGreaterThan(2);
      expect(shown).toEqual([...shown].sort((a, b) => sign * (b - a)));
    }
  });

  it('show their tables whole on a desktop', async () => {
    const { page } = site;
    const before = page.viewportSize()!;
    await page.setViewportSize({ width: 1440, height: 900 });
    for (const [view, table] of [
      ['Models', 'All figures'],
      ['Categories', /^Category by category/],
    ] as const) {
      await openView(page, view);
      const region = page.getByRole('region', { name: table });
      expect(await region.evaluate((box) => box.scrollWidth - box.clientWidth), view).toBe(0);
    }
    await page.setViewportSize(before);
  });

  it('keep their place over a reload, and go back to the model before', async () => {
    const { page } = site;
    await openView(page, 'Categories');
    await page.getByRole('button', { name: 'story-lm' }).click();
    await page.getByRole('heading', { name: 'Category by category: story-lm' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Category by category: story-lm' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Category by category: minilm-everyday' }).waitFor();
  });

  it('say what a link names that is not there', async () => {
    const { page } = site;
    const { hash } = new URL(page.url());
    await page.evaluate((to) => (location.hash = to), hash.replace('view=categories', 'view=maps'));
    await page.getByText('This link names the view “maps”, which is not here').waitFor();
    await page.getByRole('heading', { name: 'Overview', level: 2 }).waitFor();
    expect(site.errors).toEqual([]);
    expect(site.watch.foreignRequests()).toEqual([]);
  });
});
