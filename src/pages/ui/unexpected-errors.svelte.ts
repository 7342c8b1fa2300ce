import { array, nullable, number, object, string, type InferOutput } from 'valibot';
import { parseKept } from '../../files/kept-json.ts';
import { messageOf } from './message-of.ts';

const UNEXPECTED_ERROR = object({
  /** When it came last, as ISO 8601. */
  when: string(),
  /** The view that was open; `null` on the start page and in the first view. */
  view: nullable(string()),
  /** Its message and where in the code it came from. */
  what: string(),
  times: number(),
});
const LIST = array(UNEXPECTED_ERROR);

/** An error that nothing on the page expected. */
export type UnexpectedError = Readonly<InferOutput<typeof UNEXPECTED_ERROR>>;

const KEY = 'dissensus:unexpected errors';
/** Older ones are dropped. */
const MOST = 20;
const MOST_CHARACTERS = 2000;

/** Unexpected errors of this browser, the last first: kept here and sent nowhere, so that a person can copy them into a report. */
export class UnexpectedErrors {
  list = $state.raw<readonly UnexpectedError[]>([]);

  /** @param storage where they outlive the tab */
  constructor(private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = localStorage) {
    this.list = parseKept(LIST, storage.getItem(KEY)) ?? [];
  }

  /** Notes an error; the same one again is counted. */
  note(error: unknown, view: string | null): void {
    const what = (error instanceof Error && error.stack ? stackOf(error) : messageOf(error)).slice(
      0,
      MOST_CHARACTERS,
    );
    const known = this.list.find((one) => one.what === what && one.view === view);
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- it never changes
    const noted = { when: new Date().toISOString(), view, what, times: (known?.times ?? 0) + 1 };
    this.list = [noted, ...this.list.filter((one) => one !== known)].slice(0, MOST);
    try {
      this.storage.setItem(KEY, JSON.stringify(this.list));
    } catch {
      // Without room in the storage they last as long as the tab.
    }
  }

  forget(): void {
    this.list = [];
    this.storage.removeItem(KEY);
  }

  /** All of them as text, for a person to copy. */
  get text(): string {
    const entries = this.list.map(({ when, view, what, times }) =>
      [`${when}${view === null ? '' : `, view ${view}`}${times > 1 ? `, ${times} times` : ''}`, what].join(
        '\n',
      ),
    );
    return [navigator.userAgent, ...entries].join('\n\n');
  }
}

/** Chromium begins a stack with the message, Firefox does not. */
function stackOf({ name, message, stack }: Error): string {
  const title = `${name}: ${message}`;
  return stack!.startsWith(title) ? stack! : `${title}\n${stack}`;
}

/** Those of the page. */
export const unexpectedErrors = new UnexpectedErrors();

/** What browsers say where a size that was looked at changed again within a frame: it is looked at in the next, and nothing is wrong. */
const OF_NO_CONCERN = /^ResizeObserver loop/;

/** Notes what nobody catches, and what a boundary hands to `reportError`. */
export function noteUncaughtErrors(): void {
  addEventListener('error', ({ error, message }) => {
    if (!OF_NO_CONCERN.test(message)) unexpectedErrors.note(error ?? message, openView());
  });
  addEventListener('unhandledrejection', ({ reason }) => unexpectedErrors.note(reason, openView()));
}

/** Of the address only this: the rest may hold words of a text. */
function openView(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get('view');
}
