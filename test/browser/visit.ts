import type { BrowserContext, Page } from 'playwright-core';
import { inject } from 'vitest';
import { launchChromium } from './harness/chromium.ts';
import { watchRequests, type RequestWatch } from './harness/requests.ts';
import { serveFolder, type ServeOptions, type StaticServer } from './harness/server.ts';

/** The built site on a server of its own, open in a browser of its own behind a watch for foreign requests. */
export interface Visit {
  readonly server: StaticServer;
  readonly watch: RequestWatch;
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the page wrote to its console as errors, and errors nobody caught. */
  readonly errors: readonly string[];
  end(): Promise<void>;
}

/** Opens the start page as a person does who follows a link to a project page on a static host. */
export async function visit(options: ServeOptions = {}): Promise<Visit> {
  const server = await serveFolder(inject('site'), { basePath: '/dissensus/', isolated: true, ...options });
  const watch = await watchRequests(server.origin);
  const context = await launchChromium({ watch });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(server.url);
  return {
    server,
    watch,
    context,
    page,
    errors,
    async end() {
      await context.close();
      await watch.stop();
      await server.stop();
    },
  };
}
