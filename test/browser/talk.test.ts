import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { openBenchmark, untilAnalysed, viewNames } from './open-benchmark.ts';
import { visit, type Visit } from './visit.ts';

/** What the smallest words of a talk measure on a screen of 720 lines: a fortieth of its height. */
const SMALLEST = 18;

let site: Visit;
beforeAll(async () => {
  site = await visit();
  await site.page.setViewportSize({ width: 1280, height: 720 });
});
afterAll(() => site.end());

function stage(page: Page) {
  return page.getByRole('region', { name: 'Talk' });
}

function hasFocus(locator: ReturnType<Page['locator']>): Promise<boolean> {
  return locator.evaluate((element) => element.contains(document.activeElement));
}

/** Sizes in pixels of the words of the chart on the stage, as they are on the screen. */
function wordSizes(page: Page): Promise<number[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('svg[role=img]')].flatMap((svg) => {
      const picture = svg as SVGSVGElement;
      const enlarged = picture.getScreenCTM()!.a;
      return [...picture.querySelectorAll('text')].map(
        (text) => Number.parseFloat(getComputedStyle(text).fontSize) * enlarged,
      );
    }),
  );
}

describe('a talk from the start page', () => {
  it('begins with its key, shows the findings large and ends with a sentence of the audience', async () => {
    const { page } = site;
    expect(await page.getByRole('button', { name: 'Present' }).getAttribute('aria-keyshortcuts')).toBe('F2');
    await page.keyboard.press('F2');
    await stage(page).waitFor();
    expect(await hasFocus(stage(page))).toBe(true);
    await stage(page)
      .getByText(/^1 of 4/)
      .waitFor();
    expect(await page.getByRole('contentinfo').count()).toBe(0);
    expect(Math.min(...(await wordSizes(page)))).toBeGreaterThanOrEqual(SMALLEST);
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('PageDown');
    await stage(page)
      .getByText(/^2 of 4/)
      .waitFor();
    expect(Math.min(...(await wordSizes(page)))).toBeGreaterThanOrEqual(SMALLEST);
    await page.keyboard.press('PageDown');
    await stage(page)
      .getByText(/^3 of 4/)
      .waitFor();
    await page.keyboard.press('ArrowRight');
    const box = stage(page).getByRole('textbox', { name: 'Try a sentence' });
    await box.fill('You remembered my birthday');
    await stage(page).getByRole('rowheader', { name: 'joy' }).first().waitFor();
    // Arrows belong to who is typing.
    await box.press('ArrowLeft');
    // And so do the letters that would darken the screen or list the slides.
    await box.press('End');
    await box.pressSequentially(' bl.');
    expect(await box.inputValue()).toBe('You remembered my birthday bl.');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Bring the screen back' }).count()).toBe(0);
    await stage(page)
      .getByText(/^4 of 4/)
      .waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('stays over a reload, and Escape gives the focus back to the button', async () => {
    const { page } = site;
    await page.reload();
    await stage(page).getByRole('textbox', { name: 'Try a sentence' }).waitFor();
    await page.keyboard.press('Escape');
    await stage(page).waitFor({ state: 'detached' });
    await expect.poll(() => hasFocus(page.getByRole('button', { name: 'Present' }))).toBe(true);
  });
});

describe('a talk about a project', () => {
  beforeAll(async () => {
    await openBenchmark(site.page);
    await untilAnalysed(site.page);
  }, 600_000);

  it('goes through all views, one at a time, each large enough and without fault', async () => {
    const { page } = site;
    // A map that nobody has laid out is no slide.
    const views = (await viewNames(page)).filter((view) => view !== 'Map');
    await page.getByRole('button', { name: 'Present' }).click();
    for (const [place, view] of views.entries()) {
      await stage(page).getByRole('heading', { name: view, level: 2 }).waitFor();
      await stage(page)
        .getByText(`${place + 1} of ${views.length}`)
        .waitFor();
      await page.getByText(`Opening ${view}`).waitFor({ state: 'detached' });
      await stage(page).getByRole('heading', { level: 3 }).waitFor();
      expect(await stage(page).getByRole('figure').count(), view).toBeLessThanOrEqual(1);
      for (const size of await wordSizes(page)) expect(size, view).toBeGreaterThanOrEqual(SMALLEST);
      expect(await axeFindings(page), view).toEqual([]);
      await page.keyboard.press('ArrowRight');
    }
    await stage(page).getByText(`${views.length} of ${views.length}`).waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
  });

  it('goes to the next model with the arrow down, and keeps its place over a reload', async () => {
    const { page } = site;
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowDown');
    await stage(page)
      .getByRole('heading', { name: /minilm-reddit/, level: 1 })
      .waitFor();
    await page.reload();
    await stage(page)
      .getByRole('heading', { name: /minilm-reddit/, level: 1 })
      .waitFor();
    await stage(page).getByText('10 of 11').waitFor();
    expect(await hasFocus(stage(page))).toBe(true);
  });

  it('goes to any slide by the list of them, by key and by button', async () => {
    const { page } = site;
    const list = page.getByRole('dialog', { name: 'Slides' });
    await page.keyboard.press('l');
    await list.waitFor();
    expect(await list.getByRole('listitem').count()).toBe(11);
    await expect.poll(() => hasFocus(list.locator('[aria-current=step]'))).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
    await list.getByRole('button', { name: 'Categories' }).click();
    await list.waitFor({ state: 'detached' });
    await stage(page).getByText('4 of 11').waitFor();
    await stage(page).getByRole('heading', { name: 'Categories', level: 2 }).waitFor();
    await stage(page).getByRole('button', { name: 'Slides' }).click();
    await list.waitFor();
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
    await stage(page).getByText('4 of 11').waitFor();
  });

  it('is black after “b” or “.”, and any key brings it back and does nothing else', async () => {
    const { page } = site;
    const middle = () =>
      page.evaluate(() => {
        const covering = document.elementFromPoint(innerWidth / 2, innerHeight / 2)!;
        const { width, height } = covering.getBoundingClientRect();
        const { backgroundColor } = getComputedStyle(covering);
        return `${backgroundColor} ${width === innerWidth && height === innerHeight}`;
      });
    for (const [black, back] of [
      ['b', 'ArrowRight'],
      ['.', 'Escape'],
      ['b', 'l'],
    ] as const) {
      await page.keyboard.press(black);
      await expect.poll(middle, { message: `${black} ${back}` }).toBe('rgb(0, 0, 0) true');
      await page.keyboard.press(back);
      await expect.poll(middle, { message: `${black} ${back}` }).not.toContain('rgb(0, 0, 0)');
      await stage(page).getByText('4 of 11').waitFor();
      expect(await page.getByRole('dialog').count()).toBe(0);
    }
    await page.keyboard.press('b');
    await page.mouse.click(640, 360);
    await expect.poll(middle).not.toContain('rgb(0, 0, 0)');
  });

  it('is left by going back, to where it began', async () => {
    const { page } = site;
    await page.goBack();
    await stage(page).waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Overview', level: 2 }).waitFor();
    await expect.poll(() => hasFocus(page.getByRole('button', { name: 'Present' }))).toBe(true);
    expect(site.errors).toEqual([]);
    expect(site.watch.foreignRequests()).toEqual([]);
  });
});
