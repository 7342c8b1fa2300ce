import type { Page } from 'playwright-core';
import type { HeldRun } from './held-run.ts';

/**
 * Ends the browser's process for graphics in the middle of a run that is held, lets that go, and waits until the page says that it
 * goes on on the processor.
 */
export async function loseGraphicsCard(page: Page, run: HeldRun): Promise<void> {
  const session = await page.context().browser()!.newBrowserCDPSession();
  await session.send('Browser.crashGpuProcess');
  await run.letGo();
  await page
    .getByRole('status')
    .getByText(
      /^Goes on on the processor, from the last finished text, because: The graphics device was lost/,
    )
    .waitFor({ timeout: 60_000 });
}
