import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { launchChromium } from '../../test/browser/harness/chromium.ts';
import type { StaticServer } from '../../test/browser/harness/server.ts';
import type { BenchedWay } from './benched-way.ts';
import type { Answered, Asked } from './native-process.ts';
// For the type of `globalThis.languageModels`.
import type { PageWay } from './page/page.ts';

/** A way in processes of its own, before its model is loaded. */
export interface OpenWay {
  /** Those that the model's weights and arithmetic are in. */
  processes(): Promise<number[]>;
  /** @returns what can be timed of it */
  load(): Promise<readonly string[]>;
  call<What extends keyof BenchedWay>(
    what: What,
    texts?: readonly string[],
  ): Promise<Awaited<ReturnType<NonNullable<BenchedWay[What]>>>>;
  close(): Promise<void>;
}

const PAGE = 'bench/language-models/page/index.html';

/** @param parts addresses of the GGUF file's parts */
export async function openInChromium(
  name: PageWay,
  server: StaticServer,
  parts: readonly string[],
): Promise<OpenWay> {
  const context = await launchChromium();
  const tab = await context.newPage();
  await tab.goto(server.url + PAGE);
  await tab.waitForFunction(() => 'languageModels' in globalThis);
  await tab.evaluate((call) => languageModels.prepare(...call), [name, parts] as const);
  const session = await context.browser()!.newBrowserCDPSession();
  return {
    async processes() {
      const { processInfo } = await session.send('SystemInfo.getProcessInfo');
      return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
    },
    load: async () => await tab.evaluate(() => languageModels.load()),
    call: async (what, texts) =>
      (await tab.evaluate(([asked, some]) => languageModels.call(asked, some), [
        what,
        texts,
      ] as const)) as never,
    async close() {
      await context.close();
    },
  };
}

/** @param packages folder that node-llama-cpp is installed in */
export function openNatively(file: string, packages: string): OpenWay {
  const child = fork(join(import.meta.dirname, 'native-process.ts'), [file, packages], {
    execArgv: ['--import', 'tsx'],
  });
  async function ask(asked: Asked): Promise<unknown> {
    child.send(asked);
    const [{ value, error }] = (await once(child, 'message')) as [Answered];
    if (error !== undefined) throw new Error(error);
    return value;
  }
  return {
    processes: () => Promise.resolve([child.pid!]),
    load: async () => (await ask({ what: 'load' })) as string[],
    call: async (what, texts) => (await ask({ what, ...(texts && { texts }) })) as never,
    async close() {
      child.kill();
      await once(child, 'exit');
    },
  };
}
