import puppeteer, { type Browser } from 'puppeteer-core';
import { canInstallDebianPackages, installDebianPackage } from './debian-package.ts';
import { findProgram } from './find-program.ts';
import { firefoxWatchPreferences, type RequestWatch } from './requests.ts';

const CANDIDATES = ['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];

/** What a skipped Firefox test says. */
export const NO_FIREFOX =
  'Firefox was not found, so its tests are skipped. Install Firefox, or set FIREFOX_PATH to its program, to run them.';

/**
 * The Firefox that the browser tests drive: FIREFOX_PATH, else one that is installed, else Debian's firefox-esr, which
 * this installs as root. `null` where there is none: the tests of Firefox are then skipped with {@link NO_FIREFOX}.
 * With CI=true it throws instead, because a run in CI that skips a browser would pass for one that tested it.
 */
export async function findFirefox(): Promise<string | null> {
  const chosen = process.env.FIREFOX_PATH;
  if (chosen) {
    if (findProgram([chosen])) return chosen;
    throw new Error(
      `FIREFOX_PATH is ${chosen}, and no program is there. Correct it, or unset it to use an installed one.`,
    );
  }
  const installed = findProgram(CANDIDATES);
  if (installed) return installed;
  if (canInstallDebianPackages()) {
    installDebianPackage('firefox-esr');
    return findProgram(CANDIDATES);
  }
  if (process.env.CI === 'true') {
    throw new Error(
      'Firefox was not found, and CI must test it. Install it, or set FIREFOX_PATH to its program.',
    );
  }
  return null;
}

/**
 * Starts a headless Firefox with a fresh profile, driven over WebDriver BiDi. Throws where {@link findFirefox} finds none.
 * @param watch refuses and records every request to other origins
 */
export async function launchFirefox(watch?: RequestWatch): Promise<Browser> {
  const executablePath = await findFirefox();
  if (!executablePath) throw new Error(NO_FIREFOX);
  return puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    // Firefox fetches its own settings at every start; a release build honours the preference only with the variable.
    env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' },
    extraPrefsFirefox: {
      'services.settings.server': 'data:,',
      ...(watch ? firefoxWatchPreferences(watch) : {}),
    },
  });
}
