import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { LONGEST_TASK_MILLISECONDS } from './strain.ts';
import { visit, type Visit } from './visit.ts';

describe('the live box', () => {
  let site: Visit;
  const modelRequests = () => site.server.requests.filter((request) => /\.(onnx|wasm)$/.test(request));
  const box = () => site.page.getByRole('textbox', { name: 'Try a sentence' });
  const table = () => site.page.getByRole('group', { name: 'The models’ answers' });
  const column = (model: string) => table().getByRole('table', { name: model });
  /** On a machine that may be busy. */
  const answered = () =>
    expect.poll(() => table().getAttribute('aria-busy'), { timeout: 30_000 }).toBe('false');
  beforeAll(async () => {
    site = await visit();
    site.page.setDefaultTimeout(60_000);
  });
  afterAll(() => site.end());

  it('names what it will load, and loads nothing before it is used', async () => {
    const { page } = site;
    await page.getByText(/loads 38\.\d MB from this site: models \d+\.\d MB, the runtime 14\.3 MB/).waitFor();
    await page.waitForTimeout(500);
    expect(modelRequests()).toEqual([]);
  });

  it('says what to do where a file cannot be had, and goes on from there', async () => {
    const { page, context } = site;
    await context.route(/\.onnx$/, (route) => route.abort());
    await box().focus();
    const problem = page.getByRole('alert');
    await problem.waitFor();
    expect(await problem.textContent()).toMatch(/\.onnx could not be loaded\. Check the connection/);
    await context.unroute(/\.onnx$/);
    await page.getByRole('button', { name: 'Load again' }).click();
    await page.getByRole('progressbar', { name: 'Loading the models' }).waitFor();
    await page.getByRole('progressbar', { name: 'Loading the models' }).waitFor({ state: 'detached' });
  });

  it('answers with both heads, twenty-eight emotions, and three scales from the one that learnt them', async () => {
    await box().fill('Thank you so much for your help');
    await column('minilm-everyday')
      .getByRole('row', { name: /^gratitude/ })
      .waitFor();
    await answered();
    for (const model of ['minilm-everyday', 'minilm-reddit']) {
      const rows = await column(model).getByRole('row').allTextContents();
      expect(rows[5], model).toMatch(/^23 others/);
      const shares = rows.map((row) => Number(/(\d+)%/.exec(row)![1]));
      expect(shares).toHaveLength(6);
      expect(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 100)).toBeLessThanOrEqual(3);
      // Each model with its own labels, the strongest first.
      expect(shares.slice(0, 5)).toEqual([...shares.slice(0, 5)].sort((one, other) => other - one));
    }
    expect(
      await table()
        .getByRole('img', { name: /^1: \d+%, 2: .* 5: \d+%$/ })
        .count(),
    ).toBe(3);
  });

  it('marks the word that drives the answer, and says so in words', async () => {
    const { page } = site;
    await box().fill('We buried my little brother this morning.');
    await page.getByText(/“grief”, minilm-everyday: .*buried \+\d+/s).waitFor();
    expect(await page.locator('mark').first().textContent()).toBe('buried');
  });

  it('answers the newest sentence only, and tells a screen reader once', async () => {
    const { page } = site;
    const spoken = await page.evaluateHandle(() => {
      const heard: string[] = [];
      const region = document.querySelector('[aria-live=polite]')!;
      new MutationObserver(() => heard.push(region.textContent ?? '')).observe(region, {
        characterData: true,
        childList: true,
        subtree: true,
      });
      return heard;
    });
    // In one task of the page, so that no key comes so late on a busy machine that what is there is answered before.
    await box().evaluate((element, sentence) => {
      const input = element as HTMLTextAreaElement;
      for (let end = 0; end <= sentence.length; end++) {
        input.value = sentence.slice(0, end);
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }
    }, 'I am so angry at all of you');
    await column('minilm-everyday')
      .getByRole('row', { name: /^anger/ })
      .waitFor();
    await answered();
    await page.getByText(/“anger”, minilm-everyday/).waitFor();
    const heard = (await spoken.jsonValue()).filter((words) => words !== '');
    expect(heard.length).toBe(1);
    expect(heard[0]).toMatch(/^minilm-everyday: anger \d+%, .*minilm-reddit: /);
  });

  it('does not hold up typing while it answers', async () => {
    const { page } = site;
    await page.evaluate(() => {
      const tasks: number[] = [];
      new PerformanceObserver((list) =>
        tasks.push(...list.getEntries().map(({ duration }) => duration)),
      ).observe({
        type: 'longtask',
      });
      Object.assign(globalThis, { longTasks: tasks });
    });
    await box().fill('');
    await box().pressSequentially('Nobody told me that it would be this hard to say goodbye', { delay: 40 });
    await answered();
    const longest = await page.evaluate(() =>
      Math.max(0, ...(globalThis as unknown as { longTasks: number[] }).longTasks),
    );
    expect(longest).toBeLessThan(LONGEST_TASK_MILLISECONDS);
  });

  it('takes right-to-left text, emoji and an example', async () => {
    const { page } = site;
    await box().fill('אני כל כך שמח 🎉');
    await answered();
    await page.getByRole('button', { name: 'They found my cat' }).click();
    expect(await box().inputValue()).toBe('They found my cat, she is safe.');
    await page.getByText(/percentage points/).waitFor();
  });

  it('offers sentences on which both models name what anybody hears', async () => {
    const { page } = site;
    const heard = [/^(joy|excitement)/, /^fear/, /^relief/, /^annoyance/];
    const chips = page.getByRole('group', { name: 'Example sentences' }).getByRole('button');
    expect(await chips.count()).toBe(heard.length);
    for (const [place, label] of heard.entries()) {
      await chips.nth(place).click();
      await expect.poll(() => table().getAttribute('aria-busy')).toBe('true');
      await answered();
      for (const model of ['minilm-everyday', 'minilm-reddit'])
        expect(await column(model).getByRole('row').first().textContent(), model).toMatch(label);
    }
  });

  it('says of each model what it learnt from', async () => {
    const { page } = site;
    await page.getByText('English; trained on Reddit comments (GoEmotions)', { exact: true }).waitFor();
    await page.getByText(/^English; trained on everyday sentences/).waitFor();
  });

  it('has no finding of axe with an answer in it', async () => {
    expect(await axeFindings(site.page)).toEqual([]);
  });

  it('has sent nothing to anyone', () => {
    expect(site.watch.foreignRequests()).toEqual([]);
    expect(site.errors.filter((error) => !error.includes('ERR_FAILED'))).toEqual([]);
  });
});
