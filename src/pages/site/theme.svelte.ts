import { picklist, safeParse } from 'valibot';

const KEY = 'dissensus:theme';
const THEME = picklist(['system', 'light', 'dark']);

export type Theme = 'system' | 'light' | 'dark';

/** The colours that a person has chosen for the page; kept in this browser. */
class ChosenTheme {
  now = $state<Theme>('system');

  constructor() {
    const kept = safeParse(THEME, localStorage.getItem(KEY));
    if (kept.success) this.#show(kept.output);
  }

  choose(theme: Theme): void {
    if (theme === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
    this.#show(theme);
  }

  #show(theme: Theme): void {
    this.now = theme;
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }
}

export const chosenTheme = new ChosenTheme();
