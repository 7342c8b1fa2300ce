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

export interface VisitOptions extends ServeOptions {
  /**
   * Whether a model may use several threads. Default false, as at a first visit: two of ONNX Runtime wait for each other by spinning
   * and take a quarter more of the processor. A page with {@link serviceWorkers} isolates itself.
   */
  readonly isolated?: boolean;
  /** Folder of another build of the site. */
  readonly site?: string;
  /** Other origins on this machine that the browser may reach. */
  readonly others?: readonly string[];
  /** As {@link launchChromium} has it. */
  readonly webgpu?: boolean;
  /**
   * Whether the page keeps a copy of itself and, once a model has run, of all its files: seconds of work in each visit. Default
   * false; true where that copy, or what the page says of it, is the subject.
   */
  readonly serviceWorkers?: boolean;
  /** As {@link launchChromium} has it. */
  readonly phone?: boolean;
}

/** Opens the start page as a person does who follows a link to a project page on a static host. */
export async function visit({
  site,
  others = [],
  webgpu,
  serviceWorkers = false,
  phone,
  ...options
}: VisitOptions = {}): Promise<Visit> {
  const folder = site ?? inject('site');
  const server = await serveFolder(folder, { basePath: '/dissensus/', ...options });
  const watch = await watchRequests(server.origin, ...others);
  const context = await launchChromium({
    watch,
    webgpu,
    serviceWorkers,
    phone,
    shell: !webgpu && !serviceWorkers,
  });
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

/** Opens the start page in the same browser as if it had never been there: nothing is stored, and no other page is open. */
export async function forget({ context, page, server }: Visit): Promise<void> {
  for (const other of context.pages()) if (other !== page) await other.close();
  // What has the storage open would keep it.
  await page.goto('about:blank');
  const session = await context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: server.origin, storageTypes: 'all' });
  await session.detach();
  await page.goto(server.url);
}
