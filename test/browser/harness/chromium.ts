import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import { canInstallDebianPackages, installDebianPackage } from './debian-package.ts';
import { findProgram } from './find-program.ts';
import { chromiumWatchFlags, type RequestWatch } from './requests.ts';

const CANDIDATES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Two services that the flags above leave running. Port 9 is one that Chromium never connects to.
  '--gaia-url=http://127.0.0.1:9',
  '--component-updater=disable-pings,url-source=http://127.0.0.1:9',
  // Autofill asks the browser's makers about every form. Chromium honours only the last list of features, so those of
  // Playwright's own list that use the network are repeated.
  `--disable-features=${[
    'AutofillServerCommunication',
    'HttpsUpgrades',
    'MediaRouter',
    'NetworkTimeServiceQuerying',
    'OptimizationHints',
    'PreconnectToSearch',
    'Translate',
    // Two pages that Chromium loads for its address bar, which no test types into: a third of what its start takes.
    'WebUIOmniboxAimPopup',
    'WebUIOmniboxPopup',
  ].join(',')}`,
  // A visit of a test is short: V8 translates for speed only what runs much longer than it waits for by default.
  '--js-flags=--wasm-tiering-budget=200000000,--interrupt-budget=1000000',
];

const WHAT_TO_DO =
  'Install Chromium or Google Chrome, or set CHROME_PATH to the program of one that is installed, and run the tests again.';

/**
 * The Chromium that the browser tests drive: CHROME_PATH, else one that is installed, else one that this installs
 * (Debian's package as root, otherwise Playwright's download). Throws, saying what to do, if there is none after that.
 */
export async function findChromium(): Promise<string> {
  const chosen = process.env.CHROME_PATH;
  if (chosen) {
    if (findProgram([chosen])) return chosen;
    throw new Error(
      `CHROME_PATH is ${chosen}, and no program is there. Correct it, or unset it to use an installed one.`,
    );
  }
  return installedChromium() ?? installChromium();
}

/**
 * The headless shell: Chromium without windows and services of its own, which starts in a third of the time.
 * `null` where there is none, and where CHROME_PATH says what is to be driven.
 */
export function findHeadlessShell(): string | null {
  return process.env.CHROME_PATH ? null : findProgram(['chromium-headless-shell', 'chrome-headless-shell']);
}

/** Installs Debian's headless shell where Debian's Chromium is driven and that can be done. Throws if apt-get fails. */
export function installHeadlessShell(): void {
  if (process.env.CHROME_PATH || findHeadlessShell() || !findProgram(['/usr/bin/chromium'])) return;
  if (canInstallDebianPackages()) installDebianPackage('chromium-headless-shell');
}

function installedChromium(): string | null {
  const downloaded = chromium.executablePath();
  return findProgram(CANDIDATES) ?? (existsSync(downloaded) ? downloaded : null);
}

function installChromium(): string {
  try {
    if (canInstallDebianPackages()) installDebianPackage('chromium');
    else downloadChromium();
  } catch (cause) {
    throw new Error(`No Chromium was found, and it could not be installed. ${WHAT_TO_DO}`, { cause });
  }
  const path = installedChromium();
  if (path) return path;
  throw new Error(`Chromium was installed but is in none of the usual places. ${WHAT_TO_DO}`);
}

/** Runs `playwright-core install chromium` of the version that package-lock.json pins. */
function downloadChromium(): void {
  const playwright = dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'));
  const { status } = spawnSync(
    process.execPath,
    [join(playwright, 'cli.js'), 'install', '--no-shell', 'chromium'],
    { stdio: ['ignore', 2, 2] },
  );
  if (status !== 0) throw new Error(`npx playwright-core install chromium failed (exit ${status}).`);
}

export interface LaunchOptions {
  /** WebGPU in software: no half precision and about one short text a second, so for correctness only. */
  readonly webgpu?: boolean;
  /** Refuses and records every request to other origins. */
  readonly watch?: RequestWatch;
  /** Profile folder to keep, so that a later launch finds what this one stored. Default: a fresh one, deleted on close. */
  readonly profile?: string;
  /** Whether pages find service workers in it; without, it is to them as a browser that has none. Default true. */
  readonly serviceWorkers?: boolean;
  /**
   * Drives the headless shell where there is one. Not for what a person's browser has ways of its own with: a profile that is
   * kept, service workers, the graphics card. Default false.
   */
  readonly shell?: boolean;
  /** As a phone: 390 pixels wide, its pointer a finger. Default false. */
  readonly phone?: boolean;
}

const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

/**
 * Starts a headless Chromium with a profile on disk, as a person's is (an incognito context has other storage limits).
 * Close the context to end the browser.
 */
export async function launchChromium(options: LaunchOptions = {}): Promise<BrowserContext> {
  const {
    webgpu = false,
    watch,
    profile = '',
    serviceWorkers = true,
    shell = false,
    phone = false,
  } = options;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: (shell ? findHeadlessShell() : null) ?? (await findChromium()),
    headless: true,
    ...(phone && PHONE),
    args: [
      ...FLAGS,
      ...(webgpu ? ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'] : []),
      ...(watch ? chromiumWatchFlags(watch) : []),
    ],
  });
  if (!serviceWorkers) await context.addInitScript(removeServiceWorkers);
  return context;
}

/** To be run in a page before anything of its own. */
function removeServiceWorkers(): void {
  delete (Navigator.prototype as { serviceWorker?: unknown }).serviceWorker;
}

/** Ends a browser at once, as a crash or a power cut does: nothing is flushed, no page is told. */
export async function killChromium(context: BrowserContext): Promise<void> {
  const browser = context.browser();
  if (!browser) throw new Error('The context has no browser.');
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const main = processInfo.find((info) => info.type === 'browser');
  if (!main) throw new Error('Chromium did not say which process is its own.');
  const closed = new Promise<void>((resolve) => context.once('close', () => resolve()));
  process.kill(main.id, 'SIGKILL');
  await closed;
}
